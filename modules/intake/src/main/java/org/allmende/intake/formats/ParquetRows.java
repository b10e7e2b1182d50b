package org.allmende.intake.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.allmende.intake.files.Allowance;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// The rows of a [Parquet](https://parquet.apache.org/docs/file-format/) file, all values as text
/// ([ParquetColumn]). A row's line is its number.
///
/// DuckDB reads the file, shut off from everything but it. It hands out rows by the thousand, which
/// long texts would make too many for our memory; so they are measured, written to a file of its
/// own like what is unpacked from archives, and read from there row by row.
public final class ParquetRows implements FieldRecords {

  private static final long MOST_BYTES = 2L << 30;
  private static final List<String> SETTINGS =
      List.of("memory_limit = '768MB'", "threads = 1", "temp_directory = ''");

  private final Path file;
  private final long most;

  public ParquetRows(Path file) {
    this(file, MOST_BYTES);
  }

  /// Opens a file; nothing is read yet.
  ///
  /// @param most bytes that are read, as text
  public ParquetRows(Path file, long most) {
    this.file = file;
    this.most = most;
  }

  @Override
  public List<String> fields() throws IOException {
    return inFolder((duck, _) -> columns(duck).stream().map(ParquetColumn::name).toList());
  }

  @Override
  public void each(Taker taker) throws IOException {
    inFolder((duck, folder) -> {
      List<ParquetColumn> columns = columns(duck);
      measure(duck, columns);
      Path rows = folder.resolve("rows.csv");
      write(duck, columns, rows);
      read(rows, columns.stream().map(ParquetColumn::name).toList(), taker);
      return columns;
    });
  }

  private interface Work<T> {
    T with(Statement duck, Path folder) throws SQLException, IOException;
  }

  /// Does something with an engine that sees the file and a folder, which is gone afterwards.
  private <T> T inFolder(Work<T> work) throws IOException {
    Path folder = Files.createTempDirectory("parquet");
    try (Connection connection = SealedDuck.start(SETTINGS, file, folder);
        Statement duck = connection.createStatement()) {
      return work.with(duck, folder);
    } catch (SQLException e) {
      throw said(e);
    } finally {
      try (var left = Files.newDirectoryStream(folder)) {
        for (Path path : left) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    }
  }

  private static IOException said(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Out of Memory")
        ? new Allowance.Exceeded("Arbeitsspeicher / memory")
        : new Layers.Damaged(e);
  }

  private List<ParquetColumn> columns(Statement duck) throws SQLException {
    var columns = new ArrayList<ParquetColumn>();
    try (var found =
        duck.executeQuery(
            "DESCRIBE SELECT * FROM read_parquet(" + SealedDuck.literal(file) + ")")) {
      while (found.next() && columns.size() < MOST_FIELDS) {
        columns.add(new ParquetColumn(columns.size() + 1, found.getString(1), found.getString(2)));
      }
    }
    return columns;
  }

  /// Refuses what would be too much, before any of it is written.
  private void measure(Statement duck, List<ParquetColumn> columns)
      throws SQLException, IOException {
    Allowance allowance = Allowance.ofPacked(most);
    try (var found =
        duck.executeQuery("SELECT count(*) FROM read_parquet(" + SealedDuck.literal(file) + ")")) {
      found.next();
      allowance.spend(columns.size(), found.getLong(1), 0);
    }
    String lengths = joined(columns, " + ", column -> "coalesce(strlen(" + column.text() + "), 0)");
    try (var found = duck.executeQuery("SELECT sum(" + lengths + ")" + from(columns))) {
      found.next();
      allowance.spend(0, 0, found.getLong(1));
    }
  }

  private void write(Statement duck, List<ParquetColumn> columns, Path rows) throws SQLException {
    duck.execute(
        "COPY (SELECT "
            + joined(columns, ", ", ParquetColumn::text)
            + from(columns)
            + ") TO "
            + SealedDuck.literal(rows)
            + " (FORMAT csv, HEADER false, FORCE_QUOTE *, NULL '')");
  }

  private String from(List<ParquetColumn> columns) {
    String names = joined(columns, ", ", ParquetColumn::sql);
    return " FROM read_parquet(" + SealedDuck.literal(file) + ") AS t(" + names + ")";
  }

  private static String joined(
      List<ParquetColumn> columns, String between, Function<ParquetColumn, String> said) {
    return String.join(between, columns.stream().map(said).toList());
  }

  private static void read(Path rows, List<String> names, Taker taker) throws IOException {
    int line = 0;
    try (var text = Files.newBufferedReader(rows, StandardCharsets.UTF_8);
        var records = CSVFormat.RFC4180.parse(text)) {
      for (CSVRecord cells : records) {
        var record = new LinkedHashMap<String, String>();
        for (int c = 0; c < names.size(); c++) {
          record.put(names.get(c), c < cells.size() ? cells.get(c) : "");
        }
        taker.take(++line, record);
      }
    }
  }
}
