package org.allmende.intake.csvw;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.intake.csvw.Resources.Resource;
import org.jspecify.annotations.Nullable;

/// A file of tabular data: its comments, the titles in its header, and its rows one after the
/// other.
final class TabularFile implements Closeable {

  private static final int MOST_COMMENTS = 1_000;
  private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)");

  private final RowReader rows;
  private final DialectDescription dialect;
  private final List<String> comments = new ArrayList<>();
  private final List<List<String>> titles = new ArrayList<>();
  private int number;

  /// A row as it stands in the file.
  ///
  /// @param number which row of the file it is, counted from 1
  record SourceRow(int number, List<String> cells) {}

  private TabularFile(RowReader rows, DialectDescription dialect) {
    this.rows = rows;
    this.dialect = dialect;
  }

  /// @param said what the metadata say about how the file is spelled; null where they say nothing
  static TabularFile open(Resource resource, @Nullable DialectDescription said)
      throws IOException, InvalidMetadata {
    var dialect = said == null ? dialect(resource.contentType()) : said;
    var decoder =
        dialect
            .encoding()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var text =
        withoutMark(new InputStreamReader(new BufferedInputStream(resource.body()), decoder));
    var file = new TabularFile(new RowReader(text, dialect), dialect);
    file.readHeader();
    return file;
  }

  private static DialectDescription dialect(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    var dialect = DialectDescription.USUAL;
    if (type.startsWith("text/tab-separated-values")) {
      dialect = dialect.withDelimiter("\t");
    }
    if (type.matches(".*;\\s*header\\s*=\\s*\"?absent.*")) {
      dialect = dialect.withHeaderRows(0);
    }
    Matcher charset = CHARSET.matcher(type);
    return charset.find()
        ? DialectDescription.charset(charset.group(1)).map(dialect::withEncoding).orElse(dialect)
        : dialect;
  }

  private static Reader withoutMark(Reader text) throws IOException {
    var reader = new PushbackReader(text, 1);
    int first = reader.read();
    if (first >= 0 && first != '\ufeff') {
      reader.unread(first);
    }
    return reader;
  }

  private void readHeader() throws IOException, InvalidMetadata {
    for (int i = 0; i < dialect.skipRows(); i++) {
      String row = nextText();
      if (row != null && !takenAsComment(row) && !row.isEmpty()) {
        comment(row);
      }
    }
    for (int i = 0; i < dialect.headerRows(); i++) {
      String row = nextText();
      if (row != null && !takenAsComment(row)) {
        title(rows.cells(row));
      }
    }
  }

  private void title(List<String> cells) {
    for (int c = 0; c < cells.size(); c++) {
      if (titles.size() <= c) {
        titles.add(new ArrayList<>());
      }
      String title = cells.get(c);
      if (!title.isBlank()) {
        titles.get(c).add(title);
      }
    }
  }

  /// The titles of each column.
  List<List<String>> titles() {
    return titles;
  }

  /// The comments met so far.
  List<String> comments() {
    return comments;
  }

  /// The next row that is no comment; null after the last.
  @Nullable SourceRow next() throws IOException, InvalidMetadata {
    for (String row = nextText(); row != null; row = nextText()) {
      if (takenAsComment(row)) {
        continue;
      }
      List<String> cells = rows.cells(row);
      if (!dialect.skipBlankRows() || !cells.stream().allMatch(String::isBlank)) {
        return new SourceRow(number, cells);
      }
    }
    return null;
  }

  private @Nullable String nextText() throws IOException, InvalidMetadata {
    String row = rows.next();
    if (row != null) {
      number++;
    }
    return row;
  }

  private boolean takenAsComment(String row) {
    String prefix = dialect.comment();
    if (prefix == null || !row.startsWith(prefix)) {
      return false;
    }
    comment(row.substring(prefix.length()).strip());
    return true;
  }

  private void comment(String text) {
    if (comments.size() < MOST_COMMENTS) {
      comments.add(text);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
