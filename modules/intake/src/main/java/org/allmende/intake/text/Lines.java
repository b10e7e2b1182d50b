package org.allmende.intake.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The physical lines of a text. A line ends with LF, CR LF or CR. A line of absurd length is cut,
/// so that a file without line ends costs no more memory than any other.
///
/// What a line consists of, bytes or characters, stands in a buffer that its kind fills and looks
/// into.
public abstract class Lines implements Closeable {

  /// Longest line, or record, that is kept whole.
  static final int LONGEST = 4 * 1024 * 1024;

  private final Deque<Line> returned = new ArrayDeque<>();
  private int position;
  private int limit;
  private int number;
  private boolean begun;

  /// One line.
  ///
  /// @param number counted from 1
  /// @param text without what ends it
  /// @param end what ends it; empty at the end of the file
  /// @param cut whether its rest was left out
  record Line(int number, String text, String end, boolean cut) {}

  /// Fills the buffer anew; how much is in it, 0 or less at the end of the file.
  abstract int fill() throws IOException;

  /// Where in the buffer the line ends that begins at a place; the limit where it goes on.
  abstract int endOfLine(int from, int to);

  abstract boolean isLineFeed(int at);

  /// Whether what stands at a place counts for nothing, not even between CR and LF.
  abstract boolean isNothing(int at);

  /// The text of a part of the buffer.
  abstract String text(int from, int to) throws IOException;

  /// Keeps a part of a line that goes on in the next buffer; false where some is left out.
  abstract boolean keep(int from, int to);

  /// The text of what was kept, which is forgotten.
  abstract String kept() throws IOException;

  final @Nullable Line next() throws IOException {
    Line again = returned.poll();
    if (again != null) {
      return again;
    }
    passNothing();
    if (position == limit && !more()) {
      return null;
    }
    int end = endOfLine(position, limit);
    if (end == limit) {
      return longLine();
    }
    String text = text(position, end);
    begun = true;
    position = end;
    return new Line(++number, text, lineEnd(), false);
  }

  /// Gives back a line that was read too early; the last one given back comes first.
  final void giveBack(Line line) {
    returned.push(line);
  }

  /// Whether nothing was read yet.
  final boolean isAtStart() {
    return !begun;
  }

  private void passNothing() throws IOException {
    while ((position < limit || more()) && isNothing(position)) {
      position++;
      begun = true;
    }
  }

  private Line longLine() throws IOException {
    boolean cut = false;
    do {
      int end = endOfLine(position, limit);
      cut |= !keep(position, end);
      position = end;
    } while (position == limit && more());
    String text = kept();
    begun = true;
    cut |= text.length() > LONGEST;
    String whole = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return new Line(++number, whole, position < limit ? lineEnd() : "", cut);
  }

  private String lineEnd() throws IOException {
    if (isLineFeed(position++)) {
      return "\n";
    }
    passNothing();
    if (position < limit && isLineFeed(position)) {
      position++;
      return "\r\n";
    }
    return "\r";
  }

  private boolean more() throws IOException {
    position = 0;
    limit = Math.max(0, fill());
    return limit > 0;
  }
}
