package org.allmende.intake.columns;

import java.util.Map;
import org.allmende.intake.cells.Sign;
import org.jspecify.annotations.Nullable;

/// A column whose type has been decided, with all that was counted about it.
///
/// @param position counted from 1
/// @param declared what a descriptor says about it
public record TypedColumn(
    int position, ColumnName name, ColumnTally tally, Typing typing, Declared declared) {

  public TypedColumn typed(Typing other) {
    return new TypedColumn(position, name, tally, other, declared);
  }

  public boolean isEmpty() {
    return tally.filled() == 0;
  }

  public boolean isText() {
    return typing.type() == org.allmende.model.ColumnType.STRING;
  }

  public boolean isInteger() {
    return typing.type() == org.allmende.model.ColumnType.INTEGER;
  }

  public boolean isNumber() {
    return typing.isNumber();
  }

  /// Whether at least this share of the cells has a sign.
  public boolean shows(Sign sign, double share) {
    return !isEmpty() && tally.shareOfSolid(sign) >= share;
  }

  /// The smallest number; not a number where there is none.
  public double least() {
    Extremes numbers = tally.numbers(typing.decimalComma());
    return numbers.isEmpty() ? Double.NaN : numbers.least();
  }

  /// The largest number; not a number where there is none.
  public double most() {
    Extremes numbers = tally.numbers(typing.decimalComma());
    return numbers.isEmpty() ? Double.NaN : numbers.most();
  }

  /// Whether it is a number and all of them are within these bounds.
  public boolean within(double least, double most) {
    return isNumber() && least() >= least && most() <= most;
  }

  /// Different values as a share of the filled cells.
  public double variety() {
    return isEmpty() ? 0 : Math.min(1, (double) tally.distinct() / tally.filled());
  }

  public boolean isUnique() {
    return tally.filled() > 1 && variety() > 0.98;
  }

  /// The unit the name states, or the one that stands in the cells, or the one that is declared;
  /// null where there is none.
  public @Nullable String unit() {
    String shown = shownUnit();
    return shown != null || declared.column() == null ? shown : declared.column().unit();
  }

  /// The unit that the file itself states.
  @Nullable String shownUnit() {
    if (name.unit() != null) {
      return name.unit();
    }
    return tally.units().entrySet().stream()
        .filter(unit -> unit.getValue() * 2 > tally.filled())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
