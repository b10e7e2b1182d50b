package org.allmende.intake.csvw;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.csvw.DialectDescription.Trim;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Reads rows of text and parts them into cells, after [parsing tabular
/// data](https://www.w3.org/TR/tabular-data-model/#parsing). A row ends at a line terminator that
/// is not quoted.
final class RowReader implements Closeable {

  private static final int LONGEST_ROW = 16 << 20;
  private static final char NONE = '\uffff';

  private final Reader in;
  private final DialectDescription dialect;
  private final char quote;
  private final char[] buffer = new char[1 << 13];
  private int at;
  private int end;

  RowReader(Reader in, DialectDescription dialect) {
    this.in = in;
    this.dialect = dialect;
    String sign = dialect.quote();
    this.quote = sign == null ? NONE : sign.charAt(0);
  }

  /// The text of the next row without its terminator; null after the last.
  @Nullable String next() throws IOException, InvalidMetadata {
    var row = new StringBuilder();
    boolean quoted = false;
    int c = read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0; c = read()) {
      row.append((char) c);
      if (c == quote) {
        quoted = !quoted;
      } else if (c == '\\' && !dialect.doubleQuote()) {
        int escaped = read();
        if (escaped >= 0) {
          row.append((char) escaped);
        }
      } else if (!quoted && terminator(row) > 0) {
        row.setLength(row.length() - terminator(row));
        return row.toString();
      }
      if (row.length() > LONGEST_ROW) {
        throw new InvalidMetadata(
            Issue.CSVW_FILE_UNREADABLE,
            Place.WHOLE,
            new Text("eine Zeile ist zu lang", "a row is too long"));
      }
    }
    return row.toString();
  }

  private int terminator(StringBuilder row) {
    int length = 0;
    for (String terminator : dialect.lineTerminators()) {
      int start = row.length() - terminator.length();
      if (start >= 0 && terminator.length() > length && row.indexOf(terminator, start) == start) {
        length = terminator.length();
      }
    }
    return length;
  }

  private int read() throws IOException {
    if (at == end) {
      end = in.read(buffer);
      at = 0;
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[at++];
  }

  /// Parts a row.
  List<String> cells(String row) {
    var cells = new ArrayList<String>();
    int start = 0;
    while (start >= 0) {
      start = cell(row, start, cells);
    }
    return cells.size() > dialect.skipColumns()
        ? cells.subList(dialect.skipColumns(), cells.size())
        : List.of();
  }

  /// Adds the cell that starts here; answers where the next one starts, -1 after the last.
  private int cell(String row, int start, List<String> cells) {
    int open = start;
    if (dialect.trim() == Trim.START || dialect.trim() == Trim.BOTH) {
      while (open < row.length() && Character.isWhitespace(row.charAt(open))) {
        open++;
      }
    }
    boolean quoted = quote != NONE && open < row.length() && row.charAt(open) == quote;
    var content = new StringBuilder();
    int i = quoted ? content(row, open + 1, content) : start;
    int delimiter = row.indexOf(dialect.delimiter(), i);
    String rest = row.substring(i, delimiter < 0 ? row.length() : delimiter);
    cells.add(quoted ? content + rest.strip() : dialect.trim().trimmed(rest));
    return delimiter < 0 ? -1 : delimiter + dialect.delimiter().length();
  }

  /// Takes what stands in quotes; answers where they end.
  private int content(String row, int start, StringBuilder content) {
    int i = start;
    while (i < row.length()) {
      char c = row.charAt(i);
      boolean more = i + 1 < row.length();
      if (more && (dialect.doubleQuote() ? c == quote && row.charAt(i + 1) == quote : c == '\\')) {
        content.append(row.charAt(i + 1));
        i += 2;
      } else if (c == quote) {
        return i + 1;
      } else {
        content.append(c);
        i++;
      }
    }
    return i;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
