package org.allmende.intake.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes records as [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180) has them: UTF-8 without a
/// mark, commas, CR LF, quotes where a cell would not be read as one cell without them.
public final class CsvOutput {

  private final Writer out;

  public CsvOutput(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 64 * 1024);
  }

  public void record(List<String> cells) throws IOException {
    if (cells.size() == 1 && cells.getFirst().isEmpty()) {
      out.write("\"\"");
    }
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      cell(cells.get(i));
    }
    out.write("\r\n");
  }

  private void cell(String cell) throws IOException {
    if (needsQuotes(cell)) {
      out.write('"');
      out.write(cell.replace("\"", "\"\""));
      out.write('"');
    } else {
      out.write(cell);
    }
  }

  private static boolean needsQuotes(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /// Hands on what has been written so far.
  public void flush() throws IOException {
    out.flush();
  }
}
