package org.allmende.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.allmende.catalog.asking.RowEngine.Difference;
import org.allmende.catalog.asking.RowEngine.Differences;
import org.allmende.catalog.asking.RowEngine.Source;
import org.allmende.catalog.asking.RowEngine.Summary;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.intake.Readers;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  private static final String TREES =
      """
      Nr;Baumart;Pflanzdatum;Höhe
      001;Linde;01.04.2019;12,5
      002;Eiche;02.05.2020;8
      003;Ahorn;03.05.2020;9
      """;

  private static final String STATISTICS =
      """
      Jahr;Stadtteil;Geschlecht;Einwohner
      2020;Nord;m;100
      2020;Nord;w;110
      2020;Süd;m;90
      2020;Süd;w;95
      2021;Nord;m;100
      2021;Nord;w;112
      2021;Süd;m;91
      2021;Süd;w;95
      """;

  @TempDir private Path folder = Path.of("");
  private DuckTables tables = new DuckTables(Path.of("none"), Duration.ofSeconds(1));
  private int files;

  @BeforeEach
  void open() {
    tables = new DuckTables(folder.resolve("tables"), Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private static final class Heard implements Differences {
    private Summary summary = new Summary(List.of(), List.of(), List.of(), List.of(), 0, 0, 0, 0);
    private final List<Difference> differences = new ArrayList<>();

    @Override
    public void summary(Summary heard) {
      summary = heard;
    }

    @Override
    public void difference(Difference difference) {
      differences.add(difference);
    }
  }

  private Source source(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("datei" + ++files + ".csv"), text);
    byte[] name = file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var upload =
        new Upload("datei.csv", List.of(), "text/csv", Sha256.of(name), Files.size(file), file);
    Reading reading = new Readers(Vocabularies.shipped()).read(upload);
    Draft draft = ((Reading.Understood) reading).draft();
    return new Source(draft, draft.tables().getFirst());
  }

  private Heard compare(String before, String after, String key) throws IOException {
    var heard = new Heard();
    tables.compare(source(before), source(after), key, 100, 0, heard);
    return heard;
  }

  private static String counts(Summary summary) {
    return "+%d -%d ~%d =%d"
        .formatted(summary.added(), summary.removed(), summary.changed(), summary.unchanged());
  }

  @Test
  void findsTheColumnThatNeverRepeats() throws IOException {
    var heard =
        compare(
            TREES,
            """
            Nr;Baumart;Pflanzdatum;Höhe
            001;Linde;01.04.2019;13,5
            003;Ahorn;03.05.2020;9
            004;Buche;04.05.2021;2
            """,
            "");
    assertEquals(List.of("Nr"), heard.summary.key());
    assertEquals("+1 -1 ~1 =1", counts(heard.summary));
    assertEquals(
        List.of(
            new Difference(
                2,
                2,
                List.of("001", "Linde", "2019-04-01", 12.5),
                List.of("001", "Linde", "2019-04-01", 13.5)),
            new Difference(3, null, List.of("002", "Eiche", "2020-05-02", 8.0), List.of()),
            new Difference(null, 4, List.of(), List.of("004", "Buche", "2021-05-04", 2.0))),
        heard.differences);
  }

  @Test
  void findsTheColumnsThatTogetherNeverRepeat() throws IOException {
    var heard = compare(STATISTICS, STATISTICS.replace("w;112", "w;113"), "");
    assertEquals(List.of("Jahr", "Stadtteil", "Geschlecht"), heard.summary.key());
    assertEquals("+0 -0 ~1 =7", counts(heard.summary));
  }

  @Test
  void countsRowsThatAreTheSameWhereNothingTellsThemApart() throws IOException {
    String before = "Art;Farbe\nLinde;grün\nLinde;grün\nLinde;grün\nEiche;rot\n";
    String after = "Art;Farbe\nLinde;grün\nEiche;rot\nEiche;rot\nLinde;grün\n";
    var heard = compare(before, after, "");
    assertEquals(List.of(), heard.summary.key());
    assertEquals("+1 -1 ~0 =3", counts(heard.summary));
  }

  @Test
  void comparesTheColumnsBothHave() throws IOException {
    String after = TREES.replace("Baumart", "Art").replace("12,5", "13");
    var heard = compare(TREES, after, "Nr");
    assertEquals(List.of("Art"), heard.summary.addedColumns());
    assertEquals(List.of("Baumart"), heard.summary.removedColumns());
    assertEquals(List.of("Nr", "Pflanzdatum", "Höhe"), heard.summary.columns());
    assertEquals("+0 -0 ~1 =2", counts(heard.summary));
  }

  @Test
  void takesNumbersForEqualThatAre() throws IOException {
    var heard = compare("Nr;Wert\na1;1\na2;2\n", "Nr;Wert\na1;1,0\na2;2,5\n", "Nr");
    assertEquals("+0 -0 ~1 =1", counts(heard.summary));
  }

  @Test
  void takesMomentsForEqualThatAre() throws IOException {
    String before = "Nr;Stand\na1;2024-01-01 10:00\na2;2024-01-02 11:30\na3;2024-01-03 12:00\n";
    String after = before.replace("2024-01-03 12:00", "2024-01-03");
    assertEquals("+0 -0 ~1 =2", counts(compare(before, after, "Nr").summary));
  }

  @Test
  void refusesToCompareWhatHasNoColumnInCommon() {
    assertThrows(WrongQuestion.class, () -> compare(TREES, "nr;art\n1;Linde\n2;Eiche\n", ""));
  }

  @Test
  void refusesWhatIsNoKey() {
    var wrong = assertThrows(WrongQuestion.class, () -> compare(STATISTICS, STATISTICS, "Jahr"));
    assertTrue(wrong.text().en().contains("no key"), wrong.text().en());
    assertThrows(WrongQuestion.class, () -> compare(TREES, TREES, "Nummern"));
    assertThrows(WrongQuestion.class, () -> compare(TREES, TREES, "Nr; DROP"));
  }

  /// Rows are taken away, added and changed at random; what comes back is what was done.
  @Test
  void findsWhatWasDone() throws IOException {
    long seed = 20_261_126;
    var random = new Random(seed);
    for (int run = 0; run < 6; run++) {
      int rows = 50 + random.nextInt(400);
      var before = new ArrayList<String>();
      var after = new ArrayList<String>();
      int added = 0;
      int removed = 0;
      int changed = 0;
      for (int i = 0; i < rows; i++) {
        String row = "k%05d;Ort %d;%d".formatted(i, random.nextInt(9), random.nextInt(90));
        int fate = random.nextInt(10);
        if (fate == 0) {
          after.add(row);
          added++;
        } else if (fate == 1) {
          before.add(row);
          removed++;
        } else {
          before.add(row);
          after.add(fate == 2 ? row.replace("Ort", "Platz") : row);
          changed += fate == 2 ? 1 : 0;
        }
      }
      Collections.shuffle(after, random);
      String head = "Kennung;Ort;Wert\n";
      var heard = compare(head + String.join("\n", before), head + String.join("\n", after), "");
      assertEquals(
          "+%d -%d ~%d =%d".formatted(added, removed, changed, before.size() - removed - changed),
          counts(heard.summary),
          "seed " + seed + ", run " + run);
    }
  }
}
