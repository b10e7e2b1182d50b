package org.allmende.intake.columns;

import java.util.List;
import org.allmende.intake.cells.DateShape;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.NumberShape;
import org.allmende.model.Column.Profile;
import org.allmende.model.ColumnType;
import org.jspecify.annotations.Nullable;

/// Sums up what all rows of a column show.
public final class Profiles {

  private Profiles() {}

  /// What a column holds, counted.
  ///
  /// @param personal whether the values are not for everybody to see: then they are only counted
  public static Profile of(TypedColumn column, boolean personal) {
    var tally = column.tally();
    boolean typed = column.typing().type() != ColumnType.STRING;
    long markers = typed ? tally.forms().any(Form.NULL_MARKER) : 0;
    return new Profile(
        tally.empty() + markers,
        tally.distinct(),
        tally.distinctIsExact(),
        personal ? null : extreme(column, true),
        personal ? null : extreme(column, false),
        personal ? List.of() : tally.top());
  }

  private static @Nullable String extreme(TypedColumn c, boolean least) {
    return switch (c.typing().type()) {
      case INTEGER, DECIMAL -> number(c, least);
      case DATE, DATETIME -> date(c, least);
      case TIME -> time(c, least);
      case BOOLEAN, STRING, DURATION, GEOMETRY, URI ->
          least ? c.tally().leastText() : c.tally().mostText();
    };
  }

  private static @Nullable String number(TypedColumn c, boolean least) {
    boolean comma = c.typing().decimalComma();
    Extremes numbers = c.tally().numbers(comma);
    String cell = least ? numbers.leastCell() : numbers.mostCell();
    return cell == null ? null : NumberShape.canonical(cell, comma);
  }

  private static @Nullable String date(TypedColumn c, boolean least) {
    Extremes dates = c.tally().dates(c.typing().dayFirst());
    if (dates.isEmpty()) {
      return null;
    }
    double value = least ? dates.least() : dates.most();
    return DateShape.iso((long) value, c.typing().type() == ColumnType.DATETIME);
  }

  private static @Nullable String time(TypedColumn c, boolean least) {
    Extremes times = c.tally().times();
    double value = least ? times.least() : times.most();
    return times.isEmpty() ? null : DateShape.time((long) value);
  }
}
