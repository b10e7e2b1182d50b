package org.allmende.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.tables.Columns.Stored;
import org.allmende.tables.Tokens.Kind;
import org.allmende.tables.Tokens.Token;

/// Compiles a condition to SQL with parameters: columns by their number, values as parameters,
/// operators from a closed list.
final class Condition {

  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 1_000;
  private static final int MOST_PARAMETERS = 20_000;
  private static final Map<String, String> COMPARISONS =
      Map.of("=", "=", "!=", "<>", "<>", "<>", "<", "<", "<=", "<=", ">", ">", ">=", ">=");
  private static final Map<String, String> TEXTS =
      Map.of("contains", "contains", "starts", "starts_with", "ends", "ends_with");

  private final Tokens tokens;
  private final Columns columns;
  private final List<Object> values;
  private final StringBuilder sql = new StringBuilder();
  private int depth;

  private Condition(Tokens tokens, Columns columns, List<Object> values) {
    this.tokens = tokens;
    this.columns = columns;
    this.values = values;
  }

  /// The SQL of a condition; its parameters are added to the values.
  static String sql(String where, Columns columns, List<Object> values) {
    var condition = new Condition(new Tokens("where", where), columns, values);
    condition.or();
    if (!condition.tokens.isEnd()) {
      throw condition.tokens.wrong("„and“ oder „or“", "“and” or “or”");
    }
    return condition.sql.toString();
  }

  private void or() {
    if (++depth > DEEPEST) {
      throw new WrongQuestion(
          "Die Bedingung ist zu tief geschachtelt.", "The condition is nested too deeply.");
    }
    sql.append('(');
    and();
    while (tokens.accept("or")) {
      sql.append(" OR ");
      and();
    }
    sql.append(')');
    depth--;
  }

  private void and() {
    not();
    while (tokens.accept("and")) {
      sql.append(" AND ");
      not();
    }
  }

  private void not() {
    if (tokens.accept("not")) {
      sql.append("NOT ");
      depth++;
      if (depth > DEEPEST) {
        throw tokens.wrong("weniger „not“", "fewer “not”");
      }
      not();
      depth--;
    } else if (tokens.accept("(")) {
      or();
      tokens.expect(")");
    } else {
      term();
    }
  }

  private void term() {
    if (tokens.accept("*")) {
      anywhere(tokens.accept("not"));
      return;
    }
    Token first = tokens.peek();
    String name = tokens.name();
    if (first.kind() == Kind.WORD && tokens.peek().is("(")) {
      function(Tokens.lower(name));
      return;
    }
    comparison(columns.named(name));
  }

  private void comparison(Stored column) {
    if (tokens.accept("is")) {
      boolean not = tokens.accept("not");
      tokens.expect("null");
      String none =
          column.isText()
              ? column.typed() + " IS NULL"
              : "(" + column.typed() + " IS NULL AND " + column.odd() + " IS NULL)";
      sql.append(not ? "NOT " : "").append(none);
      return;
    }
    boolean not = tokens.accept("not");
    if (tokens.accept("in")) {
      in(column, not);
    } else if (tokens.accept("between")) {
      sql.append(column.typed()).append(not ? " NOT" : "").append(" BETWEEN ");
      value(column);
      tokens.expect("and");
      sql.append(" AND ");
      value(column);
    } else if (TEXTS.containsKey(Tokens.lower(tokens.peek().text()))) {
      text(column, not);
    } else {
      operator(column, not);
    }
  }

  private void operator(Stored column, boolean not) {
    String operator = COMPARISONS.get(tokens.peek().text());
    if (not || tokens.peek().kind() != Kind.SIGN || operator == null) {
      throw tokens.wrong(
          "ein Vergleich (=, !=, <, <=, >, >=, in, between, contains, starts with, ends with, is null)",
          "a comparison (=, !=, <, <=, >, >=, in, between, contains, starts with, ends with, is null)");
    }
    tokens.next();
    sql.append(column.typed()).append(' ').append(operator).append(' ');
    value(column);
  }

