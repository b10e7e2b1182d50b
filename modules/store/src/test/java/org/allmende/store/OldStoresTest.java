package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.allmende.model.Sha256;
import org.allmende.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data directory of each format that there has been opens, and holds what it held. They lie
/// packed among the resources; `-Dgolden=update` makes that of today's format when it is not there.
class OldStoresTest {

  private static final Path OLD = Path.of("src/test/resources/org/allmende/store");
  private static final String FILE = "Baum;Höhe\n";

  @TempDir Path folder;

  @Test
  void openAndHoldWhatTheyHeld() throws IOException {
    for (int format = 1; format <= DataDirectory.FORMAT; format++) {
      Path data = folder.resolve("format-" + format);
      Path packed = OLD.resolve("format-" + format + ".zip");
      if ("update".equals(System.getProperty("golden")) && !Files.exists(packed)) {
        pack(made(folder.resolve("made")), packed);
      }
      unpack(packed, data);
      Sample.open(data).close();
      Golden.assertText(
          OLD.resolve("format-" + format + ".nq"), String.join("\n", Sample.dump(data)) + "\n");
      try (var directory = Sample.open(data)) {
        byte[] bytes = FILE.getBytes(StandardCharsets.UTF_8);
        assertTrue(directory.files().find(Sha256.of(bytes)).isPresent());
        long change = directory.datasets().change();
        var receipt = directory.datasets().put(Sample.published("a/neu", "Neu"));
        assertEquals(change + 1, receipt.change());
      }
      assertEquals(List.of(), Doctor.examine(data, 0, Sample.clock(), true).findings());
    }
  }

  private static Path made(Path data) throws IOException {
    try (var directory = Sample.open(data)) {
      CompactionTest.fill(directory);
      var bytes = new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8));
      directory.files().receive(bytes, "x.csv", List.of(), "text/csv", 100);
    }
    return data;
  }

  private static void pack(Path data, Path to) throws IOException {
    Files.createDirectories(Disk.parent(to));
    try (var zip = new ZipOutputStream(Files.newOutputStream(to));
        Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(data.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  private static void unpack(Path packed, Path data) throws IOException {
    try (var zip = new ZipFile(packed.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        Path file = data.resolve(entry.getName());
        Files.createDirectories(Disk.parent(file));
        try (var in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
  }
}
