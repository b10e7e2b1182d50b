package org.allmende.store;

import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.allmende.model.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  @TempDir Path folder;
  Path data;
  Path backup;
  Path restored;

  @BeforeEach
  void paths() {
    data = folder.resolve("data");
    backup = folder.resolve("sicherung/allmende.zip");
    restored = folder.resolve("restored");
  }

  private Manifest fillAndBackUp() throws IOException {
    try (var directory = Sample.open(data)) {
      CompactionTest.fill(directory);
      receive(directory, "Baum;Höhe\n");
      receive(directory, "");
      return directory.backup(backup);
    }
  }

  private static Sha256 receive(DataDirectory directory, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return directory.files().receive(bytes, "x.txt", List.of(), "text/plain", 1000).sha256();
  }

  private Manifest restore() throws IOException {
    return Restore.into(restored, List.of(backup), 0);
  }

  @Test
  void bringsBackEverythingButTheNameOfTheStore() throws IOException {
    Manifest manifest = fillAndBackUp();
    assertEquals(manifest, restore());
    assertEquals(List.of("allmende.zip"), names(Disk.parent(backup)));
    assertEquals(withoutName(Sample.dump(data)), withoutName(Sample.dump(restored)));
    try (var before = Sample.open(data);
        var after = Sample.open(restored)) {
      assertNotEquals(before.datasets().id(), after.datasets().id());
      assertEquals(manifest.store(), before.datasets().id());
      assertEquals(before.datasets().change(), after.datasets().change());
      assertEquals(before.datasets().change(), manifest.change());
      assertEquals(before.accounts().tokens(), after.accounts().tokens());
      assertEquals(before.accounts().tenants(), after.accounts().tenants());
      assertEquals(before.datasets().changesAfter(0, 100), after.datasets().changesAfter(0, 100));
      for (String text : List.of("Baum;Höhe\n", "")) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path file = after.files().find(Sha256.of(bytes)).orElseThrow().path();
        assertArrayEquals(bytes, Files.readAllBytes(file));
      }
      assertTrue(after.datasets().put(published("a/neu", "Neu")).change() > manifest.change());
    }
  }

  private static List<String> withoutName(List<String> dump) {
    return dump.stream().filter(line -> !line.contains(Words.STORE_ID.getURI())).toList();
  }

  @Test
  void holdsOneStateHoweverMuchIsWrittenMeanwhile() throws Exception {
    Manifest manifest;
    try (var directory = Sample.open(data)) {
      CompactionTest.fill(directory);
      var end = new AtomicBoolean();
      var writer =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; !end.get(); i++) {
              var both = List.of(published("a/x", "Stand " + i), published("a/q", "Stand " + i));
              directory.datasets().putAll(both);
            }
          });
      while (directory.datasets().change() < 20) {
        Thread.onSpinWait();
      }
      manifest = directory.backup(backup);
      end.set(true);
      writer.get();
    }
    restore();
    try (var directory = Sample.open(restored)) {
      assertEquals(manifest.change(), directory.datasets().change());
      assertEquals(title(directory, "a/x"), title(directory, "a/q"));
    }
  }

  private static String title(DataDirectory directory, String path) {
    var graph = directory.datasets().find(id(path)).orElseThrow().entry().graph();
    return graph.find().next().getObject().getLiteralLexicalForm();
  }

  @Test
  void restoresOnlyIntoAnEmptyDirectory() throws IOException {
    fillAndBackUp();
    Files.createDirectories(restored);
    Path other = Files.writeString(restored.resolve("notiz.txt"), "bleibt");
    assertTrue(refusal().contains("is not empty"));
    assertEquals("bleibt", Files.readString(other));
    assertEquals(List.of("lock", "notiz.txt"), names(restored));
  }

  @Test
  void isNeverWrittenIntoTheDirectoryItIsOf() throws IOException {
    try (var directory = Sample.open(data)) {
      assertThrows(BackupException.class, () -> directory.backup(data.resolve("b.zip")));
    }
  }

  @Test
  void beginsAnewAfterARestoreThatWasInterrupted() throws IOException {
    fillAndBackUp();
    Files.createDirectories(restored.resolve("restoring/store/0001.tmp"));
    Files.createDirectories(restored.resolve("files/ab"));
    var refusal = assertThrows(DataDirectoryException.class, () -> Sample.open(restored));
    assertTrue(String.valueOf(refusal.getMessage()).contains("interrupted"));
    restore();
    try (var directory = Sample.open(restored)) {
      assertTrue(directory.datasets().find(id("a/x")).isPresent());
      assertEquals(List.of("files", "format", "lock", "store", "tmp"), names(restored));
    }
  }

  @Test
  void leavesOutFilesThatWereDamagedBefore() throws IOException {
    Sha256 hash;
    try (var directory = Sample.open(data)) {
      hash = receive(directory, "gut");
      Files.writeString(directory.files().find(hash).orElseThrow().path(), "faul");
      assertEquals(List.of(hash.hex()), directory.backup(backup).damaged());
    }
    restore();
    try (var directory = Sample.open(restored)) {
      assertTrue(directory.files().find(hash).isEmpty());
    }
  }

  @Test
  void refusesWhatIsNotTheBackupThatWasMade() throws IOException {
    fillAndBackUp();
    Map<String, byte[]> entries = entries();
    String file = entries.keySet().stream().filter(n -> n.startsWith("files/")).findAny().get();
    assertRefused("in no backup", changed(entries, "../böse", e -> new byte[1]));
    assertRefused("in no backup", changed(entries, "files/../../x", e -> new byte[1]));
    assertRefused("in no backup", changed(entries, "/etc/passwd", e -> new byte[1]));
    assertRefused("missing", without(entries, "manifest.json"));
    assertRefused("missing", without(entries, "store.nq"));
    assertRefused("missing", without(entries, "format"));
    assertRefused("files instead of", without(entries, file));
    assertRefused("format", changed(entries, "format", e -> new byte[] {50}));
    assertRefused("not as it was", changed(entries, "store.nq", e -> flipped(e, e.length / 2)));
    assertRefused("longer", changed(entries, "store.nq", e -> Arrays.copyOf(e, e.length + 1)));
    assertRefused("longer", changed(entries, file, e -> new byte[20 << 20]));
    assertRefused("newer", manifest(entries, "\"layout\":1", "\"layout\":2"));
    assertRefused("manifest says", manifest(entries, "\"change\":", "\"change\":1"));
    assertRefused("cannot be read", manifest(entries, "{", "["));
    assertRefused("cannot be read", manifest(entries, "\"statements\"", "\"anderes\""));
    assertRefused("cannot be read", manifest(entries, "\"bytes\":", "\"bytes\":-"));
    assertRefused("are left", manifest(entries, "\"bytes\":", "\"bytes\":77777777777"));
    assertRefused("missing", without(entries, "shares"));
    assertRefused("missing", without(entries, "names"));
    assertRefused("not as it was", changed(entries, "shares", e -> flipped(e, 77)));
    assertRefused("not as it was", changed(entries, "names", e -> flipped(e, 7)));
    Files.write(backup, new byte[0]);
    assertTrue(refusal().contains("cut off or damaged"));
    Files.delete(backup);
    assertTrue(refusal().contains("There is no backup"));
  }

  private void assertRefused(String why, Map<String, byte[]> entries) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(backup))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    String refusal = refusal();
    assertTrue(refusal.contains(why), refusal);
  }

  private String refusal() throws IOException {
    var refusal = assertThrows(BackupException.class, this::restore);
    assertFalse(Files.exists(restored.resolve("store")));
    assertFalse(Files.exists(restored.resolve("restoring")));
    return String.valueOf(refusal.getMessage());
  }

  private Map<String, byte[]> entries() throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(backup.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static Map<String, byte[]> changed(
      Map<String, byte[]> entries, String name, UnaryOperator<byte[]> change) {
    var changed = new LinkedHashMap<>(entries);
    changed.put(name, change.apply(entries.getOrDefault(name, new byte[0])));
    return changed;
  }

  private static Map<String, byte[]> manifest(
      Map<String, byte[]> entries, String text, String replacement) {
    return changed(
        entries,
        "manifest.json",
        e ->
            new String(e, StandardCharsets.UTF_8)
                .replace(text, replacement)
                .getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, byte[]> without(Map<String, byte[]> entries, String name) {
    var without = new LinkedHashMap<>(entries);
    without.remove(name);
    return without;
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }

  @Test
  void isRestoredWholeOrRefusedWhateverByteOfItIsDamaged() throws IOException {
    fillAndBackUp();
    byte[] whole = Files.readAllBytes(backup);
    List<String> dump = withoutName(Sample.dump(data));
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      int at = random.nextInt(whole.length);
      byte[] damaged = i % 4 == 0 ? Arrays.copyOf(whole, at) : flipped(whole, at);
      Files.write(backup, damaged);
      try {
        restore();
      } catch (BackupException e) {
        assertFalse(Files.exists(restored.resolve("store")), e::toString);
        continue;
      }
      assertEquals(dump, withoutName(Sample.dump(restored)), "seed " + seed + ", byte " + at);
      Disk.delete(restored);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return Disk.list(folder).stream().map(p -> p.getFileName().toString()).toList();
  }
}
