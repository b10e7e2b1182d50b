package org.allmende.intake.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// The text of a file. Where a place is not written in the file's encoding, its bytes are read as
/// Windows-1252, which is what such places nearly always are; nothing is lost and nothing throws.
public final class DecodedText extends Reader {

  private final InputStream in;
  private final Encoding encoding;
  private final boolean nuls;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).flip();
  private boolean ended;
  private boolean begun;

  /// @param nuls whether NULs may occur; they are left out
  DecodedText(InputStream in, Encoding encoding, boolean nuls) throws IOException {
    this.in = in;
    this.nuls = nuls;
    this.encoding = encoding;
    this.decoder =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    in.skipNBytes(encoding.markLength());
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int read;
    do {
      var chars = CharBuffer.wrap(target, offset, length).slice();
      boolean more = true;
      while (chars.position() == 0 && more) {
        more = decode(chars);
      }
      if (chars.position() == 0) {
        return -1;
      }
      read = cleaned(target, offset, chars.position());
    } while (read == 0);
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /// Leaves out NULs, and further byte order marks at the very beginning.
  private int cleaned(char[] target, int offset, int read) {
    if (begun && !nuls) {
      return read;
    }
    int kept = offset;
    for (int i = offset; i < offset + read; i++) {
      boolean mark = !begun && target[i] == '\uFEFF';
      begun |= !mark;
      if (!mark && (target[i] != '\0' || !nuls)) {
        target[kept++] = target[i];
      }
    }
    return kept - offset;
  }

  private boolean decode(CharBuffer chars) throws IOException {
    if (!ended && bytes.remaining() < 8) {
      fill();
    }
    int before = chars.position();
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (result.isError()) {
      return repair(chars, result.length());
    }
    return !ended || chars.position() > before || bytes.hasRemaining();
  }

  private boolean repair(CharBuffer chars, int length) {
    if (!chars.hasRemaining()) {
      return true;
    }
    if (encoding.wide()) {
      bytes.position(Math.min(bytes.limit(), bytes.position() + length));
      chars.put('\uFFFD');
    } else {
      chars.put(SingleByteGuess.windows(bytes.get() & 0xFF));
    }
    decoder.reset();
    return true;
  }

  private void fill() throws IOException {
    bytes.compact();
    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (n < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + n);
    }
    bytes.flip();
  }
}
