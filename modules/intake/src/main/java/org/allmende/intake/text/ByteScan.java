package org.allmende.intake.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one light pass over all bytes of a file shows: enough to name its encoding and to tell text
/// from anything else. It holds a constant amount of memory whatever the file is.
public final class ByteScan {

  static final int HEAD = 64 * 1024;

  /// How many bytes the window holds.
  private static final int WINDOW = 5;

  private static final int PLACES = 20;
  private static final int CONTEXTS = 20_000;
  private static final long CONTEXT_BYTES = 200_000;

  private byte[] head = new byte[HEAD];
  private int headLength;
  private final long[] counts = new long[256];
  private final Map<Long, Integer> contexts = new HashMap<>();
  private final List<Integer> nulLines = new ArrayList<>();
  private final List<Stray> strays = new ArrayList<>();
  private long size;
  private long contextBytes;
  private long window;
  private int line = 1;
  private int previous;
  private long validSequences;
  private long strayBytes;
  private int needed;
  private int lowest = 0x80;
  private int highest = 0xBF;
  private int lead;

  /// A byte that is no part of UTF-8 text.
  public record Stray(int line, int value) {}

  public static ByteScan of(InputStream in) throws IOException {
    var scan = new ByteScan();
    byte[] block = new byte[HEAD];
    for (int n = in.readNBytes(block, 0, HEAD); n > 0; n = in.readNBytes(block, 0, HEAD)) {
      scan.take(block, n);
    }
    scan.end();
    return scan;
  }

  public long size() {
    return size;
  }

  /// The first bytes of the file, at most 64 KiB.
  public byte[] head() {
    return head;
  }

  long count(int value) {
    return counts[value];
  }

  /// How often a high byte stands between these two bytes before and after it, as a number of five
  /// bytes; of long files only the first ones. Nothing is noted until a byte is no part of UTF-8.
  Map<Long, Integer> contexts() {
    return contexts;
  }

  /// Lines that hold NUL, at most 20.
  public List<Integer> nulLines() {
    return nulLines;
  }

  /// The first bytes that are no part of UTF-8 text, at most 20.
  public List<Stray> strays() {
    return strays;
  }

  /// Number of characters beyond ASCII that are written as UTF-8 prescribes.
  long validSequences() {
    return validSequences;
  }

  /// Number of bytes that are no part of UTF-8 text.
  public long strayBytes() {
    return strayBytes;
  }

  private void take(byte[] block, int length) {
    if (size < HEAD) {
      int part = (int) Math.min(length, HEAD - size);
      System.arraycopy(block, 0, head, (int) size, part);
      headLength += part;
    }
    size += length;
    int i = 0;
    while (i < length) {
      int after = plainUntil(block, i, length);
      if (after - i > WINDOW) {
        pass(block, after);
        i = after;
      } else {
        take(block[i++] & 0xFF);
      }
    }
  }

  /// Where the plain characters end that begin here; nothing is to be noted about them.
  private int plainUntil(byte[] block, int from, int length) {
    int i = from;
    if (needed == 0 && (window & 0x8080) == 0) {
      while (i < length && block[i] >= 0x20) {
        i++;
      }
    }
    return i;
  }

  private void pass(byte[] block, int after) {
    for (int i = after - WINDOW; i < after; i++) {
      window = (window << 8) | block[i];
    }
    previous = block[after - 1];
  }

  private void take(int value) {
    window = (window << 8) | value;
    if ((window & 0x80_0000L) != 0) {
      context();
    }
    if (value >= 0x20 && value < 0x80 && needed == 0) {
      previous = value;
      return;
    }
    counts[value]++;
    if (value >= 0x80 || needed > 0) {
      sequence(value);
    }
    if (value == '\n' ? previous != '\r' : value == '\r') {
      line++;
    } else if (value == 0 && nulLines.size() < PLACES && !nulLines.contains(line)) {
      nulLines.add(line);
    }
    previous = value;
  }

  private void end() {
    if (needed > 0) {
      stray(lead);
    }
    for (int i = 0; i < 2; i++) {
      window = (window << 8) | '\n';
      if ((window & 0x80_0000L) != 0) {
        context();
      }
    }
    head = Arrays.copyOf(head, headLength);
  }

  private void context() {
    if (strayBytes > 0 && contextBytes < CONTEXT_BYTES) {
      contextBytes++;
      Long key = window & 0xFF_FFFF_FFFFL;
      if (contexts.size() < CONTEXTS || contexts.containsKey(key)) {
        contexts.merge(key, 1, Integer::sum);
      }
    }
  }

  private void sequence(int value) {
    if (needed == 0) {
      start(value);
    } else if (value >= lowest && value <= highest) {
      lowest = 0x80;
      highest = 0xBF;
      needed--;
      if (needed == 0) {
        validSequences++;
      }
    } else {
      stray(lead);
      needed = 0;
      start(value);
    }
  }

  private void start(int value) {
    lead = value;
    lowest = 0x80;
    highest = 0xBF;
    if (value >= 0xC2 && value <= 0xDF) {
      needed = 1;
    } else if (value >= 0xE0 && value <= 0xEF) {
      needed = 2;
      lowest = value == 0xE0 ? 0xA0 : 0x80;
      highest = value == 0xED ? 0x9F : 0xBF;
    } else if (value >= 0xF0 && value <= 0xF4) {
      needed = 3;
      lowest = value == 0xF0 ? 0x90 : 0x80;
      highest = value == 0xF4 ? 0x8F : 0xBF;
    } else if (value >= 0x80) {
      stray(value);
    }
  }

  private void stray(int value) {
    strayBytes++;
    if (strays.size() < PLACES) {
      strays.add(new Stray(line, value));
    }
  }
}
