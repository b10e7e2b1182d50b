package org.allmende.intake.text;

/// What parts a record into cells.
///
/// @param delimiter stands between cells
/// @param quote encloses cells; NUL where nothing does
/// @param backslash whether a backslash, not a second quote, precedes a quote inside an enclosed
///   cell
public record Separation(char delimiter, char quote, boolean backslash) {

  /// Cells beyond this many are left out; no table has so many columns.
  static final int MOST_CELLS = 200_000;

  static final char NONE = '\0';

  Separation(char delimiter, char quote) {
    this(delimiter, quote, false);
  }

  boolean quotes() {
    return quote != NONE;
  }

  boolean blank(char c) {
    return c == ' ' && delimiter != ' ';
  }
}
