package org.allmende.intake.csvw;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.allmende.intake.csvw.DatePattern.Field;
import org.jspecify.annotations.Nullable;

/// [How dates and times are
/// spelled](https://www.w3.org/TR/tabular-data-model/#formats-for-dates-and-times).
record DateFormat(BuiltinDatatype base, DatePattern pattern) implements CellFormat {

  /// Reads a pattern; empty where it is none, or gives less or more than the datatype needs.
  static Optional<CellFormat> of(BuiltinDatatype base, String pattern) {
    return DatePattern.of(pattern)
        .filter(read -> suits(base, read.fields()))
        .map(read -> new DateFormat(base, read));
  }

  private static boolean suits(BuiltinDatatype base, Set<Field> fields) {
    var given = EnumSet.copyOf(fields);
    given.remove(Field.ZONE);
    Set<Field> needed = needed(base);
    if (needed.contains(Field.MINUTE)) {
      given.remove(Field.FRACTION);
      given.remove(Field.SECOND);
    }
    return given.equals(needed);
  }

  private static Set<Field> needed(BuiltinDatatype base) {
    return switch (base) {
      case DATE -> EnumSet.range(Field.YEAR, Field.DAY);
      case TIME -> EnumSet.range(Field.HOUR, Field.MINUTE);
      case DATE_TIME, DATE_TIME_STAMP -> EnumSet.range(Field.YEAR, Field.MINUTE);
      case G_DAY -> EnumSet.of(Field.DAY);
      case G_MONTH -> EnumSet.of(Field.MONTH);
      case G_MONTH_DAY -> EnumSet.of(Field.MONTH, Field.DAY);
      case G_YEAR -> EnumSet.of(Field.YEAR);
      case G_YEAR_MONTH -> EnumSet.of(Field.YEAR, Field.MONTH);
      default -> Set.of();
    };
  }

  @Override
  public Optional<String> lexical(String cell) {
    Matcher parts = pattern.shape().matcher(cell);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String form =
        switch (base) {
          case TIME -> time(parts);
          case DATE_TIME, DATE_TIME_STAMP -> date(parts) + "T" + time(parts);
          default -> date(parts);
        };
    return Optional.of(form + zone(parts));
  }

  private String date(Matcher parts) {
    String year = part(parts, Field.YEAR);
    String month = part(parts, Field.MONTH);
    String day = part(parts, Field.DAY);
    return (year == null ? "-" : year)
        + (month == null ? year == null ? "-" : "" : "-" + padded(month))
        + (day == null ? "" : "-" + padded(day));
  }

  private String time(Matcher parts) {
    String fraction = part(parts, Field.FRACTION);
    return padded(part(parts, Field.HOUR))
        + ":"
        + padded(part(parts, Field.MINUTE))
        + ":"
        + padded(part(parts, Field.SECOND))
        + (fraction == null ? "" : "." + fraction);
  }

  private String zone(Matcher parts) {
    String zone = part(parts, Field.ZONE);
    if (zone == null) {
      return "";
    }
    return switch (zone.length()) {
      case 3 -> zone + ":00";
      case 5 -> zone.substring(0, 3) + ":" + zone.substring(3);
      default -> zone;
    };
  }

  private @Nullable String part(Matcher parts, Field field) {
    return pattern.fields().contains(field) ? parts.group(field.name()) : null;
  }

  private static String padded(@Nullable String number) {
    String digits = number == null ? "" : number;
    return "0".repeat(2 - digits.length()) + digits;
  }
}
