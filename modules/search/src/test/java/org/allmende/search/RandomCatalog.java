package org.allmende.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.allmende.catalog.store.Entry;

/// Datasets made up from a seed.
final class RandomCatalog {

  static final List<String> THEMES = List.of("TRAN", "ENVI", "SOCI");
  static final List<String> FORMATS = List.of("CSV", "JSON", "PDF", "XLSX");
  static final List<String> LICENSES = List.of("dl-by-de/2.0", "cc-by/4.0", "cc-zero");
  static final List<String> TENANTS = List.of("a-stadt", "b-dorf");
  private static final List<String> WORDS =
      List.of(
          "Baumkataster",
          "Bäume",
          "Schulen",
          "Straßenverzeichnis",
          "Haushaltsplan",
          "Wasser",
          "Radwege",
          "Spielplätze",
          "Wahlergebnisse",
          "Bevölkerung");

  private final Random random;
  private final List<Made> made = new ArrayList<>();

  RandomCatalog(long seed) {
    this.random = new Random(seed);
  }

  /// What is true of a made-up dataset.
  record Made(
      String path,
      String title,
      List<String> themes,
      List<String> formats,
      List<String> licenses,
      int year,
      int modified,
      double lon,
      double lat,
      boolean rows,
      String quality) {

    Made of(Entry entry) {
      var band = Catalogs.QUALITY.score(entry.graph(), entry.uri()).band();
      return new Made(
          path,
          title,
          themes,
          formats,
          licenses,
          year,
          modified,
          lon,
          lat,
          rows,
          band.name().toLowerCase(Locale.ROOT));
    }

    String tenant() {
      return path.substring(0, path.indexOf('/'));
    }
  }

  /// All made so far, the last state of each.
  List<Made> made() {
    return made;
  }

  List<Entry> entries(int count) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < count; i++) {
      entries.add(entry());
    }
    return entries;
  }

  private Entry entry() {
    String path = pick(TENANTS) + "/nr-" + random.nextInt(200);
    int year = 2010 + random.nextInt(10);
    var one =
        new Made(
            path,
            pick(WORDS) + " " + pick(WORDS),
            some(THEMES),
            some(FORMATS),
            some(LICENSES),
            year,
            2015 + random.nextInt(8),
            6 + random.nextInt(8),
            48 + random.nextInt(6),
            random.nextBoolean(),
            "");
    made.removeIf(old -> old.path().equals(path));
    Entry entry = Catalogs.entry(path, turtle(one));
    made.add(one.of(entry));
    return entry;
  }

  private static String turtle(Made one) {
    var turtle = new StringBuilder("<> a dcat:Dataset ; dct:title \"" + one.title() + "\"@de ");
    one.themes().forEach(theme -> turtle.append("; dcat:theme theme:").append(theme).append(' '));
    turtle.append("; dct:modified \"" + one.modified() + "-03-04\"^^xsd:date ");
    turtle.append("; dct:temporal [ dcat:startDate \"" + one.year() + "-01-01\"^^xsd:date ");
    turtle.append("; dcat:endDate \"" + one.year() + "-12-31\"^^xsd:date ] ");
    turtle.append("; dct:spatial [ dcat:centroid \"POINT(" + one.lon() + " " + one.lat() + ")\"");
    turtle.append("^^<http://www.opengis.net/ont/geosparql#wktLiteral> ] ");
    for (int i = 0; i < Math.max(one.formats().size(), one.licenses().size()); i++) {
      turtle.append("; dcat:distribution <#" + i + "> ");
    }
    if (one.rows()) {
      turtle.append("; dcat:distribution <#rows> ");
    }
    turtle.append(".\n");
    for (int i = 0; i < one.formats().size(); i++) {
      turtle.append("<#" + i + "> dct:format type:" + one.formats().get(i) + " .\n");
    }
    for (int i = 0; i < one.licenses().size(); i++) {
      String license = "http://dcat-ap.de/def/licenses/" + one.licenses().get(i);
      turtle.append("<#" + i + "> dct:license <" + license + "> .\n");
    }
    if (one.rows()) {
      turtle.append("<#rows> void:entities 12 ; dcat:accessURL <https://daten.example.org/f> ;");
      turtle.append(" dcat:downloadURL <https://daten.example.org/f> .\n");
    }
    return turtle.toString();
  }

  String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  boolean chance() {
    return random.nextBoolean();
  }

  int number(int below) {
    return random.nextInt(below);
  }

  List<String> some(List<String> from) {
    return from.stream().filter(one -> random.nextInt(3) == 0).toList();
  }
}
