package org.allmende.intake.text;

import java.util.ArrayList;
import java.util.List;

/// Parts one record into cells, whatever is wrong with its quotes.
///
/// A quote opens a cell only at its beginning (blanks may stand before it), and closes it only
/// before a delimiter or the record's end. A quote that never closes is text. So a stray quote
/// costs at most a wrong cell, never a record.
final class Tokenizer {

  private static final int LOOK_ON = 2_000;

  private final Separation separation;
  private int quoted;
  private boolean stray;
  private boolean noneCloses;

  Tokenizer(Separation separation) {
    this.separation = separation;
  }

  /// Number of enclosed cells met so far.
  int quoted() {
    return quoted;
  }

  /// Whether a quote stood where none belongs in the record parted last.
  boolean stray() {
    return stray;
  }

  List<String> cells(String record) {
    stray = false;
    noneCloses = false;
    var cells = new ArrayList<String>();
    int start = 0;
    while (start >= 0 && cells.size() < Separation.MOST_CELLS) {
      start = cell(record, start, cells);
    }
    return cells;
  }

  /// Adds the cell that starts here; answers where the next one starts, -1 after the last.
  private int cell(String record, int start, List<String> cells) {
    if (separation.quotes()) {
      int open = start;
      while (open < record.length() && separation.blank(record.charAt(open))) {
        open++;
      }
      if (open < record.length() && record.charAt(open) == separation.quote()) {
        int close = noneCloses ? -1 : closing(record, open);
        noneCloses = close < 0;
        if (close > 0) {
          quoted++;
          cells.add(content(record, open + 1, close));
          int next = record.indexOf(separation.delimiter(), close + 1);
          return next < 0 ? -1 : next + 1;
        }
      }
    }
    int end = record.indexOf(separation.delimiter(), start);
    String cell = record.substring(start, end < 0 ? record.length() : end);
    stray |= separation.quotes() && cell.indexOf(separation.quote()) >= 0;
    cells.add(cell);
    return end < 0 ? -1 : end + 1;
  }

  /// Where the quote that closes stands: after an even number of quotes if there is such a place.
  private int closing(String record, int open) {
    int fallback = -1;
    for (int i = open + 1; i < record.length() && (fallback < 0 || i < fallback + LOOK_ON); i++) {
      char c = record.charAt(i);
      if (c == '\\' && separation.backslash()) {
        i++;
      } else if (c == separation.quote()) {
        boolean doubled = i + 1 < record.length() && record.charAt(i + 1) == c;
        if (doubled && !separation.backslash()) {
          i++;
          fallback = fallback < 0 && ends(record, i + 1) ? i : fallback;
        } else if (ends(record, i + 1)) {
          return i;
        } else {
          stray = true;
        }
      }
    }
    stray |= fallback >= 0;
    return fallback;
  }

  private boolean ends(String record, int at) {
    int i = at;
    while (i < record.length() && separation.blank(record.charAt(i))) {
      i++;
    }
    return i == record.length() || record.charAt(i) == separation.delimiter();
  }

  private String content(String record, int from, int to) {
    String content = record.substring(from, to);
    char quote = separation.quote();
    if (separation.backslash()) {
      return content.replace("\\" + quote, String.valueOf(quote));
    }
    return content.indexOf(quote) < 0
        ? content
        : content.replace(String.valueOf(quote) + quote, String.valueOf(quote));
  }
}
