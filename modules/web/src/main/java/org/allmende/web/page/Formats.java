package org.allmende.web.page;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How file formats are shown: by the name people use, with the sign of their family.
public final class Formats {

  private static final Set<String> TABLES =
      Set.of("CSV", "TSV", "XLSX", "XLS", "ODS", "JSON", "JSONL", "PARQUET", "XML", "DBF");
  private static final Set<String> MAPS =
      Set.of("GEOJSON", "GPKG", "SHP", "KML", "KMZ", "GML", "GEOTIFF", "TIFF", "GPX", "TOPOJSON");
  private static final Set<String> SERVICES =
      Set.of("REST", "WMS_SRVC", "WFS_SRVC", "WMTS_SRVC", "WCS_SRVC", "SPARQLQ", "API", "OGC_API");
  private static final Set<String> GRAPHS =
      Set.of("RDF", "RDF_XML", "RDF_TURTLE", "RDF_N_TRIPLES", "JSON_LD", "RDF_TRIG");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("GEOJSON", "GeoJSON"),
          Map.entry("GPKG", "GeoPackage"),
          Map.entry("PARQUET", "Parquet"),
          Map.entry("RDF_TURTLE", "Turtle"),
          Map.entry("RDF_XML", "RDF/XML"),
          Map.entry("RDF_N_TRIPLES", "N-Triples"),
          Map.entry("JSON_LD", "JSON-LD"),
          Map.entry("WMS_SRVC", "WMS"),
          Map.entry("WFS_SRVC", "WFS"),
          Map.entry("WMTS_SRVC", "WMTS"),
          Map.entry("WCS_SRVC", "WCS"),
          Map.entry("SPARQLQ", "SPARQL"));

  private Formats() {}

  /// The name people use for a code or URI of the EU file type list.
  public static String label(String format) {
    String code = code(format);
    return NAMES.getOrDefault(code, code);
  }

  /// The family that decides the sign: `table`, `geo`, `service`, `graph` or `doc`.
  public static String family(String format) {
    String code = code(format);
    if (TABLES.contains(code)) {
      return "table";
    }
    if (MAPS.contains(code)) {
      return "geo";
    }
    if (SERVICES.contains(code)) {
      return "service";
    }
    return GRAPHS.contains(code) ? "graph" : "doc";
  }

  private static String code(String format) {
    return format.substring(format.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
  }
}
