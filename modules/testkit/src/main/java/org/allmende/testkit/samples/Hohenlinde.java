package org.allmende.testkit.samples;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The small town: one office, a few small lists, kept by hand.
final class Hohenlinde {

  private final Path folder;

  Hohenlinde(Path folder) {
    this.folder = folder;
  }

  void write() {
    playgrounds();
    dogs();
    rates();
    lamps();
    water();
    missions();
    events();
    budget();
  }

  private void playgrounds() {
    Sheet sheet = Sheet.utf8(",");
    sheet.row("Spielplatz", "Ortsteil", "Geräte", "zuletzt geprüft");
    sheet.row("Am Anger", "Hohenlinde", "Schaukel, Wippe, Rutsche", "2025-09-15");
    sheet.row("Feuerwehrwiese", "Hohenlinde", "Bolzplatz", "2025-09-15");
    sheet.row("Lindenhof", "Unterlinde", "Sandkasten, Klettergerüst", "2025-09-16");
    sheet.row("Waldrand", "Unterlinde", "Seilbahn", "2025-09-16");
    sheet.row("Alte Schule", "Steinbruch", "Schaukel", "2025-09-17");
    sheet.write(folder.resolve("spielplaetze.csv"));
  }

  private void dogs() {
    Sheet sheet = Sheet.windows(";");
    sheet.row("Jahr", "Ortsteil", "angemeldete Hunde", "Hundesteuer in EUR");
    var dice = new Dice(21);
    for (int year = 2018; year <= 2025; year++) {
      for (String part : List.of("Hohenlinde", "Unterlinde", "Steinbruch")) {
        int dogs = dice.between(34, 160);
        sheet.row(year, part, dogs, Dice.comma(dogs * 60.0, 2));
      }
    }
    sheet.write(folder.resolve("Hundebestand 2018-2025.csv"));
  }

  private void rates() {
    Sheet sheet = Sheet.windows(";");
    sheet.row("Jahr", "Grundsteuer A", "Grundsteuer B", "Gewerbesteuer");
    for (int year = 2005; year <= 2025; year++) {
      sheet.row(
          year,
          year < 2012 ? 280 : 320,
          year < 2012 ? 320 : year < 2020 ? 360 : 410,
          year < 2015 ? 340 : 380);
    }
    sheet.line("Angaben: Hebesatz in v. H.");
    sheet.write(folder.resolve("hebesaetze.csv"));
  }

  private void lamps() {
    var dice = new Dice(23);
    Sheet sheet = Sheet.windows(";");
    sheet.row(
        "Leuchtstellen-Nr", "Straße", "Leuchtmittel", "Leistung W", "Baujahr", "Masthöhe m", "");
    for (int i = 1; i <= 412; i++) {
      sheet.row(
          String.format(Locale.ROOT, "%04d", i),
          dice.street(),
          dice.one(List.of("LED", "LED", "Natriumdampf", "Leuchtstoff")),
          dice.one(List.of(18, 24, 36, 50, 70)),
          dice.between(1978, 2024),
          dice.one(List.of("3,5", "4,0", "6,0")),
          "");
    }
    sheet.write(folder.resolve("strassenbeleuchtung.csv"));
  }

  private void water() {
    var dice = new Dice(24);
    Sheet sheet = Sheet.windows(";");
    sheet.line("Wasserwerk Hohenlinde").line("Trinkwasseranalysen 2025").line("");
    sheet.row("Datum", "Entnahmestelle", "pH-Wert", "Nitrat", "Gesamthärte", "Leitfähigkeit");
    sheet.row("", "", "", "mg/l", "°dH", "µS/cm");
    for (int month = 1; month <= 12; month++) {
      for (String place : List.of("Hochbehälter", "Wasserwerk Ausgang", "Rathaus")) {
        sheet.row(
            String.format(Locale.ROOT, "%02d.%02d.2025", dice.between(3, 27), month),
            place,
            Dice.comma(dice.around(7.6, 0.15), 2),
            dice.chance(0.1) ? "< 0,5" : Dice.comma(dice.around(11, 3), 1),
            Dice.comma(dice.around(14.2, 0.6), 1),
            dice.between(480, 640));
      }
    }
    sheet.line("").line("Quelle: Wasserwerk Hohenlinde");
    sheet.write(folder.resolve("trinkwasserwerte_2025.csv"));
  }

  private void missions() {
    var dice = new Dice(25);
    Sheet sheet = Sheet.utf8Quoted(";");
    sheet.row("Nr.", "Alarmzeit", "Stichwort", "Ort", "Dauer", "Einsatzkräfte");
    for (int i = 1; i <= 96; i++) {
      LocalDate day = LocalDate.of(2025, 1, 2).plusDays(i * 3L + dice.between(0, 2));
      sheet.row(
          i + "/2025",
          Dice.german(day)
              + " "
              + String.format(Locale.ROOT, "%02d:%02d", dice.between(0, 23), dice.between(0, 59)),
          dice.one(
              List.of(
                  "Brand klein",
                  "Ölspur",
                  "Baum auf Straße",
                  "Brandmeldeanlage",
                  "Türöffnung",
                  "Wasser im Keller")),
          dice.street(),
          String.format(Locale.ROOT, "%02d:%02d", dice.between(0, 4), dice.between(10, 59)),
          dice.between(5, 31));
    }
    sheet.write(folder.resolve("feuerwehr_einsaetze_2025.csv"));
  }

  private void events() {
    Sheet sheet = Sheet.utf8(";");
    sheet.row("Veranstaltung", "von", "bis", "Ort", "Veranstalter", "Eintritt");
    sheet.row(
        "Lindenfest", "13.06.2026", "14.06.2026", "Marktplatz", "Gemeinde Hohenlinde", "frei");
    sheet.row(
        "Wiesenkonzert",
        "04.07.2026",
        "04.07.2026",
        "Feuerwehrwiese",
        "Musikverein Hohenlinde e. V.",
        "8 €");
    sheet.row(
        "Kartoffelmarkt",
        "26.09.2026",
        "27.09.2026",
        "Alte Schule",
        "Landfrauen Unterlinde",
        "frei");
    sheet.row("Laternenumzug", "11.11.2026", "11.11.2026", "Am Anger", "Kita Lindenblüte", "frei");
    sheet.row(
        "Adventsmarkt", "05.12.2026", "06.12.2026", "Marktplatz", "Gemeinde Hohenlinde", "frei");
    sheet.write(folder.resolve("veranstaltungen_2026.csv"));
  }

  private void budget() {
    var dice = new Dice(28);
    Sheet sheet = Sheet.windows(";");
    sheet.row("Haushaltsstelle", "Bezeichnung", "Art", "Betrag 2025", "Betrag 2026");
    for (int i = 0; i < 118; i++) {
      double amount = dice.between(1_200, 940_000) + dice.between(0, 99) / 100.0;
      sheet.row(
          String.format(Locale.ROOT, "%04d.%04d", 100 + i * 7, dice.between(1000, 9999)),
          dice.one(
              List.of(
                  "Personalaufwendungen",
                  "Unterhaltung Gebäude",
                  "Schlüsselzuweisungen",
                  "Gebühren Friedhof",
                  "Winterdienst",
                  "Zuschuss Vereine",
                  "Schülerbeförderung")),
          dice.one(List.of("Ertrag", "Aufwand")),
          Dice.money(amount),
          Dice.money(amount * 1.024));
    }
    sheet.write(folder.resolve("Haushalt 2026 Entwurf.csv"));
  }
}
