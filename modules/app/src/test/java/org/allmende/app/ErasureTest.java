package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.feedback.Message;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Review;
import org.allmende.catalog.store.Trail;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.store.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person asks to be gone leaves no byte in the whole data directory.
final class ErasureTest {

  private static final String SECRET = "quastenflosser";

  @TempDir Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(Place.NOW);

  private Path data() {
    return folder.resolve("data");
  }

  /// The parts of the data directory in which a word stands, in whatever letters.
  private Set<String> parts(String word) throws IOException {
    try (Stream<Path> all = Files.walk(data())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> holds(file, word))
          .map(file -> data().relativize(file).getName(0).toString())
          .collect(Collectors.toSet());
    }
  }

  private static boolean holds(Path file, String word) {
    try {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return file.toString().contains(word) || bytes.toLowerCase(Locale.ROOT).contains(word);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path written(String rows) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given"));
    Files.writeString(
        given.resolve("liste.csv.meta.json"),
        "{\"title\":\"Liste\",\"description\":\"Alle Quastenflosser des Hafens\","
            + "\"keywords\":[\"Quastenflosser\"]}");
    Files.writeString(given.resolve("liste.csv"), rows);
    Files.writeString(given.resolve("andere.csv"), "Art,Zahl\nHering,3\nScholle,4\n");
    return given;
  }

  private Map<String, Object> wish(Object datasets, String person) {
    return Map.of("datasets", datasets, "person", person);
  }

  @Test
  void ofADatasetOnlyItsAddressAndTheDayStay() throws IOException {
    try (var place = new Place(data(), now::get)) {
      var directory = place.installation.directory();
      place.take(written("Art,Zahl\nQuastenflosser,1\nHering,2\n"));
      now.set(now.get().plus(Duration.ofDays(2)));
      place.take(written("Art,Zahl,Ort\nQuastenflosser,1,Hafen\nHering,2,Kai\n"));
      var id =
          directory.datasets().ids(null, State.PUBLISHED).stream()
              .filter(one -> one.slug().contains("liste"))
              .findFirst()
              .orElseThrow();
      var before = directory.datasets().find(id).orElseThrow().entry();
      assertEquals(1, before.earlier().size());
      directory
          .messages()
          .put(new Message("0".repeat(32), id, now.get(), "Mein Quastenflosser!", false));
      place.installation.publishing().withdraw(id, "Quastenflosser sind privat", "anna");
      place.installation.follow();
      assertTrue(
          parts(SECRET).containsAll(Set.of("store", "files", "columns")), parts(SECRET)::toString);
      now.set(now.get().plus(Duration.ofHours(1)));
      var done =
          Erase.run(
              place.installation,
              Json.own().valueToTree(wish(List.of(id.toString()), "")),
              DataDirectory.ON_ITS_WAY);
      place.installation.follow();
      assertEquals(0L, done.get("keptFiles"));
      assertEquals(Set.of(), parts(SECRET));
      var after = directory.datasets().find(id).orElseThrow().entry();
      assertEquals(before.uri(), after.uri());
      assertEquals(3, after.graph().size());
      assertEquals("", after.notes());
      var lines = directory.trail().read(new Trail.Question("", id.toString(), Long.MAX_VALUE, 10));
      assertEquals(
          List.of(Deed.What.ERASED, Deed.What.WITHDRAWN),
          lines.stream().map(line -> line.deed().what()).limit(2).toList());
      assertEquals(1, place.search("Hering").total());
    }
    assertEquals(Set.of(), parts(SECRET));
    try (var place = new Place(data(), now::get)) {
      place.installation.follow();
      assertEquals(1, place.search("Hering").total());
      assertEquals(Set.of(), parts(SECRET));
    }
  }

  @Test
  void aPersonIsNamedNowhereAnyMore() throws IOException {
    String login = "anna@" + SECRET + ".example";
    String name = "Anna Quastenflosser";
    try (var place = new Place(data(), now::get)) {
      var here = place.installation;
      place.take(written("Art,Zahl\nHering,2\n").resolve("andere.csv"));
      here.tenants().put(new Tenant("hafen", "Hafenamt", null, null, null, null));
      here.persons().add(login, name, "chef");
      here.persons().give(login, "hafen", Role.EDITOR, "chef");
      here.accounts().create(new Accounts.Wanted("haus", "hafen", Role.EDITOR, null), login, login);
      here.directory()
          .trail()
          .note(new Deed(login, Deed.What.RETURNED, "hafen", "hafen/x", "sagt " + name));
      DatasetId id = here.directory().datasets().ids(null, State.PUBLISHED).getFirst();
      var entry = here.directory().datasets().find(id).orElseThrow().entry();
      var noted =
          Notes.read(entry.notes())
              .with(new Review(login, name, now.get(), null))
              .with(new Plan(login, name, now.get(), now.get(), null));
      here.directory()
          .datasets()
          .put(new Entry(id, entry.uri(), entry.state(), entry.graph(), noted.write()));
      assertEquals(Set.of("store"), parts(SECRET));
      var done = Erase.run(here, Json.own().valueToTree(wish(List.of(), login)), Duration.ZERO);
      assertEquals(List.of(), done.get("mentioned"));
      assertEquals(Set.of(), parts(SECRET));
      var pseudonym = String.valueOf(done.get("pseudonym"));
      var lines = here.directory().trail().read(new Trail.Question("", "", Long.MAX_VALUE, 100));
      assertTrue(lines.stream().anyMatch(line -> line.deed().by().equals(pseudonym)));
      assertTrue(lines.stream().anyMatch(line -> line.deed().detail().equals("sagt " + pseudonym)));
      assertEquals(pseudonym, here.accounts().tokens().getFirst().maker());
      assertFalse(here.persons().find(login).isPresent());
    }
  }

  @Test
  void whereSomebodyIsNamedInOtherWordsIsSaid() throws IOException {
    try (var place = new Place(data(), now::get)) {
      place.take(written("Art,Zahl\nHering,2\n"));
      place.installation.persons().add("alle.q", "Alle Quastenflosser", "chef");
      var done =
          Erase.run(
              place.installation, Json.own().valueToTree(wish(List.of(), "alle.q")), Duration.ZERO);
      assertEquals(List.of("import/liste"), done.get("mentioned"));
    }
  }
}
