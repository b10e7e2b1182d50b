package org.allmende.testkit.samples;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/// The district: statistics of its municipalities, gauges, schools.
final class Mittelwied {

  private static final List<String> TOWNS =
      List.of(
          "Weidenstedt",
          "Hohenlinde",
          "Falkenrode",
          "Moorhausen an der Wied",
          "Grünau",
          "Altenwied");

  private final Path folder;

  Mittelwied(Path folder) {
    this.folder = folder;
  }

  void write() {
    gauges();
    vehicles();
    unemployment();
    schools();
    pupils();
    bathing();
    wind();
    population();
    stops();
  }

  private void gauges() {
    var dice = new Dice(31);
    Sheet sheet = Sheet.windows(";");
    sheet.row("Messstelle", "Zeitpunkt", "Wasserstand [cm]", "Abfluss [m³/s]");
    double level = 142;
    for (LocalDateTime at = LocalDateTime.of(2025, 1, 1, 0, 0);
        at.getYear() == 2025;
        at = at.plusHours(2)) {
      level = Math.max(60, Math.min(480, level + dice.around(0, 3)));
      sheet.row(
          "Wied / Altenwied",
          Dice.german(at.toLocalDate()) + " " + String.format(Locale.ROOT, "%02d:00", at.getHour()),
          Math.round(level),
          Dice.comma(level * level / 2900, 2));
    }
    sheet.write(folder.resolve("pegel_wied_2025.csv"));
  }

  private void vehicles() {
    var dice = new Dice(32);
    Sheet sheet = Sheet.utf8WithMark(";");
    sheet.row("Stichtag", "Gemeinde", "Pkw", "davon Elektro", "Krafträder", "Lkw");
    for (int year = 2019; year <= 2025; year++) {
      for (String town : TOWNS) {
        int cars = dice.between(2_100, 31_000);
        sheet.row(
            "01.01." + year,
            town,
            thousands(cars),
            thousands(cars * (year - 2017) / 150),
            thousands(cars / 11),
            thousands(cars / 17));
      }
    }
    sheet.write(folder.resolve("kfz-bestand.csv"));
  }

  private void unemployment() {
    var dice = new Dice(33);
    Sheet sheet = Sheet.windows(";");
    var header = new java.util.ArrayList<Object>(List.of("Gemeinde"));
    for (YearMonth month = YearMonth.of(2024, 1);
        month.getYear() < 2026;
        month = month.plusMonths(1)) {
      header.add(month.toString());
    }
    sheet.row(header.toArray());
    for (String town : TOWNS) {
      var row = new java.util.ArrayList<Object>(List.of(town));
      int base = dice.between(90, 2_400);
      for (int i = 1; i < header.size(); i++) {
        row.add(base + dice.between(-30, 30));
      }
      sheet.row(row.toArray());
    }
    sheet.write(folder.resolve("arbeitslose_nach_gemeinden_2024_2025.csv"));
  }

  private void schools() {
    var dice = new Dice(34);
    Sheet sheet = Sheet.utf8(";");
    sheet.row(
        "Schulnummer",
        "Schulname",
        "Schulform",
        "Straße",
        "PLZ",
        "Ort",
        "Telefon",
        "E-Mail",
        "Internet",
        "Lat",
        "Lon");
    for (int i = 0; i < 46; i++) {
      String town = dice.one(TOWNS);
      String slug = "schule" + (100 + i);
      sheet.row(
          String.format(Locale.ROOT, "%06d", 30_112 + i * 17),
          dice.one(List.of("Grundschule", "Oberschule", "Gymnasium", "Förderschule")) + " " + town,
          dice.one(List.of("Grundschule", "Oberschule", "Gymnasium", "Förderschule")),
          dice.street() + " " + dice.between(1, 50),
          "01" + dice.between(700, 799),
          town,
          "05555 90" + dice.between(100, 999),
          "sekretariat@" + slug + ".example.org",
          "https://" + slug + ".example.org",
          Dice.point(dice.around(52.25, 0.06), 5),
          Dice.point(dice.around(9.9, 0.09), 5));
    }
    sheet.write(folder.resolve("schulen.csv"));
  }

