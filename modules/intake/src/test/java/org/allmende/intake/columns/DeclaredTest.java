package org.allmende.intake.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.intake.Repair;
import org.allmende.intake.Uploads;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredTest {

  @TempDir Path folder;

  private static DeclaredColumn column(
      String name, @Nullable ColumnType type, @Nullable String form, String... nulls) {
    return new DeclaredColumn(
        List.of(name), Map.of(), Map.of(), type, form, List.of(nulls), List.of(), List.of(), null);
  }

  private static DeclaredTable table(DeclaredColumn... columns) {
    return new DeclaredTable("", List.of(columns), List.of(), null, null, null);
  }

  private Upload upload(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    return Uploads.of(file);
  }

  private Reading read(String text, DeclaredTable declared) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), declared);
  }

  private Reading read(byte[] bytes, DeclaredTable declared) throws IOException {
    return Uploads.READERS.read(upload("tabelle.csv", bytes).declaring(List.of(declared)));
  }

  private static Column first(Reading reading) {
    return Uploads.table(reading).columns().getFirst();
  }

  private static Finding finding(Reading reading, String code) {
    return reading.findings().stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " in " + reading.findings()));
  }

  private static String repaired(Reading reading) throws IOException {
    Draft draft = Uploads.draft(reading);
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().getFirst(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static final String UNDECIDED = "Menge;Ort\n204.500;A\n118.250;B\n1.375;C\n";

  @Test
  void aDeclaredSignDecidesNumbersThatCanBeReadInTwoWays() throws IOException {
    var comma = read(UNDECIDED, table(column("Menge", ColumnType.DECIMAL, "decimal-comma")));
    assertEquals(ColumnType.DECIMAL, first(comma).type());
    assertEquals("204500", first(comma).profile().max());
    assertEquals("Menge,Ort\r\n204500,A\r\n118250,B\r\n1375,C\r\n", repaired(comma));
    var point = read(UNDECIDED, table(column("Menge", ColumnType.DECIMAL, "decimal-point")));
    assertEquals("204.500", first(point).profile().max());
  }

  @Test
  void aTypeAloneDoesNotDecideThem() throws IOException {
    var reading = read(UNDECIDED, table(column("Menge", ColumnType.DECIMAL, null)));
    assertEquals(ColumnType.STRING, first(reading).type());
    assertTrue(Uploads.codes(reading).contains("number-undecided"));
    assertEquals(2, finding(reading, "declared-type").place().line());
  }

  @Test
  void cellsThatProveAnotherSignAreRight() throws IOException {
    var reading =
        read(
            "Betrag;Ort\n1.234,56;A\n12,5;B\n204.500;C\n",
            table(column("Betrag", ColumnType.DECIMAL, "decimal-point")));
    assertEquals("204500", first(reading).profile().max());
    Finding.Place place = finding(reading, "declared-form").place();
    assertEquals(2, place.line());
    assertEquals("1.234,56", place.value());
    assertEquals("Betrag", place.column());
  }

  @Test
  void digitsAreTextWhereThatIsDeclared() throws IOException {
    var reading =
        read("Haus;Ort\n1;A\n2;B\n10;C\n", table(column("Haus", ColumnType.STRING, null)));
    assertEquals(ColumnType.STRING, first(reading).type());
    assertEquals("1", first(reading).profile().min());
  }

  @Test
  void codesThatBeginWithZeroStayTextWhateverIsDeclared() throws IOException {
    var reading =
        read("Nr;Ort\n01067;A\n53111;B\n04103;C\n", table(column("Nr", ColumnType.INTEGER, null)));
    assertEquals(ColumnType.STRING, first(reading).type());
    assertEquals("01067", finding(reading, "declared-type").place().value());
  }

  @Test
  void wholeNumbersAreDecimalsWhereThatIsDeclared() throws IOException {
    var reading = read("Wert;Ort\n1;A\n2;B\n", table(column("Wert", ColumnType.DECIMAL, null)));
    assertEquals(ColumnType.DECIMAL, first(reading).type());
    assertEquals(List.of(), Uploads.codes(reading));
  }

  @Test
  void decimalsAreNoWholeNumbersWhateverIsDeclared() throws IOException {
    var reading = read("Wert;Ort\n1,0;A\n2,5;B\n", table(column("Wert", ColumnType.INTEGER, null)));
    assertEquals(ColumnType.DECIMAL, first(reading).type());
    assertEquals("1,0", finding(reading, "declared-type").place().value());
  }

  @Test
  void aDeclaredPatternDecidesTheOrderOfDays() throws IOException {
    String text = "Tag;Ort\n01/02/2024;A\n03/04/2024;B\n";
    var day = read(text, table(column("Tag", ColumnType.DATE, "dd/MM/yyyy")));
    assertEquals("2024-02-01", first(day).profile().min());
    var month = read(text, table(column("Tag", ColumnType.DATE, "MM/dd/yyyy")));
    assertEquals("2024-01-02", first(month).profile().min());
    assertEquals("Tag,Ort\r\n2024-01-02,A\r\n2024-03-04,B\r\n", repaired(month));
  }

  @Test
  void daysThatProveAnotherOrderAreRight() throws IOException {
    var reading =
        read(
            "Tag;Ort\n01/02/2024;A\n31/04/2024;X\n30/04/2024;B\n28/05/2024;C\n",
            table(column("Tag", ColumnType.DATE, "MM/dd/yyyy")));
    assertEquals("2024-02-01", first(reading).profile().min());
    assertEquals("30/04/2024", finding(reading, "declared-form").place().value());
  }

  @Test
  void eightDigitsAreADayWhereThatIsDeclaredAndANumberWhereThatIs() throws IOException {
    String text = "x;Ort\n20240131;A\n20240201;B\n";
    var day = read(text, table(column("x", ColumnType.DATE, "yyyyMMdd")));
    assertEquals("2024-01-31", first(day).profile().min());
    var number = read(text, table(column("x", ColumnType.INTEGER, null)));
    assertEquals(ColumnType.INTEGER, first(number).type());
  }

  @Test
  void declaredSignsForNoValueAreNoValues() throws IOException {
    var reading =
        read(
            "Pegel;Ort\n12;A\n-999;B\n17;entf.\n",
            table(
                column("Pegel", ColumnType.INTEGER, null, "-999"),
                column("Ort", null, null, "entf.")));
    assertEquals(1, first(reading).profile().nulls());
    assertEquals("12", first(reading).profile().min());
    assertEquals("Pegel,Ort\r\n12,A\r\n,B\r\n17,\r\n", repaired(reading));
  }

  @Test
  void declaredWordsForYesAndNoAreSpelledAlike() throws IOException {
    var declared =
        new DeclaredColumn(
            List.of("Dach"),
            Map.of(),
            Map.of(),
            ColumnType.BOOLEAN,
            null,
            List.of(),
            List.of("2"),
            List.of("1"),
            null);
    var reading = read("Dach;Ort\n1;A\n2;B\n1;C\n", table(declared));
    assertEquals(ColumnType.BOOLEAN, first(reading).type());
    assertEquals("Dach,Ort\r\nfalse,A\r\ntrue,B\r\nfalse,C\r\n", repaired(reading));
    var other = read("Dach;Ort\n1;A\n2;B\n3;C\n", table(declared));
    assertEquals(ColumnType.INTEGER, first(other).type());
    assertEquals(4, finding(other, "declared-type").place().line());
  }

  @Test
  void findsColumnsByTitleAndByHowTheySound() throws IOException {
    var titled =
        new DeclaredColumn(
            List.of("plz_ort", "Postleitzahl und Ort"),
            Map.of("de", "Ort"),
            Map.of(),
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null);
    var reading = read("Wert;PLZ Ort\n1;A\n2;B\n", table(titled));
    assertNull(first(reading).declared());
    assertEquals(titled, Uploads.table(reading).columns().get(1).declared());
  }

  @Test
  void saysWhichColumnsAreMissingOrCalledOtherwise() throws IOException {
    var reading =
        read("a;b\n1;x\n2;y\n", table(column("a", null, null), column("zwei", null, null)));
    assertEquals("b", finding(reading, "declared-column-renamed").place().column());
    var other =
        read(
            "a;b\n1;x\n2;y\n",
            table(column("a", null, null), column("b", null, null), column("c", null, null)));
    assertEquals("c", finding(other, "declared-column-missing").place().column());
  }

  @Test
  void namesColumnsThatTheFileDoesNot() throws IOException {
    var declared =
        new DeclaredTable(
            "",
            List.of(column("art", null, null), column("hoehe", null, null)),
            List.of("art"),
            null,
            null,
            false);
    var reading = read("Ahorn;Berg\nLinde;Tal\nEiche;Tal\n", declared);
    Table table = Uploads.table(reading);
    assertEquals(List.of("art", "hoehe"), table.columns().stream().map(Column::name).toList());
    assertEquals(3, table.dataRows());
    assertEquals(List.of("art"), table.key());
  }

  @Test
  void aHeaderThatHoldsTheDeclaredNamesIsOne() throws IOException {
    var declared =
        new DeclaredTable(
            "",
            List.of(column("art", null, null), column("ort", null, null)),
            List.of(),
            null,
            null,
            false);
    var reading = read("art;ort\nLinde;Tal\nEiche;Tal\n", declared);
    assertEquals(2, Uploads.table(reading).dataRows());
    assertEquals(1, finding(reading, "declared-header").place().line());
  }

  @Test
  void aKeyThatRepeatsIsNone() throws IOException {
    var declared =
        new DeclaredTable("", List.of(column("nr", null, null)), List.of("nr"), null, null, null);
    var reading = read("nr;Ort\n1;A\n2;B\n2;C\n", declared);
    assertEquals(List.of(), Uploads.table(reading).key());
    assertEquals("2", finding(reading, "declared-key").place().value());
    assertEquals(List.of("nr"), Uploads.table(read("nr;Ort\n1;A\n2;B\n", declared)).key());
  }

  @Test
  void showsNoPersonalValueThatContradicts() throws IOException {
    var reading =
        read(
            "E-Mail;n\nanna.musterfrau@gmx.de;1\nbernd.beispiel@web.de;2\nc.d@gmx.de;3\n",
            table(column("E-Mail", ColumnType.INTEGER, null)));
    Finding finding = finding(reading, "declared-type");
    assertNull(finding.place().value());
    assertTrue(!finding.message().de().contains("@"), finding.message().de());
  }

  @Test
  void aDeclaredDelimiterDecidesWhereLinesLeaveItOpen() throws IOException {
    Path sample = Folders.root().resolve("samples/formats/csv/trennzeichen_unklar.csv");
    byte[] bytes = Files.readAllBytes(sample);
    for (String delimiter : List.of(",", ";")) {
      Reading reading = read(bytes, delimited(delimiter));
      var dialect = Uploads.table(reading).dialect();
      assertEquals(delimiter, dialect == null ? "" : dialect.delimiter());
      assertTrue(!Uploads.codes(reading).contains("delimiter-unsure"));
      assertTrue(repaired(reading).length() > 10);
    }
  }

  @Test
  void aDeclaredDelimiterThatPartsNothingIsWrong() throws IOException {
    var reading = read("a;b\n1;2\n3;4\n", delimited(",", column("a", null, null)));
    assertEquals(List.of("a", "b"), names(reading));
    assertTrue(Uploads.codes(reading).contains("declared-delimiter"));
  }

  private static DeclaredTable delimited(String delimiter, DeclaredColumn... columns) {
    return new DeclaredTable("", List.of(columns), List.of(), null, delimiter, null);
  }

  private static List<String> names(Reading reading) {
    return Uploads.table(reading).columns().stream().map(Column::name).toList();
  }

  @Test
  void aDeclaredEncodingDecidesWhereBytesLeaveItOpen() throws IOException {
    byte[] bytes = "Ort;n\nPreis ¤;1\nB;2\n".getBytes(StandardCharsets.ISO_8859_1);
    var declared = encoded("ISO-8859-15");
    var table = Uploads.table(read(bytes, declared));
    assertEquals("Preis €", table.firstRows().getFirst().getFirst());
    assertEquals("iso-8859-15", table.dialect() == null ? "" : table.dialect().encoding());
  }

  @Test
  void bytesThatAreInAnotherEncodingAreRight() throws IOException {
    var wrong =
        read(
            "Ort;n\nKöln;1\nGröna;2\n".getBytes(Charset.forName("windows-1252")), encoded("utf-8"));
    assertEquals("Köln", first(wrong).profile().max());
    assertTrue(Uploads.codes(wrong).contains("declared-encoding"));
    var right = read("Ort;n\nKöln;1\nGröna;2\n", encoded("windows-1252"));
    assertEquals("Köln", first(right).profile().max());
    assertTrue(Uploads.codes(right).contains("declared-encoding"));
    assertEquals(List.of(), Uploads.codes(read("Ort;n\nA;1\nB;2\n", encoded("windows-1252"))));
    assertEquals(List.of(), Uploads.codes(read("Ort;n\nA;1\nB;2\n", encoded("no such set"))));
  }

  private static DeclaredTable encoded(String name) {
    return new DeclaredTable("", List.of(), List.of(), name, null, null);
  }

  @Test
  void tablesInAnArchiveHaveTheirOwnDeclarations() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("paket/a.csv", "paket/b.csv")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(UNDECIDED.getBytes(StandardCharsets.UTF_8));
      }
    }
    var declared = table(column("Menge", ColumnType.DECIMAL, "decimal-comma")).at("paket/b.csv");
    var upload = upload("paket.zip", bytes.toByteArray()).declaring(List.of(declared));
    Draft draft = Uploads.draft(Uploads.READERS.read(upload));
    var types = draft.tables().stream().map(t -> t.columns().getFirst().type()).toList();
    assertEquals(List.of(ColumnType.STRING, ColumnType.DECIMAL), types);
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().get(1), out);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("204500"));
  }

  @Test
  void recordsOfOtherFormatsAreFoundByTheirNames() throws IOException {
    String json = "[{\"Menge\":\"204.500\",\"Ort\":\"A\"},{\"Menge\":\"118.250\",\"Ort\":\"B\"}]";
    var upload = upload("mengen.json", json.getBytes(StandardCharsets.UTF_8));
    var declared = table(column("Menge", ColumnType.DECIMAL, "decimal-comma"));
    var reading = Uploads.READERS.read(upload.declaring(List.of(declared)));
    assertEquals("204500", first(reading).profile().max());
  }
}
