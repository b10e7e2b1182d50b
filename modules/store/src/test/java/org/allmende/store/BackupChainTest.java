package org.allmende.store;

import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.model.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupChainTest {

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Path zip(int number) {
    return folder.resolve(number + ".zip");
  }

  private Path restored() {
    return folder.resolve("restored");
  }

  private static Sha256 receive(DataDirectory directory, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return directory.files().receive(bytes, "x.txt", List.of(), "text/plain", 1000).sha256();
  }

  private Manifest restore(int... numbers) throws IOException {
    List<Path> chain = Arrays.stream(numbers).mapToObj(this::zip).toList();
    return Restore.into(restored(), chain, 0);
  }

  private String refusal(int... numbers) {
    var refusal = assertThrows(BackupException.class, () -> restore(numbers));
    assertFalse(Files.exists(restored().resolve("store")));
    assertFalse(Files.exists(restored().resolve("restoring")));
    return String.valueOf(refusal.getMessage());
  }

  private static List<String> content(Path directory) throws IOException {
    var content = new ArrayList<String>();
    for (String line : Sample.dump(directory)) {
      if (!line.contains(Words.STORE_ID.getURI())) {
        content.add(line);
      }
    }
    try (Stream<Path> files = Files.walk(directory.resolve("files"))) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        content.add(path.getFileName() + " is " + Sha256.of(Files.readAllBytes(path)));
      }
    }
    return content;
  }

  /// Whatever is written, and however far apart the backups are made, also with compactions in
  /// between: what is restored is what was there.
  @Test
  void bringsBackWhatWasThereByOneWholeAndAnyNumberThatGoOn() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      int last = 1 + random.nextInt(4);
      try (var directory = Sample.open(data())) {
        CompactionTest.fill(directory);
        directory.backup(zip(0));
        for (int i = 1; i <= last; i++) {
          writeAnything(directory, random, i);
          Manifest manifest = directory.backup(zip(i), zip(i - 1));
          assertEquals(directory.datasets().change(), manifest.change());
        }
      }
      int[] chain = new int[last + 1];
      Arrays.setAll(chain, i -> i);
      restore(chain);
      assertEquals(content(data()), content(restored()), "seed " + seed);
      Disk.delete(data());
      Disk.delete(restored());
    }
  }

  private static void writeAnything(DataDirectory directory, Random random, int round)
      throws IOException {
    for (int i = random.nextInt(20); i >= 0; i--) {
      String path = "a/d" + random.nextInt(6);
      switch (random.nextInt(7)) {
        case 0 -> directory.datasets().erase(id(path));
        case 1 -> directory.datasets().put(Sample.draft(path, "Entwurf " + i, "{}"));
        case 2 -> receive(directory, "Datei " + round + " " + i);
        case 3 -> directory.accounts().put(token("t" + random.nextInt(3), i));
        case 4 -> directory.compact();
        default -> directory.datasets().put(published(path, "Fassung " + round + " " + i));
      }
    }
  }

  private static Token token(String name, int second) {
    var hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    return new Token(name, hash, null, Instant.ofEpochSecond(second));
  }

  @Test
  void holdsOnlyWhatIsNew() throws IOException {
    try (var directory = Sample.open(data())) {
      CompactionTest.fill(directory);
      receive(directory, "alt");
      Manifest whole = directory.backup(zip(0));
      Manifest nothing = directory.backup(zip(1), zip(0));
      assertEquals(0, nothing.statements().count());
      assertEquals(0, nothing.files().count());
      assertEquals(whole.shares(), nothing.shares());
      assertEquals(whole.names(), nothing.names());
      directory.datasets().put(published("a/neu", "Neu"));
      Sha256 file = receive(directory, "neu");
      Manifest some = directory.backup(zip(2), zip(0));
      var since = some.since();
      assertNotNull(since);
      assertEquals(whole.change(), since.change());
      assertTrue(some.statements().count() < whole.statements().count() / 2, some::toString);
      assertEquals(1, some.files().count());
      assertTrue(names(zip(2)).contains("files/" + file));
    }
    restore(0, 2);
    assertEquals(content(data()), content(restored()));
  }

  private static Set<String> names(Path zip) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      var names = new HashSet<String>();
      file.stream().forEach(e -> names.add(e.getName()));
      return names;
    }
  }

  @Test
  void refusesAMissingLinkAnotherOrderAndAnotherStore() throws IOException {
    try (var directory = Sample.open(data())) {
      CompactionTest.fill(directory);
      directory.backup(zip(0));
      for (int i = 1; i < 4; i++) {
        directory.datasets().put(published("a/d" + i, "Fassung"));
        directory.backup(zip(i), zip(i - 1));
      }
    }
    try (var directory = Sample.open(folder.resolve("other"))) {
      CompactionTest.fill(directory);
      directory.backup(zip(7));
      var refusal = assertThrows(BackupException.class, () -> directory.backup(zip(8), zip(0)));
      assertTrue(String.valueOf(refusal.getMessage()).contains("of another store"));
      directory.backup(zip(8), zip(7));
      assertThrows(BackupException.class, () -> directory.backup(zip(7), zip(7)));
      assertFalse(Files.exists(folder.resolve("7.zip.part")));
    }
    assertTrue(refusal(1).contains("name the backups it goes on from before it"));
    assertTrue(refusal(0, 2).contains("one is missing in between, or the order is another"));
    assertTrue(refusal(0, 2, 1, 3).contains("one is missing in between, or the order is another"));
    assertTrue(refusal(0, 1, 1).contains("one is missing in between, or the order is another"));
    assertTrue(refusal(0, 0).contains("restore it alone"));
    assertTrue(refusal(0, 8).contains("of another store"));
    assertTrue(refusal(0, 1, 5).contains("There is no backup"));
    restore(0, 1, 2);
    try (var directory = Sample.open(restored())) {
      assertTrue(directory.datasets().find(id("a/d2")).isPresent());
      assertTrue(directory.datasets().find(id("a/d3")).isEmpty());
    }
  }

  @Test
  void isRestoredWholeOrRefusedWhateverByteOfALinkIsDamaged() throws IOException {
    try (var directory = Sample.open(data())) {
      CompactionTest.fill(directory);
      directory.backup(zip(0));
      directory.datasets().put(published("a/neu", "Neu"));
      receive(directory, "neu");
      directory.backup(zip(1), zip(0));
    }
    List<String> content = content(data());
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    byte[] whole = Files.readAllBytes(zip(1));
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      int at = random.nextInt(whole.length);
      byte[] damaged = i % 4 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
      if (damaged.length == whole.length) {
        damaged[at] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(zip(1), damaged);
      try {
        restore(0, 1);
        assertEquals(content, content(restored()), "seed " + seed + ", byte " + at);
        Disk.delete(restored());
      } catch (BackupException e) {
        assertFalse(Files.exists(restored().resolve("store")), e::toString);
        refused++;
      }
    }
    assertTrue(refused > 10, "refused " + refused);
  }

  /// What was there between two backups and is erased is in none of them, and what an earlier one
  /// holds of it does not come back.
  @Test
  void leavesOutWhatIsErased() throws IOException {
    Sha256 file;
    try (var directory = Sample.open(data())) {
      directory.datasets().put(published("a/vorher", "Anna-Geheimnis"));
      file = receive(directory, "Anna-Datei");
      directory.backup(zip(0));
      directory.datasets().put(published("a/zwischen", "Berta-Geheimnis"));
      directory.datasets().erase(id("a/zwischen"));
      directory.datasets().erase(id("a/vorher"));
      Files.delete(directory.files().find(file).orElseThrow().path());
      directory.backup(zip(1), zip(0));
    }
    String text = text(zip(1));
    assertFalse(text.contains("Berta-Geheimnis") || text.contains("Anna-Geheimnis"), text);
    restore(0, 1);
    try (var files = Files.walk(restored())) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(path, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("Anna-") || bytes.contains("Berta-"), path::toString);
      }
    }
  }

  private static String text(Path zip) throws IOException {
    var text = new StringBuilder();
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return text.toString();
  }

  /// A file that was damaged when the earlier backup was made, and has come once more, is new.
  @Test
  void takesAFileAgainThatWasDamaged() throws IOException {
    Sha256 file;
    try (var directory = Sample.open(data())) {
      file = receive(directory, "gut");
      Path path = directory.files().find(file).orElseThrow().path();
      Files.writeString(path, "faul");
      assertEquals(List.of(file.hex()), directory.backup(zip(0)).damaged());
      assertEquals(List.of(file.hex()), directory.backup(zip(1), zip(0)).damaged());
      Files.writeString(path, "gut");
      assertEquals(List.of(), directory.backup(zip(2), zip(1)).damaged());
      assertEquals(0, directory.backup(zip(3), zip(2)).files().count());
    }
    restore(0, 1, 2, 3);
    assertEquals("gut", Files.readString(FolderFileStore.file(restored().resolve("files"), file)));
  }

  @Test
  void holdsOneStateHoweverMuchIsWrittenMeanwhile() throws Exception {
    try (var directory = Sample.open(data())) {
      CompactionTest.fill(directory);
      directory.backup(zip(0));
      var end = new AtomicBoolean();
      var writer =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; !end.get(); i++) {
              var both = List.of(published("a/p", "Stand " + i), published("a/q", "Stand " + i));
              directory.datasets().putAll(both);
            }
          });
      for (int i = 1; i < 5; i++) {
        long change = directory.datasets().change();
        while (directory.datasets().change() < change + 4) {
          Thread.onSpinWait();
        }
        directory.backup(zip(i), zip(i - 1));
      }
      end.set(true);
      writer.get();
    }
    Manifest manifest = restore(0, 1, 2, 3, 4);
    try (var directory = Sample.open(restored())) {
      assertEquals(manifest.change(), directory.datasets().change());
      assertEquals(title(directory, "a/p"), title(directory, "a/q"));
    }
  }

  private static String title(DataDirectory directory, String path) {
    var graph = directory.datasets().find(id(path)).orElseThrow().entry().graph();
    return graph.find().next().getObject().getLiteralLexicalForm();
  }
}
