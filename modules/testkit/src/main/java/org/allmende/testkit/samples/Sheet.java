package org.allmende.testkit.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text file in the making: rows of cells in a chosen spelling.
final class Sheet {

  private final StringBuilder text = new StringBuilder();
  private final Charset charset;
  private final byte[] mark;
  private final String delimiter;
  private final String lineEnd;
  private final boolean quoteAll;

  private Sheet(Charset charset, byte[] mark, String delimiter, String lineEnd, boolean quoteAll) {
    this.charset = charset;
    this.mark = mark;
    this.delimiter = delimiter;
    this.lineEnd = lineEnd;
    this.quoteAll = quoteAll;
  }

  /// As a German office program on Windows saves it.
  static Sheet windows(String delimiter) {
    return new Sheet(Charset.forName("windows-1252"), new byte[0], delimiter, "\r\n", false);
  }

  static Sheet utf8(String delimiter) {
    return new Sheet(StandardCharsets.UTF_8, new byte[0], delimiter, "\n", false);
  }

  static Sheet utf8WithMark(String delimiter) {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    return new Sheet(StandardCharsets.UTF_8, mark, delimiter, "\r\n", false);
  }

  static Sheet utf8Quoted(String delimiter) {
    return new Sheet(StandardCharsets.UTF_8, new byte[0], delimiter, "\r\n", true);
  }

  /// As "Unicode text" is saved by an office program: tabs, UTF-16.
  static Sheet utf16() {
    byte[] mark = {(byte) 0xFF, (byte) 0xFE};
    return new Sheet(StandardCharsets.UTF_16LE, mark, "\t", "\r\n", false);
  }

  static Sheet latin9(String delimiter) {
    return new Sheet(Charset.forName("ISO-8859-15"), new byte[0], delimiter, "\n", false);
  }

  /// As a program from the days of DOS writes it.
  static Sheet dos(String delimiter) {
    return new Sheet(Charset.forName("IBM850"), new byte[0], delimiter, "\r\n", false);
  }

  /// A line that is not a record: a title, a note, nothing.
  Sheet line(String line) {
    text.append(line).append(lineEnd);
    return this;
  }

  /// A record; cells that hold the delimiter, a quote or a line break are quoted.
  Sheet row(Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        text.append(delimiter);
      }
      text.append(spelled(String.valueOf(cells[i])));
    }
    text.append(lineEnd);
    return this;
  }

  private String spelled(String cell) {
    boolean needed =
        quoteAll || cell.contains(delimiter) || cell.contains("\"") || cell.contains("\n");
    return needed ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }

  void write(Path file) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(mark);
    bytes.writeBytes(text.toString().getBytes(charset));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
