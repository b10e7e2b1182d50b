package org.allmende.intake.formats;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.intake.text.ByteScan;
import org.allmende.intake.text.Encoding;
import org.jspecify.annotations.Nullable;

/// A dBASE table, as it lies beside shapefiles.
///
/// How its texts are encoded is said by a `.cpg` file beside it, or by a mark in its header; else
/// the bytes decide, as in texts ([Encoding]).
public final class DbaseTable implements Closeable {

  private static final int HEAD = 32;

  private static final int MOST_FIELDS = 2_000;

  private final InputStream in;
  private final List<Field> fields = new ArrayList<>();
  private final byte[] record;
  private Charset charset = StandardCharsets.UTF_8;
  private long left;
  private boolean deleted;

  private record Field(String name, char type, int from, int length) {}

  /// Whether a file's first bytes are those of such a table.
  public static boolean begins(byte[] head) {
    if (head.length <= HEAD || (head[0] & 7) != 3 || head[2] < 0 || head[2] > 12) {
      return false;
    }
    var header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    return Short.toUnsignedInt(header.getShort(8)) > HEAD && header.getShort(10) != 0;
  }

  /// The records of a table that stands alone.
  public static FieldRecords records(Path file) {
    return taker -> {
      try (var table = new DbaseTable(file)) {
        int number = 1;
        for (var record = table.next(); record != null; record = table.next()) {
          if (!table.isDeleted()) {
            taker.take(number, record);
          }
          number++;
        }
      }
    };
  }

  DbaseTable(Path file) throws IOException {
    try (var headerless = Files.newInputStream(file)) {
      ByteBuffer header =
          ByteBuffer.wrap(headerless.readNBytes(HEAD)).order(ByteOrder.LITTLE_ENDIAN);
      if (header.limit() < HEAD) {
        throw new EOFException("dbf");
      }
      left = Integer.toUnsignedLong(header.getInt(4));
      int headerLength = Short.toUnsignedInt(header.getShort(8));
      record = new byte[Math.max(1, Short.toUnsignedInt(header.getShort(10)))];
      byte[] described = headerless.readNBytes(Math.max(0, headerLength - HEAD));
      charset = charset(file, header.get(29), headerless);
      describe(described);
      in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      in.skipNBytes(headerLength);
    }
  }

  /// The next record's fields; null where there is none.
  @Nullable Map<String, String> next() throws IOException {
    if (left-- <= 0 || in.readNBytes(record, 0, record.length) < record.length) {
      return null;
    }
    deleted = record[0] == '*';
    var values = new LinkedHashMap<String, String>();
    for (Field field : fields) {
      values.put(
          field.name, value(field, new String(record, field.from, field.length, charset).strip()));
    }
    return values;
  }

  /// Whether the record that was read last was deleted.
  boolean isDeleted() {
    return deleted;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void describe(byte[] described) {
    int from = 1;
    for (int at = 0; at + 32 <= described.length && described[at] != 0x0D; at += 32) {
      int length = described[at + 16] & 0xFF;
      if (from + length > record.length || fields.size() >= MOST_FIELDS) {
        return;
      }
      int end = at;
      while (end < at + 11 && described[end] != 0) {
        end++;
      }
      String name = new String(described, at, end - at, charset).strip();
      String unused = name.isEmpty() ? "Spalte " + (fields.size() + 1) : name;
      boolean again = fields.stream().anyMatch(field -> field.name.equals(unused));
      fields.add(
          new Field(
              again ? unused + " " + (fields.size() + 1) : unused,
              (char) (described[at + 11] & 0xFF),
              from,
              length));
      from += length;
    }
  }

  private static String value(Field field, String text) {
    return switch (field.type) {
      case 'N', 'F' -> number(text);
      case 'D' ->
          text.matches("[1-9]\\d{7}")
              ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
              : "";
      case 'L' ->
          switch (text) {
            case "T", "t", "Y", "y", "J", "j" -> "true";
            case "F", "f", "N", "n" -> "false";
            default -> "";
          };
      case 'C', 'V' -> text.replace("\0", "").strip();
      default -> "";
    };
  }

  /// Numbers that did not fit are stars.
  private static String number(String text) {
    try {
      return text.isEmpty() || text.length() > 50 ? "" : SheetCells.plain(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private static Charset charset(Path file, byte mark, InputStream records) throws IOException {
    Path said = Shapefile.beside(file, "cpg");
    if (Files.isRegularFile(said)) {
      String name;
      try (var in = Files.newInputStream(said)) {
        name = new String(in.readNBytes(40), StandardCharsets.US_ASCII).strip();
      }
      try {
        return Charset.forName(
            name.matches("\\d{3,4}") ? "windows-" + name : name.replace("88591", "8859-1"));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        // not a name: the bytes tell
      }
    }
    return switch (mark) {
      case 0x01 -> Charset.forName("IBM437");
      case 0x02 -> Charset.forName("IBM850");
      default -> Encoding.of(ByteScan.of(records)).charset();
    };
  }
}
