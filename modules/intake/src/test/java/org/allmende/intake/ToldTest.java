package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.allmende.intake.text.Reasons;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How files are read when somebody says how.
class ToldTest {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String PLAYGROUNDS =
      """
      Stadt Weidenstedt - Grünflächenamt;;;
      Spielplatzliste, Stand 20.11.2026;;;
      Name;Ortsteil;Alter ab;Letzte Prüfung
      Am Alten Wasserturm;Nordheim;3;04.11.2026
      Bachgasse;Altstadt;0;04.11.2026
      Ziegelei;Nordheim;6;12.10.2026
      Mühleninsel;Uferviertel;9999;19.09.2026
      Kastanienallee;Bahnhof;1;31.02.2026
      Lindenhof;Nordheim;3;02.11.2026
      Rosengarten;Altstadt;3;03.11.2026
      """;

  @TempDir private Path folder = Path.of("");

  private Upload upload(String name, byte[] bytes) throws IOException {
    return Uploads.of(Files.write(folder.resolve("upload"), bytes), name);
  }

  private Upload playgrounds() throws IOException {
    return upload("spielplaetze.csv", PLAYGROUNDS.getBytes(WINDOWS));
  }

  private static Reading read(Upload upload, Told told) throws IOException {
    return Uploads.READERS.read(upload.telling(told));
  }

