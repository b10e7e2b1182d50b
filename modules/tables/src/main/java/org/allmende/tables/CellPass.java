package org.allmende.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.rows.CellEngine.Condition;
import org.allmende.catalog.rows.CellEngine.Wanted;
import org.allmende.tables.Columns.Stored;

/// The statement that reads the cells of some columns as they were spelled.
///
/// A condition is loosened where the projection cannot decide it: numbers are held as doubles, so
/// that "more than" becomes "at least", and a cell that is not of its column's type is never left
/// out. Rounding to a double keeps the order, so that no row is lost.
///
/// @param values of its parameters
record CellPass(String sql, List<Object> values) {

  /// @param from the SQL of the projection
  static CellPass of(Wanted wanted, Columns columns, String from) {
    Map<Integer, Stored> byPosition = new HashMap<>();
    columns.all().forEach(column -> byPosition.put(column.position(), column));
    var texts = new ArrayList<String>();
    var stored = new ArrayList<String>();
    for (int position : wanted.columns()) {
      Stored column = column(byPosition, position);
      texts.add(text(column));
      stored.add(column.typed());
      if (!column.isText()) {
        stored.add(column.odd());
        stored.add(column.spelled());
      }
    }
    var values = new ArrayList<Object>();
    var where = new StringBuilder();
    for (Condition condition : wanted.conditions()) {
      where.append(where.isEmpty() ? " WHERE " : " AND ");
      where.append(condition(column(byPosition, condition.column()), condition, values));
    }
    String sql;
    if (wanted.together()) {
      String each = String.join(", ", stored);
      String group = stored.isEmpty() ? "" : " GROUP BY " + each;
      sql =
          "SELECT 0, n"
              + listed(texts)
              + " FROM (SELECT count(*) AS n"
              + listed(stored)
              + " FROM "
              + from
              + where
              + group
              + ")";
    } else {
      sql = "SELECT r, 1" + listed(texts) + " FROM " + from + where + " ORDER BY r";
    }
    return new CellPass(sql, values);
  }

  private static Stored column(Map<Integer, Stored> byPosition, int position) {
    Stored column = byPosition.get(position);
    if (column == null) {
      throw new IllegalArgumentException("no column " + position);
    }
    return column;
  }

  private static String listed(List<String> parts) {
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }

  private static String text(Stored column) {
    return column.isText()
        ? column.typed()
        : "coalesce("
            + column.odd()
            + ", "
            + column.spelled()
            + ", CAST("
            + column.typed()
            + " AS VARCHAR))";
  }

  private static String condition(Stored column, Condition condition, List<Object> values) {
    String typed = column.typed();
    String test =
        switch (condition.relation()) {
          case AT_LEAST -> typed + " >= " + value(column);
          case AT_MOST -> typed + " <= " + value(column);
          case EQUAL -> typed + " = " + value(column);
          case CONTAINS -> "contains(" + typed + ", ?)";
          case STARTS -> "starts_with(" + typed + ", ?)";
        };
    values.add(column.isNumber() ? (Object) Double.valueOf(condition.value()) : condition.value());
    return column.isText() ? test : "(" + test + " OR " + column.odd() + " IS NOT NULL)";
  }

  private static String value(Stored column) {
    String type = column.sql().equals("BIGINT") ? "DOUBLE" : column.sql();
    return "CAST(? AS " + type + ")";
  }
}
