package org.allmende.testkit.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// The city: many offices, many programs, every spelling.
final class Weidenstedt {

  private static final List<String[]> TREES =
      List.of(
          new String[] {"Winterlinde", "Tilia cordata"},
          new String[] {"Stieleiche", "Quercus robur"},
          new String[] {"Spitzahorn", "Acer platanoides"},
          new String[] {"Gemeine Esche", "Fraxinus excelsior"},
          new String[] {"Roßkastanie", "Aesculus hippocastanum"},
          new String[] {"Hainbuche", "Carpinus betulus"},
          new String[] {"Ahornblättrige Platane", "Platanus × hispanica"},
          new String[] {"Vogelkirsche", "Prunus avium"});

  private static final Set<MonthDay> HOLIDAYS =
      Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25));

  private final Path folder;

  Weidenstedt(Path folder) {
    this.folder = folder;
  }

  void write() {
    trees();
    playgrounds();
    budget();
    population();
    election();
    charging();
    dayCare();
    accidents();
    air();
    refuse();
    parking();
    monuments();
    streets();
    cycling();
    clubs();
    unreadable();
  }

  private void trees() {
    var dice = new Dice(1);
    Sheet sheet = Sheet.windows(";");
    sheet.row(
        "Baumnummer",
        "Baumart deutsch",
        "Baumart botanisch",
        "Straße",
        "Stadtteil",
        "Pflanzjahr",
        "Stammumfang in cm",
        "Höhe in m",
        "Rechtswert",
        "Hochwert",
        "Letzte Kontrolle");
    for (int i = 1; i <= 3200; i++) {
      String[] kind = dice.one(TREES);
      int planted = dice.between(1890, 2024);
      int girth = Math.max(12, (2026 - planted) * 2 + dice.between(-8, 30));
      String checked = Dice.german(dice.day(LocalDate.of(2023, 1, 9), LocalDate.of(2025, 11, 28)));
      if (i == 812) {
        checked = "31.02.2024";
      } else if (i == 1977) {
        checked = "Frühjahr 24";
      }
      sheet.row(
          String.format(Locale.ROOT, "B%05d", i),
          kind[0],
          kind[1],
          dice.street(),
          dice.quarter(),
          i % 97 == 0 ? "k. A." : planted,
          girth,
          Dice.comma(Math.max(2, dice.around(11, 4)), 1),
          Dice.comma(dice.around(561_200, 900), 2),
          Dice.comma(dice.around(5_789_400, 700), 2),
          checked);
    }
    sheet.write(folder.resolve("baumkataster.csv"));
  }

  private void playgrounds() {
    var dice = new Dice(2);
    Sheet sheet = Sheet.utf8WithMark(";");
    sheet.row(
        "Name",
        "Straße",
        "Hausnummer",
        "PLZ",
        "Ort",
        "Stadtteil",
        "Ausstattung",
        "Altersgruppe",
        "Fläche m²",
        "barrierefrei",
        "Breitengrad",
        "Längengrad");
    for (int i = 1; i <= 42; i++) {
      String street = dice.street();
      String equipment =
          dice.one(
              List.of(
                  "Schaukel, Rutsche",
                  "Klettergerüst; Sandkasten",
                  "Seilbahn\nTrampolin",
                  "Bolzplatz",
                  "Wippe, Sandkasten, Tischtennis"));
      sheet.row(
          "Spielplatz " + street + (i > 22 ? " " + i : ""),
          street,
          dice.between(1, 88),
          "01" + dice.between(700, 799),
          "Weidenstedt",
          dice.quarter(),
          equipment,
          dice.one(List.of("0–6", "6–12", "0–12", "ab 12")),
          dice.between(180, 4200),
          dice.chance(0.4) ? "ja" : "nein",
          Dice.point(dice.around(52.2482, 0.01), 6),
          Dice.point(dice.around(9.8951, 0.015), 6));
    }
    sheet.write(folder.resolve("spielplaetze.csv"));
  }

  private void budget() {
    var dice = new Dice(3);
    Sheet sheet = Sheet.windows(";");
    sheet
        .line("Stadt Weidenstedt - Kämmerei;;;;;")
        .line("Haushaltsplan 2025: Teilergebnisplan nach Produktbereichen;;;;;")
        .line("Angaben in Euro;;;;;")
        .line(";;;;;");
    sheet.row(
        "Produktbereich",
        "Bezeichnung",
        "Ergebnis 2023",
        "Ansatz 2024",
        "Ansatz 2025",
        "Plan 2026");
    String[] areas = {
      "Innere Verwaltung",
      "Sicherheit und Ordnung",
      "Schulträgeraufgaben",
      "Kultur und Wissenschaft",
      "Soziale Hilfen",
      "Kinder-, Jugend- und Familienhilfe",
      "Gesundheitsdienste",
      "Sportförderung",
      "Räumliche Planung",
      "Bauen und Wohnen",
      "Ver- und Entsorgung",
      "Verkehrsflächen und ÖPNV",
      "Natur- und Landschaftspflege",
      "Umweltschutz",
      "Wirtschaft und Tourismus",
      "Allgemeine Finanzwirtschaft"
    };
    double[] sums = new double[4];
    for (int i = 0; i < areas.length; i++) {
      String[] cells = new String[4];
      double start = dice.between(400_000, 48_000_000);
      for (int y = 0; y < 4; y++) {
        double value =
            Math.round(start * (1 + 0.03 * y) * 100 + dice.between(0, 99))
                / 100.0
                * (i == 15 ? 1 : -1);
        sums[y] += value;
        cells[y] = Dice.money(value);
      }
      sheet.row(
          String.format(Locale.ROOT, "%02d", i + 1),
          areas[i],
          cells[0],
          cells[1],
          cells[2],
          cells[3]);
    }
    sheet.row(
        "Summe",
        "",
        Dice.money(sums[0]),
        Dice.money(sums[1]),
        Dice.money(sums[2]),
        Dice.money(sums[3]));
    sheet.line(";;;;;").line("Stand: 15.01.2025, Quelle: Kämmerei der Stadt Weidenstedt;;;;;");
    sheet.write(folder.resolve("haushaltsplan_2025_teilergebnisplan.csv"));
  }

  private void population() {
    var dice = new Dice(4);
    Sheet sheet = Sheet.utf8(",");
    sheet.row("Jahr", "Stadtteil", "Geschlecht", "Altersgruppe", "Einwohner");
    for (int year = 2015; year <= 2024; year++) {
      for (String quarter : Dice.QUARTERS) {
        for (String sex : List.of("männlich", "weiblich")) {
          for (String age :
              List.of("0–5", "6–17", "18–29", "30–44", "45–64", "65–79", "80 und älter")) {
            sheet.row(year, quarter, sex, age, dice.between(60, 1900) + (year - 2015) * 3);
          }
        }
      }
    }
    sheet.write(folder.resolve("bevoelkerung_stadtteile_2015-2024.csv"));
  }

  private void election() {
    var dice = new Dice(5);
    Sheet sheet = Sheet.latin9(";");
    sheet.row(
        "Wahlbezirk",
        "Bezeichnung",
        "Wahlberechtigte",
        "Wähler",
        "ungültige Stimmen",
        "gültige Stimmen",
        "Grüne Mitte",
        "Bürgerliste",
        "Soziale Union",
        "Freie Liste",
        "Sonstige");
    for (int i = 1; i <= 64; i++) {
      int entitled = dice.between(640, 1480);
      int voters = entitled * dice.between(48, 74) / 100;
      int invalid = dice.between(4, 19);
      int valid = voters - invalid;
      int[] votes = new int[5];
      int rest = valid;
      for (int p = 0; p < 4; p++) {
        votes[p] = valid * dice.between(12, 27) / 100;
        rest -= votes[p];
      }
      votes[4] = rest;
      sheet.row(
          String.format(Locale.ROOT, "%04d", 100 + i),
          dice.one(List.of("Grundschule", "Rathaus", "Bürgerhaus", "Feuerwehrhaus"))
              + " "
              + dice.quarter(),
          entitled,
          voters,
          invalid,
          valid,
          votes[0],
          votes[1],
          votes[2],
          votes[3],
          votes[4]);
    }
    sheet.write(folder.resolve("kommunalwahl_2025_wahlbezirke.csv"));
  }

  private void charging() {
    var dice = new Dice(6);
    Sheet sheet = Sheet.utf8(";");
    sheet.row(
        "Betreiber",
        "Straße",
        "Hausnummer",
        "PLZ",
        "Ort",
        "Breitengrad",
        "Längengrad",
        "Inbetriebnahme",
        "Nennleistung [kW]",
        "Anzahl Ladepunkte",
        "Steckertyp");
    for (int i = 0; i < 58; i++) {
      sheet.row(
          dice.one(
              List.of(
                  "Stadtwerke Weidenstedt GmbH", "Wiedstrom eG", "Parkhausbetriebe Weidenstedt")),
          dice.street(),
          dice.between(1, 120) + (dice.chance(0.1) ? "a" : ""),
          "01" + dice.between(700, 799),
          "Weidenstedt",
          Dice.comma(dice.around(52.2482, 0.012), 6),
          Dice.comma(dice.around(9.8951, 0.016), 6),
          Dice.german(dice.day(LocalDate.of(2017, 3, 1), LocalDate.of(2025, 9, 30))),
          dice.one(List.of("11", "22", "50", "150", "3,7")),
          dice.between(1, 6),
          dice.one(List.of("AC Typ 2", "DC Kupplung Combo, DC CHAdeMO", "AC Schuko; AC Typ 2")));
    }
    sheet.write(folder.resolve("ladesaeulen.csv"));
  }

  private void dayCare() {
    var dice = new Dice(7);
    Sheet sheet = Sheet.utf16();
    sheet.row(
        "Einrichtung",
        "Träger",
        "Anschrift",
        "Plätze U3",
        "Plätze Ü3",
        "davon Ganztag",
        "Öffnet",
        "Schließt");
    for (int i = 0; i < 31; i++) {
      int older = dice.between(20, 90);
      sheet.row(
          "Kita "
              + dice.one(
                  List.of(
                      "Löwenzahn", "Regenbogen", "Wiedpiraten", "Mäuseturm", "Kastanie", "Südwind"))
              + " "
              + dice.quarter(),
          dice.one(
              List.of(
                  "Stadt Weidenstedt",
                  "Evangelischer Kirchenkreis",
                  "Elterninitiative e. V.",
                  "Arbeiterhilfe gGmbH")),
          dice.street() + " " + dice.between(1, 60),
          dice.between(0, 30),
          older,
          older * dice.between(30, 95) / 100,
          dice.one(List.of("06:30", "07:00", "07:30")),
          dice.one(List.of("14:00", "16:30", "17:00")));
    }
    sheet.write(folder.resolve("kita-plaetze.tsv"));
  }

  private void accidents() {
    var dice = new Dice(8);
    Sheet sheet = Sheet.utf8(";");
    sheet.row(
        "UnfallNr",
        "Datum",
        "Uhrzeit",
        "Wochentag",
        "Kategorie",
        "Unfalltyp",
        "Fahrrad",
        "Pkw",
        "Fußgänger",
        "Lichtverhältnisse",
        "UTM_Ost",
        "UTM_Nord");
    for (int i = 1; i <= 1800; i++) {
      LocalDate day = dice.day(LocalDate.of(2023, 1, 1), LocalDate.of(2023, 12, 31));
      sheet.row(
          "2023-" + String.format(Locale.ROOT, "%05d", i),
          Dice.german(day),
          String.format(Locale.ROOT, "%02d:%02d", dice.between(0, 23), dice.between(0, 59)),
          List.of("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So").get(day.getDayOfWeek().getValue() - 1),
          dice.between(1, 3),
          dice.between(1, 7),
          dice.between(0, 1),
          dice.between(0, 1),
          dice.between(0, 1),
          dice.one(List.of("Tageslicht", "Dämmerung", "Dunkelheit")),
          dice.between(559_000, 563_500),
          dice.between(5_787_000, 5_791_500));
    }
    sheet.write(folder.resolve("verkehrsunfaelle_2023.csv"));
  }

  private void air() {
    var dice = new Dice(9);
    Sheet sheet = Sheet.utf8(",");
    sheet.row("datum", "station", "no2_ug_m3", "pm10_ug_m3", "pm25_ug_m3", "o3_ug_m3");
    for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() == 2024; day = day.plusDays(1)) {
      for (String station : List.of("Marktplatz", "Südring", "Lindenhöhe")) {
        sheet.row(
            day,
            station,
            dice.chance(0.02) ? "-" : Dice.point(Math.max(3, dice.around(22, 7)), 1),
            Dice.point(Math.max(2, dice.around(16, 5)), 1),
            Dice.point(Math.max(1, dice.around(9, 3)), 1),
            station.equals("Südring") ? "" : Dice.point(Math.max(5, dice.around(48, 18)), 1));
      }
    }
    sheet.write(folder.resolve("luftqualitaet_tageswerte_2024.csv"));
  }

  private void refuse() {
    Sheet sheet = Sheet.dos(";");
    sheet.row("Abfuhrbezirk", "Abfallart", "Termin", "Bemerkung");
    List<String> kinds = List.of("Restmüll", "Bioabfall", "Altpapier", "Gelber Sack");
    for (int district = 1; district <= 6; district++) {
      LocalDate day = LocalDate.of(2026, 1, 5).plusDays(district - 1L);
      for (int week = 0; week < 52; week++) {
        LocalDate date = day.plusWeeks(week);
        boolean moved = HOLIDAYS.contains(MonthDay.from(date));
        LocalDate shown = moved ? date.plusDays(1) : date;
        sheet.row(
            "Bezirk " + district,
            kinds.get((week + district) % kinds.size()),
            String.format(
                Locale.ROOT,
                "%02d.%02d.%02d",
                shown.getDayOfMonth(),
                shown.getMonthValue(),
                shown.getYear() % 100),
            moved
                ? "verlegt wegen Feiertag"
                : shown.getDayOfWeek() == DayOfWeek.SATURDAY ? "samstags früher" : "");
      }
    }
    sheet.write(folder.resolve("abfuhrtermine_2026.csv"));
  }

  private void parking() {
    var dice = new Dice(11);
    Sheet sheet = Sheet.utf8(",");
    sheet.row("zeitpunkt", "parkhaus", "kapazitaet", "belegt", "frei");
    for (LocalDateTime at = LocalDateTime.of(2025, 3, 3, 6, 0);
        at.isBefore(LocalDateTime.of(2025, 3, 10, 22, 0));
        at = at.plusMinutes(15)) {
      for (int i = 0; i < 6; i++) {
        int capacity = List.of(240, 410, 120, 360, 180, 95).get(i);
        int taken =
            Math.min(
                capacity,
                Math.max(
                    0,
                    (int)
                        dice.around(
                            capacity * (at.getHour() > 8 && at.getHour() < 18 ? 0.75 : 0.25),
                            capacity * 0.08)));
        sheet.row(
            at,
            List.of("Rathaus", "Bahnhof", "Färbergasse", "Südring", "Klinikum", "Theater").get(i),
            capacity,
            taken,
            capacity - taken);
      }
    }
    sheet.write(folder.resolve("parkhausbelegung.csv"));
  }

  private void monuments() {
    var dice = new Dice(12);
    Sheet sheet = Sheet.latin9(";");
    sheet.row(
        "Denkmalnummer",
        "Bezeichnung",
        "Lage",
        "Bauzeit",
        "Unter Schutz seit",
        "Förderung",
        "Beschreibung");
    for (int i = 1; i <= 140; i++) {
      sheet.row(
          String.format(Locale.ROOT, "A %03d", i),
          dice.one(
              List.of(
                  "Wohnhaus",
                  "Kirche",
                  "Speicher",
                  "Mühle",
                  "Brücke",
                  "Friedhofsmauer",
                  "Wegekreuz",
                  "Fabrikgebäude")),
          dice.street() + " " + dice.between(1, 70),
          dice.one(List.of("um 1780", "1842", "1901/02", "18. Jh.", "1926–1928", "Ende 19. Jh.")),
          Dice.german(dice.day(LocalDate.of(1981, 5, 4), LocalDate.of(2019, 6, 20))),
          dice.chance(0.3) ? Dice.money(dice.between(1_000, 80_000)) + " €" : "",
          dice.one(
              List.of(
                  "Fachwerk, zweigeschossig; Krüppelwalmdach",
                  "Putzbau mit \"Wiedener\" Giebel",
                  "Backstein, drei Achsen; Türblatt erneuert",
                  "Bruchstein; Inschrift über dem Tor")));
    }
    sheet.write(folder.resolve("denkmalliste.csv"));
  }

  private void streets() {
    var dice = new Dice(13);
    Sheet sheet = Sheet.utf8("|");
    sheet.row("Straßenschlüssel", "Straßenname", "PLZ", "Stadtteil", "Widmung", "Länge_m");
    for (int i = 0; i < Dice.STREETS.size() * 6; i++) {
      String stem = Dice.STREETS.get(i % Dice.STREETS.size());
      String name =
          i < Dice.STREETS.size()
              ? stem
              : dice.one(List.of("Alte ", "Neue ", "Untere ", "Obere ", "Hintere ")) + stem;
      sheet.row(
          String.format(Locale.ROOT, "%05d", 10 + i * 7),
          name,
          "01" + dice.between(700, 799),
          dice.quarter(),
          dice.one(List.of("Gemeindestraße", "Kreisstraße", "Privatweg", "Wohnweg")),
          dice.between(60, 2400));
    }
    sheet.write(folder.resolve("strassenverzeichnis.txt"));
  }

  private void cycling() {
    var dice = new Dice(14);
    var json =
        new StringBuilder(
            "{\"type\":\"FeatureCollection\",\"name\":\"radzaehlstellen\",\"features\":[\n");
    for (int i = 1; i <= 18; i++) {
      json.append(
          String.format(
              Locale.ROOT,
              "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.6f,%.6f]},\"properties\":{\"nummer\":\"Z%02d\",\"standort\":\"%s\",\"stadtteil\":\"%s\",\"in_betrieb_seit\":\"%s\",\"mittel_werktag\":%d}}%s\n",
              dice.around(9.8951, 0.015),
              dice.around(52.2482, 0.01),
              i,
              dice.street(),
              dice.quarter(),
              dice.day(LocalDate.of(2016, 4, 1), LocalDate.of(2024, 10, 1)),
              dice.between(210, 6900),
              i < 18 ? "," : ""));
    }
    text("radzaehlstellen.geojson", json.append("]}\n").toString());
  }

  private void clubs() {
    Sheet sheet = Sheet.windows(";");
    sheet.row(
        "Verein", "Ansprechpartner", "Straße", "PLZ", "Ort", "Telefon privat", "E-Mail", "IBAN");
    String[][] people = {
      {
        "Chor der Wiedauen e. V.",
        "Hannelore Beispiel",
        "Lindenstraße 4",
        "0170 5550101",
        "hannelore.beispiel@example.org",
        "DE02120300000000202051"
      },
      {
        "Angelfreunde Oberweiden",
        "Karl-Heinz Mustermann",
        "Am Anger 12",
        "0171 5550102",
        "k.mustermann@example.org",
        "DE02500105170137075030"
      },
      {
        "Schachclub Turm 1911",
        "Ayşe Probst",
        "Wiedufer 31",
        "0160 5550103",
        "ayse.probst@example.org",
        "DE02100500000054540402"
      },
      {
        "Kleingärtner Südhang",
        "Wolfgang Dummy",
        "Südring 77",
        "0152 5550104",
        "wolfgang.dummy@example.org",
        "DE02300209000106531065"
      },
      {
        "Laienbühne Färbergasse",
        "Sabine Platzhalter",
        "Färbergasse 2",
        "0176 5550105",
        "sabine.platzhalter@example.org",
        "DE02200505501015871393"
      },
      {
        "Wanderfreunde Mittelwied",
        "Jürgen Exempel",
        "Höhenweg 9",
        "0175 5550106",
        "juergen.exempel@example.org",
        "DE02370502990000684712"
      }
    };
    for (String[] person : people) {
      sheet.row(
          person[0], person[1], person[2], "01734", "Weidenstedt", person[3], person[4], person[5]);
    }
    sheet.write(folder.resolve("vereine_ansprechpartner.csv"));
  }

  private void unreadable() {
    byte[] bytes = new byte[4096];
    new Random(16).nextBytes(bytes);
    bytes[0] = 0;
    bytes[1] = 0;
    try {
      Files.write(folder.resolve("export_defekt.csv"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void text(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
