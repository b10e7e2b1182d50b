package org.allmende.intake.columns;

import java.util.Locale;
import java.util.Set;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.jspecify.annotations.Nullable;

/// What the declaration of a column says about its cells.
///
/// @param column null where nothing is declared
public record Declared(@Nullable DeclaredColumn column) {

  private static final Set<String> TRUE = Set.of("true", "1");
  private static final Set<String> FALSE = Set.of("false", "0");

  public static final Declared NOTHING = new Declared(null);

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