  private void pupils() {
    var dice = new Dice(35);
    Sheet sheet = Sheet.windows(";");
    sheet.row("Schuljahr", "Gemeinde", "Schulform", "Klassen", "Schülerinnen und Schüler");
    for (int year = 2016; year <= 2025; year++) {
      for (String town : TOWNS) {
        for (String kind : List.of("Grundschule", "Oberschule", "Gymnasium")) {
          int classes = dice.between(4, 32);
          sheet.row(
              year + "/" + (year + 1) % 100, town, kind, classes, classes * dice.between(18, 27));
        }
      }
    }
    sheet.write(folder.resolve("schuelerzahlen.csv"));
  }

  private void bathing() {
    var dice = new Dice(36);
    Sheet sheet = Sheet.utf8(",");
    sheet.row(
        "Badestelle",
        "Gemeinde",
        "Probenahme",
        "Wassertemperatur °C",
        "E. coli KBE/100 ml",
        "Bewertung");
    for (String place :
        List.of("Baggersee Grünau", "Wiedstrand Altenwied", "Moorsee", "Stausee Falkenrode")) {
      for (LocalDate day = LocalDate.of(2025, 5, 12);
          day.isBefore(LocalDate.of(2025, 9, 20));
          day = day.plusDays(14)) {
        int germs = dice.between(15, 620);
        sheet.row(
            place,
            dice.one(TOWNS),
            day,
            Dice.point(dice.around(19.5, 2), 1),
            germs,
            germs < 250 ? "ausgezeichnet" : germs < 500 ? "gut" : "ausreichend");
      }
    }
    sheet.write(folder.resolve("badegewaesser_2025.csv"));
  }

  private void wind() {
    var dice = new Dice(37);
    Sheet sheet = Sheet.latin9(";");
    sheet.row(
        "Anlage",
        "Gemeinde",
        "Hersteller",
        "Leistung kW",
        "Nabenhöhe m",
        "Inbetriebnahme",
        "GK-Rechtswert",
        "GK-Hochwert");
    for (int i = 1; i <= 63; i++) {
      sheet.row(
          "WEA " + i,
          dice.one(TOWNS),
          dice.one(List.of("Nordrotor", "Windbau Süd", "Aero")),
          dice.one(List.of("1.500", "2.300", "3.050", "4.200")),
          dice.between(65, 160),
          Dice.german(dice.day(LocalDate.of(1999, 3, 1), LocalDate.of(2024, 11, 30))),
          dice.between(3_558_000, 3_569_000),
          dice.between(5_786_000, 5_797_000));
    }
    sheet.write(folder.resolve("windenergieanlagen.csv"));
  }

  private void population() {
    var dice = new Dice(38);
    Sheet sheet = Sheet.windows(";");
    sheet
        .line("Bevölkerung der Gemeinden im Landkreis Mittelwied am 31.12.2024;;;;;;")
        .line(";;;;;;");
    sheet.row("Gemeinde", "insgesamt", "davon", "", "Ausländer", "", "Einwohner");
    sheet.row("", "", "männlich", "weiblich", "insgesamt", "in %", "je km²");
    int all = 0;
    for (String town : TOWNS) {
      int people = dice.between(2_400, 61_000);
      int men = people * dice.between(482, 495) / 1000;
      int foreign = people * dice.between(40, 140) / 1000;
      all += people;
      sheet.row(
          town,
          thousands(people),
          thousands(men),
          thousands(people - men),
          thousands(foreign),
          Dice.comma(foreign * 100.0 / people, 1),
          dice.between(61, 890));
    }
    sheet.row("Landkreis insgesamt", thousands(all), "", "", "", "", "");
    sheet.line(";;;;;;").line("Quelle: Fachdienst Statistik, Stand 31.12.2024;;;;;;");
    sheet.write(folder.resolve("einwohner_gemeinden_2024-12-31.csv"));
  }

  private void stops() {
    var dice = new Dice(39);
    Sheet sheet = Sheet.utf8(",");
    sheet.row("haltestellen_id", "name", "gemeinde", "linien", "barrierefrei", "lon", "lat");
    for (int i = 1; i <= 340; i++) {
      sheet.row(
          "mw:" + (1000 + i),
          dice.one(TOWNS) + " " + dice.street(),
          dice.one(TOWNS),
          dice.between(100, 199) + "|" + dice.between(200, 299),
          dice.one(List.of("ja", "nein", "teilweise")),
          Dice.point(dice.around(9.9, 0.09), 6),
          Dice.point(dice.around(52.25, 0.06), 6));
    }
    sheet.write(folder.resolve("haltestellen.csv"));
  }

  private static String thousands(int number) {
    return String.format(Locale.GERMANY, "%,d", number);
  }
}
