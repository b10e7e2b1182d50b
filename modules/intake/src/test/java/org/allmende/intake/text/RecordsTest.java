package org.allmende.intake.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static final Separation SEMICOLON = new Separation(';', '"');

  @Test
  void keepsLineBreaksInsideCellsAndCountsPhysicalLines() throws IOException {
    var rows = rows("a;b\r\n1;\"x\r\ny\"\r\n2;z\r\n", SEMICOLON, 2);
    assertEquals(List.of(1, 2, 4), rows.stream().map(Row::line).toList());
    assertEquals("x\r\ny", rows.get(1).cell(1));
  }

  @Test
  void readsAQuoteThatNeverClosesAsText() throws IOException {
    var rows = rows("a;b\n1;\"x\n2;y\n3;z\n", SEMICOLON, 2);
    assertEquals(
        List.of("a|b", "1|\"x", "2|y", "3|z"),
        rows.stream().map(row -> String.join("|", row.cells())).toList());
    assertEquals(List.of(false, true, false, false), rows.stream().map(Row::stray).toList());
  }

  @Test
  void doesNotLetTwoStrayQuotesSwallowTheLinesBetween() throws IOException {
    var rows = rows("a;b;c\n1;x;\"u\n2;y;v\n3;z;w\"\n4;w;x\n", SEMICOLON, 3);
    assertEquals(List.of(1, 2, 3, 4, 5), rows.stream().map(Row::line).toList());
    assertEquals("w\"", rows.get(3).cell(2));
  }

  @Test
  void keepsQuotesInsideAnEnclosedCellWhereTheyStand() throws IOException {
    var rows = rows("1;\"he said \"hi\" ok\";2\n", SEMICOLON, 3);
    assertEquals(List.of("1", "he said \"hi\" ok", "2"), rows.getFirst().cells());
  }

  @Test
  void readsBackslashesOnlyBeforeQuotes() throws IOException {
    var rows = rows("\"C:\\temp\";\"say \\\"hi\\\"\"\n", new Separation(';', '"', true), 2);
    assertEquals(List.of("C:\\temp", "say \"hi\""), rows.getFirst().cells());
  }

  @Test
  void takesBlanksBeforeAnOpeningQuoteAway() throws IOException {
    var rows = rows("a; \"x; y\"; c\n", SEMICOLON, 3);
    assertEquals(List.of("a", "x; y", " c"), rows.getFirst().cells());
  }

  @Test
  void leavesOutARecordThatDoesNotEndInTheSample() throws IOException {
    var lines = new CharLines(new StringReader("a;b\n1;x\n2;\"y, z\nw, v\n"));
    var records = Records.ofBeginning(lines, SEMICOLON);
    assertEquals(List.of("a", "b"), Objects.requireNonNull(records.next()).cells());
    assertEquals(List.of("1", "x"), Objects.requireNonNull(records.next()).cells());
    assertNull(records.next());
  }

  /// Two ways to the answer must agree.
  @Test
  void readsCleanRecordsAsTheTokenizerDoes() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var parts = List.of("a", "ä ", "\"\"", ";", "\n", "\r\n", "1,5", " ", "'", "\\");
    for (int round = 0; round < 2_000; round++) {
      var cells = new ArrayList<String>();
      var text = new StringBuilder();
      for (int c = 0; c < 1 + random.nextInt(5); c++) {
        var cell = new StringBuilder();
        for (int i = 0; i < random.nextInt(6); i++) {
          cell.append(parts.get(random.nextInt(parts.size())));
        }
        cells.add(cell.toString().replace("\"\"", "\""));
        text.append(c == 0 ? "" : ";").append('"').append(cell).append('"');
      }
      var rows = rows(text + "\n", SEMICOLON, 0);
      assertEquals(cells, rows.getFirst().cells(), () -> "-Dseed=" + seed + ": " + text);
      assertEquals(1, rows.size(), () -> "-Dseed=" + seed + ": " + text);
      assertEquals(cells, new Tokenizer(SEMICOLON).cells(text.toString()), () -> "-Dseed=" + seed);
    }
  }

  private static List<Row> rows(String text, Separation separation, int width) throws IOException {
    var records = new Records(new CharLines(new StringReader(text)), separation, width);
    var rows = new ArrayList<Row>();
    for (Row row = records.next(); row != null; row = records.next()) {
      rows.add(row);
    }
    return rows;
  }
}
