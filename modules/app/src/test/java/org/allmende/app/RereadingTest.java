package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.publishing.Rereading.Answer;
import org.allmende.catalog.publishing.Submission;
import org.allmende.model.ColumnType;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody says about how a file is to be read, in a real installation.
final class RereadingTest {

  private static final DatasetId BEECHES = new DatasetId("weidenstedt", "buchen");
  private static final byte[] FILE =
      "Buchenliste;\nOrt;Nummer\nHof;7\nWall;8\nMarkt;9\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder = Path.of("");

  /// An installation with a tenant.
  private Place place() throws IOException {
    var place = new Place(folder.resolve("data"));
    place.take(Folders.samples().resolve("tenants").resolve("weidenstedt"));
    return place;
  }

  private static Metadata titled(String title) {
    return new Metadata(
        Map.of("de", title),
        Map.of(),
        List.of(),
        List.of(),
        null,
        null,
        "dl-by-de/2.0",
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  private static Outcome.Kept submit(Place place, boolean publish, Upload upload)
      throws IOException {
    var installation = place.installation;
    return assertInstanceOf(
        Outcome.Kept.class,
        installation
            .publishing()
            .publish(
                new Submission(
                    installation.accounts().tenant("weidenstedt").orElseThrow(),
                    null,
                    "Buchen",
                    List.of(upload),
                    titled("Die Buchen"),
                    List.of(),
                    publish,
                    "desk")));
  }

  private Upload upload(Place place, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes);
    try (var in = Files.newInputStream(file)) {
      return place
          .installation
          .directory()
          .files()
          .receive(in, "buchen.csv", List.of(), "text/csv", 1 << 20);
    }
  }

  private static Shown shown(Place place) {
    return place.installation.browsing().find(BEECHES).orElseThrow();
  }

  private static Draft draft(Place place) throws IOException {
    return Rereading.subject(place.installation.browsing().drafts(shown(place))).orElseThrow();
  }

  private static Answer reread(Place place, Told told) throws IOException {
    Shown shown = shown(place);
    var submission =
        new Submission(
            place.installation.accounts().tenant("weidenstedt").orElseThrow(),
            BEECHES,
            BEECHES.slug(),
            List.of(),
            shown.notes().said(),
            List.of(),
            shown.stored().entry().state() == State.PUBLISHED,
            "desk");
    return new Rereading(place.installation.publishing())
        .reread(submission, shown.notes(), draft(place), told);
  }

  private static Told keys() {
    return Told.NOTHING
        .headedBy(2)
        .with(new Told.Column("Nummer").of(ColumnType.STRING, null, null));
  }

  @Test
  void keepsWhatWasSaidAndTheFileOverARestart() throws IOException {
    try (var place = place()) {
      submit(place, false, upload(place, FILE));
      var read = assertInstanceOf(Answer.Read.class, reread(place, keys()));
      assertInstanceOf(Outcome.Kept.class, read.outcome());
    }
    try (var place = new Place(folder.resolve("data"))) {
      Shown shown = shown(place);
      assertEquals(keys(), shown.notes().files().getFirst().told());
      assertEquals("Die Buchen", shown.dataset().title("de"));
      assertEquals(1, shown.notes().version());
      Draft draft = draft(place);
      assertEquals("string", draft.tables().getFirst().columns().get(1).type().code());
      assertArrayEquals(FILE, Files.readAllBytes(draft.upload().path()));
      reread(place, Told.NOTHING);
      assertEquals("integer", draft(place).tables().getFirst().columns().get(1).type().code());
    }
  }

  @Test
  void leavesADraftAsItWasWhenAWordCannotBeSo() throws IOException {
    try (var place = place()) {
      submit(place, false, upload(place, FILE));
      long before = shown(place).stored().change();
      var unfit = assertInstanceOf(Answer.Unfit.class, reread(place, Told.NOTHING.headedBy(99)));
      assertEquals("told-header", unfit.findings().getFirst().code());
      assertEquals(before, shown(place).stored().change());
    }
  }

  @Test
  void hidesNoPersonalDataBehindAWordAboutTheHeader() throws IOException {
    String people =
        """
        Vorname;Nachname;E-Mail
        Erika;Mustermann;erika.mustermann@web.de
        Hans;Schneider;hans.schneider@gmx.de
        Petra;Beck;petra.beck@web.de
        Baum;Ort;Zahl
        Eibe;Markt;3
        Erle;Hof;4
        """;
    try (var place = place()) {
      submit(place, false, upload(place, people.getBytes(StandardCharsets.UTF_8)));
      assertInstanceOf(Answer.Read.class, reread(place, Told.NOTHING.headedBy(5)));
      assertEquals("Baum", draft(place).tables().getFirst().columns().getFirst().name());
      assertTrue(
          place.installation.browsing().findings(shown(place)).stream()
              .anyMatch(finding -> finding.blocks() && finding.code().startsWith("personal-")));
    }
  }

  @Test
  void makesNoVersionOfAPublicFileThatIsOnlyReadAnew() throws IOException {
    try (var place = place()) {
      var kept = submit(place, true, upload(place, FILE));
      assertEquals(State.PUBLISHED, kept.state(), kept.findings().toString());
      var told = Told.NOTHING.with(new Told.Column("Ort").missing(List.of("Wall")));
      var read = assertInstanceOf(Answer.Read.class, reread(place, told));
      assertEquals(State.PUBLISHED, assertInstanceOf(Outcome.Kept.class, read.outcome()).state());
      assertEquals(1, shown(place).notes().version());
      assertEquals(List.of(), shown(place).stored().entry().earlier());
      place.installation.follow();
      assertTrue(draft(place).tables().getFirst().columns().getFirst().profile().nulls() > 0);
    }
  }
}
