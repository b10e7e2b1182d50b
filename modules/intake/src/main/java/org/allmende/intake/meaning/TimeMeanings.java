package org.allmende.intake.meaning;

import java.util.List;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.intake.meaning.MeaningRules.Rule;
import org.allmende.model.ColumnType;

/// Dates, years, months, weekdays and times of day.
final class TimeMeanings {

  static final List<Rule> RULES =
      List.of(
          new Rule(Meaning.DATE, (c, t) -> c.typing().isDate()),
          new Rule(Meaning.TIME, (c, t) -> c.typing().type() == ColumnType.TIME),
          new Rule(
              Meaning.WEEKDAY, (c, t) -> c.shows(Sign.WEEKDAY, 0.9) && c.tally().distinct() > 1),
          new Rule(Meaning.MONTH, (c, t) -> isMonth(c)),
          new Rule(Meaning.YEAR, (c, t) -> isYear(c)));

  private TimeMeanings() {}

  private static boolean isMonth(TypedColumn c) {
    long yearMonths = c.tally().forms().any(Form.YEAR_MONTH);
    boolean all = yearMonths * 100 >= c.tally().filled() * 98;
    boolean words = c.shows(Sign.MONTH_NAME, 0.9) && c.tally().distinct() > 1;
    boolean digits = c.tally().forms().any(Form.INTEGER) > 0;
    boolean named = c.name().hints("monat", "month", "mon", "zeit", "zeitraum", "periode");
    boolean span = c.name().hints("period") || (c.name().saysNothing() && digits);
    return words
        || (all && (named || (!digits && !span)))
        || (c.name().hints("monat", "month") && c.isInteger() && c.within(1, 12));
  }

  private static boolean isYear(TypedColumn c) {
    boolean years = c.within(1500, 2200) && c.tally().forms().any(Form.YEAR) > 0;
    boolean named = c.name().hints("jahr", "year", "jahrgang") && !c.name().hints("kwh");
    boolean unnamed =
        c.name().saysNothing()
            && c.tally().longest() == 4
            && c.within(1990, 2035)
            && c.tally().distinct() < 40;
    return c.isInteger() && years && (named || unnamed || isSeason(c));
  }

  private static boolean isSeason(TypedColumn c) {
    return c.name().is("zeit", "stand", "seit", "von", "bis", "haushaltsjahr", "berichtszeitraum");
  }
}
