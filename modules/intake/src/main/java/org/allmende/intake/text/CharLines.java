package org.allmende.intake.text;

import java.io.IOException;
import java.io.Reader;

/// The lines of what is characters already.
final class CharLines extends Lines {

  private final Reader in;
  private final char[] buffer = new char[32 * 1024];
  private StringBuilder kept = new StringBuilder();

  CharLines(Reader in) {
    this.in = in;
  }

  @Override
  int fill() throws IOException {
    return in.read(buffer, 0, buffer.length);
  }

  @Override
  int endOfLine(int from, int to) {
    int i = from;
    while (i < to && buffer[i] != '\n' && buffer[i] != '\r') {
      i++;
    }
    return i;
  }

  @Override
  boolean isLineFeed(int at) {
    return buffer[at] == '\n';
  }

  @Override
  boolean isNothing(int at) {
    return false;
  }

  @Override
  String text(int from, int to) {
    return new String(buffer, from, to - from);
  }

  @Override
  boolean keep(int from, int to) {
    int room = Math.min(to - from, LONGEST - kept.length());
    kept.append(buffer, from, room);
    return room == to - from;
  }

  @Override
  String kept() {
    String text = kept.toString();
    kept = new StringBuilder();
    return text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
