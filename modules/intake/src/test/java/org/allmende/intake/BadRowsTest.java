package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRowsTest {

  private static final String GOOD = "Am Anger;12,5;01.03.2025\n".repeat(12);

  @TempDir private Path folder = Path.of("");

  private String bad(String text, String language) throws IOException {
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
    Draft draft = ((Reading.Understood) reading).draft();
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
}
