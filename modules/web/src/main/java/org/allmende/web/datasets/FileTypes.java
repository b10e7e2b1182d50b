package org.allmende.web.datasets;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;

/// The media types under which files are handed out, by the endings of their names. What a browser
/// could run, and whatever else is not here, goes out as bytes.
final class FileTypes {

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("txt", "text/plain"),
          Map.entry("json", "application/json"),
          Map.entry("geojson", "application/geo+json"),
          Map.entry("jsonld", "application/ld+json"),
          Map.entry("xml", "application/xml"),
          Map.entry("gml", "application/gml+xml"),
          Map.entry("gpx", "application/gpx+xml"),
          Map.entry("kml", "application/vnd.google-earth.kml+xml"),
          Map.entry("kmz", "application/vnd.google-earth.kmz"),
          Map.entry("gpkg", "application/geopackage+sqlite3"),
          Map.entry("parquet", "application/vnd.apache.parquet"),
          Map.entry("ttl", "text/turtle"),
          Map.entry("nt", "application/n-triples"),
          Map.entry("nq", "application/n-quads"),
          Map.entry("rdf", "application/rdf+xml"),
          Map.entry("zip", "application/zip"),
          Map.entry("gz", "application/gzip"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"));

  private FileTypes() {}

  static String of(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, MediaType.APPLICATION_OCTET_STREAM_VALUE);
  }
}
