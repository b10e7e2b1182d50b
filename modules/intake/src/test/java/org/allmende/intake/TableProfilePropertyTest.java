package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.allmende.intake.tables.TableProfile;
import org.allmende.model.Column;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whatever stands in the cells, an answer is given, and the order of the rows does not change it.
class TableProfilePropertyTest {

  private static final String[] PARTS = {
    "1",
    "23",
    "456",
    "0",
    "00",
    ".",
    ",",
    "-",
    "/",
    ":",
    " ",
    "€",
    "%",
    "kW",
    "e",
    "E+",
    "+",
    "(",
    ")",
    "'",
    "Anna",
    "Weber",
    "Dr. ",
    "Frau ",
    "weg",
    "DE",
    "@",
    "gmx.de",
    "www.",
    "http://",
    "T",
    "Z",
    "P",
    "POINT(",
    "{",
    "}",
    "\"",
    "\u00a0",
    "−",
    "Mai",
    "ß",
    "ü",
    "\uD83C",
    "\uDF33",
    "\u0000",
    "\uFFFD",
    "12.05.2024",
    "k. A.",
    "5e999",
    "99999999999999999999",
    "\n",
    "a".repeat(500),
    "=",
    "01001000",
  };

  @TestFactory
  Stream<DynamicTest> answersForAnyCells() {
    long seed = System.nanoTime();
    return LongStream.range(seed, seed + 60)
        .mapToObj(s -> DynamicTest.dynamicTest("seed " + s, () -> check(new Random(s))));
  }

  private static void check(Random random) {
    var rows = new ArrayList<List<String>>();
    int columns = 1 + random.nextInt(4);
    int styles = 1 + random.nextInt(6);
    for (int i = 0; i < random.nextInt(400); i++) {
      var row = new ArrayList<String>();
      for (int c = 0; c < columns; c++) {
        row.add(cell(random, 1 + random.nextInt(styles)));
      }
      rows.add(row);
    }
    List<Column> columnsRead = assertDoesNotThrow(() -> read(rows, columns));
    Collections.shuffle(rows, random);
    List<Column> again = read(rows, columns);
    for (int c = 0; c < columns; c++) {
      assertEquals(columnsRead.get(c).type(), again.get(c).type());
      assertEquals(columnsRead.get(c).meaning(), again.get(c).meaning());
      assertEquals(columnsRead.get(c).profile().nulls(), again.get(c).profile().nulls());
    }
  }

  private static List<Column> read(List<List<String>> rows, int columns) {
    var names = List.of("", "Betrag", "Datum", "Name").subList(0, columns);
    var profile = new TableProfile(names, Vocabularies.shipped(), "x.csv");
    int line = 1;
    for (List<String> row : rows) {
      profile.row(++line, row);
    }
    profile.findings();
    return profile.columns();
  }

  private static String cell(Random random, int parts) {
    var cell = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      cell.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return cell.toString();
  }
}
