package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.jena.sparql.core.DatasetGraph;

/// The TDB2 databases of a store, `0001`, `0002` and so on; the highest is the one that counts. A
/// new one is made beside them under a temporary name, filled, closed, forced to the disk, and only
/// then given its number: TDB2 cannot open a database that was half made when its maker died.
final class Generations {

  private static final String HALF_MADE = ".tmp";
  private static final Pattern NUMBER = Pattern.compile("\\d{4,}");
  private static final Pattern DATA = Pattern.compile("Data-\\d+");

  private final Path folder;

  Generations(Path folder) {
    this.folder = folder;
  }

  /// The finished ones, oldest first.
  List<Path> all() throws IOException {
    return Disk.list(folder).stream()
        .filter(p -> NUMBER.matcher(p.getFileName().toString()).matches())
        .toList();
  }

  /// What was left behind by a process that died while it made or deleted a database.
  List<Path> leftovers() throws IOException {
    List<Path> all = all();
    return Disk.list(folder).stream()
        .filter(p -> all.contains(p) ? !p.equals(all.getLast()) : isHalfMade(p))
        .toList();
  }

  private static boolean isHalfMade(Path path) {
    return path.getFileName().toString().endsWith(HALF_MADE);
  }

  void tidy() throws IOException {
    for (Path path : leftovers()) {
      Disk.delete(path);
    }
  }

  /// Begins a database that is to have the highest number.
  Making begin() throws IOException {
    Files.createDirectories(folder);
    List<Path> all = all();
    int number = all.isEmpty() ? 1 : Integer.parseInt(all.getLast().getFileName().toString()) + 1;
    Path finished = folder.resolve(String.format(Locale.ROOT, "%04d", number));
    Path made = folder.resolve(finished.getFileName() + HALF_MADE);
    Disk.delete(made);
    Files.createDirectories(made);
    return new Making(made, finished);
  }

  /// Makes an empty store.
  Path make() throws IOException {
    try (Making making = begin()) {
      name(making.data());
      making.seal();
      return making.finish();
    }
  }

  /// Gives a new store its random name and its count of changes.
  private static void name(DatasetGraph data) {
    String id = newId();
    Database.write(
        data,
        d -> {
          d.add(Difference.PRIVATE, Words.STORE, Words.STORE_ID, Words.text(id));
          d.add(Difference.PRIVATE, Words.STORE, Words.LAST_CHANGE, Words.number(0));
        });
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /// The folders inside a database that hold data; TDB2 has one, or more after its own compaction.
  static List<Path> data(Path generation) throws IOException {
    return Disk.list(generation).stream()
        .filter(p -> DATA.matcher(p.getFileName().toString()).matches())
        .toList();
  }

  /// A database in the making. Closed before it is finished, it is deleted.
  static final class Making implements AutoCloseable {

    private final Path made;
    private final Path finished;
    private final DatasetGraph data;
    private boolean open = true;

    private Making(Path made, Path finished) {
      this.made = made;
      this.finished = finished;
      this.data = Database.open(made);
    }

    DatasetGraph data() {
      return data;
    }

    /// Forces what is there so far to the disk, so that little is left to do later.
    void sync() throws IOException {
      Disk.syncAll(made);
    }

    /// Closes it and forces it to the disk.
    void seal() throws IOException {
      shut();
      sync();
    }

    /// Gives it its number, for good. When that fails, nobody knows which database the next start
    /// will find.
    Path finish() {
      try {
        Disk.rename(made, finished);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return finished;
    }

    private void shut() {
      if (open) {
        open = false;
        Database.close(data);
      }
    }

    @Override
    public void close() throws IOException {
      shut();
      Disk.delete(made);
    }
  }
}
