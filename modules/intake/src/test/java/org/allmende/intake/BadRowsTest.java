package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.intake.files.FindingCode;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Reading;
import org.allmende.model.Severity;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRowsTest {

  private static final String GOOD = "Am Anger;12,5;01.03.2025\n".repeat(12);

  @TempDir private Path folder = Path.of("");

  private Draft draft(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("liste.csv"), text);
    var upload =
        new Upload(
            "liste.csv",
            List.of(),
            "text/csv",
            Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
            Files.size(file),
            file);
    Reading reading = new Readers(Vocabularies.shipped()).read(upload);
    return ((Reading.Understood) reading).draft();
  }

  private String bad(String text, String language) throws IOException {
    Draft draft = draft(text);
    var out = new ByteArrayOutputStream();
    BadRows.write(draft, draft.tables().getFirst(), language, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void namesLineAndReasonAndKeepsTheCells() throws IOException {
    String text =
        "Straße;Länge;Stand\n" + GOOD + "Ring;lang;31.02.2025\nWall;3,5;02.03.2025\n\nTor;k.A.;;\n";
    assertEquals(
        """
        Zeile,Grund,Straße,Länge,Stand\r
        14,Länge: „lang“ ist keine solche Zahl; erwartet werden Zahlen mit Dezimalkomma. \
        Stand: „31.02.2025“ ist kein gültiges Datum dieser Form; erwartet werden Daten wie \
        TT.MM.JJJJ.,Ring,lang,31.02.2025\r
        """,
        bad(text, "de"));
  }

  @Test
  void findsRecordsOfAnotherLength() throws IOException {
    String text = "Straße;Länge;Stand\n" + GOOD + "Ring;1,5\nWall;3,5;02.03.2025;x\n";
    assertEquals(
        List.of("line,reason,Straße,Länge,Stand", "14", "15"),
        bad(text, "en")
            .lines()
            .map(l -> l.startsWith("line") ? l : l.substring(0, l.indexOf(',')))
            .toList());
  }

  @Test
  void writesOnlyTheHeadWhereAllIsWell() throws IOException {
    assertEquals("Zeile,Grund,Straße,Länge,Stand\r\n", bad("Straße;Länge;Stand\n" + GOOD, "de"));
  }

  @Test
  void tellsFromTheFindingsWhichTablesHaveSome() throws IOException {
    Draft read = draft("Straße;Länge;Stand\n" + GOOD);
    Table first = read.tables().getFirst();
    var draft =
        new Draft(
            read.upload(),
            read.format(),
            read.mediaType(),
            List.of(first, first.named("2024"), first.named("2024!neu"), first.named("akten!Weg")));
    assertEquals(List.of("liste"), names(draft, misfit("Länge"), misfit("Stand")));
    assertEquals(List.of("2024", "liste"), names(draft, misfit("2024!Stand"), misfit("Länge")));
    assertEquals(List.of("2024!neu"), names(draft, misfit("2024!neu!Stand")));
    assertEquals(List.of("akten!Weg"), names(draft, misfit("akten!Stand")));
    assertEquals(List.of("liste"), names(draft, FindingCode.ROW_TOO_LONG.at(Place.line(3))));
    assertEquals(List.of(), names(draft, FindingCode.ENCODING_DAMAGE.at(Place.line(3))));
  }

  private static List<String> names(Draft draft, Finding... findings) {
    return BadRows.tables(draft, List.of(findings)).stream().map(Table::name).toList();
  }

  private static Finding misfit(String column) {
    return new Finding(
        "cell-type",
        Severity.WARNING,
        Place.cell(3, column, "x"),
        Text.same("no number"),
        Text.same("mend it"));
  }
}
