package org.allmende.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.jena.query.TxnType;
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

  /// What fills a new database.
  interface Filling {
    void fill(DatasetGraph data) throws IOException;
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

  /// Makes a database, with the highest number when it is finished.
  Path make(Filling filling) throws IOException {
    Files.createDirectories(folder);
    List<Path> all = all();
    int number = all.isEmpty() ? 1 : Integer.parseInt(all.getLast().getFileName().toString()) + 1;
    Path finished = folder.resolve(String.format(Locale.ROOT, "%04d", number));
    Path made = folder.resolve(finished.getFileName() + HALF_MADE);
    Disk.delete(made);
    Files.createDirectories(made);
    DatasetGraph data = Database.open(made);
    try {
      filling.fill(data);
    } finally {
      Database.close(data);
    }
    Disk.syncAll(made);
    Disk.rename(made, finished);
    return finished;
  }

  /// An empty store.
  Path make() throws IOException {
    return make(data -> name(data, 0));
  }

  /// Gives a new store its random name and its count of changes.
  static void name(DatasetGraph data, long change) {
    data.begin(TxnType.WRITE);
    String id = UUID.randomUUID().toString();
    data.add(Difference.PRIVATE, Words.STORE, Words.STORE_ID, Words.text(id));
    data.add(Difference.PRIVATE, Words.STORE, Words.LAST_CHANGE, Words.number(change));
    data.commit();
    data.end();
  }

  /// The folders inside a database that hold data; TDB2 has one, or more after its own compaction.
  static List<Path> data(Path generation) throws IOException {
    return Disk.list(generation).stream()
        .filter(p -> DATA.matcher(p.getFileName().toString()).matches())
        .toList();
  }
}