  private void in(Stored column, boolean not) {
    tokens.expect("(");
    sql.append(column.typed()).append(not ? " NOT IN (" : " IN (");
    int count = 0;
    do {
      sql.append(count++ > 0 ? ", " : "");
      value(column);
    } while (count < MOST_VALUES && tokens.accept(","));
    tokens.expect(")");
    sql.append(')');
  }

  /// `* contains 'x'`: in any column.
  private void anywhere(boolean not) {
    Text wanted = text();
    if (values.size() + columns.all().size() > MOST_PARAMETERS) {
      throw new WrongQuestion(
          "Die Bedingung sucht zu oft in allen Spalten.",
          "The condition searches all columns too often.");
    }
    sql.append(not ? "NOT (false" : "(false");
    for (Stored column : columns.all()) {
      sql.append(" OR ");
      text(column, wanted);
    }
    sql.append(')');
  }

  private void text(Stored column, boolean not) {
    sql.append(not ? "NOT " : "");
    text(column, text());
  }

  /// What a text is asked for.
  private record Text(String function, String value) {}

  private Text text() {
    String function = TEXTS.get(Tokens.lower(tokens.next().text()));
    if (function == null) {
      throw tokens.wrong(
          "contains, starts with oder ends with", "contains, starts with or ends with");
    }
    if (!"contains".equals(function)) {
      tokens.expect("with");
    }
    Token value = tokens.next();
    if (value.kind() == Kind.END || value.kind() == Kind.SIGN) {
      throw tokens.wrong("ein Text", "a text");
    }
    return new Text(function, value.text());
  }

  /// Texts are searched without regard to case.
  private void text(Stored column, Text wanted) {
    String text =
        column.isText()
            ? column.typed()
            : "coalesce(CAST(" + column.typed() + " AS VARCHAR), " + column.odd() + ")";
    sql.append("coalesce(")
        .append(wanted.function())
        .append("(lower(")
        .append(text)
        .append("), lower(?)), false)");
    values.add(wanted.value());
  }

  private void function(String name) {
    sql.append(Nearby.sql(name, tokens, columns, values));
  }

  private void value(Stored column) {
    Token token = tokens.peek();
    boolean isValue =
        token.kind() == Kind.TEXT
            || token.kind() == Kind.NUMBER
            || token.kind() == Kind.QUOTED
            || (token.kind() == Kind.WORD && column.sql().equals("BOOLEAN"));
    if (!isValue) {
      throw tokens.wrong(
          "ein Wert (Texte in einfachen Anführungszeichen)", "a value (texts in single quotes)");
    }
    tokens.next();
    values.add(parsed(column, token.text()));
    sql.append("CAST(? AS ")
        .append(column.sql().equals("BIGINT") ? "DOUBLE" : column.sql())
        .append(')');
  }

  private static Object parsed(Stored column, String text) {
    try {
      return switch (column.sql()) {
        case "BIGINT", "DOUBLE" -> new BigDecimal(text).doubleValue();
        case "BOOLEAN" -> truth(text);
        case "DATE" -> LocalDate.parse(text).toString();
        case "TIMESTAMP" ->
            (text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text))
                .toString();
        case "TIME" -> LocalTime.parse(text).toString();
        default -> text;
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      String type = column.column().type().code();
      throw new WrongQuestion(
          "„%s“ passt nicht zur Spalte „%s“ (%s; Daten als JJJJ-MM-TT, Zahlen mit Dezimalpunkt)."
              .formatted(Columns.shown(text), column.column().name(), type),
          "“%s” does not fit the column “%s” (%s; dates as YYYY-MM-DD, numbers with a decimal point)."
              .formatted(Columns.shown(text), column.column().name(), type));
    }
  }

  private static Boolean truth(String text) {
    return switch (Tokens.lower(text)) {
      case "true", "ja", "wahr", "yes", "1" -> true;
      case "false", "nein", "falsch", "no", "0" -> false;
      default -> throw new NumberFormatException(text);
    };
  }
}
