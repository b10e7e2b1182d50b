package org.allmende.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.asking.RowEngine.Bin;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.catalog.asking.RowEngine.Sink;
import org.allmende.catalog.asking.RowEngine.Source;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.intake.Readers;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckTablesTest {

  private static final String TEXT =
      """
      Nr;Straße;Pflanzdatum;Höhe in m;geprüft;Längengrad;Breitengrad;Jahr
      001;Goethestraße 1;01.04.2019;12,5;ja;7,60;51,90;2019
      002;Am "Markt";02.05.2020;8,25;nein;7,70;51,95;2020
      003;Goetheplatz;31.02.2020;9,5;ja;7,65;51,92;2020
      004;;;k.A.;nein;;;2021
      005;Ring; 05.05.2021;1.003,5;ja;9,90;53,50;2021
      006;Wall;06.05.2021;10,5;ja;9,95;53,55;2021
      """;

  @TempDir private static Path folder = Path.of("");
  private static DuckTables tables = new DuckTables(Path.of("none"), Duration.ofSeconds(1));
  private static Draft draft = new Draft(upload(Path.of("none"), 0), "CSV", "", List.of());

  @BeforeAll
  static void read() throws IOException {
    Path file = Files.writeString(folder.resolve("baeume.csv"), TEXT);
    tables = new DuckTables(folder.resolve("tables"), Duration.ofSeconds(20));
    draft = draft(file);
  }

  private static Draft draft(Path file) throws IOException {
    Reading reading = new Readers(Vocabularies.shipped()).read(upload(file, Files.size(file)));
    return ((Reading.Understood) reading).draft();
  }

  private static Upload upload(Path file, long size) {
    byte[] name = file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Upload(
        String.valueOf(file.getFileName()), List.of(), "text/csv", Sha256.of(name), size, file);
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void countsHowNumbersAndDatesAreSpread() throws IOException {
    var spread = tables.histograms(new Source(draft, draft.tables().getFirst()));
    assertEquals(
        List.of(new Bin(2019L, 2020L, 1), new Bin(2020L, 2021L, 2), new Bin(2021L, 2022L, 3)),
        spread.get(8));
    var heights = spread.getOrDefault(4, List.of());
    assertEquals(5, heights.stream().mapToLong(Bin::count).sum());
    assertEquals(8.25, heights.getFirst().from());
    var days = spread.getOrDefault(3, List.of());
    assertEquals("2019-04-01", days.getFirst().from());
    assertEquals(4, days.stream().mapToLong(Bin::count).sum());
    assertFalse(spread.containsKey(2));
  }

  private static final class Heard implements Sink {
    private List<Field> fields = List.of();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    @Override
    public void fields(List<Field> all) {
      fields = all;
    }

    @Override
    public void row(List<@Nullable Object> values) {
      rows.add(values);
    }
  }

  private static Heard ask(String select, String where, String groupBy, String orderBy)
      throws IOException {
    return ask(new Question(select, where, groupBy, orderBy, -1, 0));
  }

  private static Heard ask(Question question) throws IOException {
    var heard = new Heard();
    tables.ask(new Source(draft, draft.tables().getFirst()), question, heard);
    return heard;
  }

  @Test
  void givesAllRowsTyped() throws IOException {
    Heard heard = ask("", "", "", "");
    assertEquals(6, heard.rows.size());
    assertEquals(
        List.of("001", "Goethestraße 1", "2019-04-01", 12.5, true, 7.6, 51.9, 2019L),
        heard.rows.getFirst());
    assertEquals("31.02.2020", heard.rows.get(2).get(2), "what is no date stays the text it was");
    assertEquals(null, heard.rows.get(3).get(3), "a sign for no value is none");
    assertEquals("date", heard.fields.get(2).type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Jahr = 2020 | 002 003",
        "Jahr >= 2020 and not (geprüft = nein) | 003 005 006",
        "\"Höhe in m\" between 8 and 10 | 002 003",
        "\"Höhe in m\" > 1000 | 005",
        "Straße contains 'goethe' | 001 003",
        "Straße starts with 'GOETHES' | 001",
        "Straße ends with 'ring' or Nr in ('002', '004') | 002 004 005",
        "Straße is null | 004",
        "Pflanzdatum < '2020-01-01' | 001",
        "Pflanzdatum is not null | 001 002 003 005 006",
        "Straße = 'Am \"Markt\"' | 002",
        "within(Längengrad, Breitengrad, 7.5, 51, 7.66, 52) | 001 003",
        "within(7.5, 51, 7.66, 52) | 001 003",
        "near(9.9, 53.5, 5000) | 005",
        "near(Längengrad, Breitengrad, 9.9, 53.5, 7000) | 005 006",
        "near(Längengrad, Breitengrad, 9.9, 53.5, 5000) | 005",
        "#1 != '001' and #8 not in (2021) | 002 003",
        "Jahr > 2019.5 and Jahr < 2020.5 | 002 003",
      })
  void filters(String where, String expected) throws IOException {
    var found = ask("Nr", where, "", "").rows.stream().map(row -> row.getFirst()).toList();
    assertEquals(List.of(expected.split(" ", -1)), found);
  }

  @Test
  void sumsUp() throws IOException {
    Heard heard =
        ask(
            "Jahr, count(*) as zahl, sum(\"Höhe in m\") as summe, distinct(geprüft), median(\"Höhe in m\")",
            "",
            "Jahr",
            "summe desc");
    assertEquals(List.of(2021L, 3L, 1014.0, 2L, 507.0), heard.rows.getFirst().stream().toList());
    assertEquals("m", heard.fields.get(2).unit());
    assertEquals(List.of(List.of(6L)), ask("count(*)", "", "", "").rows);
  }

  @Test
  void pagesWithoutGapsInAnyOrder() throws IOException {
    var all = new ArrayList<@Nullable Object>();
    for (long offset = 0; offset < 6; offset += 2) {
      ask(new Question("Nr", "", "", "Jahr desc", 2, offset))
          .rows
          .forEach(row -> all.add(row.getFirst()));
    }
    assertEquals(List.of("004", "005", "006", "002", "003", "001"), all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jahr = 'x'",
        "Jahr",
        "Jahr = ",
        "Jahrr = 2020",
        "(Jahr = 2020",
        "Jahr = 2020)",
        "Jahr = 2020; drop table x",
        "Straße = 'a",
        "1 = 1",
        "Straße = 'x' union select 1",
        "read_text('/etc/passwd') = 'x'",
        "Nr in (select 1)",
        "Pflanzdatum > '31.12.2019'",
        "Nr = Straße",
        "exists(1)",
        "geprüft = vielleicht",
      })
  void saysWhatIsWrong(String where) {
    var wrong = assertThrows(WrongQuestion.class, () -> ask("", where, "", ""));
    assertFalse(wrong.text().de().isBlank());
    assertFalse(wrong.text().en().isBlank());
  }

  @Test
  void bindsWhateverStandsInQuotes() throws IOException {
    for (String nasty :
        List.of("' OR 1=1 --", "\\'", "'; COPY x TO '/tmp/x'", "\u0000", "%", "?")) {
      String where = "Straße = '" + nasty.replace("'", "''") + "'";
      assertEquals(0, ask("", where, "", "").rows.size(), nasty);
    }
    assertThrows(WrongQuestion.class, () -> ask("", "not ".repeat(5000) + "Jahr = 1", "", ""));
    assertThrows(WrongQuestion.class, () -> ask("", "(".repeat(1500), "", ""));
  }

  @Test
  void wantsGroupsBesideAggregates() {
    assertThrows(WrongQuestion.class, () -> ask("Jahr, count(*)", "", "", ""));
    assertThrows(WrongQuestion.class, () -> ask("Nr", "", "Jahr", ""));
    assertThrows(WrongQuestion.class, () -> ask("sum(Straße)", "", "", ""));
    assertThrows(WrongQuestion.class, () -> ask("median(*)", "", "", ""));
    assertThrows(WrongQuestion.class, () -> ask("count(*)", "", "", "Nr"));
  }

  @Test
  void seesNothingButItsOwnFolder() throws Exception {
    ask("count(*)", "", "", "");
    try (var files = Files.list(folder.resolve("tables"))) {
      assertTrue(files.allMatch(file -> file.toString().endsWith(".parquet")));
    }
  }

  @Test
  void givesParquetThatReadsAsTheTableDid() throws IOException {
    var out = new ByteArrayOutputStream();
    var question =
        new Question(
            "Nr, Pflanzdatum, Jahr as \"x\"\", (select 1)\", Jahr",
            "Jahr > 2019",
            "",
            "Nr desc",
            3,
            1);
    tables.parquet(new Source(draft, draft.tables().getFirst()), question, out);
    Path file = Files.write(folder.resolve("antwort.parquet"), out.toByteArray());
    Draft again = draft(file);
    assertEquals("PARQUET", again.format());
    var columns = again.tables().getFirst().columns();
    assertEquals(
        List.of("Nr", "Pflanzdatum", "x\", (select 1)", "Jahr"),
        columns.stream().map(c -> c.name()).toList());
    assertEquals("date", columns.get(1).type().code());
    assertEquals(
        List.of(
            List.of("005", "2021-05-05", "2021", "2021"),
            List.of("004", "", "2021", "2021"),
            List.of("003", "", "2020", "2020")),
        again.tables().getFirst().firstRows());
    var twice = new Question("Nr, Nr, nr", "", "", "", 1, 0);
    assertThrows(
        WrongQuestion.class,
        () ->
            tables.parquet(
                new Source(draft, draft.tables().getFirst()),
                new Question("x", "", "", "", 1, 0),
                out));
    tables.parquet(
        new Source(draft, draft.tables().getFirst()), twice, new ByteArrayOutputStream());
    leavesNothingTemporary();
  }

  private static void leavesNothingTemporary() throws IOException {
    try (var files = Files.list(folder.resolve("tables"))) {
      assertTrue(files.noneMatch(f -> String.valueOf(f.getFileName()).startsWith("making")));
    }
  }

  /// Tables whose coordinates are in metres, on the map.
  private static final class OnMap implements Sink {
    private final List<@Nullable String> places = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    @Override
    public void fields(List<Field> all) {}

    @Override
    public boolean isMap() {
      return true;
    }

    @Override
    public void place(@Nullable String geometry) {
      places.add(geometry);
    }

    @Override
    public void row(List<@Nullable Object> values) {
      rows.add(values);
    }
  }

  private static OnMap map(Draft file, String select, String where, String groupBy)
      throws IOException {
    var heard = new OnMap();
    tables.ask(
        new Source(file, file.tables().getFirst()),
        new Question(select, where, groupBy, "", -1, 0),
        heard);
    return heard;
  }

  private static Draft file(String name, String text) throws IOException {
    return draft(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void placesPairsOfMetresOnTheMap() throws IOException {
    Draft file =
        file(
            "schulen.csv",
            """
            Name;Rechtswert;Hochwert
            Nord;378173;5706591
            Süd;374201;5705976
            Ost;383569;5703746
            West;;
            """);
    OnMap all = map(file, "Name, Rechtswert", "", "");
    assertEquals("POINT (7.24493156 51.49731531)", all.places.getFirst());
    assertEquals(378173L, all.rows.getFirst().get(1), "the file's own numbers stay");
    assertEquals(null, all.places.getLast());
    String near = "near(Rechtswert, Hochwert, 7.2449, 51.4973, 100)";
    assertEquals(List.of(List.of("Nord")), map(file, "Name", near, "").rows);
    assertEquals(
        List.of(List.of("Süd"), List.of("Ost")), map(file, "Name", "not " + near, "").rows);
    for (String box : List.of("7.2, 51.45, 7.3, 51.6", "378000, 5706000, 379000, 5707000")) {
      String within = "within(Rechtswert, Hochwert, " + box + ")";
      assertEquals(List.of(List.of("Nord")), map(file, "Name", within, "").rows, box);
    }
    assertEquals(
        "POINT (7.24493156 51.49731531)",
        map(file, "", "Name = 'Nord'", "Rechtswert, Hochwert").places.getFirst());
    assertEquals(null, map(file, "", "Name = 'Nord'", "Rechtswert").places.getFirst());
  }

  @Test
  void placesGeometriesOnTheMap() throws IOException {
    Draft file =
        file(
            "wege.csv",
            """
            Name;Verlauf
            A;SRID=25832;x
            """
                    .replace(
                        "SRID=25832;x",
                        "\"SRID=25832;LINESTRING (378173 5706591, 379173 5706591)\"")
                + "B;\"SRID=25832;POINT (400000 5706591)\"\n");
    OnMap all = map(file, "", "", "");
    assertEquals(
        "LINESTRING (7.24493156 51.49731531, 7.25933061 51.49752994)",
        String.valueOf(all.places.getFirst()));
    assertEquals("SRID=25832;POINT (400000 5706591)", all.rows.getLast().get(1));
    String near = "near(Verlauf, 7.25, 51.4975, 200)";
    assertEquals(List.of(List.of("A")), map(file, "Name", near, "").rows);
    String within = "within(Verlauf, 7.255, 51, 7.256, 52)";
    assertEquals(List.of(List.of("A")), map(file, "Name", within, "").rows);
    assertThrows(WrongQuestion.class, () -> map(file, "", "near(Name, 7, 51, 2)", ""));
  }
}
