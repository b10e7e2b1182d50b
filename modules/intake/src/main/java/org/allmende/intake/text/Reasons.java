package org.allmende.intake.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.model.Column;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.model.Text;

/// Says why a table was read the way it was, as far as the beginning of its file shows it.
public final class Reasons {

  private final Map<String, Text> reasons = new LinkedHashMap<>();

  private Reasons() {}

  /// The reasons by what they are about: `encoding`, `delimiter`, `quote`, `decimal`, `headerRow`.
  ///
  /// @param table one of the tables of the file
  public static Map<String, Text> of(Draft draft, Table table) throws IOException {
    var all = new Reasons();
    Dialect dialect = table.dialect();
    if (dialect != null) {
      all.encoding(draft, dialect);
      all.delimiter(draft, dialect);
      all.quote(dialect);
      all.decimal(table);
    }
    all.header(table);
    return all.reasons;
  }

  private void say(String about, String de, String en) {
    reasons.put(about, new Text(de, en));
  }

  private void encoding(Draft draft, Dialect dialect) throws IOException {
    if (dialect.bom()) {
      say(
          "encoding",
          "weil am Anfang der Datei eine Marke dafür steht",
          "because a mark at the beginning of the file says so");
      return;
    }
    if (dialect.encoding().startsWith("utf-16")) {
      say(
          "encoding",
          "weil jedes zweite Byte eine Null ist",
          "because every second byte is a zero");
      return;
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(draft.upload().path())) {
      head = in.readNBytes(ByteScan.HEAD);
    }
    int at = 0;
    int line = 1;
    while (at < head.length && head[at] >= 0) {
      line += head[at] == '\n' ? 1 : 0;
      at++;
    }
    if (at == head.length) {
      say(
          "encoding",
          "am Anfang der Datei sieht sie in allen üblichen Kodierungen gleich aus",
          "the beginning of the file looks the same in all usual encodings");
      return;
    }
    boolean utf8 = dialect.encoding().equals("utf-8");
    String sign =
        utf8
            ? first(new String(head, at, Math.min(4, head.length - at), StandardCharsets.UTF_8))
            : new String(head, at, 1, Encoding.of(dialect).charset());
    String bytes = utf8 ? "" : ", Byte %02X".formatted(head[at] & 0xFF);
    say(
        "encoding",
        "weil so aus der ersten Stelle mit einem besonderen Zeichen ein „%s“ wird (Zeile %d%s)"
            .formatted(sign, line, bytes),
        "because that makes a “%s” of the first place with a special character (line %d%s)"
            .formatted(sign, line, bytes));
  }

  private static String first(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }

  private void delimiter(Draft draft, Dialect dialect) throws IOException {
    Sample sample = OpenedText.sample(draft.upload(), Encoding.of(dialect));
    var found = DialectFinder.find(sample, draft.upload());
    if (found.told()) {
      say(
          "delimiter",
          "weil die erste Zeile es sagt („sep=“)",
          "because the first line says so (“sep=”)");
      return;
    }
    if (found.width() == 1) {
      say("delimiter", "die Tabelle hat nur eine Spalte", "the table has one column only");
      return;
    }
    long share = Math.round(100 * DialectTrial.of(sample, found.separation()).consistency());
    say(
        "delimiter",
        "weil es %d %% der ersten Zeilen in genau %d Felder teilt".formatted(share, found.width()),
        "because it parts %d %% of the first lines into exactly %d cells"
            .formatted(share, found.width()));
  }

  private void quote(Dialect dialect) {
    if (dialect.quote() == null) {
      say("quote", "weil kein Feld eingeschlossen ist", "because no cell is enclosed");
    } else {
      say(
          "quote",
          "weil Felder damit beginnen und enden",
          "because there are cells that begin and end with it");
    }
  }

  private void decimal(Table table) {
    for (Column column : table.columns()) {
      String form = column.form();
      if (form != null && form.startsWith("decimal-")) {
        String sign = form.startsWith("decimal-comma") ? "," : ".";
        example(table.firstRows(), column.position() - 1, sign)
            .ifPresent(cell ->
                say(
                    "decimal",
                    "weil in Spalte „%s“ etwa %s steht".formatted(column.name(), cell),
                    "because column “%s” holds %s, for instance".formatted(column.name(), cell)));
        return;
      }
    }
  }

  private static Optional<String> example(List<List<String>> rows, int place, String sign) {
    return rows.stream()
        .filter(row -> row.size() > place)
        .map(row -> Row.stripped(row.get(place)))
        .filter(cell -> cell.contains(sign) && cell.length() <= 30)
        .findFirst();
  }

  private void header(Table table) {
    int before = table.preamble().size();
    if (table.headerRow() == null) {
      say(
          "headerRow",
          "weil schon die erste Zeile so aussieht wie die Zeilen danach",
          "because the first line looks like those after it already");
    } else if (before > 0) {
      say(
          "headerRow",
          "weil dort Namen stehen und darunter Werte; was davor steht (%d), ist Vorspann"
              .formatted(before),
          "because names stand there and values below; what is before (%d) is preamble"
              .formatted(before));
    } else {
      say(
          "headerRow",
          "weil dort Namen stehen und darunter Werte",
          "because names stand there and values below");
    }
  }
}
