package org.allmende.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The physical lines of a text. A line ends with LF, CR LF or CR. A line of absurd length is cut,
/// so that a file without line ends costs no more memory than any other.
final class Lines {

  /// Longest line, or record, that is kept whole.
  static final int LONGEST = 4 * 1024 * 1024;

  private final Reader in;
  private final char[] buffer = new char[32 * 1024];
  private final Deque<Line> returned = new ArrayDeque<>();
  private int position;
  private int limit;
  private int number;

  Lines(Reader in) {
    this.in = in;
  }

  /// One line.
  ///
  /// @param number counted from 1
  /// @param text without what ends it
  /// @param end what ends it; empty at the end of the file
  /// @param cut whether its rest was left out
  record Line(int number, String text, String end, boolean cut) {}

  @Nullable Line next() throws IOException {
    Line again = returned.poll();
    if (again != null) {
      return again;
    }
    if (position == limit && !fill()) {
      return null;
    }
    int end = endOfLine();
    if (end < limit) {
      var text = new String(buffer, position, end - position);
      position = end;
      return new Line(++number, text, lineEnd(), false);
    }
    return longLine();
  }

  /// Gives back a line that was read too early; the last one given back comes first.
  void giveBack(Line line) {
    returned.push(line);
  }

  private Line longLine() throws IOException {
    var text = new StringBuilder();
    boolean cut = false;
    do {
      int end = endOfLine();
      int room = Math.min(end - position, LONGEST - text.length());
      text.append(buffer, position, room);
      cut |= room < end - position;
      position = end;
    } while (position == limit && fill());
    return new Line(++number, text.toString(), position < limit ? lineEnd() : "", cut);
  }

  private int endOfLine() {
    int i = position;
    while (i < limit && buffer[i] != '\n' && buffer[i] != '\r') {
      i++;
    }
    return i;
  }

  private String lineEnd() throws IOException {
    if (buffer[position++] == '\n') {
      return "\n";
    }
    if ((position < limit || fill()) && buffer[position] == '\n') {
      position++;
      return "\r\n";
    }
    return "\r";
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
