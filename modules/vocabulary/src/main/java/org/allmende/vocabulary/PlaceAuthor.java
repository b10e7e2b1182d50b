package org.allmende.vocabulary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the lists of places: Turtle, one line a place, and the plain table [Places] reads.
final class PlaceAuthor {

  private static final String REMARK =
      """
      Written by org.allmende.vocabulary.Authoring from a table of facts; do not edit.
      Keys, names and numbers are the publisher's. Alternative labels are ours.
      """;

  private static final List<String> COLUMNS =
      List.of("ars", "label_de", "type", "population", "postcode", "lon", "lat");

  private final Edition edition;
  private final Place.Kind kind;

  PlaceAuthor(Edition edition, Place.Kind kind) {
    this.edition = edition;
    this.kind = kind;
  }

  /// The files by name; municipalities in one file for each state.
  Map<String, ConceptAuthor.Written> write(FactTable table) {
    Map<String, List<FactTable.Row>> parts =
        table.rows().stream()
            .collect(Collectors.groupingBy(this::part, LinkedHashMap::new, Collectors.toList()));
    var files = new LinkedHashMap<String, ConceptAuthor.Written>();
    parts.forEach((name, rows) -> files.put(name, turtle(rows)));
    return files;
  }

  private String part(FactTable.Row row) {
    return kind == Place.Kind.MUNICIPALITY ? row.get("ags").substring(0, 2) : edition.folder();
  }

  private ConceptAuthor.Written turtle(List<FactTable.Row> rows) {
    var text = ConceptAuthor.begin(edition, REMARK);
    text.prefix("geo", "http://www.opengis.net/ont/geosparql#");
    text.prefix("in", edition.scheme() + "/");
    String list = edition.scheme().substring(0, edition.scheme().lastIndexOf('/') + 1);
    text.prefix("list", list);
    for (Place.Kind other : Place.Kind.values()) {
      if (other.digits() < kind.digits()) {
        text.prefix(other.name().toLowerCase(Locale.ROOT), other.scheme() + "/");
      }
    }
    rows.forEach(row -> place(text, row));
    return new ConceptAuthor.Written(text.toString(), rows.size());
  }

  private void place(TurtleText text, FactTable.Row row) {
    String key = key(row);
    String label = label(row);
    String name = PlaceNames.shortName(label);
    String broader = Places.broader(kind, key);
    var place =
        text.subject(row.get("uri"), "skos:Concept")
            .link("skos:inScheme", edition.scheme())
            .text("skos:notation", key)
            .text("skos:prefLabel", label, "de")
            .text("skos:prefLabel", row.get("label_en"), "en")
            .text("skos:altLabel", name.equals(label) ? "" : name, "de")
            .text("own:regionalKey", row.get("ars"))
            .text("own:type", row.get("type"))
            .bare("own:population", row.get("population"))
            .bare("own:areaKm2", row.get("area_km2"))
            .text("own:postcode", row.get("postcode"))
            .typed("dcat:centroid", point(row), "geo:wktLiteral");
    if (broader == null) {
      place.link("skos:topConceptOf", edition.scheme());
    } else {
      place.link("skos:broader", broader);
    }
    place.endShort();
  }

  /// The lines of the plain table.
  static List<String> lines(FactTable table) {
    return table.rows().stream()
        .map(row ->
            key(row)
                + "\t"
                + COLUMNS.stream()
                    .map(column -> cell(row, column))
                    .collect(Collectors.joining("\t")))
        .toList();
  }

  private static String cell(FactTable.Row row, String column) {
    String cell = column.equals("label_de") ? label(row) : row.get(column);
    if (nowhere(row) && (column.equals("lon") || column.equals("lat"))) {
      return "";
    }
    return column.equals("type") && cell.equals(Places.USUAL_TYPE) ? "" : cell;
  }

  /// The head of the plain table.
  static String head() {
    return "key\tars\tname\ttype\tpopulation\tpostcode\tlon\tlat";
  }

  private static String key(FactTable.Row row) {
    return row.get("ags") + row.get("ags2") + row.get("code");
  }

  private static String label(FactTable.Row row) {
    return row.get("label_de").replaceAll("\\s+", " ");
  }

  private static String point(FactTable.Row row) {
    return nowhere(row) ? "" : "POINT(" + row.get("lon") + " " + row.get("lat") + ")";
  }

  /// The table says 0, 0 where it knows no point.
  private static boolean nowhere(FactTable.Row row) {
    return row.get("lon").isEmpty() || row.get("lon").equals("0");
  }
}
