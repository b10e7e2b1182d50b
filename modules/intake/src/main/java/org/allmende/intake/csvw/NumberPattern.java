package org.allmende.intake.csvw;

import java.util.Optional;

/// A number format pattern of [UAX
/// 35](https://www.unicode.org/reports/tr35/tr35-numbers.html#Number_Format_Patterns), such as
/// `#,##0.00`: how many digits there are, and how they are grouped.
///
/// @param leading signs before the digits: `+`, `-`, `%` or `‰`
/// @param trailing signs after them
/// @param least digits before the decimal sign
/// @param group digits of the group before the decimal sign; 0 where there are no groups
/// @param groups digits of the groups before that
/// @param leastFraction digits after the decimal sign
/// @param mostFraction digits after the decimal sign
/// @param fractionGroup digits of a group after the decimal sign; 0 where there are none
/// @param exponent least digits of the exponent; 0 where there is none
record NumberPattern(
    String leading,
    String trailing,
    int least,
    int group,
    int groups,
    int leastFraction,
    int mostFraction,
    int fractionGroup,
    int exponent) {

  private static final String SIGNS = "+-%‰";
  private static final int LONGEST = 200;

  /// Reads a pattern; empty where it is none.
  static Optional<NumberPattern> of(String pattern, char decimal, char grouping) {
    int start = 0;
    while (start < pattern.length() && SIGNS.indexOf(pattern.charAt(start)) >= 0) {
      start++;
    }
    int end = pattern.length();
    while (end > start && "%‰".indexOf(pattern.charAt(end - 1)) >= 0) {
      end--;
    }
    String body = pattern.substring(start, end);
    int e = body.indexOf('E');
    String exponent = e < 0 ? "" : body.substring(e + 1);
    String mantissa = e < 0 ? body : body.substring(0, e);
    int point = mantissa.indexOf(decimal);
    String whole = point < 0 ? mantissa : mantissa.substring(0, point);
    String fraction = point < 0 ? "" : mantissa.substring(point + 1);
    if (pattern.length() > LONGEST
        || (e >= 0 && !exponent.matches("\\+?#*0+"))
        || mantissa.isEmpty()
        || !digits(whole, grouping).matches("#*0*")
        || !digits(fraction, grouping).matches("0*#*")
        || (digits(whole, grouping).isEmpty() && fraction.isEmpty())) {
      return Optional.empty();
    }
    int last = whole.lastIndexOf(grouping);
    int before = last < 0 ? -1 : whole.lastIndexOf(grouping, last - 1);
    int group = last < 0 ? 0 : whole.length() - last - 1;
    return Optional.of(
        new NumberPattern(
            pattern.substring(0, start),
            pattern.substring(end),
            zeros(whole),
            group,
            before < 0 ? group : last - before - 1,
            zeros(fraction),
            digits(fraction, grouping).length(),
            Math.max(fraction.indexOf(grouping), 0),
            zeros(exponent)));
  }

  /// Whether a number without signs is spelled so.
  ///
  /// @param whole what stands before the decimal sign
  /// @param fraction what stands after it
  /// @param exponentDigits how many digits its exponent has
  boolean fits(String whole, String fraction, int exponentDigits, char grouping) {
    int wholeDigits = digits(whole, grouping).length();
    int fractionDigits = digits(fraction, grouping).length();
    return wholeDigits >= least
        && fractionDigits >= leastFraction
        && fractionDigits <= mostFraction
        && (exponent == 0 ? exponentDigits == 0 : exponentDigits >= exponent)
        && whole.equals(groupedBefore(digits(whole, grouping), grouping))
        && fraction.equals(groupedAfter(digits(fraction, grouping), grouping));
  }

  /// Whether the signs before and after a number are the pattern's.
  boolean fitsSigns(String before, String after) {
    String plain = before.replace("+", "").replace("-", "");
    boolean signed = before.length() > plain.length();
    boolean sign = leading.indexOf('+') >= 0 || leading.indexOf('-') >= 0;
    return plain.equals(leading.replace("+", "").replace("-", ""))
        && after.equals(trailing)
        && (!sign || signed)
        && (leading.indexOf('-') < 0 || before.indexOf('-') >= 0);
  }

  private String groupedBefore(String digits, char grouping) {
    if (group == 0) {
      return digits;
    }
    var out = new StringBuilder(digits);
    int size = group;
    for (int at = digits.length() - size; at > 0; at -= size) {
      out.insert(at, grouping);
      size = groups;
    }
    return out.toString();
  }

  private String groupedAfter(String digits, char grouping) {
    if (fractionGroup == 0) {
      return digits;
    }
    var out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && i % fractionGroup == 0) {
        out.append(grouping);
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  private static String digits(String part, char grouping) {
    return part.replace(String.valueOf(grouping), "");
  }

  private static int zeros(String part) {
    return (int) part.chars().filter(c -> c == '0').count();
  }
}
