package org.allmende.intake.csvw;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.intake.csvw.BuiltinDatatype.Kind;
import org.jspecify.annotations.Nullable;

/// [How numbers are spelled](https://www.w3.org/TR/tabular-data-model/#formats-for-numeric-types):
/// which sign stands before decimals, which between groups of digits, and how many digits there
/// are.
final class NumberFormat implements CellFormat {

  private static final Pattern NO_NUMBER = Pattern.compile("NaN|-?INF");
  private static final char NO_GROUPS = '\0';
  private static final int LONGEST = 1_000;

  private final Kind kind;
  private final char grouping;
  private final @Nullable NumberPattern pattern;
  private final Pattern shape;

  private NumberFormat(Kind kind, char decimal, char grouping, @Nullable NumberPattern pattern) {
    this.kind = kind;
    this.grouping = grouping;
    this.pattern = pattern;
    String group = grouping == NO_GROUPS ? "" : Pattern.quote(String.valueOf(grouping));
    String digits = group.isEmpty() ? "[0-9]*" : "(?:[0-9]|" + group + "(?!" + group + "))*";
    this.shape =
        Pattern.compile(
            "([-+%‰]*)(?<whole>"
                + digits
                + ")(?:"
                + Pattern.quote(String.valueOf(decimal))
                + "(?<fraction>"
                + digits
                + "))?(?<exponent>[eE][-+]?[0-9]{1,4})?(?<after>[%‰]?)");
  }

  /// Numbers as XML Schema spells them.
  static CellFormat usual(Kind kind) {
    return new NumberFormat(kind, '.', NO_GROUPS, null);
  }

  /// @param decimal sign before decimals; empty for the usual one
  /// @param grouping sign between groups of digits; empty where there is none
  /// @param pattern empty where there is none
  static Optional<CellFormat> of(Kind kind, String decimal, String grouping, String pattern) {
    if (decimal.length() > 1 || grouping.length() > 1) {
      return Optional.empty();
    }
    char point = decimal.isEmpty() ? '.' : decimal.charAt(0);
    char group = grouping.isEmpty() ? NO_GROUPS : grouping.charAt(0);
    if (pattern.isEmpty()) {
      return Optional.of(new NumberFormat(kind, point, group, null));
    }
    char patternGroup = group == NO_GROUPS ? ',' : group;
    return NumberPattern.of(pattern, point, patternGroup)
        .map(read -> new NumberFormat(kind, point, patternGroup, read));
  }

  @Override
  public Optional<String> lexical(String cell) {
    if (kind == Kind.FLOATING && NO_NUMBER.matcher(cell).matches()) {
      return Optional.of(cell);
    }
    Matcher number = shape.matcher(cell);
    if (cell.length() > LONGEST || !number.matches()) {
      return Optional.empty();
    }
    String before = number.group(1);
    String after = number.group("after");
    String whole = number.group("whole");
    String fraction = given(number.group("fraction"));
    String exponent = given(number.group("exponent"));
    boolean point = number.group("fraction") != null;
    if ((whole.isEmpty() && fraction.isEmpty())
        || (point && kind == Kind.INTEGER)
        || (!exponent.isEmpty() && kind != Kind.FLOATING)
        || !fits(before, after, whole, fraction, exponent)) {
      return Optional.empty();
    }
    String sign = before.indexOf('-') >= 0 ? "-" : before.indexOf('+') >= 0 ? "+" : "";
    String plain = sign + ungrouped(whole) + (point ? "." + ungrouped(fraction) : "") + exponent;
    return Optional.of(scaled(plain, before + after));
  }

  private boolean fits(
      String before, String after, String whole, String fraction, String exponent) {
    long signs = before.chars().filter(c -> c == '+' || c == '-').count();
    if (signs > 1) {
      return false;
    }
    if (pattern == null) {
      return before.length() == signs;
    }
    int exponentDigits = (int) exponent.chars().filter(Character::isDigit).count();
    return pattern.fitsSigns(before, after)
        && pattern.fits(whole, fraction, exponentDigits, grouping);
  }

  private String ungrouped(String digits) {
    return grouping == NO_GROUPS ? digits : digits.replace(String.valueOf(grouping), "");
  }

  /// A percentage is a hundredth.
  private static String scaled(String number, String signs) {
    int places = signs.indexOf('%') >= 0 ? 2 : signs.indexOf('‰') >= 0 ? 3 : 0;
    return places == 0
        ? number
        : new BigDecimal(number).scaleByPowerOfTen(-places).stripTrailingZeros().toPlainString();
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }
}
