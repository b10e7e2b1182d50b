package org.allmende.intake;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The physical lines of a text. A line ends with LF, CR LF or CR. A line of absurd length is cut,
/// so that a file without line ends costs no more memory than any other.
abstract class Lines implements Closeable {

  /// Longest line, or record, that is kept whole.
  static final int LONGEST = 4 * 1024 * 1024;

  private final Deque<Line> returned = new ArrayDeque<>();

  /// One line.
  ///
  /// @param number counted from 1
  /// @param text without what ends it
  /// @param end what ends it; empty at the end of the file
  /// @param cut whether its rest was left out
  record Line(int number, String text, String end, boolean cut) {}

  final @Nullable Line next() throws IOException {
    Line again = returned.poll();
    return again == null ? read() : again;
  }

  /// Gives back a line that was read too early; the last one given back comes first.
  final void giveBack(Line line) {
    returned.push(line);
  }

  /// The next line of the file; null at its end.
  abstract @Nullable Line read() throws IOException;
}
