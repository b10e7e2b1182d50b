package org.allmende.intake.cells;

/// The forms a cell can have, as bits: one cell may be several things at once, `1.234` a decimal
/// and a number with a thousands sign, `20240131` a number and a date. Only the column decides.
public final class Form {

  /// Digits alone, perhaps with a sign.
  public static final long INTEGER = 1L;

  /// Digits alone that begin with a zero, as codes do.
  public static final long LEADING_ZERO = 1L << 1;

  /// A number where the point is the decimal sign.
  public static final long POINT = 1L << 2;

  /// A number where the comma is the decimal sign.
  public static final long COMMA = 1L << 3;

  /// Has decimals where the point is the decimal sign.
  public static final long POINT_FRACTION = 1L << 4;

  /// Has decimals where the comma is the decimal sign.
  public static final long COMMA_FRACTION = 1L << 5;

  /// Four digits or more without a sign between them.
  public static final long UNGROUPED = 1L << 6;

  /// A number with its unit.
  public static final long UNIT = 1L << 7;

  /// More digits than a number can keep.
  public static final long TOO_LONG = 1L << 8;

  /// A date if the day comes first.
  public static final long DAY_FIRST = 1L << 9;

  /// A date if the month comes first.
  public static final long MONTH_FIRST = 1L << 10;

  /// Year, month, day: no doubt about the order.
  public static final long YEAR_FIRST = 1L << 11;

  /// Parts of a date between points, strokes, hyphens, or with the month as a word.
  public static final long DOTS = 1L << 12;

  public static final long STROKES = 1L << 13;
  public static final long HYPHENS = 1L << 14;
  public static final long MONTH_WORD = 1L << 15;

  /// Eight digits that are a date.
  public static final long COMPACT = 1L << 16;

  /// Looks like a date that the calendar does not have.
  public static final long NO_SUCH_DAY = 1L << 17;

  /// A date with a time of day.
  public static final long WITH_TIME = 1L << 18;

  /// A time of day.
  public static final long TIME = 1L << 19;

  /// A duration such as `PT15M` or `36:10`.
  public static final long DURATION = 1L << 20;

  /// Year and month, such as `2024-01` or `200112`.
  public static final long YEAR_MONTH = 1L << 21;

  public static final long GEOMETRY = 1L << 22;
  public static final long URI = 1L << 23;

  /// What people write where there is no value.
  public static final long NULL_MARKER = 1L << 24;

  /// An integer between 1500 and 2199.
  public static final long YEAR = 1L << 25;

  static final long NEGATIVE = 1L << 26;

  public static final long ZERO = 1L << 28;

  /// A negative number in brackets, as accountants write it; alone it may be a mark.
  public static final long BRACKETS = 1L << 29;

  /// Digits in groups, without doubt.
  public static final long GROUPED = 1L << 30;

  /// Anything else.
  public static final long TEXT = 1L << 27;

  public static final long NUMBER = POINT | COMMA;
  public static final long DATE = DAY_FIRST | MONTH_FIRST;
  public static final long FRACTION = POINT_FRACTION | COMMA_FRACTION;

  private Form() {}

  public static boolean any(long forms, long wanted) {
    return (forms & wanted) != 0;
  }

  public static boolean all(long forms, long wanted) {
    return (forms & wanted) == wanted;
  }
}
