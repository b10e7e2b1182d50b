package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.testkit.Folders;
import org.allmende.testkit.samples.TrueReading;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A repaired table is the table that was read, in a form every program reads alike.
class RepairTest {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> keepsTheTablesOfAllSamples() {
    return TrueReading.all(Folders.samples()).stream()
        .filter(TrueReading::isTable)
        .map(truth ->
            dynamicTest(
                truth.file(),
                () -> assertEquals(List.of(), faults(Folders.samples().resolve(truth.file())))));
  }

  @Test
  void keepsTheTablesOfRealTowns() throws IOException {
    Map<String, List<String>> wrong = new TreeMap<>();
    for (CSVRecord truth : MunicipalTest.manifest(Folders.shared("real/municipal"))) {
      if (truth.get("format").equals("csv")) {
        var faults = faults(Folders.shared("real/municipal").resolve(truth.get("file")));
        if (!faults.isEmpty()) {
          wrong.put(truth.get("file"), faults);
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void spellsCellsByTheirColumn() {
    assertRepaired(
        "Ort,Betrag,Tag,Anteil\r\nAst,1234.50,2024-01-03,5\r\nBach,-7.5,2024-12-31,7\r\n",
        "Ort;Betrag;Tag;Anteil\nAst;1.234,50 €;3.1.2024;5 %\nBach;−7,5 €;31.12.24;7 %\n");
  }

  @Test
  void keepsWhatDoesNotFitAndEmptiesWhatSaysNothing() {
    String rows = "Ast;1,5;03.01.2024\n".repeat(12);
    String repaired = "Ast,1.5,2024-01-03\r\n".repeat(12);
    assertRepaired(
        "Ort,Wert,Tag\r\n" + repaired + "-,,31.02.2024\r\nBach,rund 7,\r\n",
        "Ort;Wert;Tag\n" + rows + "-;-;31.02.2024\nBach; rund 7 ;k. A.\n");
  }

  @Test
  void keepsTheTimeThatIsSaid() {
    assertRepaired(
        "Nr,Zeit\r\na,2024-01-03T08:05:00\r\nb,2024-01-04T09:00:30.25+01:00\r\nc,2024-01-05\r\n",
        "Nr;Zeit\na;03.01.2024 8:05\nb;04.01.2024 09:00:30,25 +0100\nc;05.01.2024\n");
    assertRepaired("Nr,Uhr\r\na,08:05:00\r\nb,21:30:00\r\n", "Nr;Uhr\na;8:05 Uhr\nb;09:30 PM\n");
  }

  @Test
  void readsMixedDatesInTheOrderOfTheColumn() {
    String text = "Nr;Tag\na;12/31/2024\nb;03/04/2024\nc;01.02.2024\nd;01.03.2024\ne;02.03.2024\n";
    assertRepaired(
        "Nr,Tag\r\na,2024-12-31\r\nb,2024-03-04\r\nc,2024-02-01\r\nd,2024-03-01\r\ne,2024-03-02\r\n",
        text);
  }

  @Test
  void keepsAUnitThatIsNotTheColumns() {
    String rows = "Ast;1,50\n".repeat(30);
    assertRepaired(
        "Ort,Wert\r\n" + "Ast,1.50\r\n".repeat(30) + "Bach,1200.50 m\r\nDorn,12a\r\n",
        "Ort;Wert\n" + rows + "Bach;1.200,50 m\nDorn;12a\n");
  }

  @Test
  void leavesOutWhatIsNoData() {
    assertRepaired(
        "Ort,Zahl,Jahr\r\nAst,1,2024\r\nBach,2,2024\r\n\"Cent, Dorf\",,2024\r\nSumme,3,2024\r\n",
        """
        Stadt Ast

        Ort;Zahl;Jahr
        Ast;1;2024

        Ort;Zahl;Jahr
        Bach;2;2024
        Cent, Dorf;;2024
        Summe;3;2024

        Quelle: Rathaus
        """);
  }

  @Test
  void placesCellsByTheirColumnAndKeepsWhatIsBeyond() {
    assertRepaired(
        "a,b,c\r\nx,y,1\r\nx,y,2\r\nx,,\r\nx,y,3,zu viel\r\nx,y,4\r\n",
        "a;b;c\nx;y;1\nx;y;2\nx\nx;y;3;zu viel\nx;y;4;\n");
  }

  @Test
  void keepsARecordOfSignsForNothing() {
    assertRepaired("a,b\r\n1,2\r\n-,-\r\n3,4\r\n", "a;b\n1;2\n-;-\n3;4\n");
  }

  @TestFactory
  Stream<DynamicTest> keepsRandomTables() {
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(150)
        .map(seed ->
            dynamicTest(
                "seed " + seed, () -> assertEquals(List.of(), faults(random(new Random(seed))))));
  }

  private Path random(Random random) throws IOException {
    int columns = 2 + random.nextInt(6);
    var kinds = new ArrayList<Integer>();
    for (int c = 0; c < columns; c++) {
      kinds.add(random.nextInt(9));
    }
    var text = new StringBuilder(random.nextBoolean() ? "Stadt Ast\n\n" : "");
    for (int c = 0; c < columns; c++) {
      text.append(c == 0 ? "" : ";").append("Feld ").append((char) ('A' + c)).append("lpha");
    }
    int rows = 20 + random.nextInt(200);
    for (int r = 0; r < rows; r++) {
      text.append('\n');
      for (int c = 0; c < columns; c++) {
        boolean odd = random.nextInt(40) == 0;
        text.append(c == 0 ? "" : ";").append(odd ? odd(random) : cell(kinds.get(c), random));
      }
      text.append(random.nextInt(30) == 0 ? "\n" : "");
    }
    Path file = folder.resolve("zufall.csv");
    Files.writeString(file, text.append(random.nextBoolean() ? "\n\nQuelle: Ast\n" : "\n"));
    return file;
  }

  private static String odd(Random random) {
    var odd = List.of("", "-", "k. A.", " ", "rund 5", "31.02.2024", "\"a;\"\"b\"\"\nc\"", "x");
    return odd.get(random.nextInt(odd.size()));
  }

  private static String cell(int kind, Random random) {
    int n = 1 + random.nextInt(28);
    int m = 1 + random.nextInt(12);
    return switch (kind) {
      case 0 -> "Wort " + random.nextInt(40);
      case 1 -> String.valueOf(random.nextInt(100_000));
      case 2 -> "%d.%03d,%02d €".formatted(n, random.nextInt(1000), m);
      case 3 -> random.nextInt(1000) + "," + random.nextInt(10);
      case 4 -> "%02d.%02d.20%02d".formatted(n, m, random.nextInt(25));
      case 5 -> "%d.%d.2024 %d:%02d Uhr".formatted(n, m, random.nextInt(24), random.nextInt(60));
      case 6 -> "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
      case 7 -> random.nextBoolean() ? "ja" : "nein";
      default -> " Straße, Nr. " + n;
    };
  }

  /// What a repaired table says otherwise than the table it was made of.
  private List<String> faults(Path file) throws IOException {
    if (!(Uploads.read(file) instanceof Reading.Understood(Draft draft, var found))
        || draft.tables().isEmpty()) {
      return List.of();
    }
    Table table = draft.tables().getFirst();
    byte[] bytes = repaired(file);
    var records = strictly(bytes);
    var faults = new ArrayList<String>();
    check(faults, "strict records", table.dataRows() + 1, (long) records.size());
    check(faults, "header", names(table), records.getFirst());
    Path again = Files.write(folder.resolve("repariert.csv"), bytes);
    if (!(Uploads.read(again) instanceof Reading.Understood(Draft second, var foundAgain))) {
      return List.of("cannot be read");
    }
    Table reread = second.tables().getFirst();
    var dialect = java.util.Objects.requireNonNull(reread.dialect());
    check(faults, "encoding", "utf-8", dialect.encoding());
    check(faults, "delimiter", ",", dialect.delimiter());
    check(faults, "names", names(table), names(reread));
    check(faults, "data rows", table.dataRows(), reread.dataRows());
    check(faults, "types", types(table), types(reread));
    long before = found.stream().filter(f -> f.code().equals("cell-type")).count();
    long after = foundAgain.stream().filter(f -> f.code().equals("cell-type")).count();
    if (after > before) {
      faults.add("cell-type %d, not %d".formatted(after, before));
    }
    if (!java.util.Arrays.equals(bytes, repaired(again))) {
      faults.add("differs when repaired again");
    }
    return faults;
  }

  private static <T> void check(List<String> faults, String what, T expected, T found) {
    if (!expected.equals(found)) {
      faults.add("%s %s, not %s".formatted(what, found, expected));
    }
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static List<String> types(Table table) {
    return table.columns().stream().map(c -> c.name() + ":" + c.type().code()).toList();
  }

  private static List<List<String>> strictly(byte[] bytes) throws IOException {
    var text = new StringReader(new String(bytes, StandardCharsets.UTF_8));
    try (var parser = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get().parse(text)) {
      return parser.getRecords().stream().map(CSVRecord::toList).toList();
    }
  }

  private static byte[] repaired(Path file) {
    try {
      var out = new ByteArrayOutputStream();
      Draft draft = Uploads.draft(Uploads.read(file));
      Repair.write(draft, draft.tables().getFirst(), out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRepaired(String expected, String text) {
    try {
      Path file = Files.writeString(folder.resolve("tabelle.csv"), text);
      String found = new String(repaired(file), StandardCharsets.UTF_8);
      assertEquals(expected, found);
      Path again = Files.writeString(folder.resolve("wieder.csv"), found);
      assertArrayEquals(repaired(file), repaired(again));
      assertTrue(Repair.isPossible(Uploads.table(Uploads.read(file))));
      assertFalse(found.startsWith("\uFEFF"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
