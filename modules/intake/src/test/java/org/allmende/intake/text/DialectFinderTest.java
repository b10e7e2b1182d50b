package org.allmende.intake.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.allmende.intake.Uploads;
import org.allmende.model.Column;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What parts cells is told from what stands in them.
class DialectFinderTest {

  @TempDir private Path folder = Path.of("");

  private Table read(String text) {
    return Uploads.table(Uploads.read(folder, "daten.csv", text));
  }

  private static String delimiter(Table table) {
    return Objects.requireNonNull(table.dialect()).delimiter();
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  @Test
  void partsAtBarsThoughEveryAddressHasAComma() {
    Table table =
        read(
            """
            Steuermarke|Halter|Adresse|Rasse|Jahresbetrag
            4844|Architekturbüro Lehmann|Hauptstraße 106, 44787 Bochum|Dackel|
            4845|Weber, Martina|Feldweg 33a, 06108 Halle|Labrador|84,00
            4846|Stadtwerke GmbH|Zum Sportplatz 69, 01067 Dresden|Dackel|120,00
            4847|Kraus, Sabine|Ringstraße 102, 99084 Erfurt|Mischling|96,00
            """);
    assertEquals("|", delimiter(table));
    assertEquals(
        List.of("Steuermarke", "Halter", "Adresse", "Rasse", "Jahresbetrag"), names(table));
    assertEquals(4, table.dataRows());
  }

  @Test
  void partsAtCommasThoughCellsListWithBars() {
    Table table =
        read(
            """
            id,themen,ort,datum
            1,Umwelt|Verkehr,Nord,2024-01-03
            2,Soziales|Kultur,Süd,2024-02-14
            3,Umwelt|Energie,West,2024-03-20
            4,Verkehr|Umwelt,Ost,2024-05-02
            """);
    assertEquals(",", delimiter(table));
    assertEquals(List.of("id", "themen", "ort", "datum"), names(table));
  }

  @Test
  void partsAtCommasThatBlanksFollow() {
    Table table =
        read(
            """
            Name, Ort, Wege
            Waldsee, Nord, rot|blau
            Bergsee, Süd, rot|gelb
            Altsee, West, blau|gelb
            """);
    assertEquals(",", delimiter(table));
    assertEquals(3, table.columns().size());
  }
}
