package org.allmende.intake.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.columns.FormCounts;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Finding;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;

class TableProfileTest {

  private static TableProfile table(String name, String... cells) {
    var profile = new TableProfile(List.of(name), Vocabularies.shipped(), "test.csv");
    int line = 1;
    for (String cell : cells) {
      profile.row(++line, List.of(cell));
    }
    return profile;
  }

  private static Column column(String name, String... cells) {
    return table(name, cells).columns().getFirst();
  }

  private static List<String> codes(TableProfile profile) {
    return profile.findings().stream().map(Finding::code).toList();
  }

  @Test
  void readsGermanNumbersWithThousandsAndDecimals() {
    var column = column("Betrag", "1.234,56", "204.500,00", "12,5");
    assertEquals(ColumnType.DECIMAL, column.type());
    assertEquals("12.5", column.profile().min());
    assertEquals("204500.00", column.profile().max());
    assertEquals("decimal-comma, thousands-point", column.form());
  }

  @Test
  void readsEnglishNumbersWithThousandsAndDecimals() {
    var column = column("Amount", "1,234.56", "204,500.00", "12.5");
    assertEquals(ColumnType.DECIMAL, column.type());
    assertEquals("204500.00", column.profile().max());
  }

  @Test
  void takesPointsForThousandsWhereSmallWholeNumbersStandBeside() {
    var column = column("Plan 2012", "204.500", "35", "900", "1.200");
    assertEquals(ColumnType.INTEGER, column.type());
    assertEquals("204500", column.profile().max());
  }

  @Test
  void leavesNumbersAsTextThatCanBeReadInTwoWays() {
    var profile = table("Menge", "1.234", "2.500", "3.870");
    assertEquals(ColumnType.STRING, profile.columns().getFirst().type());
    assertEquals(List.of("number-undecided"), codes(profile));
  }

  @Test
  void letsTheTableDecideWhatTheColumnLeavesOpen() {
    var profile = new TableProfile(List.of("Menge", "Preis"), Vocabularies.shipped(), "t.csv");
    profile.row(2, List.of("1.234", "1,50"));
    profile.row(3, List.of("2.500", "2,25"));
    assertEquals(ColumnType.INTEGER, profile.columns().getFirst().type());
    assertEquals("2500", profile.columns().getFirst().profile().max());
    assertEquals("comma", profile.decimal());
  }

  @Test
  void takesForAnAgeOnlyWhatSomebodyCanBe() {
    assertEquals("age", column("gruppe", "0-17", "18-29", "30-64", "65+").meaning());
    assertNotEquals("age", column("kod", "00-000", "50-382", "50-051", "50-107").meaning());
  }

  @Test
  void takesNoNumberingForACount() {
    assertNull(column("heinum", "1000751", "1000752", "1140742", "1098311", "1100205").meaning());
    assertEquals("count", column("besuche", "1000", "75", "11407", "9", "110").meaning());
  }

  @Test
  void saysTheUnitOfAPrice() {
    assertEquals("Rp./kWh", column("preis_rappen_pro_kwh", "11.49", "36.22").unit());
    assertNull(column("kosten_pro_kwh", "11.49", "36.22").unit());
    assertEquals("kWh", column("verbrauch_kwh", "11.49", "36.22").unit());
  }

  @Test
  void keepsANumberWithOneBadCellAndSaysWhere() {
    var cells = new ArrayList<String>();
    for (int i = 1; i <= 20; i++) {
      cells.add(String.valueOf(7 * i));
    }
    cells.add("etwa zwölf");
    var profile = table("Menge", cells.toArray(String[]::new));
    assertEquals(ColumnType.INTEGER, profile.columns().getFirst().type());
    Finding finding = profile.findings().getFirst();
    assertEquals("cell-type", finding.code());
    assertEquals(22, finding.place().line());
    assertEquals("etwa zwölf", finding.place().value());
  }

