package org.allmende.intake.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

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
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();

  /// @param in is read in blocks of its own
  /// @param nuls whether NULs may occur; they are left out
  ByteLines(InputStream in, Encoding encoding, boolean nuls) throws IOException {
    this.in = in;
    this.encoding = encoding;
    this.nuls = nuls;
    in.skipNBytes(encoding.markLength());
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
    return nuls && buffer[at] == 0;
  }

  @Override
  String text(int from, int to) throws IOException {
    return text(buffer, from, to - from);
  }

  @Override
  boolean keep(int from, int to) {
    int room = Math.min(to - from, MOST_BYTES - kept.size());
    kept.write(buffer, from, room);
    return room == to - from;
  }

  @Override
  String kept() throws IOException {
    String text = text(kept.toByteArray(), 0, kept.size());
    kept = new ByteArrayOutputStream();
    return text;
  }

  private String text(byte[] bytes, int from, int length) throws IOException {
    String text = new String(bytes, from, length, encoding.charset());
    if (text.indexOf(UNREADABLE) >= 0) {
      text = repaired(bytes, from, length);
    }
    if (isAtStart()) {
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

  @Override
  public void close() throws IOException {
    in.close();
  }
}
