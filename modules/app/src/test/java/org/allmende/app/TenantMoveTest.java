package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.moving.MoveRefused;
import org.allmende.catalog.moving.TenantMove;
import org.allmende.catalog.store.Deed;
import org.allmende.model.Look;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tenant moves from one installation to another and is the same there.
final class TenantMoveTest {

  private static final String TENANT = "weidenstedt";
  private static final String DOMAIN = "daten.example.net";

  @TempDir private Path folder = Path.of("");

  /// Datasets, a draft, people, a token, a source and rules of its own.
  private Path written(Place place) throws IOException {
    var here = place.installation;
    place.take(Folders.samples().resolve("tenants").resolve(TENANT));
    here.persons().add("anna.beck", "Anna Beck", Deed.COMMAND);
    var anna = here.directory().accounts().person("anna.beck").orElseThrow();
    here.directory()
        .accounts()
        .put(
            anna.with(TENANT, Role.PUBLISHER),
            new Deed(Deed.COMMAND, Deed.What.ROLE_GIVEN, TENANT, "anna.beck"));
    here.accounts().create("haus", TENANT);
    Tenant plain = here.tenants().find(TENANT).orElseThrow();
    here.tenants()
        .change(
            plain.with(new Look("#8d1f3c", null, null, null, DOMAIN)),
            Crest.read(picture()),
            Deed.COMMAND);
    here.directory()
        .accounts()
        .put(
            new TenantRules(TENANT, true),
            new Deed(Deed.COMMAND, Deed.What.SETTINGS_CHANGED, TENANT, ""));
    here.directory()
        .sources()
        .put(
            new Source(
                TENANT,
                "kreis",
                Source.Kind.DCAT,
                URI.create("https://daten.example.org/catalog"),
                0,
                null,
                Map.of()));
    return export(place, "first.zip");
  }

  private static byte[] picture() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(48, 56, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private Path export(Place place, String name) throws IOException {
    Path file = folder.resolve(name);
    var tenant = place.installation.directory().accounts().tenant(TENANT).orElseThrow();
    try (var out = Files.newOutputStream(file)) {
      place.installation.moving().write(tenant, out);
    }
    return file;
  }

  @Test
  void isTheSameElsewhereByteForByte() throws Exception {
    Path file;
    int published;
    try (var from = new Place(folder.resolve("from"))) {
      file = written(from);
      published = from.installation.directory().datasets().ids(TENANT, State.PUBLISHED).size();
      assertTrue(published > 3, "datasets: " + published);
    }
    try (var to = new Place(folder.resolve("to"))) {
      TenantMove.Moved moved = to.installation.moving().read(file);
      assertTrue(moved.datasets() >= published && moved.files() > 0, moved::toString);
      assertEquals(1, moved.tokens());
      Look look = to.installation.tenants().find(TENANT).orElseThrow().look();
      assertEquals(look.crest(), to.installation.accounts().crest(TENANT).orElseThrow().hash());
      assertEquals(DOMAIN, look.domain());
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(export(to, "second.zip")));
      to.installation.follow();
      assertEquals(published, to.search("").total());
      assertEquals(published, to.count("?d a dcat:Dataset"));
      assertEquals(
          Role.PUBLISHER,
          to.installation
              .directory()
              .accounts()
              .person("anna.beck")
              .orElseThrow()
              .roles()
              .get(TENANT));
      var again = assertThrows(MoveRefused.class, () -> to.installation.moving().read(file));
      assertEquals(MoveRefused.Reason.TENANT_IS_HERE, again.reason());
    }
  }

  @Test
  void isRefusedWhereAnotherHasItsDomain() throws Exception {
    Path file;
    try (var from = new Place(folder.resolve("from"))) {
      file = written(from);
    }
    try (var to = new Place(folder.resolve("to"))) {
      to.installation
          .tenants()
          .put(
              new Tenant("anders", "Anders", null, null, null, null)
                  .with(new Look(null, null, null, null, DOMAIN)));
      var refused = assertThrows(MoveRefused.class, () -> to.installation.moving().read(file));
      assertEquals(MoveRefused.Reason.DOMAIN_IS_TAKEN, refused.reason());
      assertTrue(to.installation.tenants().find(TENANT).isEmpty());
    }
  }

  @Test
  void isRefusedWholeWhereAnythingIsDamaged() throws Exception {
    Path file;
    try (var from = new Place(folder.resolve("from"))) {
      file = written(from);
    }
    try (var to = new Place(folder.resolve("to"))) {
      long change = to.installation.directory().datasets().change();
      refused(to, Map.of("format", "allmende-tenant 99"), file, MoveRefused.Reason.NEWER);
      refused(to, Map.of("format", "etwas"), file, MoveRefused.Reason.NOT_A_TENANT);
      refused(to, Map.of("tenant.json", "{"), file, MoveRefused.Reason.NOT_A_TENANT);
      refused(to, Map.of("tenant.json", "{}"), file, MoveRefused.Reason.NOT_A_TENANT);
      String own = text(file, "tenant.json");
      for (String other :
          List.of(
              own.replaceFirst("(\"rules\":\\{[^}]*\"tenant\":\")[^\"]*", "$1hohenlinde"),
              own.replace("\"anna.beck\"", "\"Anna Beck?\""),
              own.replace("\"PUBLISHER\"", "null").replace("\"publisher\"", "null"))) {
        assertNotEquals(own, other);
        refused(to, Map.of("tenant.json", other), file, MoveRefused.Reason.NOT_A_TENANT);
      }
      refused(to, Map.of("datasets/baumkataster.nt", "<x"), file, MoveRefused.Reason.NOT_A_TENANT);
      refused(to, Map.of(first(file, "files/"), "x"), file, MoveRefused.Reason.FILE_DAMAGED);
      Path nothing = Files.writeString(folder.resolve("nothing.zip"), "keine");
      var odd = assertThrows(MoveRefused.class, () -> to.installation.moving().read(nothing));
      assertEquals(MoveRefused.Reason.NOT_A_TENANT, odd.reason());
      assertEquals(change, to.installation.directory().datasets().change());
      assertEquals(0, to.installation.directory().datasets().ids(TENANT, State.PUBLISHED).size());
    }
  }

  private static String text(Path file, String name) throws IOException {
    try (var zip = new ZipFile(file.toFile());
        var in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String first(Path file, String prefix) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  /// The same file with other bytes in one place.
  private void refused(
      Place place, Map<String, String> instead, Path file, MoveRefused.Reason reason)
      throws IOException {
    Path changed = folder.resolve("changed.zip");
    var left = new HashMap<>(instead);
    try (var zip = new ZipFile(file.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (var entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        String other = left.remove(entry.getName());
        out.write(
            other == null
                ? zip.getInputStream(entry).readAllBytes()
                : other.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    assertEquals(Map.of(), left, "the file has no such entry");
    var e = assertThrows(MoveRefused.class, () -> place.installation.moving().read(changed));
    assertEquals(reason, e.reason(), instead::toString);
  }
}
