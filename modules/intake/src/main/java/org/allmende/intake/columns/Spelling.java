package org.allmende.intake.columns;

import java.util.List;
import java.util.Objects;
import org.allmende.intake.cells.CellReading;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.NumberShape;
import org.allmende.intake.cells.Units;
import org.allmende.intake.text.Row;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Table;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;

/// Spells the cells of one column as programs read them, without changing what they say.
///
/// - Numbers get a decimal point and lose what groups their digits, their brackets and the unit
///   that the column has; a cell with another unit keeps it. Every digit and an exponent stay.
/// - Dates and times of day get their ISO form, as exact as they were: no time is added to a date,
///   and no time, fraction or zone is lost.
/// - What stands for "no value" becomes empty, except in texts, where it may be one.
/// - Texts stay as they are, blanks around them too; a text of blanks becomes empty.
/// - What is declared to stand for "no value" becomes empty, and what is declared to stand for yes
///   or no `true` or `false`.
/// - All other cells, and those that are not of the column's type, lose the blanks around them and
///   nothing else: yes and no, durations, geometries and addresses have no one spelling.
public final class Spelling {

  private final Typing typing;
  private final Declared declared;
  private final @Nullable String unit;
  private final CellReading reading;

  /// @param reading reads the cells; may be shared between columns
  Spelling(Column column, CellReading reading) {
    this.typing = Typing.of(column);
    this.declared = new Declared(column.declared());
    this.unit = unit(column.unit());
    this.reading = reading;
  }

  /// Those of all columns of a table.
  public static List<Spelling> all(Table table) {
    CellReading reading = CellReading.today(Vocabularies.shipped());
    return table.columns().stream().map(column -> new Spelling(column, reading)).toList();
  }

  public String of(String cell) {
    String value = Row.stripped(cell);
    if (value.isEmpty() || declared.isNull(value)) {
      return "";
    }
    if (typing.type() == ColumnType.STRING) {
      return cell;
    }
    if (typing.type() == ColumnType.BOOLEAN) {
      Boolean truth = declared.is(ColumnType.BOOLEAN) ? declared.truth(value) : null;
      return truth == null ? value : truth.toString();
    }
    long forms = reading.forms(value);
    if (Form.any(forms, Form.NULL_MARKER)) {
      return "";
    }
    return typing.fits().test(forms) ? spelled(value, forms) : value;
  }

  /// Whether a cell is empty, stands for no value, or is of the column's type.
  public boolean fits(String cell) {
    String value = Row.stripped(cell);
    if (value.isEmpty()
        || declared.isNull(value)
        || typing.type() == ColumnType.STRING
        || typing.type() == ColumnType.BOOLEAN) {
      return true;
    }
    long forms = reading.forms(value);
    return Form.any(forms, Form.NULL_MARKER) || typing.fits().test(forms);
  }

  private String spelled(String value, long forms) {
    return switch (typing.type()) {
      case INTEGER, DECIMAL -> number(value, forms);
      case DATE, DATETIME, TIME -> reading.date.iso(typing.dayFirst(), forms);
      case STRING, BOOLEAN, DURATION, GEOMETRY, URI -> value;
    };
  }

  private String number(String value, long forms) {
    String own = unit(reading.unit());
    boolean foreign = own != null && !Objects.equals(own, unit);
    if (foreign && Form.any(forms, Form.INTEGER)) {
      return value;
    }
    double meant = number();
    String plain = NumberShape.plain(value, typing.decimalComma());
    String spelled = foreign ? plain + " " + own : plain;
    return spelled.equals(value) || says(spelled, meant) ? spelled : value;
  }

  /// Whether a cell is read as a number that was meant, by who knows nothing but decimal points.
  private boolean says(String spelled, double meant) {
    reading.number.of(spelled);
    return Math.abs(reading.number.point - meant) <= 1e-12 * Math.abs(meant);
  }

  private double number() {
    return typing.decimalComma() ? reading.number.comma : reading.number.point;
  }

  private static @Nullable String unit(@Nullable String spelled) {
    String known = spelled == null ? null : Units.known(spelled);
    return known == null ? spelled : known;
  }
}
