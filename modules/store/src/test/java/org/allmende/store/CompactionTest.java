package org.allmende.store;

import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

  @TempDir Path folder;

  @Test
  void keepsEverythingAndGivesBackWhatWasReplaced() throws IOException {
    try (var directory = Sample.open(folder)) {
      fill(directory);
      for (int i = 0; i < 50; i++) {
        directory.datasets().put(published("a/x", "Fassung " + i));
      }
    }
    List<String> before = Sample.dump(folder);
    Compacted compacted;
    try (var directory = Sample.open(folder)) {
      String id = directory.datasets().id();
      compacted = directory.compact();
      assertEquals(id, directory.datasets().id());
      assertEquals(List.of("0002"), names(folder.resolve("store")));
    }
    assertEquals(before, Sample.dump(folder));
    assertTrue(compacted.after() * 2 < compacted.before(), compacted::toString);
  }

  @Test
  void isDoneByItselfOnlyOnceTheStoreHasGrownAndForgetsNoTransaction() throws IOException {
    try (var directory = Sample.open(folder)) {
      fill(directory);
      directory.replication().base();
      var position = directory.replication().position();
      for (int i = 0; i < 50; i++) {
        directory.datasets().put(published("a/x", "Fassung " + i));
      }
      assertTrue(directory.compactIfGrown().isEmpty());
      var compacted = directory.compactIfGrown(0).orElseThrow();
      assertTrue(compacted.after() * 2 < compacted.before(), compacted::toString);
      assertEquals(List.of("0002"), names(folder.resolve("store")));
      assertTrue(directory.compactIfGrown(0).isEmpty());
      String store = directory.replication().store();
      assertFalse(directory.replication().after(store, position, Long.MAX_VALUE).isEmpty());
    }
  }

  static void fill(DataDirectory directory) {
    var store = directory.datasets();
    store.putAll(List.of(published("a/x", "X"), published("a/y", "Y"), published("b/z", "Z")));
    store.put(Sample.draft("a/entwurf", "Entwurf", "{\"title\":\"\\\"Zeile\\\"\\nzwei\"}"));
    store.put(new Entry(id("a/y"), Sample.uri("a/y"), State.WITHDRAWN, Sample.graph(""), ""));
    store.erase(id("b/z"));
    store.putGraph("https://example.org/liste", Sample.graph(":a :b 'ä'@de, 1.50, '\\t\\r\\n' ."));
    directory.accounts().put(token("eins"));
    directory.accounts().put(new Tenant("a", "Stadt A", "01234567", null, null, null));
  }

  private static Token token(String name) {
    var hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    return new Token(name, hash, null, Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void losesNothingThatIsWrittenMeanwhile() throws Exception {
    try (var directory = Sample.open(folder)) {
      fill(directory);
      var end = new AtomicBoolean();
      var written = new ArrayList<String>();
      var writer =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; !end.get(); i++) {
              write(directory, i);
              written.add("n" + i);
            }
          });
      for (int i = 0; i < 4; i++) {
        directory.compact();
      }
      end.set(true);
      writer.get();
      assertTrue(written.size() > 4, written::toString);
      assertWritten(directory, written);
    }
    List<String> dump = Sample.dump(folder);
    try (var directory = Sample.open(folder)) {
      directory.compact();
    }
    assertEquals(dump, Sample.dump(folder));
  }

  private static void write(DataDirectory directory, int i) {
    directory.datasets().put(published("neu/n" + i, "Neu " + i));
    directory.datasets().put(published("a/x", "Fassung " + i));
    directory.accounts().put(token("n" + i));
    if (i > 0) {
      directory
          .accounts()
          .revoke("n" + (i - 1), new Deed(Deed.COMMAND, Deed.What.TOKEN_REVOKED, "", "n"));
    }
  }

  private static void assertWritten(DataDirectory directory, List<String> written) {
    for (String name : written) {
      assertTrue(directory.datasets().find(id("neu/" + name)).isPresent(), name);
    }
    var last = directory.datasets().find(id("a/x")).orElseThrow().entry().graph();
    var expected = published("a/x", "Fassung " + (written.size() - 1)).graph();
    assertTrue(last.isIsomorphicWith(expected), last::toString);
    assertEquals(
        List.of("eins", written.getLast()),
        directory.accounts().tokens().stream().map(Token::name).toList());
  }

  @Test
  void leavesReadersOnTheirWayWithTheStateTheyBeganWith() throws Exception {
    try (var directory = Sample.open(folder)) {
      directory.datasets().putAll(List.of(published("a/x", "X"), published("a/y", "Y")));
      var begun = new CountDownLatch(1);
      var changed = new CountDownLatch(1);
      var seen = new ArrayList<String>();
      var reader =
          CompletableFuture.supplyAsync(() ->
              directory
                  .datasets()
                  .scan(graph -> {
                    begun.countDown();
                    await(changed);
                    seen.add(graph.name());
                    assertEquals(2, directory.datasets().find(id("a/y")).orElseThrow().change());
                  }));
      await(begun);
      directory.compact();
      directory.datasets().put(published("a/y", "Anders"));
      assertEquals(List.of("0001", "0002"), names(folder.resolve("store")));
      changed.countDown();
      assertEquals(2, reader.get());
      assertEquals(4, seen.size());
      assertEquals(List.of("0002"), names(folder.resolve("store")));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void leavesEverythingAsItIsWhenTheDiskIsNearlyFull() throws IOException {
    try (var directory = Sample.open(folder)) {
      fill(directory);
    }
    List<String> before = Sample.dump(folder);
    var options = new DataDirectory.Options(Long.MAX_VALUE, e -> {});
    try (var directory = DataDirectory.open(folder, Sample.BASE, Sample.clock(), options)) {
      assertThrows(OutOfSpace.class, directory::compact);
      assertThrows(OutOfSpace.class, () -> directory.datasets().put(published("a/q", "Q")));
      assertTrue(directory.datasets().find(id("a/x")).isPresent());
    }
    assertEquals(before, Sample.dump(folder));
  }

  @Test
  void leavesNoByteOfWhatWasErased() throws IOException {
    try (var directory = Sample.open(folder)) {
      assertTrue(Files.exists(directory.replication().base().file()));
      directory.datasets().put(published("a/x", "Geheimnis eins"));
      directory.datasets().put(Sample.draft("a/y", "Geheimnis zwei", "{\"a\":\"Geheimnis\"}"));
      directory.datasets().put(published("a/z", "Bekannt"));
      directory.datasets().erase(id("a/x"));
      directory.datasets().erase(id("a/y"));
      assertTrue(contains("Geheimnis"));
      directory.compact();
    }
    assertFalse(contains("Geheimnis"));
    assertTrue(contains("Bekannt"));
  }

  private boolean contains(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void sweepsOldFilesThatNothingRefersTo() throws IOException {
    try (var directory = Sample.open(folder)) {
      Sha256 orphan = receive(directory, "verwaist");
      Sha256 noted = receive(directory, "vermerkt");
      Sha256 published = receive(directory, "veröffentlicht");
      Sha256 again = receive(directory, "noch einmal");
      age(directory, orphan, noted, published, again);
      Sha256 fresh = receive(directory, "frisch");
      receive(directory, "noch einmal");
      directory.datasets().put(Sample.draft("a/x", "X", "{\"file\":\"" + noted + "\"}"));
      var graph = Sample.graph(":s <http://spdx.org/rdf/terms#checksumValue> '" + published + "'.");
      directory.datasets().put(new Entry(id("a/y"), Sample.uri("a/y"), State.PUBLISHED, graph, ""));
      assertEquals(new Swept(1, 8), directory.sweep());
      assertEquals(new Swept(0, 0), directory.compact().swept());
      assertTrue(directory.files().find(orphan).isEmpty());
      for (Sha256 kept : List.of(noted, published, again, fresh)) {
        assertTrue(directory.files().find(kept).isPresent());
      }
    }
  }

  private static Sha256 receive(DataDirectory directory, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return directory.files().receive(bytes, "x.txt", List.of(), "text/plain", 1000).sha256();
  }

  private static void age(DataDirectory directory, Sha256... hashes) throws IOException {
    Instant old = Sample.clock().instant().minus(Duration.ofHours(25));
    for (Sha256 hash : hashes) {
      Path path = directory.files().find(hash).orElseThrow().path();
      Files.setLastModifiedTime(path, FileTime.from(old));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return Disk.list(folder).stream().map(p -> p.getFileName().toString()).toList();
  }
}
