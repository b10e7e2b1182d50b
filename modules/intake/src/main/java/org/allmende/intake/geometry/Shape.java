package org.allmende.intake.geometry;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of a shapefile as well-known text, in two dimensions.
///
/// Rings say by their direction what they are: those that run clockwise bound an area, the others a
/// hole, which belongs to the area it lies in.
public final class Shape {

  private static final int LONGEST = 4 << 20;
  private static final MathContext DIGITS = new MathContext(15);

  private Shape() {}

  /// A shape as well-known text.
  ///
  /// @param record its content, little endian
  public static String text(ByteBuffer record) {
    try {
      String text =
          switch (record.getInt() % 10) {
            case 1 -> "POINT (" + position(record.getDouble(), record.getDouble()) + ")";
            case 3 -> lines(parts(record));
            case 5 -> areas(parts(record));
            case 8 -> points(record);
            default -> "";
          };
      return text.length() > LONGEST ? "" : text;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
      return "";
    }
  }

  private static String points(ByteBuffer record) {
    record.position(36);
    int count = record.getInt();
    return count < 1 ? "" : "MULTIPOINT " + text(positions(record, count));
  }

  /// The lines or rings of a shape.
  private static List<double[]> parts(ByteBuffer record) {
    record.position(36);
    int parts = record.getInt();
    int points = record.getInt();
    if (parts < 1 || points < 1 || parts > record.remaining() / 4) {
      return List.of();
    }
    int[] starts = new int[parts + 1];
    for (int i = 0; i < parts; i++) {
      starts[i] = record.getInt();
    }
    starts[parts] = points;
    var all = new ArrayList<double[]>(parts);
    for (int i = 0; i < parts; i++) {
      all.add(positions(record, starts[i + 1] - starts[i]));
    }
    return all;
  }

  private static double[] positions(ByteBuffer record, int count) {
    if (count < 0 || count > record.remaining() / 16) {
      throw new BufferUnderflowException();
    }
    double[] positions = new double[2 * count];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = record.getDouble();
    }
    return positions;
  }

  private static String lines(List<double[]> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    return lines.size() == 1
        ? "LINESTRING " + text(lines.getFirst())
        : "MULTILINESTRING (" + String.join(", ", lines.stream().map(Shape::text).toList()) + ")";
  }

  private static String areas(List<double[]> rings) {
    var areas = new ArrayList<List<double[]>>();
    var holes = new ArrayList<double[]>();
    for (double[] ring : rings) {
      if (isClockwise(ring)) {
        areas.add(new ArrayList<>(List.of(ring)));
      } else {
        holes.add(ring);
      }
    }
    for (double[] hole : holes) {
      List<double[]> around = around(hole, areas);
      if (around == null) {
        areas.add(new ArrayList<>(List.of(hole)));
      } else {
        around.add(hole);
      }
    }
    if (areas.isEmpty()) {
      return "";
    }
    var texts = areas.stream().map(Shape::area).toList();
    return texts.size() == 1
        ? "POLYGON " + texts.getFirst()
        : "MULTIPOLYGON (" + String.join(", ", texts) + ")";
  }

  private static String area(List<double[]> rings) {
    return "(" + String.join(", ", rings.stream().map(Shape::text).toList()) + ")";
  }

  private static @Nullable List<double[]> around(double[] hole, List<List<double[]>> areas) {
    if (areas.size() == 1) {
      return areas.getFirst();
    }
    for (List<double[]> area : areas) {
      if (hole.length > 1 && holds(area.getFirst(), hole[0], hole[1])) {
        return area;
      }
    }
    return null;
  }

  /// Whether a point lies in a ring, by counting how often a ray from it crosses the ring.
  private static boolean holds(double[] ring, double x, double y) {
    boolean inside = false;
    for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      boolean crosses = ring[i + 1] > y != ring[j + 1] > y;
      if (crosses
          && x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  private static boolean isClockwise(double[] ring) {
    double area = 0;
    for (int i = 0; i + 3 < ring.length; i += 2) {
      area += (ring[i + 2] - ring[0]) * (ring[i + 3] + ring[i + 1] - 2 * ring[1]);
      area -= (ring[i] - ring[0]) * (ring[i + 3] + ring[i + 1] - 2 * ring[1]);
    }
    return area >= 0;
  }

  private static String text(double[] positions) {
    var text = new StringBuilder("(");
    for (int i = 0; i < positions.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(position(positions[i], positions[i + 1]));
      if (text.length() > LONGEST) {
        break;
      }
    }
    return text.append(')').toString();
  }

  private static String position(double x, double y) {
    return number(x) + " " + number(y);
  }

  /// A coordinate, as exact as a double is.
  static String number(double value) {
    if (!Double.isFinite(value) || Math.abs(value) > 1e15) {
      throw new ArithmeticException("coordinate");
    }
    return value == 0
        ? "0"
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
