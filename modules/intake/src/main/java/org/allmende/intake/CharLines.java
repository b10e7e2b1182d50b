package org.allmende.intake;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// The lines of what is characters already.
final class CharLines extends Lines {

  private final Reader in;
  private final char[] buffer = new char[32 * 1024];
  private int position;
  private int limit;
  private int number;

  CharLines(Reader in) {
    this.in = in;
  }

  @Override
  @Nullable Line read() throws IOException {
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

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
