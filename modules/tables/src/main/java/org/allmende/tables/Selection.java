package org.allmende.tables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.tables.Columns.Stored;
import org.allmende.tables.Tokens.Kind;
import org.jspecify.annotations.Nullable;

/// What a question asks for, compiled to a statement with parameters.
final class Selection {

  private static final Set<String> AGGREGATES =
      Set.of("count", "sum", "avg", "min", "max", "median", "distinct");
  private static final int MOST = 2_000;

  private final Columns columns;
  private final List<Chosen> chosen = new ArrayList<>();
  private final Set<Stored> groups = new LinkedHashSet<>();
  private final List<String> order = new ArrayList<>();
  private boolean aggregated;

  /// Something that stands in the answer.
  ///
  /// @param sql the typed value
  /// @param odd the text beside it, where a cell may not be of its type
  private record Chosen(Field field, String sql, @Nullable String odd, @Nullable Stored column) {}

  /// A statement, the values of its parameters, and what its columns are.
  ///
  /// @param odd for each field the number of the column, from 1, that holds the text of cells that
  ///   are not of its type; 0 where there is none
  /// @param place the number of the column that holds the row's place; 0 where there is none
  record Statement(
      String sql, List<Object> values, List<Field> fields, List<Integer> odd, int place) {}

  private Selection(Columns columns) {
    this.columns = columns;
  }

  /// @param from the SQL of the projection
  /// @param places whether places are wanted beside the rows
  static Statement of(Question question, Columns columns, String from, boolean places) {
    var selection = new Selection(columns);
    selection.groups(question.groupBy());
    selection.select(question.select());
    selection.order(question.orderBy());
    selection.check();
    return selection.statement(question, from, places);
  }

  private void groups(String groupBy) {
    var tokens = new Tokens("group_by", groupBy);
    while (!tokens.isEnd()) {
      groups.add(columns.named(tokens.name()));
      separator(tokens);
    }
  }

  private void select(String select) {
    var tokens = new Tokens("select", select);
    if (tokens.isEnd()) {
      (groups.isEmpty() ? columns.all() : groups).forEach(c -> add(c, c.column().name()));
      if (!groups.isEmpty()) {
        aggregate("count", null, "count");
      }
    }
    while (!tokens.isEnd() && chosen.size() < MOST) {
      one(tokens);
      separator(tokens);
    }
  }

  private static void separator(Tokens tokens) {
    if (!tokens.accept(",") && !tokens.isEnd()) {
      throw tokens.wrong("ein Komma", "a comma");
    }
  }

  private void one(Tokens tokens) {
    if (tokens.accept("*")) {
      columns.all().forEach(c -> add(c, c.column().name()));
      return;
    }
    boolean word = tokens.peek().kind() == Kind.WORD;
    String name = tokens.name();
    if (word && AGGREGATES.contains(Tokens.lower(name)) && tokens.accept("(")) {
      Stored column = tokens.accept("*") ? null : columns.named(tokens.name());
      tokens.expect(")");
      String function = Tokens.lower(name);
      String of = column == null ? "" : " " + column.column().name();
      aggregate(function, column, alias(tokens, function + of));
    } else {
      Stored column = columns.named(name);
      add(column, alias(tokens, column.column().name()));
    }
  }

  private static String alias(Tokens tokens, String otherwise) {
    return tokens.accept("as") ? tokens.name() : otherwise;
  }

  private void add(Stored column, String name) {
    var field = new Field(name, column.column().type().code(), column.column().unit());
    chosen.add(new Chosen(field, column.typed(), column.isText() ? null : column.odd(), column));
  }

