package org.allmende.web.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.web.page.Address;
import org.allmende.web.page.ChartView;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartsTest {

  private static final Column STATION =
      column(1, "Station", ColumnType.STRING, null, 2, "Markt", "Ring");
  private static final Column DAY =
      column(2, "Datum", ColumnType.DATE, null, 366, "2024-01-01", "2024-12-31");
  private static final Column NO2 = column(3, "NO2", ColumnType.DECIMAL, null, 200, "1.5", "80");

  @Test
  void drawsWhatWasMeasuredOverTimeWithALineForEachGroup() throws IOException {
    ChartView chart =
        drawn(
            "",
            List.of(STATION, DAY, NO2),
            List.of(
                List.of("2024-01-01", "Markt", 20.0, 1L),
                List.of("2024-01-01", "Ring", 30.0, 1L),
                List.of("2024-01-02", "Markt", 24.0, 1L)));
    assertEquals("NO2, im Mittel je Station, im Verlauf von Datum", chart.title(Words.GERMAN));
    assertEquals(List.of("Datum", "Markt", "Ring"), chart.heads());
    assertEquals(
        List.of(List.of("01.01.2024", "20", "30"), List.of("02.01.2024", "24", "")), chart.rows());
    assertEquals(List.of("Markt", "Ring"), chart.lines().stream().map(l -> l.label()).toList());
    assertEquals("0.0,200.0 600.0,120.0", chart.lines().getFirst().corners());
  }

  @Test
  void gathersMomentsIntoDaysWhereTheySpanAYear() throws IOException {
    Column moment =
        column(
            1,
            "Zeitpunkt",
            ColumnType.DATETIME,
            null,
            4000,
            "2025-01-01T00:00",
            "2025-12-31T22:00");
    ChartView chart =
        drawn(
            "",
            List.of(moment, column(2, "Abfluss", ColumnType.DECIMAL, null, 90, "1", "9")),
            List.of(
                List.of("2025-01-01T00:00", 10.0, 1L),
                List.of("2025-01-01T02:00", 40.0, 2L),
                List.of("2025-12-31T22:00", 5.0, 1L)));
    assertEquals("Abfluss, im Mittel, im Verlauf von Zeitpunkt", chart.title(Words.GERMAN));
    assertEquals(List.of(List.of("01.01.2025", "30"), List.of("31.12.2025", "5")), chart.rows());
  }

  @Test
  void gathersDaysOfManyYearsIntoMonthsAndKeepsMomentsOfADay() throws IOException {
    List<List<@Nullable Object>> days = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      days.add(List.of(LocalDate.of(2015, 1, 1).plusDays(i).toString(), i % 7, 1L));
    }
    ChartView months = drawn("", List.of(DAY, NO2), days);
    assertEquals("Januar 2015", months.rows().getFirst().getFirst());
    assertEquals(99, months.rows().size());

    ChartView moments =
        drawn(
            "",
            List.of(DAY, NO2),
            List.of(List.of("2025-01-01T08:15", 1.0, 1L), List.of("2025-01-01T08:30", 2.0, 1L)));
    assertEquals(List.of("01.01.2025, 08:15", "1"), moments.rows().getFirst());
  }

  @Test
  void proposesNoLineThatNeverVaries() throws IOException {
    List<List<@Nullable Object>> flat =
        IntStream.range(1, 9)
            .mapToObj(i -> List.<@Nullable Object>of("2024-01-0" + i, 3L, 3L))
            .toList();
    ChartView proposed = drawn("", List.of(DAY, NO2), flat);
    assertTrue(proposed.lines().isEmpty(), () -> proposed.title(Words.GERMAN));
    ChartView wanted = drawn("line", List.of(DAY, NO2), flat);
    assertFalse(wanted.lines().isEmpty(), "whoever asks for it gets it");
  }

  @Test
  void takesNoKeyForAMeasure() throws IOException {
    Column kind = column(3, "Kategorie", ColumnType.INTEGER, null, 3, "1", "3");
    var rows =
        List.<List<@Nullable Object>>of(
            List.of("2024-01-01", 3L, 3L), List.of("2024-01-02", 5L, 5L));
    assertEquals(
        "Zeilen im Verlauf von Datum", drawn("", List.of(DAY, kind), rows).title(Words.GERMAN));
  }

  @Test
  void takesNoCoordinateForAMeasure() throws IOException {
    Column longitude = column(3, "lon", ColumnType.DECIMAL, "longitude", 200, "7", "8");
    ChartView chart =
        drawn(
            "",
            List.of(DAY, longitude),
            List.of(List.of("2024-01-01", 3L, 3L), List.of("2024-01-02", 5L, 5L)));
    assertEquals("Zeilen im Verlauf von Datum", chart.title(Words.GERMAN));
  }

  private static ChartView drawn(
      String wanted, List<Column> columns, List<List<@Nullable Object>> rows) throws IOException {
    var upload =
        new Upload(
            "werte.csv", List.of(), "text/csv", Sha256.of(new byte[0]), 0, Path.of("werte.csv"));
    var table =
        new Table(
            "werte", null, 1, 1, 2, 5000, 0, columns, List.of(), List.of(), List.of(), null,
            List.of(), List.of(), List.of());
    var draft = new Draft(upload, "CSV", "text/csv", List.of(table));
    return new Charts(new Answering(rows))
        .draw(
            new DatasetTables.Found(draft, table, 1, "/x"),
            wanted,
            "",
            Address.of("/datasets/x/y"),
            Words.GERMAN)
        .orElseThrow();
  }

  private static Column column(
      int position,
      String name,
      ColumnType type,
      @Nullable String meaning,
      long distinct,
      String min,
      String max) {
    var top = Stream.of(min, max).map(value -> new Column.Frequency(value, 9)).toList();
    return new Column(
        position,
        name,
        type,
        meaning,
        null,
        null,
        new Column.Profile(0, distinct, true, min, max, top));
  }

  /// Answers every question about groups alike, and all others with the second value.
  private record Answering(List<List<@Nullable Object>> rows) implements RowEngine {

    @Override
    public void ask(Source source, Question question, Sink sink) throws IOException {
      for (List<@Nullable Object> row : rows) {
        sink.row(question.select().contains("=n") ? row : List.of(row.get(1)));
      }
    }

    @Override
    public Map<Integer, List<Bin>> histograms(Source source) {
      return Map.of();
    }

    @Override
    public void compare(
        Source before, Source after, String key, long limit, long offset, Differences differences) {
      throw new AssertionError("charts ask for rows alone");
    }

    @Override
    public void parquet(Source source, Question question, OutputStream out) {
      throw new AssertionError("charts ask for rows alone");
    }

    @Override
    public void close() {}
  }
}
