package org.allmende.intake.csvw;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A date format pattern of [UAX
/// 35](https://www.unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table), such as
/// `d.M.yyyy HH:mm`. Years of two digits are not read, since nobody knows the century.
///
/// @param shape what a cell looks like; its groups are named by the fields
record DatePattern(Set<DatePattern.Field> fields, Pattern shape) {

  private static final int LONGEST = 100;
  private static final String LITERALS = "-/.:, T";

  /// A part of a date.
  enum Field {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    FRACTION,
    ZONE
  }

  static Optional<DatePattern> of(String pattern) {
    var reading = new Reading(pattern);
    return pattern.length() <= LONGEST && reading.isDone()
        ? Optional.of(new DatePattern(reading.fields, Pattern.compile(reading.shape.toString())))
        : Optional.empty();
  }

  private static final class Reading {

    private final String pattern;
    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    private final StringBuilder shape = new StringBuilder();

    Reading(String pattern) {
      this.pattern = pattern;
    }

    boolean isDone() {
      int at = 0;
      while (at < pattern.length()) {
        int end = end(at);
        if (pattern.startsWith(".S", at)) {
          end = end(at + 1);
          fraction(end - at - 1);
        } else if (LITERALS.indexOf(pattern.charAt(at)) >= 0) {
          shape.append(Pattern.quote(pattern.substring(at, end)));
        } else if (!field(pattern.charAt(at), end - at)) {
          return false;
        }
        at = end;
      }
      return !fields.isEmpty();
    }

    /// Where the run of equal symbols ends that begins here.
    private int end(int start) {
      int end = start;
      while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(start)) {
        end++;
      }
      return end;
    }

    private boolean field(char symbol, int times) {
      return switch (symbol) {
        case 'y' -> times == 4 && field(Field.YEAR, "[0-9]{4}");
        case 'M' -> number(Field.MONTH, times);
        case 'd' -> number(Field.DAY, times);
        case 'H' -> number(Field.HOUR, times);
        case 'm' -> number(Field.MINUTE, times);
        case 's' -> number(Field.SECOND, times);
        case 'X' -> zone("Z|", times);
        case 'x' -> zone("", times);
        default -> false;
      };
    }

    private boolean number(Field field, int times) {
      return times <= 2 && field(field, times == 1 ? "[0-9]{1,2}" : "[0-9]{2}");
    }

    private void fraction(int most) {
      shape.append("(?:\\.");
      field(Field.FRACTION, "[0-9]{1," + most + "}");
      shape.append(")?");
    }

    private boolean zone(String utc, int times) {
      String offset =
          switch (times) {
            case 1 -> "[-+][0-9]{2}(?:[0-9]{2})?";
            case 2 -> "[-+][0-9]{4}";
            default -> "[-+][0-9]{2}:[0-9]{2}";
          };
      return times <= 3 && field(Field.ZONE, utc + offset);
    }

    private boolean field(Field field, String expression) {
      if (!fields.add(field)) {
        return false;
      }
      shape.append("(?<").append(field).append('>').append(expression).append(')');
      return true;
    }
  }
}
