package org.allmende.intake.columns;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.allmende.intake.cells.Form;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.jspecify.annotations.Nullable;

/// What was decided about the type of a column.
///
/// @param type what the values are
/// @param form how they are written; null where that had not to be decided
/// @param decimalComma whether numbers are read with a decimal comma
/// @param dayFirst whether dates are read with the day first
/// @param fits which cells are of the type, by their forms
/// @param doubts why the column stayed text, or what is odd about it
public record Typing(
    ColumnType type,
    @Nullable String form,
    boolean decimalComma,
    boolean dayFirst,
    LongPredicate fits,
    List<Doubt> doubts) {

  /// What can be odd about the values of a column as a whole.
  public enum Doubt {
    NUMBER_UNDECIDED,
    NUMBER_FORM_MIXED,
    DATE_UNDECIDED,
    DATE_FORM_MIXED,
    UNITS_MIXED,
    /// A person says it is of a type of which no cell is.
    TOLD_UNFIT
  }

  public Typing {
    doubts = List.copyOf(doubts);
  }

  static Typing of(ColumnType type, LongPredicate fits) {
    return new Typing(type, null, false, true, fits, List.of());
  }

  /// Numbers that have a decimal comma, or a decimal point.
  static Typing number(ColumnType type, @Nullable String form, boolean comma) {
    long wanted = comma ? Form.COMMA : Form.POINT;
    return new Typing(type, form, comma, true, f -> Form.any(f, wanted), List.of());
  }

  /// Dates in one order.
  ///
  /// @param compact whether eight digits are a date
  static Typing date(
      ColumnType type, String form, boolean dayFirst, boolean compact, List<Doubt> doubts) {
    long order = dayFirst ? Form.DAY_FIRST : Form.MONTH_FIRST;
    return new Typing(
        type,
        form,
        false,
        dayFirst,
        f -> Form.any(f, order) && (compact || !Form.any(f, Form.COMPACT)),
        doubts);
  }

  /// What was decided about a column, told again from its type and form.
  static Typing of(Column column) {
    String form = column.form() == null ? "" : column.form();
    return switch (column.type()) {
      case INTEGER, DECIMAL ->
          number(
              column.type(),
              column.form(),
              form.contains("decimal-comma") || form.contains("thousands-point"));
      case DATE, DATETIME ->
          date(
              column.type(),
              form,
              !form.contains("MM/dd/yyyy") && !form.contains("MM-dd-yyyy"),
              form.startsWith("yyyyMMdd"),
              List.of());
      case TIME -> of(column.type(), f -> Form.any(f, Form.TIME));
      case STRING, BOOLEAN, DURATION, GEOMETRY, URI -> of(column.type(), f -> true);
    };
  }

  /// A column without a value: what it is declared to be.
  static Typing empty(Declared declared) {
    return empty(declared.column() == null ? null : declared.column().type());
  }

  static Typing empty(@Nullable ColumnType type) {
    return switch (type) {
      case null -> text();
      case STRING -> text();
      case INTEGER, DECIMAL -> number(type, null, false);
      case DATE, DATETIME -> date(type, "yyyy-MM-dd", true, false, List.of());
      case BOOLEAN, TIME, DURATION, GEOMETRY, URI -> of(type, f -> true);
    };
  }

  /// The same with another doubt.
  Typing doubting(Doubt doubt) {
    return new Typing(
        type,
        form,
        decimalComma,
        dayFirst,
        fits,
        Stream.concat(doubts.stream(), Stream.of(doubt)).toList());
  }

  static Typing text(Doubt... doubts) {
    return new Typing(ColumnType.STRING, null, false, true, forms -> true, List.of(doubts));
  }

  public boolean isNumber() {
    return type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
  }

  public boolean isDate() {
    return type == ColumnType.DATE || type == ColumnType.DATETIME;
  }
}
