package org.allmende.sparql.columns;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Tells the order of two terms from their bytes where that is the order SPARQL asks for: IRIs,
/// strings, strings in the same language, and dates in their usual form and without zone or in UTC.
final class ByteOrders {

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfInt ID =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private ByteOrders() {}

  /// The order, or 0 where it must be found out otherwise.
  static int compare(
      MemorySegment a,
      long fromA,
      int lengthA,
      MemorySegment b,
      long fromB,
      int lengthB,
      Terms terms) {
    long at = MemorySegment.mismatch(a, fromA, fromA + lengthA, b, fromB, fromB + lengthB);
    if (at <= 0) {
      return 0;
    }
    byte kind = a.get(BYTE, fromA);
    boolean told =
        switch (kind) {
          case TermBytes.IRI, TermBytes.BLANK, TermBytes.STRING -> true;
          case TermBytes.LANGUAGE -> endsBefore(a, fromA, at);
          case TermBytes.TYPED ->
              at > 4
                  && lengthA == lengthB
                  && terms.ordersByBytes(a.get(ID, fromA + 1))
                  && usual(a, fromA + 5, lengthA - 5)
                  && usual(b, fromB + 5, lengthB - 5);
          default -> false;
        };
    if (!told) {
      return 0;
    }
    if (at >= lengthA || at >= lengthB) {
      return Integer.compare(lengthA, lengthB);
    }
    int x = a.get(BYTE, fromA + at) & 0xFF;
    int y = b.get(BYTE, fromB + at) & 0xFF;
    // beyond the first plane UTF-16, which Jena compares, has another order than UTF-8
    return x >= 0xEE || y >= 0xEE ? 0 : Integer.compare(x, y);
  }

  private static boolean endsBefore(MemorySegment bytes, long from, long at) {
    for (long i = 1; i < at; i++) {
      if (bytes.get(BYTE, from + i) == 0) {
        return true;
      }
    }
    return false;
  }

  /// `2024-02-28`, `2024-02-28T12:00:00` or `2024-02-28T12:00:00Z`.
  private static boolean usual(MemorySegment bytes, long from, int length) {
    if (length != 10 && length != 19 && length != 20) {
      return false;
    }
    if (bytes.get(BYTE, from) == '0' || !shaped(bytes, from, length)) {
      return false;
    }
    int month = two(bytes, from + 5);
    int day = two(bytes, from + 8);
    int longest = month == 2 ? 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= longest
        && (length == 10
            || (two(bytes, from + 11) < 24
                && two(bytes, from + 14) < 60
                && two(bytes, from + 17) < 60));
  }

  private static boolean shaped(MemorySegment bytes, long from, int length) {
    String shape = "0000-00-00T00:00:00Z";
    for (int i = 0; i < length; i++) {
      byte found = bytes.get(BYTE, from + i);
      char wanted = shape.charAt(i);
      if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int two(MemorySegment bytes, long at) {
    return (bytes.get(BYTE, at) - '0') * 10 + bytes.get(BYTE, at + 1) - '0';
  }
}
