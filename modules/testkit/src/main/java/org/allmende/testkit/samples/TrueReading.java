package org.allmende.testkit.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is true of a sample file, whoever reads it; stated in the tables of `samples/README.md`.
///
/// @param file below `samples/`
/// @param encoding its IANA name in lower case; `-` where the file is no table
/// @param delimiter one character; `-` where there is none
/// @param headerRow physical line of the first header line, counted from 1; 0 where there is none
/// @param dataRows records that hold a value, total rows included, notes around the table not
/// @param finding what the file is an example of; empty where there is nothing to say
public record TrueReading(
    String file, String encoding, String delimiter, int headerRow, int dataRows, String finding) {

  private static final List<String> NAMES = List.of(";", ",", "\t", "|", "-");
  private static final List<String> WORDS = List.of("semicolon", "comma", "tab", "bar", "-");

  /// All sample files that are tables or pretend to be.
  ///
  /// @param samples the `samples` folder of a checkout
  public static List<TrueReading> all(Path samples) {
    try (var lines = Files.lines(samples.resolve("README.md"))) {
      return lines
          .filter(line -> line.startsWith("| `tenants/") || line.startsWith("| `formats/"))
          .map(line -> line.split("\\|", -1))
          .filter(cells -> cells.length == 8)
          .map(TrueReading::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tells whether the file can be read at all.
  public boolean isTable() {
    return !encoding.equals("-");
  }

  private static TrueReading of(String[] cells) {
    return new TrueReading(
        cells[1].replace("`", "").strip(),
        cells[2].strip(),
        NAMES.get(WORDS.indexOf(cells[3].strip())),
        Integer.parseInt(cells[4].strip()),
        Integer.parseInt(cells[5].strip()),
        cells[6].replace("`", "").strip());
  }

  /// The line of the table.
  String line() {
    return "| `%s` | %s | %s | %d | %d | %s |"
        .formatted(
            file,
            encoding,
            WORDS.get(NAMES.indexOf(delimiter)),
            headerRow,
            dataRows,
            finding.isEmpty() ? "" : "`" + finding + "`");
  }
}
