package org.allmende.intake;

import static org.allmende.intake.Workbooks.row;
import static org.allmende.intake.Workbooks.sheet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables are found in sheets however people lay them out.
class WorkbookLayoutsTest {

  private static final String[] DISTRICTS = {
    "Altstadt", "Nordstadt", "Südstadt", "Weststadt", "Hafen", "Bergheim", "Talacker", "Rosenau"
  };

  @TempDir private Path folder = Path.of("");

  private Reading read(byte[] workbook) {
    return Uploads.read(folder, "zahlen.xlsx", workbook);
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  @Test
  void readsTablesOfStatisticalOffices() throws IOException {
    Table table =
        Uploads.table(
            read(
                sheet(
                    "Tabelle 3.1",
                    row("Bevölkerung am Ort der Hauptwohnung nach Stadtteilen"),
                    row("Stand: 31.12.2023"),
                    row(),
                    row("Stadtteil", "Einwohner", null, null, "Fläche", "Dichte"),
                    row(null, "insgesamt", "männlich", "weiblich"),
                    row(null, "Anzahl", "Anzahl", "Anzahl", "ha", "je ha"),
                    row(1, 2, 3, 4, 5, 6),
                    row("Altstadt", 8318, 4100, 4218, 212.5, 39.1),
                    row("Nordstadt", 12044, 6010, 6034, 340.2, 35.4),
                    row("Südstadt", 9120, 4470, 4650, 290.8, 31.4),
                    row("Weststadt", 7733, 3790, 3943, 410.1, 18.9),
                    row("Insgesamt", 37215, 18370, 18845, 1253.6, 29.7),
                    row(),
                    row("1) einschließlich der Einwohner ohne Angabe des Geschlechts"),
                    row("Quelle: Einwohnermelderegister"))));
    assertEquals(
        List.of(
            "Stadtteil",
            "Einwohner – insgesamt [Anzahl]",
            "Einwohner – männlich [Anzahl]",
            "Einwohner – weiblich [Anzahl]",
            "Fläche [ha]",
            "Dichte [je ha]"),
        names(table));
    assertEquals(4, table.headerRow());
    assertEquals(4, table.headerRows());
    assertEquals(8, table.firstDataRow());
    assertEquals(5, table.dataRows());
    assertEquals(2, table.footerRows());
    assertEquals("12044", table.columns().get(1).profile().max());
  }

  @Test
  void takesANumberedFirstRowForData() throws IOException {
    Table table =
        Uploads.table(
            read(sheet("Werte", row("a", "b", "c"), row(1, 2, 3), row(4, 5, 6), row(7, 8, 9))));
    assertEquals(3, table.dataRows());
    assertEquals(1, table.headerRows());
  }

  @Test
  void takesALegendBesideTheTableForATableOfItsOwn() throws IOException {
    byte[] workbook =
        Workbooks.of(book -> {
          var sheet = book.newWorksheet("Spielplätze");
          Workbooks.write(sheet, 0, 0, row("Nr", "Stadtteil", "Zustand", "Fläche"));
          for (int r = 0; r < 40; r++) {
            Workbooks.write(sheet, r + 1, 0, row(r + 1, DISTRICTS[r % 8], r % 3 + 1, 100 + 7 * r));
          }
          Workbooks.write(
              sheet,
              2,
              5,
              row("Zustand", "Bedeutung"),
              row(1, "gut"),
              row(2, "befriedigend"),
              row(3, "erneuerungsbedürftig"));
        });
    Path file = Files.write(folder.resolve("spielplaetze.xlsx"), workbook);
    Draft draft = Uploads.draft(Uploads.read(file));
    assertEquals(
        List.of("Spielplätze", "Spielplätze [2]"),
        draft.tables().stream().map(Table::name).toList());
    Table places = draft.tables().getFirst();
    assertEquals(List.of("Nr", "Stadtteil", "Zustand", "Fläche"), names(places));
    assertEquals(40, places.dataRows());
    Table legend = draft.tables().getLast();
    assertEquals(List.of("Zustand", "Bedeutung"), names(legend));
    assertEquals(3, legend.headerRow());
    var rows = new ArrayList<List<String>>();
    TableRows.each(draft, legend, row -> rows.add(row.cells()));
    assertEquals(
        List.of(
            List.of("1", "gut"),
            List.of("2", "befriedigend"),
            List.of("3", "erneuerungsbedürftig")),
        rows);
  }

  @Test
  void takesAListThatGoesOnInFurtherColumnsApart() throws IOException {
    Draft draft =
        Uploads.draft(
            read(
                sheet(
                    "Wahllokale",
                    row("Wahllokale der Stadt"),
                    row("Wahlbezirk", "Straße", null, "Wahlbezirk", "Straße"),
                    row("0101", "Marktplatz", null, "0104", "Lindenweg"),
                    row("0102", "Schulgasse", null, "0105", "Am Hang"),
                    row("0103", "Kirchplatz"))));
    assertEquals(List.of(3L, 2L), draft.tables().stream().map(Table::dataRows).toList());
    assertEquals(List.of("Wahlbezirk", "Straße"), names(draft.tables().getLast()));
  }

  @Test
  void keepsATableTogetherThatIsSetApartForTheEye() throws IOException {
    Draft draft =
        Uploads.draft(
            read(
                sheet(
                    "Haushalt",
                    row("Haushaltsplan der Gemeinde"),
                    row("alle Angaben in Euro"),
                    row("beschlossen vom Rat"),
                    row("geändert mit dem Nachtrag"),
                    row(),
                    row("Produkt", "Bezeichnung", null, "Ansatz", "Ergebnis"),
                    row("1111", "Ratsbüro", null, 120_000, 118_250),
                    row("1112", "Personal", null, 640_000, 655_120),
                    row("1113", "Finanzen", null, 310_000, 301_777),
                    row("Summe", null, null, 1_070_000, 1_075_147))));
    assertEquals(1, draft.tables().size());
    Table table = draft.tables().getFirst();
    assertEquals(6, table.headerRow());
    assertEquals(4, table.dataRows());
    assertEquals(List.of("Ansatz", "Ergebnis"), names(table).subList(3, 5));
    assertEquals("640000", table.columns().get(3).profile().max());
  }

  @Test
  void joinsALabelThatStandsOverSomeOfTheColumns() throws IOException {
    Table table =
        Uploads.table(
            read(
                sheet(
                    "Schüler",
                    row("Schülerzahlen der städtischen Schulen"),
                    row(),
                    row(null, null, "Schuljahr"),
                    row("Nr", "Schule", "2021/22", "2022/23", "2023/24"),
                    row(1, "Grundschule Nord", 212, 220, 231),
                    row(2, "Grundschule Süd", 180, 177, 190),
                    row(3, "Realschule", 512, 498, 505))));
    assertEquals(3, table.headerRow());
    assertEquals(3, table.dataRows());
    assertEquals(
        List.of(
            "Nr", "Schule", "Schuljahr – 2021/22", "Schuljahr – 2022/23", "Schuljahr – 2023/24"),
        names(table));
  }

  @Test
  void leavesTitleAndDateOfIssueOutOfTheNames() throws IOException {
    Table table =
        Uploads.table(
            read(
                sheet(
                    "Bestand",
                    row("Fahrzeuge", null, null, "Stand: 1. Januar 2024"),
                    row("Amt", "PKW", "LKW", "Räder"),
                    row("Bauhof", 4, 9, 2),
                    row("Feuerwehr", 3, 14, 0),
                    row("Rathaus", 7, 0, 12))));
    assertEquals(List.of("Amt", "PKW", "LKW", "Räder"), names(table));
    assertEquals(2, table.headerRow());
  }

  @Test
  void keepsHeadingsBetweenTheRowsAndTheirTotals() throws IOException {
    Table table =
        Uploads.table(
            read(
                sheet(
                    "Kitas",
                    row("Einrichtung", "Träger", "Plätze U3", "Plätze Ü3"),
                    row("Bezirk Nord"),
                    row("Kita Sonnenschein", "Stadt", 20, 65),
                    row("Kita Regenbogen", "Caritas", 10, 40),
                    row("Summe Bezirk Nord", null, 30, 105),
                    row(),
                    row("Bezirk Süd"),
                    row("Kita Am Park", "Stadt", 30, 80),
                    row("Kita Arche", "Diakonie", 0, 45),
                    row("Summe Bezirk Süd", null, 30, 125),
                    row(),
                    row("Gesamt", null, 60, 230),
                    row(),
                    row("Hinweis: ohne Tagespflege"))));
    assertEquals(9, table.dataRows());
    assertEquals(1, table.footerRows());
    assertEquals("80", table.columns().get(3).profile().max());
  }

  @Test
  void readsTheDataSheetBehindACoverSheet() throws IOException {
    byte[] workbook =
        Workbooks.of(book -> {
          Workbooks.write(
              book.newWorksheet("Deckblatt"),
              3,
              2,
              row("Jahresbericht 2023"),
              row(),
              row("Herausgeber: Stadt Musterstadt"));
          Workbooks.write(
              book.newWorksheet("Daten"),
              4,
              3,
              row("Monat", "Besucher", "Ausleihen"),
              row("Januar", 2100, 5400),
              row("Februar", 1980, 5120),
              row("März", 2240, 5710));
        });
    Reading reading = read(workbook);
    Draft draft = Uploads.draft(reading);
    assertEquals(List.of("Daten"), draft.tables().stream().map(Table::name).toList());
    Table table = draft.tables().getFirst();
    assertEquals(5, table.headerRow());
    assertEquals(List.of("Monat", "Besucher", "Ausleihen"), names(table));
    assertTrue(Uploads.codes(reading).contains("sheet-without-table"));
  }

  @Test
  void takesASoleSentenceForNoName() throws IOException {
    Table table = Uploads.table(read(sheet("mês", row("Dieses Blatt hat einen eigenen Namen."))));
    assertNull(table.headerRow());
    assertEquals(1, table.dataRows());
    assertEquals(List.of("Spalte 1"), names(table));
  }

  @Test
  void findsNoNameOverAColumnOfAllSortsOfThings() throws IOException {
    Table table =
        Uploads.table(
            read(
                sheet(
                    "Formate",
                    row("fett"),
                    row("kursiv"),
                    row("unterstrichen"),
                    row("rechts"),
                    row(0.5),
                    row(17),
                    row(18),
                    row("klein"))));
    assertNull(table.headerRow());
    assertEquals(8, table.dataRows());
  }

  @Test
  void findsTheNameOverAColumnOfOneSort() throws IOException {
    Table table =
        Uploads.table(
            read(sheet("Arten", row("Baumart"), row("Ahorn"), row("Linde"), row("Ulme"))));
    assertEquals(List.of("Baumart"), names(table));
    assertEquals(3, table.dataRows());
  }

  @Test
  void keepsSumsThatDoNotSaySoOutOfStatistics() throws IOException {
    Table table =
        Uploads.table(
            read(
                sheet(
                    "Unfälle",
                    row("Nr", "Ort", "Tag", "Verletzte", "Sachschaden"),
                    row(),
                    row(4, null, null, 6, 14_700),
                    row(),
                    row(1, "Marktplatz", "Mo", 2, 3_000),
                    row(2, "Ringstraße", "Di", 0, 4_500),
                    row(3, "Am Tor", "Di", 3, 6_000),
                    row(4, "Hafenweg", "So", 1, 1_200),
                    row(),
                    row(null, null, null, 6, 14_700))));
    assertEquals(6, table.dataRows());
    assertEquals("3", table.columns().get(3).profile().max());
    assertEquals("6000", table.columns().get(4).profile().max());
  }
}
