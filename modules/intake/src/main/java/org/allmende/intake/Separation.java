package org.allmende.intake;

import java.util.ArrayList;
import java.util.List;

/// What parts a record into cells.
///
/// @param delimiter stands between cells
/// @param quote encloses cells; NUL where nothing does
/// @param backslash whether a backslash, not a second quote, precedes a quote inside an enclosed
///   cell
record Separation(char delimiter, char quote, boolean backslash) {

  /// Cells beyond this many are left out; no table has so many columns.
  static final int MOST_CELLS = 200_000;

  static final char NONE = '\0';

  Separation(char delimiter, char quote) {
    this(delimiter, quote, false);
  }

  boolean quotes() {
    return quote != NONE;
  }

  /// The cells of a record in which nothing is enclosed.
  List<String> parts(String record) {
    var parts = new ArrayList<String>();
    int start = 0;
    int end = record.indexOf(delimiter);
    while (end >= 0 && parts.size() < MOST_CELLS - 1) {
      parts.add(record.substring(start, end));
      start = end + 1;
      end = record.indexOf(delimiter, start);
    }
    parts.add(record.substring(start, end < 0 ? record.length() : end));
    return parts;
  }

  boolean blank(char c) {
    return c == ' ' && delimiter != ' ';
  }
}
