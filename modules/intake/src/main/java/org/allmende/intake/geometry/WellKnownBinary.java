package org.allmende.intake.geometry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A geometry in well-known binary ([OGC 06-103r4](https://www.ogc.org/standards/sfa/), 8.2) as
/// well-known text, with heights where it has them; curves have none.
public final class WellKnownBinary {

  private static final String[] TYPES = {
    "",
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
  };
  private static final int LONGEST = 4 << 20;
  private static final int DEEPEST = 6;
  private static final int HEIGHT = 0x8000_0000;
  private static final int MEASURE = 0x4000_0000;
  private static final int NUMBER = 0x2000_0000;

  private final ByteBuffer bytes;
  private final StringBuilder text = new StringBuilder();

  private WellKnownBinary(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// The text; empty where the bytes are no geometry, an empty one, or one too large.
  public static String text(ByteBuffer bytes) {
    var geometry = new WellKnownBinary(bytes.slice());
    try {
      geometry.geometry(true, 0);
      return geometry.text.toString();
    } catch (BufferUnderflowException | ArithmeticException e) {
      return "";
    }
  }

  /// A kind of geometry.
  ///
  /// @param ordinates of a position
  /// @param shown how many of them are written: no measures
  private record Kind(int type, int ordinates, int shown) {

    static Kind of(int code) {
      int plain = code & 0x0FFF_FFFF;
      boolean height = (code & HEIGHT) != 0 || plain / 1000 == 1 || plain / 1000 == 3;
      boolean measure = (code & MEASURE) != 0 || plain / 1000 == 2 || plain / 1000 == 3;
      int type = plain % 1000;
      if (type < 1 || type >= TYPES.length || plain >= 4000) {
        throw new ArithmeticException("type");
      }
      return new Kind(type, 2 + (height ? 1 : 0) + (measure ? 1 : 0), height ? 3 : 2);
    }
  }

  private void geometry(boolean named, int depth) {
    if (depth > DEEPEST) {
      throw new ArithmeticException("depth");
    }
    bytes.order(bytes.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int code = bytes.getInt();
    Kind kind = Kind.of(code);
    if ((code & NUMBER) != 0) {
      bytes.getInt();
    }
    if (named) {
      text.append(TYPES[kind.type]).append(kind.shown == 3 ? " Z (" : " (");
    } else {
      text.append('(');
    }
    inside(kind, depth);
    text.append(')');
  }

  private void inside(Kind kind, int depth) {
    switch (kind.type) {
      case 1 -> position(kind);
      case 2 -> positions(kind);
      case 3 -> rings(kind);
      default -> parts(kind, depth);
    }
  }

  private void parts(Kind kind, int depth) {
    int count = count(5);
    for (int i = 0; i < count; i++) {
      next(i);
      geometry(kind.type == 7, depth + 1);
    }
  }

  private void rings(Kind kind) {
    int count = count(4);
    for (int i = 0; i < count; i++) {
      next(i);
      text.append('(');
      positions(kind);
      text.append(')');
    }
  }

  private void positions(Kind kind) {
    int count = count(8 * kind.ordinates);
    for (int i = 0; i < count; i++) {
      next(i);
      position(kind);
    }
  }

  private void position(Kind kind) {
    for (int i = 0; i < kind.ordinates; i++) {
      double number = bytes.getDouble();
      if (i < kind.shown) {
        text.append(i > 0 ? " " : "").append(Shape.number(number));
      }
    }
  }

  private void next(int number) {
    text.append(number > 0 ? ", " : "");
    if (text.length() > LONGEST) {
      throw new ArithmeticException("length");
    }
  }

  /// @param least bytes that each of them takes
  private int count(int least) {
    int count = bytes.getInt();
    if (count < 1 || count > bytes.remaining() / least) {
      throw new ArithmeticException("count");
    }
    return count;
  }
}
