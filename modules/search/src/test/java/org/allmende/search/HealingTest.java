package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index on disk that is damaged answers like one that is whole.
class HealingTest {

  @TempDir private Path folder;
  private final MemoryDatasetStore store = new MemoryDatasetStore("eins");

  @Test
  void healsWhateverFileOfItIsDamaged() throws IOException {
    new RandomCatalog(11).entries(40).forEach(store::put);
    List<String> right;
    try (var index = Catalogs.open(folder, store)) {
      right = FollowingTest.answers(index);
    }
    int files = files().size();
    for (int i = 0; i < files; i++) {
      for (int kind = 0; kind < 3; kind++) {
        List<Path> present = files();
        damage(present.get(i % present.size()), kind);
        try (var index = Catalogs.open(folder, store)) {
          assertEquals(
              right, FollowingTest.answers(index), present.get(i % present.size()) + ", " + kind);
        }
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("write.lock"))
          .sorted()
          .toList();
    }
  }

  private static void damage(Path file, int kind) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = bytes.length() / 2;
      if (kind == 0 && bytes.length() > 0) {
        bytes.seek(middle);
        int old = bytes.read();
        bytes.seek(middle);
        bytes.write(old ^ 0x55);
      } else if (kind == 1) {
        bytes.setLength(middle);
      }
    }
    if (kind == 2) {
      Files.delete(file);
    }
  }
}