  private void aggregate(String function, @Nullable Stored column, String name) {
    aggregated = true;
    if (column == null) {
      if (!function.equals("count")) {
        throw new WrongQuestion("Nur count kennt den Stern.", "Only count takes an asterisk.");
      }
      chosen.add(new Chosen(new Field(name, "integer", null), "count(*)", null, null));
      return;
    }
    boolean numeric = Set.of("sum", "avg", "median").contains(function);
    if (numeric && !column.isNumber()) {
      throw new WrongQuestion(
          "„" + column.column().name() + "“ enthält keine Zahlen; " + function + " geht nicht.",
          "“" + column.column().name() + "” holds no numbers; " + function + " is not possible.");
    }
    String sql =
        function.equals("distinct")
            ? "count(DISTINCT " + column.typed() + ")"
            : function + "(" + column.typed() + ")";
    boolean counts = function.equals("distinct") || function.equals("count");
    String type = counts ? "integer" : numeric ? "decimal" : column.column().type().code();
    chosen.add(
        new Chosen(new Field(name, type, counts ? null : column.column().unit()), sql, null, null));
  }

  private void order(String orderBy) {
    var tokens = new Tokens("order_by", orderBy);
    while (!tokens.isEnd()) {
      String name = tokens.name();
      String sql = orderable(name);
      boolean down = tokens.accept("desc");
      if (!down) {
        tokens.accept("asc");
      }
      order.add(sql + (down ? " DESC NULLS LAST" : " ASC NULLS LAST"));
      separator(tokens);
    }
  }

  private String orderable(String name) {
    for (Chosen one : chosen) {
      if (one.field.name().equalsIgnoreCase(name)) {
        return one.sql;
      }
    }
    Stored column = columns.named(name);
    if ((aggregated || !groups.isEmpty()) && !groups.contains(column)) {
      throw notGrouped(column);
    }
    return column.typed();
  }

  private void check() {
    if (!aggregated && groups.isEmpty()) {
      return;
    }
    for (Chosen one : chosen) {
      if (one.column != null && !groups.contains(one.column)) {
        throw notGrouped(one.column);
      }
    }
  }

  private static WrongQuestion notGrouped(Stored column) {
    String name = column.column().name();
    return new WrongQuestion(
        "„" + name + "“ steht neben einer Zusammenfassung und muss in group_by stehen.",
        "“" + name + "” stands beside an aggregate and must be in group_by.");
  }

  private Statement statement(Question question, String from, boolean places) {
    boolean grouped = aggregated || !groups.isEmpty();
    var sql = new StringBuilder("SELECT ");
    var odd = new ArrayList<Integer>();
    int width = chosen.size();
    for (int i = 0; i < chosen.size(); i++) {
      sql.append(i > 0 ? ", " : "").append(chosen.get(i).sql);
    }
    for (Chosen one : chosen) {
      boolean has = one.odd != null && !grouped;
      odd.add(has ? ++width : 0);
      if (has) {
        sql.append(", ").append(one.odd);
      }
    }
    String place = places ? place(grouped) : "";
    int placed = place.isEmpty() ? 0 : width + 1;
    sql.append(place).append(" FROM ").append(from);
    var values = new ArrayList<Object>();
    if (!question.where().isBlank()) {
      sql.append(" WHERE ").append(Condition.sql(question.where(), columns, values));
    }
    if (!groups.isEmpty()) {
      sql.append(" GROUP BY ")
          .append(String.join(", ", groups.stream().map(Stored::typed).toList()));
    }
    var by = new ArrayList<>(order);
    if (!grouped) {
      by.add("r");
    } else {
      groups.forEach(column -> by.add(column.typed() + " ASC NULLS LAST"));
    }
    if (!by.isEmpty()) {
      sql.append(" ORDER BY ").append(String.join(", ", by));
    }
    if (question.limit() >= 0) {
      sql.append(" LIMIT ").append(question.limit());
    }
    sql.append(" OFFSET ").append(Math.max(0, question.offset()));
    return new Statement(
        sql.toString(), values, chosen.stream().map(Chosen::field).toList(), odd, placed);
  }

  /// What says where a row of the answer is: a group is somewhere when all columns that say so are
  /// those it was grouped by.
  private String place(boolean grouped) {
    var positions = groups.stream().map(Stored::position).toList();
    var geometries =
        columns.places().stream()
            .filter(place -> !grouped || positions.containsAll(place.source().columns()))
            .map(place -> grouped ? "any_value(" + place.geometry() + ")" : place.geometry())
            .toList();
    return geometries.isEmpty() ? "" : ", coalesce(" + String.join(", ", geometries) + ")";
  }
}
