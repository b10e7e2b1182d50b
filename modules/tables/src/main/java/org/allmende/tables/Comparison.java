package org.allmende.tables;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.catalog.asking.RowEngine.Difference;
import org.allmende.catalog.asking.RowEngine.Differences;
import org.allmende.catalog.asking.RowEngine.Summary;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.tables.Columns.Stored;
import org.allmende.tables.CommonColumns.Pair;
import org.jspecify.annotations.Nullable;

/// Compares two versions of a table by one full join over the key. Where no columns are a key, all
/// of them are, together with a count of rows that are the same.
final class Comparison {

  private static final String DIFFERENT = "different";

  /// Runs statements.
  interface Database {
    void query(String sql, List<Object> values, Rows rows) throws SQLException, IOException;
  }

  /// Takes what a statement finds; is not called for one that answers nothing.
  interface Rows {
    void take(ResultSet found) throws SQLException, IOException;
  }

  private final CommonColumns columns;
  private final String before;
  private final String after;
  private final Database database;

  /// @param before the SQL of the earlier version's projection
  /// @param after the SQL of the later version's projection
  Comparison(CommonColumns columns, String before, String after, Database database) {
    this.columns = columns;
    this.before = before;
    this.after = after;
    this.database = database;
  }

  /// @param asked the key that somebody asks for, which has to be one
  /// @param told the key that a descriptor declares, which counts where it is one
  void run(List<Pair> asked, List<Pair> told, long limit, long offset, Differences differences)
      throws SQLException, IOException {
    if (columns.pairs().isEmpty()) {
      throw new WrongQuestion(
          "Die beiden Fassungen haben keine Spalte gemeinsam.",
          "The two versions have no column in common.");
    }
    long rowsBefore = number("SELECT count(*) FROM " + before);
    long rowsAfter = number("SELECT count(*) FROM " + after);
    List<Pair> key = asked.isEmpty() ? told : asked;
    boolean isKey = !key.isEmpty() && distinguishes(key);
    if (!isKey && !asked.isEmpty()) {
      throw noKey(asked);
    }
    if (!isKey) {
      key = new RowKey(columns, rowsBefore, rowsAfter, this::distinguishes).find();
    }
    find(key);
    long added = number("SELECT count(*) FROM " + DIFFERENT + " WHERE a IS NULL");
    long removed = number("SELECT count(*) FROM " + DIFFERENT + " WHERE b IS NULL");
    long changed = number("SELECT count(*) FROM " + DIFFERENT) - added - removed;
    differences.summary(
        new Summary(
            key.stream().map(Pair::name).toList(),
            columns.pairs().stream().map(Pair::name).toList(),
            columns.added(),
            columns.removed(),
            added,
            removed,
            changed,
            rowsBefore - removed - changed));
    give(limit, offset, differences);
  }

  private static WrongQuestion noKey(List<Pair> declared) {
    String names = declared.stream().map(Pair::name).collect(Collectors.joining(", "));
    return new WrongQuestion(
        "„" + names + "“ ist kein Schlüssel: mehrere Zeilen haben dieselben Werte.",
        "“" + names + "” is no key: several rows have the same values.");
  }

  private boolean distinguishes(List<Pair> key) throws SQLException, IOException {
    return isUnique(key.stream().map(p -> p.value(p.before())).toList(), before)
        && isUnique(key.stream().map(p -> p.value(p.after())).toList(), after);
  }

  private boolean isUnique(List<String> values, String from) throws SQLException, IOException {
    String all = String.join(", ", values);
    return number(
            "SELECT count(*) FROM (SELECT 1 FROM "
                + from
                + " GROUP BY "
                + all
                + " HAVING count(*) > 1 LIMIT 1)")
        == 0;
  }

  private long number(String sql) throws SQLException, IOException {
    long[] number = new long[1];
    database.query(
        sql,
        List.of(),
        found -> {
          found.next();
          number[0] = found.getLong(1);
        });
    return number[0];
  }

