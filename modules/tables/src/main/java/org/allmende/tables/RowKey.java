package org.allmende.tables;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.tables.CommonColumns.Pair;

/// Finds the columns that tell the rows of a table apart in both of its versions: one column that
/// never repeats, else the shortest beginning of the columns that are not measured, without those
/// it does not need.
final class RowKey {

  private static final int MOST_ALONE = 10;
  private static final int MOST_TOGETHER = 6;
  private static final double NEARLY_ALL = 0.95;
  private static final Set<String> NAMING =
      Set.of("identifier", "year", "municipality-key", "postal-code", "district", "street");
  private static final Set<String> MEASURES = Set.of("count", "money", "percentage");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?U)(^|.*[\\W_])(id|nr|nummer|key|schl[uü]ssel|kennung|uuid|oid|fid)([\\W_].*|$)");

  /// Whether columns tell the rows apart, in both versions.
  interface Test {
    boolean distinguishes(List<Pair> columns) throws SQLException, IOException;
  }

  private final List<Pair> candidates;
  private final long rowsBefore;
  private final long rowsAfter;
  private final Test test;

  RowKey(CommonColumns columns, long rowsBefore, long rowsAfter, Test test) {
    this.candidates =
        columns.pairs().stream()
            .filter(RowKey::maySay)
            .sorted(Comparator.comparingInt(RowKey::rank))
            .toList();
    this.rowsBefore = rowsBefore;
    this.rowsAfter = rowsAfter;
    this.test = test;
  }

  private static boolean maySay(Pair pair) {
    Column column = pair.after().column();
    return pair.before().column().profile().nulls() == 0
        && column.profile().nulls() == 0
        && column.type() != ColumnType.DECIMAL
        && column.type() != ColumnType.GEOMETRY
        && !MEASURES.contains(String.valueOf(column.meaning()));
  }

  private static int rank(Pair pair) {
    Column column = pair.after().column();
    if ("identifier".equals(column.meaning())
        || NAMED.matcher(column.name().toLowerCase(Locale.GERMAN)).matches()) {
      return 0;
    }
    boolean naming =
        column.type() != ColumnType.INTEGER || NAMING.contains(String.valueOf(column.meaning()));
    return naming ? 1 : 2;
  }

  /// The key; empty where there is none.
  List<Pair> find() throws SQLException, IOException {
    int tried = 0;
    for (Pair pair : candidates) {
      if (nearlyAll(pair) && tried++ < MOST_ALONE && test.distinguishes(List.of(pair))) {
        return List.of(pair);
      }
    }
    var together = new ArrayList<Pair>();
    double combinations = 1;
    for (Pair pair : candidates) {
      if (together.size() == MOST_TOGETHER) {
        break;
      }
      together.add(pair);
      combinations *= Math.max(1, pair.after().column().profile().distinct());
      if (together.size() > 1
          && combinations >= NEARLY_ALL * rowsAfter
          && test.distinguishes(together)) {
        return needed(together);
      }
    }
    return List.of();
  }

  private boolean nearlyAll(Pair pair) {
    return pair.before().column().profile().distinct() >= NEARLY_ALL * rowsBefore
        && pair.after().column().profile().distinct() >= NEARLY_ALL * rowsAfter;
  }

  private List<Pair> needed(List<Pair> together) throws SQLException, IOException {
    List<Pair> key = together;
    for (Pair pair : together) {
      List<Pair> without = key.stream().filter(one -> !one.equals(pair)).toList();
      if (!without.isEmpty() && test.distinguishes(without)) {
        key = without;
      }
    }
    return key;
  }
}