  @Test
  void tellsOnlyTheFirstBadCellsAndHowManyThereAre() {
    var cells = new ArrayList<String>();
    for (int i = 0; i < 1000; i++) {
      cells.add(i % 20 == 0 ? "Ausfall " + i : String.valueOf(i));
    }
    var findings = table("Menge", cells.toArray(String[]::new)).findings();
    assertEquals(FormCounts.SAMPLES + 1, findings.size());
    assertTrue(findings.getLast().message().de().contains("50 von 1000"));
  }

  @Test
  void keepsCodesWithLeadingZerosAsText() {
    assertEquals(ColumnType.STRING, column("Gebiet", "0101", "0102", "1203").type());
    assertEquals(ColumnType.STRING, column("PLZ", "48143", "50667", "10115").type());
    assertEquals(
        ColumnType.STRING, column("Telefon", "0221 4710", "030 23125", "089 99998").type());
    assertEquals(
        ColumnType.STRING, column("id_str", "123456789012345678", "223456789012345679").type());
  }

  @Test
  void sortsOutDayAndMonthByTheWholeColumn() {
    var column = column("datum", "1/2/2016", "12/31/2016", "7/6/2016");
    assertEquals(ColumnType.DATE, column.type());
    assertEquals("2016-01-02", column.profile().min());
    assertEquals("2016-12-31", column.profile().max());
    assertEquals("MM/dd/yyyy", column.form());
  }

  @Test
  void leavesDatesAsTextWhereDayAndMonthCannotBeToldApart() {
    var profile = table("Datum", "03/04/2024", "05/06/2024", "07/08/2024");
    assertEquals(ColumnType.STRING, profile.columns().getFirst().type());
    assertEquals(List.of("date-undecided"), codes(profile));
  }

  @Test
  void readsDatesHoweverTheyAreWritten() {
    assertEquals("2023-06-14", column("Tag", "14.6.23", "15.06.2023").profile().min());
    assertEquals("2011-10-24", column("day", "24 October 2011", "2. März 2012").profile().min());
    assertEquals("2012-12-30", column("Mess_Datum", "20121230", "20121231").profile().min());
    assertEquals(
        ColumnType.DATETIME, column("zeit", "2025-05-06 10:20:00+02", "2025-05-06T10:25").type());
    assertEquals(
        "2016-12-31T23:00:00", column("t", "12/31/2016 23:00", "1/1/2016 0:00").profile().max());
  }

  @Test
  void reportsADayTheCalendarDoesNotHave() {
    var profile =
        table("Datum", "11.01.2024", "12.02.2024", "13.03.2024", "14.04.2024", "31.02.2024");
    assertEquals(ColumnType.DATE, profile.columns().getFirst().type());
    assertEquals(List.of("cell-type"), codes(profile));
  }

  @Test
  void countsSignsForNoValueAsEmptyInNumbersOnly() {
    var numbers = column("Menge", "1", "2", "3", "k. A.", "-");
    assertEquals(ColumnType.INTEGER, numbers.type());
    assertEquals(2, numbers.profile().nulls());
    assertEquals(0, column("vorname", "Na", "Ada", "Ben").profile().nulls());
  }

  @Test
  void findsTheUnitInTheNameOrInTheCells() {
    assertEquals("kW", column("Leistung (kW)", "12", "14").unit());
    assertEquals("ha", column("Fläche in ha", "12", "14").unit());
    assertEquals("%", column("Quote", "12,5 %", "7,0 %").unit());
    assertEquals("€", column("Summe", "1.200,00 €", "98,50 €").unit());
    assertNull(column("Gruppe A", "12", "14").unit());
  }

  @Test
  void readsAccountingAndSwissAndScientificNumbers() {
    assertEquals("-5", column("Saldo", "(5)", "17", "12").profile().min());
    assertEquals("1234567.80", column("CHF", "1'234'567.80", "12.50").profile().max());
    assertEquals("500000", column("x", "5e+05", "30000").profile().max());
    assertEquals("-12.5", column("Grad", "−12,5", "3,0").profile().min());
  }