  /// Notes the positions of the rows that differ.
  private void find(List<Pair> key) throws SQLException, IOException {
    boolean keyless = key.isEmpty();
    List<Pair> by = keyless ? columns.pairs() : key;
    List<Pair> rest = columns.pairs().stream().filter(pair -> !by.contains(pair)).toList();
    var sql = new StringBuilder("CREATE TEMP TABLE " + DIFFERENT + " AS SELECT a.r a, b.r b FROM ");
    sql.append(side(before, by, rest, keyless, true)).append(" a FULL JOIN ");
    sql.append(side(after, by, rest, keyless, false)).append(" b ON a.n = b.n");
    for (int i = 0; i < by.size(); i++) {
      sql.append(" AND a.k" + i + " IS NOT DISTINCT FROM b.k" + i);
    }
    sql.append(" WHERE a.r IS NULL OR b.r IS NULL");
    for (int i = 0; i < rest.size(); i++) {
      sql.append(" OR a.v" + i + " IS DISTINCT FROM b.v" + i);
    }
    database.query(sql.toString(), List.of(), _ -> {});
  }

  private static String side(
      String from, List<Pair> by, List<Pair> rest, boolean keyless, boolean earlier) {
    var sql = new StringBuilder("(SELECT r");
    var keys = new ArrayList<String>();
    for (Pair pair : by) {
      keys.add(pair.value(earlier ? pair.before() : pair.after()));
      sql.append(", " + keys.getLast() + " AS k" + (keys.size() - 1));
    }
    for (int i = 0; i < rest.size(); i++) {
      Pair pair = rest.get(i);
      sql.append(", " + pair.value(earlier ? pair.before() : pair.after()) + " AS v" + i);
    }
    String count =
        keyless && !keys.isEmpty()
            ? "row_number() OVER (PARTITION BY " + String.join(", ", keys) + " ORDER BY r)"
            : keyless ? "r" : "1";
    return sql.append(", " + count + " AS n FROM " + from + ")").toString();
  }

  private void give(long limit, long offset, Differences differences)
      throws SQLException, IOException {
    var sql = new StringBuilder("SELECT x.line, y.line");
    for (Pair pair : columns.pairs()) {
      column(sql, "x", pair.before());
    }
    for (Pair pair : columns.pairs()) {
      column(sql, "y", pair.after());
    }
    sql.append(
            " FROM (SELECT a, b FROM "
                + DIFFERENT
                + " ORDER BY coalesce(b, a), a LIMIT ? OFFSET ?) d")
        .append(" LEFT JOIN " + before + " x ON x.r = d.a")
        .append(" LEFT JOIN " + after + " y ON y.r = d.b")
        .append(" ORDER BY coalesce(d.b, d.a), d.a");
    database.query(
        sql.toString(),
        List.of(limit, offset),
        found -> {
          while (found.next()) {
            differences.difference(difference(found));
          }
        });
  }

  private static void column(StringBuilder sql, String side, Stored column) {
    sql.append(", " + side + "." + column.typed());
    sql.append(column.isText() ? ", NULL" : ", " + side + "." + column.odd());
  }

  private Difference difference(ResultSet found) throws SQLException {
    int width = columns.pairs().size();
    @Nullable Integer lineBefore = line(found, 1);
    @Nullable Integer lineAfter = line(found, 2);
    return new Difference(
        lineBefore,
        lineAfter,
        lineBefore == null ? List.of() : values(found, 3, width),
        lineAfter == null ? List.of() : values(found, 3 + 2 * width, width));
  }

  private static @Nullable Integer line(ResultSet found, int at) throws SQLException {
    int line = found.getInt(at);
    return found.wasNull() ? null : line;
  }

  private static List<@Nullable Object> values(ResultSet found, int from, int width)
      throws SQLException {
    var values = new ArrayList<@Nullable Object>(width);
    for (int i = 0; i < width; i++) {
      Object typed = found.getObject(from + 2 * i);
      values.add(typed == null ? found.getString(from + 2 * i + 1) : Values.plain(typed));
    }
    return values;
  }
}
