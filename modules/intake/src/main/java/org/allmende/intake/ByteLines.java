package org.allmende.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The lines of bytes in which line ends are single bytes: UTF-8 and all sets of one byte a
/// character. A line is found first and then decoded as a whole, which is several times faster than
/// the other way round; one that is not written as its encoding prescribes is read as [DecodedText]
/// repairs it.
final class ByteLines extends Lines {

  private static final int BUFFER = 64 * 1024;
  private static final int MOST_BYTES = 4 * LONGEST;
  private static final char UNREADABLE = '\uFFFD';
  private static final char MARK = '\uFEFF';

  private final InputStream in;
  private final Encoding encoding;
  private final boolean nuls;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private int number;

  /// @param in is read in blocks of its own
  /// @param nuls whether NULs may occur; they are left out
  ByteLines(InputStream in, Encoding encoding, boolean nuls) throws IOException {
    this.in = in;
    this.encoding = encoding;
    this.nuls = nuls;
    in.skipNBytes(encoding.markLength());
  }

  @Override
  @Nullable Line read() throws IOException {
    if (position == limit && !fill()) {
      return null;
    }
    int end = endOfLine();
    if (end < limit) {
      String text = text(buffer, position, end - position);
      position = end;
      return new Line(++number, text, lineEnd(), false);
    }
    return longLine();
  }

  private Line longLine() throws IOException {
    var bytes = new ByteArrayOutputStream();
    boolean cut = false;
    do {
      int end = endOfLine();
      int room = Math.min(end - position, MOST_BYTES - bytes.size());
      bytes.write(buffer, position, room);
      cut |= room < end - position;
      position = end;
    } while (position == limit && fill());
    String text = text(bytes.toByteArray(), 0, bytes.size());
    cut |= text.length() > LONGEST;
    return new Line(
        ++number,
        text.length() > LONGEST ? text.substring(0, LONGEST) : text,
        position < limit ? lineEnd() : "",
        cut);
  }

  private String text(byte[] bytes, int from, int length) throws IOException {
    String text = new String(bytes, from, length, encoding.charset());
    if (text.indexOf(UNREADABLE) >= 0) {
      text = repaired(bytes, from, length);
    }
    if (number == 0) {
      int start = 0;
      while (start < text.length() && text.charAt(start) == MARK) {
        start++;
      }
      text = text.substring(start);
    }
    return nuls && text.indexOf('\0') >= 0 ? text.replace("\0", "") : text;
  }

  private String repaired(byte[] bytes, int from, int length) throws IOException {
    var plain = new Encoding(encoding.charset(), encoding.name(), 0, true, true);
    var text = new StringBuilder();
    char[] chars = new char[Math.min(Math.max(1, length), BUFFER)];
    try (var decoded =
        new DecodedText(new ByteArrayInputStream(bytes, from, length), plain, false)) {
      for (int n = decoded.read(chars, 0, chars.length);
          n >= 0;
          n = decoded.read(chars, 0, chars.length)) {
        text.append(chars, 0, n);
      }
    }
    return text.toString();
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

  @Override
  public void close() throws IOException {
    in.close();
  }
}