  @Test
  void keepsTotalsOutOfTheStatistics() {
    var profile = new TableProfile(List.of("Anzahl"), Vocabularies.shipped(), "t.csv");
    profile.row(2, List.of("3"));
    profile.row(3, List.of("4"));
    profile.totalRow(4, List.of("7"));
    assertEquals("4", profile.columns().getFirst().profile().max());
  }

  @Test
  void namesMunicipalitiesByTheirKeyAndReportsLostZerosAndUnknownKeys() {
    var lost = table("AGS", "1001000", "1002000", "5315000");
    assertEquals("municipality-key", lost.columns().getFirst().meaning());
    assertEquals(ColumnType.STRING, lost.columns().getFirst().type());
    assertEquals(List.of("zero-lost"), codes(lost));
    var unknown = table("AGS", "01001000", "05315000", "05999999", "09162000");
    assertEquals(List.of("key-unknown"), codes(unknown));
    assertEquals(4, unknown.findings().getFirst().place().line());
  }

  @Test
  void estimatesDifferentValuesOnceThereAreManyAndStillFindsTheFrequentOnes() {
    var profile = new TableProfile(List.of("id", "art"), Vocabularies.shipped(), "t.csv");
    for (int i = 0; i < 60_000; i++) {
      profile.row(i + 2, List.of("K" + i, i % 3 == 0 ? "Linde" : "Sorte " + i));
    }
    var id = profile.columns().get(0).profile();
    assertFalse(id.distinctExact());
    assertEquals(60_000.0, (double) id.distinct(), 2_400.0);
    assertEquals("Linde", profile.columns().get(1).profile().top().getFirst().value());
  }

  @Test
  void noticesTextThatComesVeryLate() {
    var profile = new TableProfile(List.of("wert"), Vocabularies.shipped(), "t.csv");
    for (int i = 0; i < 40_000; i++) {
      profile.row(i + 2, List.of(i < 20_000 ? String.valueOf(i) : "Text " + i));
    }
    assertEquals(ColumnType.STRING, profile.columns().getFirst().type());
  }

  @Test
  void neverShowsAPersonalValueInAFinding() {
    var profile = table("IBAN", "DE02120300000000202051", "DE02500105170137075030");
    Finding finding = profile.findings().getFirst();
    assertEquals("personal-iban", finding.code());
    assertTrue(finding.blocks());
    assertFalse(finding.toString().contains("12030"));
  }

  @Test
  void findsTheOneRemarkThatNamesSomebody() {
    var cells = new ArrayList<String>();
    for (int i = 0; i < 7000; i++) {
      cells.add("Papierkorb Nummer " + i + " am Lindenweg läuft über.");
    }
    cells.add("Bitte Frau Schneider anrufen, sie weiß Bescheid.");
    assertEquals(
        List.of("personal-free-text"), codes(table("Beschreibung", cells.toArray(String[]::new))));
  }

  @Test
  void leavesStreetsSchoolsAndStatisticsOfNamesAlone() {
    assertEquals(
        List.of(), codes(table("Straße", "Karl-Marx-Straße", "Anne-Frank-Weg", "Goetheplatz")));
    assertEquals(
        List.of(),
        codes(table("Name", "Anne-Frank-Schule", "Albert-Einstein-Realschule", "Gutenbergschule")));
    var names = new TableProfile(List.of("anzahl", "vorname"), Vocabularies.shipped(), "namen.csv");
    List<String> given = List.of("Anna", "Lena", "Lukas", "Paul", "Maria", "Jan");
    for (int i = 0; i < given.size(); i++) {
      names.row(i + 2, List.of(String.valueOf(40 - i), given.get(i)));
    }
    assertEquals("given-name", names.columns().get(1).meaning());
    assertEquals(List.of(), codes(names));
  }
}
