package org.allmende.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.rows.CellEngine;
import org.allmende.intake.formats.SealedDuck;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Answers with DuckDB, in this process. It sees nothing but the folder of projections: no other
/// file, no network, no extension; what comes from outside reaches it as parameters only.
public final class DuckTables implements RowEngine, CellEngine {

  private static final int MOST_AT_ONCE = 4;
  private static final long LARGEST_FILE = 2L << 30;
  private static final int LOOK_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final List<String> SETTINGS =
      List.of("memory_limit = '384MB'", "threads = 2", "max_temp_directory_size = '4GB'");

  private final Path folder;
  private final Duration limit;
  private final Projections projections;
  private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tables-deadline").factory());
  private @Nullable DuckDBConnection duck;

  /// @param folder keeps the projections
  /// @param limit the longest a question may take
  public DuckTables(Path folder, Duration limit) {
    this.folder = folder;
    this.limit = limit;
    this.projections = new Projections(folder);
  }

  @Override
  public void ask(Source source, Question question, Sink sink) throws IOException {
    var columns = new Columns(source.table());
    // Says what is wrong before anything is read.
    Selection.of(question, columns, "nothing", false);
    connected(connection ->
        answer(
            connection,
            Selection.of(question, columns, from(source, columns, connection), sink.isMap()),
            sink));
  }

  @Override
  public Map<Integer, List<Bin>> histograms(Source source) throws IOException {
    var columns = new Columns(source.table());
    var histograms = new HashMap<Integer, List<Bin>>();
    connected(connection -> {
      String from = from(source, columns, connection);
      histograms.putAll(new Histograms(from, new Timed(connection)).of(columns));
    });
    return histograms;
  }

  @Override
  public void compare(
      Source before, Source after, String key, long limit, long offset, Differences differences)
      throws IOException {
    var columns = new CommonColumns(new Columns(before.table()), new Columns(after.table()));
    List<CommonColumns.Pair> declared = columns.declared(key);
    connected(connection -> {
      var comparison =
          new Comparison(
              columns,
              from(before, columns.before(), connection),
              from(after, columns.after(), connection),
              new Timed(connection));
      comparison.run(declared, columns.told(after.table().key()), limit, offset, differences);
    });
  }

  @Override
  public void parquet(Source source, Question question, OutputStream out) throws IOException {
    var columns = new Columns(source.table());
    // Says what is wrong before anything is read.
    Selection.of(question, columns, "nothing", false);
    connected(connection -> {
      var asked = Selection.of(question, columns, from(source, columns, connection), false);
      Path file = projections.temporary();
      try {
        new Timed(connection).write(ParquetAnswer.sql(asked, file), asked.values(), file);
        Files.copy(file, out);
      } finally {
        Files.deleteIfExists(file);
      }
    });
  }

  @Override
  public void pass(Source source, Wanted wanted, Taker taker) throws IOException {
    var columns = new Columns(source.table());
    connected(connection -> {
      var pass = CellPass.of(wanted, columns, from(source, columns, connection));
      new Timed(connection, Math.min(wanted.nanos(), limit.toNanos()))
          .query(pass.sql(), pass.values(), found -> cells(found, wanted.columns().size(), taker));
    });
  }

  private static void cells(ResultSet found, int width, Taker taker)
      throws SQLException, IOException {
    boolean more = true;
    while (more && found.next()) {
      var cells = new @Nullable String[width];
      for (int i = 0; i < width; i++) {
        cells[i] = found.getString(i + 3);
      }
      more = taker.take(found.getLong(1), found.getLong(2), cells);
    }
  }

  private String from(Source source, Columns columns, Connection connection) throws IOException {
    Path file = projections.of(source.draft(), source.table(), columns, connection);
    return "read_parquet(" + SealedDuck.literal(file) + ")";
  }

  /// Something done with a connection.
  private interface Work {
    void with(Connection connection) throws SQLException, IOException;
  }

  private void connected(Work work) throws IOException {
    if (!acquired()) {
      throw new Busy();
    }
    try (Connection connection = connection()) {
      work.with(connection);
    } catch (SQLException e) {
      throw translated(e);
    } finally {
      slots.release();
    }
  }

  private boolean acquired() {
    try {
      return slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(Connection connection, Selection.Statement asked, Sink sink)
      throws SQLException, IOException {
    new Timed(connection).query(asked.sql(), asked.values(), found -> rows(found, asked, sink));
  }

  /// Runs the statements of a question, which together may take only so long.
  private final class Timed implements Comparison.Database {
    private final Connection connection;
    private final long end;

    Timed(Connection connection) {
      this(connection, limit.toNanos());
    }

    Timed(Connection connection, long nanos) {
      this.connection = connection;
      this.end = System.nanoTime() + nanos;
    }

    @Override
    public void query(String sql, List<Object> values, Comparison.Rows rows)
        throws SQLException, IOException {
      run(sql, values, () -> false, rows);
    }

    /// Runs a statement that writes a file, which may become only so large.
    void write(String sql, List<Object> values, Path file) throws SQLException, IOException {
      run(sql, values, () -> file.toFile().length() > LARGEST_FILE, _ -> {});
    }

    private void run(
        String sql, List<Object> values, BooleanSupplier isTooMuch, Comparison.Rows rows)
        throws SQLException, IOException {
      if (System.nanoTime() - end > 0) {
        throw tooMuch();
      }
      try (var statement = connection.prepareStatement(sql)) {
        Runnable look =
            () -> {
              if (System.nanoTime() - end > 0 || isTooMuch.getAsBoolean()) {
                cancel(statement);
              }
            };
        ScheduledFuture<?> watch =
            clock.scheduleWithFixedDelay(look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
          for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
          }
          if (statement.execute()) {
            rows.take(statement.getResultSet());
          }
        } finally {
          watch.cancel(false);
        }
      }
    }
  }

  private static void rows(ResultSet found, Selection.Statement asked, Sink sink)
      throws SQLException, IOException {
    sink.fields(asked.fields());
    int width = asked.fields().size();
    while (found.next()) {
      var row = new ArrayList<@Nullable Object>(width);
      for (int i = 1; i <= width; i++) {
        Object value = found.getObject(i);
        int odd = asked.odd().get(i - 1);
        row.add(value == null && odd > 0 ? found.getString(odd) : Values.plain(value));
      }
      if (sink.isMap()) {
        sink.place(asked.place() > 0 ? found.getString(asked.place()) : null);
      }
      sink.row(row);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It has ended in the meantime.
      return;
    }
  }

  private static WrongQuestion tooMuch() {
    return new WrongQuestion(
        "Die Frage braucht zu lange oder ergibt zu viel; grenzen Sie sie ein.",
        "The question takes too long or gives too much; narrow it down.");
  }

  private static RuntimeException translated(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("INTERRUPT") || message.contains("nterrupted")) {
      return tooMuch();
    }
    if (message.contains("Out of Memory")) {
      return new WrongQuestion(
          "Die Frage braucht zu viel Speicher; fragen Sie nach weniger Spalten oder Gruppen.",
          "The question takes too much memory; ask for fewer columns or groups.");
    }
    return new IllegalStateException(e);
  }

  /// A connection of its own to the one engine, which is started when first asked.
  private synchronized Connection connection() throws SQLException {
    DuckDBConnection opened = duck;
    if (opened == null) {
      projections.open();
      var settings = new ArrayList<>(SETTINGS);
      settings.add("temp_directory = " + SealedDuck.literal(folder.resolve("spill")));
      opened = SealedDuck.start(settings, folder);
      duck = opened;
    }
    return opened.duplicate();
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    try {
      if (duck != null) {
        duck.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
