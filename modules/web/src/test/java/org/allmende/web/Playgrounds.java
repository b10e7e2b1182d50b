package org.allmende.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// A table of playgrounds as a park department exports it, and readings of it.
public final class Playgrounds {

  static final String HOSTILE = "</script><script>alert(1)</script>\u202Egnp.exe";

  private static final String CSV =
      """
      Stadt Weidenstedt - Grünflächenamt;;;;
      Spielplatzliste, Stand 20.11.2026;;;;
      Name;Ortsteil;Geräte;Letzte Prüfung;Fläche
      Am Alten Wasserturm;Nordheim;8;04.11.2026;812,5
      Bachgasse;Altstadt;5;04.11.2026;240
      Kastanienallee;Bahnhofsviertel;4;31.02.2026;
      Mühleninsel;Uferviertel;1O;19.09.2026;1090,25
      """;

  private final Portal portal;

  public Playgrounds(Portal portal) {
    this.portal = portal;
  }

  public static String csv(String mark) {
    return CSV + mark;
  }

  /// Decides what the file with this mark will be read as, and returns it.
  public Upload clean(String name, String mark) {
    return decide(name, mark, List.of());
  }

  /// The same with findings, one of them about people.
  public Upload messy(String name, String mark) {
    return decide(
        name,
        mark,
        List.of(
            finding(
                "cell-type",
                Severity.WARNING,
                Finding.Place.cell(6, "Letzte Prüfung", "31.02.2026"),
                "Diesen Tag gibt es nicht.",
                "There is no such day."),
            finding(
                "cell-type",
                Severity.WARNING,
                Finding.Place.cell(7, "Geräte", "1O"),
                "Das ist keine Zahl: " + HOSTILE,
                "This is no number: " + HOSTILE),
            finding(
                "personal-name",
                Severity.BLOCKING,
                Finding.Place.cell(5, "Name", "P… M…"),
                "In der Spalte „Name“ stehen vielleicht Namen von Personen.",
                "The column “Name” may hold names of people.")));
  }

  private static Finding finding(
      String code, Severity severity, Finding.Place place, String de, String en) {
    return new Finding(
        code,
        severity,
        place,
        new Text(de, en),
        new Text("Sehen Sie in der Datei nach.", "Look it up in the file."));
  }

  private Upload decide(String name, String mark, List<Finding> findings) {
    byte[] bytes = csv(mark).getBytes(StandardCharsets.UTF_8);
    try {
      Upload upload =
          portal
              .store()
              .receive(new ByteArrayInputStream(bytes), name, List.of(), "text/csv", 1 << 20);
      portal.readings().decide(upload, draft(upload), findings);
      return upload;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Draft draft(Upload upload) {
    return new Draft(upload, "CSV", "text/csv", List.of(table()));
  }

  static Table table() {
    var rows = new ArrayList<List<String>>();
    for (String line : CSV.lines().skip(3).toList()) {
      rows.add(List.of(line.split(";", -1)));
    }
    rows.add(List.of("<b>Hügel</b> & Tal", HOSTILE, "x".repeat(500), "", ""));
    return new Table(
        "spielplaetze",
        new Dialect("windows-1252", false, ";", null, null, "CRLF", "comma"),
        3,
        1,
        4,
        1042,
        1,
        List.of(
            column(1, "Name", ColumnType.STRING, null, null, 0, 1042, "Am", "Wehr", Map.of()),
            column(
                2,
                "Ortsteil",
                ColumnType.STRING,
                "district-name",
                null,
                0,
                6,
                "Altstadt",
                "Wiedau",
                Map.of("Altstadt", 400L, "Uferviertel", 300L, "Nordheim", 200L)),
            column(
                3,
                "Geräte",
                ColumnType.INTEGER,
                "count",
                null,
                3,
                26,
                "2",
                "1027",
                Map.of("8", 300L)),
            column(
                4,
                "Letzte Prüfung",
                ColumnType.DATE,
                "date",
                null,
                521,
                80,
                "2025-02-01",
                "2026-11-04",
                Map.of("2026-11-04", 3L)),
            column(
                5, "Fläche", ColumnType.DECIMAL, null, "m²", 1, 900, "12.5", "1090.25", Map.of())),
        rows,
        List.of("Stadt Weidenstedt - Grünflächenamt;;;;", "Spielplatzliste, Stand 20.11.2026;;;;"),
        List.of("Summe;;412;;"),
        null,
        List.of("Wasserturm"),
        List.of(),
        List.of());
  }

  private static Column column(
      int position,
      String name,
      ColumnType type,
      @Nullable String meaning,
      @Nullable String unit,
      long nulls,
      long distinct,
      String min,
      String max,
      Map<String, Long> top) {
    var frequencies =
        top.entrySet().stream()
            .map(e -> new Column.Frequency(e.getKey(), e.getValue()))
            .sorted((a, b) -> Long.compare(b.count(), a.count()))
            .toList();
    return new Column(
        position,
        name,
        type,
        meaning,
        unit,
        null,
        new Column.Profile(nulls, distinct, distinct < 1000, min, max, frequencies));
  }
}
