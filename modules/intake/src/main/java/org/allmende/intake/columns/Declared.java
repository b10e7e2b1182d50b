package org.allmende.intake.columns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.Told;
import org.jspecify.annotations.Nullable;

/// What the declaration of a column says about its cells, and what a person says, which counts
/// before the cells themselves.
///
/// @param column null where nothing is declared; what a person says stands for "no value" is among
///   it
/// @param toldType what a person says its values are; null where they do not
/// @param toldComma whether a person says that numbers have a decimal comma; null where they do not
/// @param toldDayFirst whether a person says that dates begin with the day; null where they do not
public record Declared(
    @Nullable DeclaredColumn column,
    @Nullable ColumnType toldType,
    @Nullable Boolean toldComma,
    @Nullable Boolean toldDayFirst) {

  private static final Set<String> TRUE = Set.of("true", "1");
  private static final Set<String> FALSE = Set.of("false", "0");

  public static final Declared NOTHING = new Declared(null);

  /// What a descriptor declares.
  public Declared(@Nullable DeclaredColumn column) {
    this(column, null, null, null);
  }

  /// What a descriptor declares and a person says.
  ///
  /// @param column null where nothing is declared
  /// @param decimal what the person says about all numbers of the table; null where nothing
  public static Declared told(
      @Nullable DeclaredColumn column, Told.Column told, @Nullable String decimal) {
    String own = told.decimal() == null ? decimal : told.decimal();
    String order = told.order();
    return new Declared(
        told.missing().isEmpty() ? column : with(column, told),
        told.type(),
        own == null ? null : own.equals("comma"),
        order == null ? null : order.equals("day"));
  }

  private static DeclaredColumn with(@Nullable DeclaredColumn column, Told.Column told) {
    DeclaredColumn known =
        column != null
            ? column
            : new DeclaredColumn(
                List.of(told.column()),
                Map.of(),
                Map.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    return new DeclaredColumn(
        known.names(),
        known.titles(),
        known.descriptions(),
        known.type(),
        known.form(),
        Stream.concat(known.nulls().stream(), told.missing().stream()).distinct().toList(),
        known.trues(),
        known.falses(),
        known.unit());
  }

  /// Whether the values are declared to be of this type.
  boolean is(ColumnType type) {
    return column != null && column.type() == type;
  }

  boolean isNumber() {
    return is(ColumnType.INTEGER) || is(ColumnType.DECIMAL);
  }

  boolean isDate() {
    return is(ColumnType.DATE) || is(ColumnType.DATETIME);
  }

  /// Whether a cell stands for "no value".
  boolean isNull(String value) {
    return column != null && column.nulls().contains(value);
  }

  /// Whether numbers are said to have a decimal comma; null where nothing is said.
  @Nullable Boolean decimalComma() {
    String form = isNumber() ? form() : "";
    if (!form.startsWith("decimal")) {
      return null;
    }
    return form.equals("decimal-comma");
  }

  /// Whether dates are said to begin with the day; null where that is not said.
  @Nullable Boolean dayFirst() {
    String form = isDate() ? form() : "";
    int day = form.indexOf('d');
    int month = form.indexOf('M');
    if (day < 0 || month < 0 || form.startsWith("y")) {
      return null;
    }
    return day < month;
  }

  /// Whether dates are said to be eight digits.
  boolean isCompactDate() {
    return isDate() && form().startsWith("yyyyMMdd");
  }

  /// What a cell says in a column of yes and no; null where it says neither.
  @Nullable Boolean truth(String value) {
    if (column == null) {
      return null;
    }
    String usual = value.toLowerCase(Locale.ROOT);
    if (column.trues().isEmpty() ? TRUE.contains(usual) : column.trues().contains(value)) {
      return true;
    }
    if (column.falses().isEmpty() ? FALSE.contains(usual) : column.falses().contains(value)) {
      return false;
    }
    return null;
  }

  private String form() {
    String form = column == null ? null : column.form();
    return form == null ? "" : form;
  }
}
