package org.allmende.tables;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine.Bin;
import org.allmende.tables.Columns.Stored;

/// How the values of numbers and dates are spread: bins of one width from the smallest to the
/// largest, whole numbers and days where there are few. A column whose extremes are not shown,
/// because it is about persons, has none.
final class Histograms {

  private static final int BINS = 20;
  private static final int MOST_COLUMNS = 300;
  private static final double DAY = 86_400;

  private final String from;
  private final Comparison.Database database;

  /// @param from the SQL of the projection
  Histograms(String from, Comparison.Database database) {
    this.from = from;
    this.database = database;
  }

  /// By the position of the column; columns of other types have none.
  Map<Integer, List<Bin>> of(Columns columns) throws SQLException, IOException {
    var histograms = new HashMap<Integer, List<Bin>>();
    for (Stored column : columns.all()) {
      if (column.position() <= MOST_COLUMNS && isSpread(column)) {
        List<Bin> bins = bins(column);
        if (!bins.isEmpty()) {
          histograms.put(column.position(), bins);
        }
      }
    }
    return histograms;
  }

  private static boolean isSpread(Stored column) {
    boolean shown = column.column().profile().min() != null;
    return shown && (column.isNumber() || isTime(column));
  }

  private static boolean isTime(Stored column) {
    return column.sql().equals("DATE") || column.sql().equals("TIMESTAMP");
  }

  private List<Bin> bins(Stored column) throws SQLException, IOException {
    String value =
        isTime(column) ? "epoch(" + column.typed() + ")" : "CAST(" + column.typed() + " AS DOUBLE)";
    double[] ends = new double[2];
    boolean[] any = new boolean[1];
    database.query(
        "SELECT min(" + value + "), max(" + value + ") FROM " + from,
        List.of(),
        found -> {
          found.next();
          ends[0] = found.getDouble(1);
          any[0] = !found.wasNull();
          ends[1] = found.getDouble(2);
        });
    if (!any[0] || !Double.isFinite(ends[0]) || !Double.isFinite(ends[1])) {
      return List.of();
    }
    double step = step(column);
    double width = Math.max(step, (ends[1] - ends[0] + step) / BINS);
    width = step > 0 ? Math.ceil(width / step) * step : width;
    return width > 0 && Double.isFinite(width) ? counted(column, value, ends[0], width) : List.of();
  }

  /// The smallest distance of two values; 0 where there is none.
  private static double step(Stored column) {
    return column.sql().equals("BIGINT") ? 1 : column.sql().equals("DATE") ? DAY : 0;
  }

  private List<Bin> counted(Stored column, String value, double least, double width)
      throws SQLException, IOException {
    var counts = new long[BINS];
    database.query(
        "SELECT CAST(least(?, floor(("
            + value
            + " - ?) / ?)) AS INTEGER) AS bin, count(*) FROM "
            + from
            + " WHERE "
            + column.typed()
            + " IS NOT NULL GROUP BY bin",
        List.of(BINS - 1, least, width),
        found -> take(found, counts));
    var bins = new ArrayList<Bin>();
    for (int i = 0; i < BINS; i++) {
      bins.add(
          new Bin(
              written(column, least + i * width),
              written(column, least + (i + 1) * width),
              counts[i]));
    }
    while (bins.getLast().count() == 0) {
      bins.removeLast();
    }
    return bins;
  }

  private static void take(ResultSet found, long[] counts) throws SQLException {
    while (found.next()) {
      counts[Math.clamp(found.getInt(1), 0, BINS - 1)] += found.getLong(2);
    }
  }

  private static Object written(Stored column, double value) {
    return switch (column.sql()) {
      case "BIGINT" -> Math.round(value);
      case "DATE" -> LocalDate.ofEpochDay(Math.round(value / DAY)).toString();
      case "TIMESTAMP" ->
          LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.round(value)), ZoneOffset.UTC)
              .toString();
      default -> value;
    };
  }
}
