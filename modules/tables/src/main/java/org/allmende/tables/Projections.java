package org.allmende.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.catalog.asking.RowEngine.Busy;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.intake.Readers;
import org.allmende.intake.Repair;
import org.allmende.intake.formats.SealedDuck;
import org.allmende.intake.geometry.MapGeometry;
import org.allmende.intake.geometry.MapPlaces;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.tables.Columns.Place;
import org.allmende.tables.Columns.Stored;
import org.jspecify.annotations.Nullable;

/// The rows of tables as Parquet files, named by the hash of their file, what is declared about it
/// and the version of the readers. Each is made when it is first asked for, beside its name, and
/// renamed; all may be deleted at any time.
final class Projections {

  /// Ends the names of projections; another one for another layout.
  private static final String FORM = ".2.parquet";

  /// What is wider takes more memory than there is for all questions together.
  private static final int MOST_COLUMNS = 10_000;

  private static final String OUT_OF_MEMORY = "Out of Memory Error";
  private static final long LITTLE_ROOM = 64 << 20;

  private final Path folder;
  private final Map<String, Object> underWay = new ConcurrentHashMap<>();

  Projections(Path folder) {
    this.folder = folder;
  }

  /// The file of a table, made now if need be.
  Path of(Draft draft, Table table, Columns columns, Connection duck) throws IOException {
    int number = draft.tables().indexOf(table) + 1;
    String name = Readers.mark(draft.upload()) + "-" + number + FORM;
    Path file = folder.resolve(name);
    if (table.columns().size() > MOST_COLUMNS) {
      throw tooLarge();
    }
    synchronized (underWay.computeIfAbsent(name, _ -> new Object())) {
      if (!Files.exists(file)) {
        try {
          make(draft, table, columns, duck, file);
        } catch (IOException e) {
          throw unlessFull(e);
        }
      }
    }
    underWay.remove(name);
    return file;
  }

  /// Where there is no room, nothing is wrong but that: it works again once there is.
  private IOException unlessFull(IOException e) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < LITTLE_ROOM) {
      throw new Busy();
    }
    return e;
  }

  /// A file for what is gone soon; a crash leaves nothing that [#open] does not clear away.
  Path temporary() throws IOException {
    return Files.createTempFile(folder, "making-", ".parquet");
  }

  private void make(Draft draft, Table table, Columns columns, Connection duck, Path file)
      throws IOException {
    Path csv = Files.createTempFile(folder, "making-", ".csv");
    Path made = temporary();
    try {
      try (var out = Files.newBufferedWriter(csv)) {
        var map = MapPlaces.of(table);
        Repair.each(
            draft,
            table,
            (line, cells) -> {
              record(out, line, cells);
              for (Place place : columns.places()) {
                place(out, map.of(place.source(), cells));
              }
              out.write('\n');
            });
      }
      try (var statement = duck.createStatement()) {
        statement.execute(copy(columns, csv, made));
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).startsWith(OUT_OF_MEMORY)) {
        throw tooLarge();
      }
      throw new IOException("no projection of " + file.getFileName() + ": " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(csv);
      Files.deleteIfExists(made);
    }
  }

  private static WrongQuestion tooLarge() {
    return new WrongQuestion(
        "Diese Tabelle ist zu groß, um ihre Zeilen abzufragen; die Datei lässt sich herunterladen.",
        "This table is too large to ask its rows; the file can be downloaded.");
  }

  private static void record(BufferedWriter out, int line, List<String> cells) throws IOException {
    out.write(Integer.toString(line));
    for (String cell : cells) {
      out.write(',');
      if (!cell.isEmpty()) {
        quoted(out, cell);
      }
    }
  }

  private static void place(BufferedWriter out, @Nullable MapGeometry geometry) throws IOException {
    if (geometry == null) {
      out.write(",,,,,");
      return;
    }
    Box box = geometry.box();
    out.write("," + box.west() + "," + box.south() + "," + box.east() + "," + box.north() + ",");
    quoted(out, geometry.text());
  }

  private static void quoted(Writer out, String cell) throws IOException {
    out.write('"');
    out.write(cell.indexOf('"') < 0 ? cell : cell.replace("\"", "\"\""));
    out.write('"');
  }

  private static String copy(Columns columns, Path csv, Path parquet) {
    var types = new StringBuilder("'line': 'INTEGER'");
    var values = new StringBuilder("row_number() OVER () AS r, line");
    for (Stored column : columns.all()) {
      String text = "x" + column.position();
      types.append(", '").append(text).append("': 'VARCHAR'");
      if (column.isText()) {
        values.append(", ").append(text).append(" AS ").append(column.typed());
      } else {
        String typed = typed(column.sql(), text);
        values.append(", ").append(typed).append(" AS ").append(column.typed());
        values.append(", CASE WHEN ").append(typed).append(" IS NULL THEN ").append(text);
        values.append(" END AS ").append(column.odd());
        values.append(", CASE WHEN CAST(").append(typed).append(" AS VARCHAR) <> ").append(text);
        values.append(" THEN ").append(text).append(" END AS ").append(column.spelled());
      }
    }
    for (Place place : columns.places()) {
      for (String side : place.sides()) {
        types.append(", '").append(side).append("': 'DOUBLE'");
        values.append(", ").append(side);
      }
      types.append(", '").append(place.geometry()).append("': 'VARCHAR'");
      values.append(", ").append(place.geometry());
    }
    return "COPY (SELECT "
        + values
        + " FROM read_csv("
        + SealedDuck.literal(csv)
        + ", header = false, auto_detect = false, parallel = false, delim = ',', quote = '\"',"
        + " escape = '\"', max_line_size = 67108864, columns = {"
        + types
        + "})) TO "
        + SealedDuck.literal(parquet)
        + " (FORMAT parquet, COMPRESSION zstd)";
  }

  private static String typed(String sql, String text) {
    if (sql.equals("BOOLEAN")) {
      return "CASE WHEN lower("
          + text
          + ") IN ('true','wahr','ja','yes','1','x','j','y','w','t') THEN true WHEN lower("
          + text
          + ") IN ('false','falsch','nein','no','0','n','f') THEN false END";
    }
    return "try_cast(" + text + " AS " + sql + ")";
  }

  /// What a crash has left, and projections of an earlier layout.
  private static boolean isLeft(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("making-") || (name.endsWith(".parquet") && !name.endsWith(FORM));
  }

  /// Makes the folder, and clears away what nobody asks for any more.
  void open() {
    try {
      Files.createDirectories(folder);
      try (var files = Files.newDirectoryStream(folder, Projections::isLeft)) {
        for (Path left : files) {
          Files.delete(left);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
