package org.allmende.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.jena.sparql.core.DatasetGraph;

/// A database to look at without touching it. Opening a TDB2 folder mends its journal and state;
/// here that happens to a copy. The large files, which only a write changes, are not copied but
/// given a second name.
final class StoreView implements AutoCloseable {

  /// TDB2 lengthens a file to a whole number of these when it opens it.
  private static final long SEGMENT = 8 << 20;

  private final Path folder;
  private final DatasetGraph data;

  private StoreView(Path folder, DatasetGraph data) {
    this.folder = folder;
    this.data = data;
  }

  /// @param temporary a folder on the same disk
  static StoreView of(Path generation, Path temporary, InstantSource clock) throws IOException {
    Files.createDirectories(temporary);
    Path folder = Files.createTempDirectory(temporary, "view");
    try {
      takeAll(generation, folder);
      for (Path data : Generations.data(generation)) {
        Path copy = Files.createDirectory(folder.resolve(data.getFileName()));
        takeAll(data, copy);
        JournalTail.cut(copy, folder.resolve("cut"), clock);
      }
      return new StoreView(folder, Database.open(folder));
    } catch (Throwable e) {
      Disk.delete(folder);
      throw e;
    }
  }

  private static void takeAll(Path from, Path to) throws IOException {
    for (Path file : Disk.list(from)) {
      if (Files.isRegularFile(file)) {
        take(file, to);
      }
    }
  }

  private static void take(Path file, Path folder) throws IOException {
    String name = file.getFileName().toString();
    Path copy = folder.resolve(name);
    boolean block = name.endsWith(".dat") || name.endsWith(".idn");
    if (block && Files.size(file) % SEGMENT == 0) {
      link(file, copy);
    } else if (!name.equals("tdb.lock")) {
      Files.copy(file, copy);
    }
  }

  private static void link(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (FileSystemException e) {
      Files.copy(file, copy);
    }
  }

  DatasetGraph data() {
    return data;
  }

  @Override
  public void close() throws IOException {
    Database.close(data);
    Disk.delete(folder);
  }
}
