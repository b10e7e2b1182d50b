package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every place for files keeps to, whatever it is made of.
abstract class FileStoreContract {

  /// More than goes into an S3 store at once.
  static final int LARGE = (16 << 20) + 17;

  static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  KeptFiles files;

  abstract FilesPlace place() throws IOException;

  /// Makes a file look as if it had come earlier.
  abstract void age(Sha256 hash, Duration by) throws IOException;

  @BeforeEach
  void open() throws IOException {
    files = open(place());
  }

  KeptFiles open(FilesPlace place) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("files"));
    var disk = new Disk(folder, 0);
    return place.open(new FilesPlace.Room(folder, InstantSource.system(), disk, _ -> {}));
  }

  @AfterEach
  void close() {
    files.close();
  }

  static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  Upload receive(byte[] bytes) throws IOException {
    return receive(new ByteArrayInputStream(bytes));
  }

  Upload receive(InputStream bytes) throws IOException {
    return files.receive(
        bytes, "Straßenbäume Köln.csv", List.of("Grünflächenamt"), "text/csv", 1L << 30);
  }

  byte[] read(Sha256 hash) throws IOException {
    Bytes bytes = files.find(hash).orElseThrow();
    try (InputStream in = bytes.open(0, bytes.size())) {
      return in.readAllBytes();
    }
  }

  List<Sha256> names() throws IOException {
    return files.all().stream().map(KeptFiles.Kept::hash).toList();
  }

  void assertNothingLeft() throws IOException {
    assertEquals(List.of(), Disk.list(folder.resolve("tmp")));
  }

  @Test
  void givesBackWhatItTook() throws IOException {
    byte[] bytes = "Baum;Straße\n1;Köln\n".getBytes(StandardCharsets.UTF_8);
    Upload upload = receive(bytes);
    assertEquals("Straßenbäume Köln.csv", upload.name());
    assertEquals(List.of("Grünflächenamt"), upload.folders());
    assertEquals(Sha256.of(bytes), upload.sha256());
    assertEquals(bytes.length, upload.size());
    assertArrayEquals(bytes, Files.readAllBytes(upload.path()));
    assertArrayEquals(bytes, read(upload.sha256()));
    assertArrayEquals(bytes, Files.readAllBytes(files.find(upload.sha256()).orElseThrow().path()));
    assertNothingLeft();
  }

  @Test
  void keepsTheSameBytesOnce() throws IOException {
    Upload first = receive(random(1, 1_000));
    Upload second = receive(random(1, 1_000));
    assertEquals(first.sha256(), second.sha256());
    assertEquals(List.of(first.sha256()), names());
  }

  @Test
  void takesFilesThatAreEmpty() throws IOException {
    Upload upload = receive(new byte[0]);
    assertEquals(0, upload.size());
    assertArrayEquals(new byte[0], read(upload.sha256()));
    assertEquals(
        List.of(new KeptFiles.Kept(upload.sha256(), 0, files.all().getFirst().came())),
        files.all());
  }

  @Test
  void takesLargeFilesAndGivesAnyPartOfThem() throws IOException {
    byte[] bytes = random(2, LARGE);
    Sha256 hash = receive(bytes).sha256();
    forgetCopies();
    assertArrayEquals(bytes, read(hash));
    Bytes kept = files.find(hash).orElseThrow();
    assertEquals(LARGE, kept.size());
    int part = 8 << 20;
    for (int[] range :
        new int[][] {
          {0, 1}, {LARGE - 1, 1}, {part - 5, 10}, {LARGE - 100, 100}, {7, 0}, {5, part}
        }) {
      try (InputStream in = kept.open(range[0], range[1])) {
        assertArrayEquals(
            Arrays.copyOfRange(bytes, range[0], range[0] + range[1]), in.readAllBytes());
      }
    }
    assertArrayEquals(bytes, Files.readAllBytes(kept.path()));
  }

  /// So that what comes next comes from where it is kept.
  void forgetCopies() throws IOException {}

  @Test
  void keepsNothingOfWhatIsTooLarge() throws IOException {
    var bytes = new ByteArrayInputStream(random(3, 1_001));
    assertThrows(
        FileStore.TooLarge.class, () -> files.receive(bytes, "a", List.of(), "text/csv", 1_000));
    assertEquals(List.of(), files.all());
    assertNothingLeft();
  }

  @Test
  void keepsNothingOfWhatBreaksOff() throws IOException {
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream(random(13, 100_000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
              }
            });
    assertEquals("gone", assertThrows(IOException.class, () -> receive(broken)).getMessage());
    assertEquals(List.of(), files.all());
    assertNothingLeft();
  }

  @Test
  void findsOnlyWhatIsThere() throws IOException {
    Sha256 other = Sha256.of(random(4, 10));
    assertTrue(files.find(other).isEmpty());
    assertFalse(files.has(other));
    receive(random(4, 10));
    assertTrue(files.find(other).isPresent());
    assertTrue(files.has(other));
  }

  @Test
  void deletesWhatHasNotComeLately() throws IOException {
    Sha256 old = receive(random(5, 10)).sha256();
    Sha256 again = receive(random(6, 10)).sha256();
    Sha256 fresh = receive(random(7, 10)).sha256();
    age(old, DAY.plusHours(1));
    age(again, DAY.plusHours(1));
    receive(random(6, 10));
    assertEquals(new Swept(1, 10), files.delete(List.of(old, again, fresh), DAY));
    assertEquals(
        List.of(again, fresh).stream().map(Sha256::hex).sorted().toList(),
        names().stream().map(Sha256::hex).sorted().toList());
    assertTrue(files.find(old).isEmpty());
  }

  @Test
  void tellsWhatIsOld() throws IOException {
    Sha256 old = receive(random(8, 10)).sha256();
    age(old, DAY);
    receive(random(9, 10));
    var before = InstantSource.system().instant().minus(Duration.ofHours(1));
    assertEquals(
        List.of(old),
        files.all().stream()
            .filter(one -> one.isOlderThan(before))
            .map(KeptFiles.Kept::hash)
            .toList());
  }

  @Test
  void takesOverFilesThatAreWhole() throws IOException {
    byte[] bytes = random(10, 5_000);
    Path whole = Files.write(folder.resolve("tmp/whole"), bytes);
    files.adopt(whole, Sha256.of(bytes));
    assertArrayEquals(bytes, read(Sha256.of(bytes)));
    assertNothingLeft();
  }

  @Test
  void copiesOnlyWhatIsAsItIsCalled() throws IOException {
    byte[] bytes = random(11, 5_000);
    var from = new Bytes.Local(Files.write(folder.resolve("original"), bytes));
    files.copy(from, Sha256.of(bytes));
    assertArrayEquals(bytes, read(Sha256.of(bytes)));
    assertTrue(Files.exists(from.path()));
    Sha256 other = Sha256.of(new byte[] {1});
    assertThrows(DamagedFile.class, () -> files.copy(from, other));
    assertFalse(files.has(other));
    assertNothingLeft();
  }

  @Test
  void takesTheSameFileFromManyAtOnce() throws Exception {
    byte[] bytes = random(12, 300_000);
    var receiving = new ArrayList<CompletableFuture<Sha256>>();
    IntStream.range(0, 8)
        .forEach(_ ->
            receiving.add(
                CompletableFuture.supplyAsync(() -> {
                  try {
                    return receive(bytes).sha256();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })));
    for (var one : receiving) {
      assertEquals(Sha256.of(bytes), one.get());
    }
    assertEquals(List.of(Sha256.of(bytes)), names());
    assertNothingLeft();
  }
}
