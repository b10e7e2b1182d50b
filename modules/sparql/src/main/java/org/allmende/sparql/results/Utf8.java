package org.allmende.sparql.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes on their way out, gathered until somebody takes them.
public final class Utf8 {

  private static final int MOST = 16 << 20;
  private static final int REPLACEMENT = 0xFFFD;

  private byte[] bytes = new byte[8 * 1024];
  private int size;
  private long sent;

  /// How many bytes wait.
  public int size() {
    return size;
  }

  /// How many bytes there have been in all.
  public long written() {
    return sent + size;
  }

  /// What waits.
  public byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  /// Hands over what waits.
  public void sendTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    sent += size;
    size = 0;
  }

  void octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      if (size + more > MOST) {
        throw new Oversize();
      }
      bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(size + more, bytes.length * 2)));
    }
  }

  /// Text that is ASCII only.
  @SuppressWarnings("deprecation") // the one way that copies ASCII without an encoder
  Utf8 ascii(String text) {
    room(text.length());
    text.getBytes(0, text.length(), bytes, size);
    size += text.length();
    return this;
  }

  /// Any text; half a surrogate pair becomes the replacement character.
  Utf8 text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        octet(c);
      } else {
        i += wide(text, i);
      }
    }
    return this;
  }

  /// Writes the code point at a place.
  ///
  /// @return how many more chars it took than one
  int wide(String text, int at) {
    int point = text.codePointAt(at);
    codePoint(point >= 0xD800 && point <= 0xDFFF ? REPLACEMENT : point);
    return Character.charCount(point) - 1;
  }

  private void codePoint(int point) {
    room(4);
    if (point < 0x80) {
      bytes[size++] = (byte) point;
    } else if (point < 0x800) {
      bytes[size++] = (byte) (0xC0 | (point >> 6));
      bytes[size++] = (byte) (0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      bytes[size++] = (byte) (0xE0 | (point >> 12));
      bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      bytes[size++] = (byte) (0x80 | (point & 0x3F));
    } else {
      bytes[size++] = (byte) (0xF0 | (point >> 18));
      bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      bytes[size++] = (byte) (0x80 | (point & 0x3F));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