  private static Told text(String encoding, String delimiter, String quote) {
    return new Told(
        encoding.isEmpty() ? null : encoding,
        delimiter.isEmpty() ? null : delimiter,
        quote.isEmpty() ? null : quote,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private static Told column(String name, ColumnType type) {
    return Told.NOTHING.with(new Told.Column(name).of(type, null, null));
  }

  private static Column column(Table table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> told(Reading reading) {
    return reading.findings().stream()
        .map(Finding::code)
        .filter(code -> code.startsWith("told-"))
        .toList();
  }

  private static String repaired(Reading reading) throws IOException {
    Draft draft = Uploads.draft(reading);
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().getFirst(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void marksAFileOtherwiseOnlyWhenSomethingIsTold() throws IOException {
    Upload upload = playgrounds();
    assertEquals(Readers.mark(upload), Readers.mark(upload.telling(Told.NOTHING)));
    assertNotEquals(Readers.mark(upload), Readers.mark(upload.telling(Told.NOTHING.headedBy(2))));
  }

  @Test
  void readsTheEncodingThatIsTold() throws IOException {
    Upload upload = upload("orte.csv", "Ort;Zahl\nK\u00f6ln;1\nM\u00fcnchen;2\n".getBytes(WINDOWS));
    Table table = Uploads.table(read(upload, text("windows-1250", "", "")));
    assertEquals("windows-1250", Objects.requireNonNull(table.dialect()).encoding());
    assertEquals("Köln", table.firstRows().getFirst().getFirst());
    Table dos = Uploads.table(read(upload, text("IBM850", "", "")));
    assertEquals("K÷ln", dos.firstRows().getFirst().getFirst());
  }

  @Test
  void saysWhenTheBytesAreNotInTheEncodingThatIsTold() throws IOException {
    Reading reading = read(playgrounds(), text("utf-8", "", ""));
    assertEquals(List.of("told-encoding"), told(reading));
    assertEquals("Bachgasse", Uploads.table(reading).firstRows().get(1).getFirst());
    assertEquals(List.of("told-encoding"), told(read(playgrounds(), text("klingon", "", ""))));
  }

  @Test
  void partsCellsWhereItIsTold() throws IOException {
    Upload upload =
        upload(
            "zeiten.csv",
            "Ort:Zeit,Tag\nBad:8,Mo\nHalle:9,Di\nPlatz:7,Mi\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of("Ort", "Zeit,Tag"),
        Uploads.table(read(upload, text("", ":", ""))).columns().stream()
            .map(Column::name)
            .toList());
    assertEquals(
        "\"8,Mo\"", repaired(read(upload, text("", ":", ""))).lines().toList().get(1).substring(4));
  }

  @Test
  void saysWhenADelimiterThatIsToldPartsNothing() throws IOException {
    Reading reading = read(playgrounds(), text("", "|", ""));
    assertEquals(List.of("told-delimiter"), told(reading));
    assertEquals(4, Uploads.table(reading).columns().size());
    assertEquals(List.of("told-delimiter"), told(read(playgrounds(), text("", ";;", ""))));
  }

  @Test
  void readsATextThatIsNoTableAsOneWhenItsDelimiterIsTold() throws IOException {
    Upload upload =
        upload("liste.txt", "Ahorn # Hof\nBirke # Wall\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), Uploads.draft(read(upload, Told.NOTHING)).tables());
    assertEquals(2, Uploads.table(read(upload, text("", "#", ""))).columns().size());
  }

  @Test
  void takesQuotesForTextWhenToldThatThereAreNone() throws IOException {
    Upload upload =
        upload(
            "zoll.csv",
            "Art;Maß\n\"Rohr\";2\n\"Kabel\";3\n\"Draht\";4\n".getBytes(StandardCharsets.UTF_8));
    var none =
        new Told(null, null, "", null, null, null, null, null, List.of(), List.of(), List.of());
    assertEquals(
        "Rohr", Uploads.table(read(upload, Told.NOTHING)).firstRows().getFirst().getFirst());
    assertEquals("\"Rohr\"", Uploads.table(read(upload, none)).firstRows().getFirst().getFirst());
  }

  @Test
  void takesTheHeaderFromTheLineThatIsTold() throws IOException {
    Reading reading = read(playgrounds(), Told.NOTHING.headedBy(2));
    Table table = Uploads.table(reading);
    assertEquals(List.of(), told(reading));
    assertEquals(2, table.headerRow());
    assertEquals("Spielplatzliste, Stand 20.11.2026", table.columns().getFirst().name());
    assertEquals(8, table.dataRows());
    Table headless = Uploads.table(read(playgrounds(), Told.NOTHING.headedBy(0)));
    assertNull(headless.headerRow());
    assertEquals("Spalte 1", headless.columns().getFirst().name());
    assertEquals(8, headless.dataRows());
  }

  @Test
  void joinsAsManyHeaderLinesAsAreTold() throws IOException {
    var two = new Told(null, null, null, null, null, 3, 2, null, List.of(), List.of(), List.of());
    Table table = Uploads.table(read(playgrounds(), two));
    assertEquals("Name – Am Alten Wasserturm", table.columns().getFirst().name());
    assertEquals(5, table.firstDataRow());
    assertEquals(6, table.dataRows());
  }

  @Test
  void beginsWithTheFirstDataRowThatIsTold() throws IOException {
    var told =
        new Told(null, null, null, null, null, null, null, 6, List.of(), List.of(), List.of());
    Reading reading = read(playgrounds(), told);
    assertEquals(5, Uploads.table(reading).dataRows());
    assertTrue(repaired(reading).lines().toList().get(1).startsWith("Ziegelei,"));
    var early =
        new Told(null, null, null, null, null, null, null, 2, List.of(), List.of(), List.of());
    assertEquals(List.of("told-first-row"), told(read(playgrounds(), early)));
  }

  @Test
  void saysWhenTheHeaderCannotBeThere() throws IOException {
    Reading reading = read(playgrounds(), Told.NOTHING.headedBy(99));
    assertEquals(List.of("told-header"), told(reading));
    assertEquals(3, Uploads.table(reading).headerRow());
  }

  @Test
  void keepsAColumnAsTextWhenTold() throws IOException {
    Reading reading = read(playgrounds(), column("Alter ab", ColumnType.STRING));
    assertEquals(
        ColumnType.INTEGER,
        column(Uploads.table(read(playgrounds(), Told.NOTHING)), "Alter ab").type());
    assertEquals(ColumnType.STRING, column(Uploads.table(reading), "Alter ab").type());
    assertEquals(
        ColumnType.STRING,
        column(Uploads.table(read(playgrounds(), column("3", ColumnType.STRING))), "Alter ab")
            .type());
  }

  @Test
  void makesNumbersOfKeysOnlyWhenTold() throws IOException {
    Upload upload =
        upload(
            "keller.csv",
            "Haus;Tiefe\nA;007\nB;012\nC;003\nD;k. A.\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        ColumnType.STRING, column(Uploads.table(read(upload, Told.NOTHING)), "Tiefe").type());
    assertEquals(
        ColumnType.INTEGER,
        column(Uploads.table(read(upload, column("Tiefe", ColumnType.DECIMAL))), "Tiefe").type());
  }

  @Test
  void readsTheDecimalSignThatIsTold() throws IOException {
    Upload upload =
        upload(
            "preise.csv",
            "Ware;Preis\nA;1.234\nB;2.345\nC;3.456\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(Uploads.codes(read(upload, Told.NOTHING)).contains("number-undecided"));
    Reading comma =
        read(
            upload,
            Told.NOTHING.with(new Told.Column("Preis").of(ColumnType.DECIMAL, "comma", null)));
    assertEquals("1234", repaired(comma).lines().toList().get(1).substring(2));
    assertFalse(Uploads.codes(comma).contains("number-undecided"));
    var point =
        new Told(
            null, null, null, "point", null, null, null, null, List.of(), List.of(), List.of());
    assertEquals(ColumnType.DECIMAL, column(Uploads.table(read(upload, point)), "Preis").type());
    assertEquals("1.234", repaired(read(upload, point)).lines().toList().get(1).substring(2));
  }

  @Test
  void readsDatesInTheOrderThatIsTold() throws IOException {
    Upload upload =
        upload(
            "termine.csv",
            "Ort;Tag\nA;01/02/2026\nB;03/04/2026\nC;05/06/2026\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(Uploads.codes(read(upload, Told.NOTHING)).contains("date-undecided"));
    var month = Told.NOTHING.with(new Told.Column("Tag").of(ColumnType.DATE, null, "month"));
    assertEquals("A,2026-01-02", repaired(read(upload, month)).lines().toList().get(1));
    var day = Told.NOTHING.with(new Told.Column("Tag").of(ColumnType.DATE, null, "day"));
    assertEquals("A,2026-02-01", repaired(read(upload, day)).lines().toList().get(1));
  }

  @Test
  void takesAValueForNoneWhenTold() throws IOException {
    var told = Told.NOTHING.with(new Told.Column("Alter ab").missing(List.of("9999")));
    Reading reading = read(playgrounds(), told);
    Column column = column(Uploads.table(reading), "Alter ab");
    assertEquals("6", column.profile().max());
    assertEquals(1, column.profile().nulls());
    assertTrue(
        repaired(reading).contains("Mühleninsel,Uferviertel,,2026-09-19"), repaired(reading));
  }

  @Test
  void leavesRowsOutThatAreTold() throws IOException {
    Reading reading = read(playgrounds(), Told.NOTHING.skipping(List.of(8)));
    assertEquals(6, Uploads.table(reading).dataRows());
    assertFalse(repaired(reading).contains("Kastanienallee"));
    assertFalse(Uploads.codes(reading).contains("cell-type"));
    assertTrue(Files.readString(folder.resolve("upload"), WINDOWS).contains("Kastanienallee"));
    assertEquals(
        List.of("told-row"), told(read(playgrounds(), Told.NOTHING.skipping(List.of(999)))));
  }

  @Test
  void leavesColumnsOutThatAreTold() throws IOException {
    Told told = Told.NOTHING.without(List.of("Ortsteil", "4"));
    Reading reading = read(playgrounds(), told);
    Table table = Uploads.table(reading);
    assertEquals(List.of(), told(reading));
    assertEquals(List.of("Name", "Alter ab"), table.columns().stream().map(Column::name).toList());
    assertEquals(List.of(2, 4), table.leftOut());
    assertEquals(List.of("Bachgasse", "0"), table.firstRows().get(1));
    assertEquals(
        List.of("Name,Alter ab", "Am Alten Wasserturm,3"),
        repaired(reading).lines().limit(2).toList());
    assertFalse(Uploads.codes(reading).contains("cell-type"));
    assertFalse(table.words().stream().anyMatch("Nordheim"::equalsIgnoreCase));
  }

  @Test
  void saysWhenNoColumnWouldRemainOrOneIsNotThere() throws IOException {
    Reading none = read(playgrounds(), Told.NOTHING.without(List.of("1", "2", "3", "4")));
    assertEquals(List.of("told-no-column"), told(none));
    assertEquals(4, Uploads.table(none).columns().size());
    assertEquals(
        List.of("told-column"), told(read(playgrounds(), Told.NOTHING.without(List.of("Breite")))));
  }

  @Test
  void missesNoCellInARowThatIsShortOnlyByWhatIsLeftOut() throws IOException {
    Upload upload =
        upload(
            "kurz.csv",
            "Art;Ort;Notiz\nEibe;Hof;\nErle;Wall\nEsche;Markt;x\n"
                .getBytes(StandardCharsets.UTF_8));
    assertTrue(Uploads.codes(read(upload, Told.NOTHING)).contains("row-too-short"));
    Reading without = read(upload, Told.NOTHING.without(List.of("Notiz")));
    assertFalse(Uploads.codes(without).contains("row-too-short"));
    assertEquals("Erle,Wall", repaired(without).lines().toList().get(2));
  }

  @Test
  void saysWhenAColumnIsNotThereOrHoldsNothingOfTheKind() throws IOException {
    assertEquals(List.of("told-column"), told(read(playgrounds(), column("7", ColumnType.STRING))));
    assertEquals(
        List.of("told-column"), told(read(playgrounds(), column("Breite", ColumnType.STRING))));
    Reading reading = read(playgrounds(), column("Ortsteil", ColumnType.DECIMAL));
    assertEquals(List.of("told-type"), told(reading));
    assertEquals(ColumnType.STRING, column(Uploads.table(reading), "Ortsteil").type());
  }

  @Test
  void beginsWithTheSheetThatIsTold() throws IOException {
    byte[] book =
        Workbooks.of(made -> {
          Workbooks.write(
              made.newWorksheet("Legende"),
              0,
              0,
              new Object[][] {{"Kürzel", "Bedeutung"}, {"a", "alt"}, {"n", "neu"}});
          Workbooks.write(
              made.newWorksheet("Daten"),
              0,
              0,
              new Object[][] {{"Liste", "2026"}, {"Art", "Zahl"}, {"Ahorn", 3}, {"Birke", 4}});
        });
    Upload upload = upload("baeume.xlsx", book);
    assertEquals("Legende", Uploads.table(read(upload, Told.NOTHING)).name());
    Table table = Uploads.table(read(upload, Told.NOTHING.onSheet("Daten").headedBy(2)));
    assertEquals("Daten", table.name());
    assertEquals(List.of("Art", "Zahl"), table.columns().stream().map(Column::name).toList());
    assertEquals(List.of("told-sheet"), told(read(upload, Told.NOTHING.onSheet("Nirgends"))));
    assertEquals(List.of("told-useless"), told(read(upload, text("utf-8", "", ""))));
  }

  @Test
  void offersEverySheetThatCanBeSeenAndLeavesColumnsOutOfTheOneThatIsTold() throws IOException {
    byte[] book =
        Workbooks.of(made -> {
          Workbooks.write(
              made.newWorksheet("Daten"),
              0,
              0,
              new Object[][] {{"Art", "Zahl", "Notiz"}, {"Ahorn", 3, "alt"}, {"Birke", 4, "neu"}});
          Workbooks.write(
              made.newWorksheet("Orte"), 0, 0, new Object[][] {{"Ort"}, {"Hof"}, {"Wall"}});
        });
    Upload upload = upload("baeume.xlsx", book);
    Draft draft = Uploads.draft(read(upload, Told.NOTHING));
    assertEquals(List.of("Daten", "Orte"), draft.sheets());
    assertEquals(1, draft.tables().size());
    Table places = Uploads.table(read(upload, Told.NOTHING.onSheet("Orte")));
    assertEquals("Orte", places.name());
    Reading without = read(upload, Told.NOTHING.onSheet("Daten").without(List.of("Zahl")));
    assertEquals(
        List.of("Art,Notiz", "Ahorn,alt", "Birke,neu"), repaired(without).lines().toList());
  }

  @Test
  void saysThatAFileOfAnotherFormatDoesNotListen() throws IOException {
    Upload upload = upload("a.json", "[{\"a\":1},{\"a\":2}]".getBytes(StandardCharsets.UTF_8));
    Reading reading = read(upload, text("", ";", ""));
    assertFalse(Readers.listens(Uploads.draft(read(upload, Told.NOTHING))));
    assertEquals(List.of(), told(read(upload, Told.NOTHING)));
    assertEquals(1, reading.findings().stream().filter(f -> f.code().startsWith("told")).count());
  }

  @Test
  void saysWhyItReadsAFileAsItDoes() throws IOException {
    Draft draft = Uploads.draft(read(playgrounds(), Told.NOTHING));
    var reasons = Reasons.of(draft, draft.tables().getFirst());
    assertEquals(
        "weil so aus der ersten Stelle mit einem besonderen Zeichen ein „ü“ wird (Zeile 1, Byte FC)",
        Objects.requireNonNull(reasons.get("encoding")).de());
    assertTrue(
        Objects.requireNonNull(reasons.get("delimiter")).en().contains("into exactly 4 cells"));
    assertTrue(Objects.requireNonNull(reasons.get("headerRow")).de().contains("Vorspann"));
  }
}
