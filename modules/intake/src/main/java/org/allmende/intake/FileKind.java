package org.allmende.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.intake.formats.DbaseTable;
import org.allmende.intake.formats.JsonText;

/// Recognises formats by content; the name decides only between formats that look the same inside.
///
/// Answers codes of the EU file type list.
final class FileKind {

  private static final int LOOK = 4096;
  private static final Map<String, String> OLE =
      Map.of("doc", "DOC", "ppt", "PPT", "pps", "PPS", "msg", "OCTET", "mpp", "OCTET");

  /// What stands at the very beginning, as hexadecimal digits.
  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("25504446", 0, "PDF"),
          new Signature("89504e47", 0, "PNG"),
          new Signature("ffd8ff", 0, "JPEG"),
          new Signature("47494638", 0, "GIF"),
          new Signature("49492a00", 0, "TIFF"),
          new Signature("4d4d002a", 0, "TIFF"),
          new Signature("57454250", 8, "WEBP"),
          new Signature("0000000c6a502020", 0, "JPEG2000"),
          new Signature("1f8b", 0, "GZIP"),
          new Signature("425a68", 0, "BZIP2"),
          new Signature("fd377a585a00", 0, "XZ"),
          new Signature("377abcaf271c", 0, "7Z"),
          new Signature("526172211a07", 0, "RAR"),
          new Signature("7573746172", 257, "TAR"),
          new Signature("50415231", 0, "PARQUET"),
          new Signature("0000270a", 0, "SHP"),
          new Signature("7b5c727466", 0, "RTF"),
          new Signature("25215053", 0, "PS"),
          new Signature("494433", 0, "MP3"),
          new Signature("66747970", 4, "MPEG4"),
          new Signature("4c415346", 0, "LAS"),
          new Signature("894844460d0a1a0a", 0, "HDF"),
          new Signature("43444601", 0, "NETCDF"),
          new Signature("43444602", 0, "NETCDF"),
          new Signature("7f454c46", 0, "EXE"));

  private static final Pattern XML_ROOT =
      Pattern.compile("<(?:[A-Za-z_][\\w.-]*:)?([A-Za-z_][\\w.-]*)[\\s/>]");
  private static final Pattern TURTLE =
      Pattern.compile("(?is)\\s*(?:#[^\\n]*\\n\\s*)*(?:@prefix|@base|PREFIX)\\s+\\S*:?\\s*<.*");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?:<[^<>\"\\s]+>|_:\\S+) <[^<>\"\\s]+> (?:<[^<>\"\\s]+>|_:\\S+|\"(?:[^\"\\\\]|\\\\.)*\"\\S*) ?(<[^<>\"\\s]+> ?)?\\.");
  private static final Pattern GEO =
      Pattern.compile(
          "\"type\"\\s*:\\s*\"(?:FeatureCollection|Feature|Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|GeometryCollection)\"");

  private FileKind() {}

  private record Signature(String hex, int at, String code) {
    boolean stands(byte[] head) {
      int length = hex.length() / 2;
      if (head.length < at + length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if ((head[at + i] & 0xFF) != Integer.parseInt(hex, 2 * i, 2 * i + 2, 16)) {
          return false;
        }
      }
      return true;
    }
  }

  /// The format of a file that is not text.
  ///
  /// @param head its first bytes
  /// @param tail its last bytes, where an archive lists what is in it
  /// @param ending of its name
  static Optional<String> ofBytes(byte[] head, byte[] tail, String ending) {
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return Optional.of(archive(latin(head, head.length) + latin(tail, tail.length), ending));
    }
    if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return Optional.of(OLE.getOrDefault(ending, "XLS"));
    }
    if (latin(head, 16).startsWith("SQLite format 3")) {
      return Optional.of(latin(head, 72).endsWith("GPKG") || ending.equals("gpkg") ? "GPKG" : "DB");
    }
    if (ending.equals("dbf") && DbaseTable.begins(head)) {
      return Optional.of("DBF");
    }
    return SIGNATURES.stream()
        .filter(signature -> signature.stands(head))
        .map(Signature::code)
        .findFirst();
  }

  /// The format of a text, where it is another than a table or prose.
  ///
  /// @param text its beginning
  /// @param ending of its name
  static Optional<String> ofText(String text, String ending) {
    String start = text.substring(0, Math.min(text.length(), LOOK)).stripLeading();
    if (start.startsWith("<")) {
      Optional<String> xml = xml(start);
      return xml.isPresent() ? xml : statements(start);
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return json(start, ending);
    }
    if (TURTLE.matcher(start).matches()) {
      return Optional.of(ending.equals("trig") ? "RDF_TRIG" : "RDF_TURTLE");
    }
    if (start.startsWith("BEGIN:VCALENDAR")) {
      return Optional.of("ICS");
    }
    return start.startsWith("_:") ? statements(start) : Optional.empty();
  }

  private static Optional<String> json(String start, String ending) {
    if (!JsonText.begins(start)) {
      return Optional.empty();
    }
    if (ending.equals("geojson") || GEO.matcher(start).find()) {
      return Optional.of("GEOJSON");
    }
    return Optional.of(
        ending.equals("jsonld") || start.contains("\"@context\"") ? "JSON_LD" : "JSON");
  }

  private static Optional<String> xml(String start) {
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return Optional.of("HTML");
    }
    boolean declared = start.startsWith("<?xml");
    boolean named = start.contains("xmlns");
    if (!declared && !named && !start.startsWith("<!DOCTYPE")) {
      return Optional.empty();
    }
    var root = XML_ROOT.matcher(start);
    return Optional.of(root.find() ? ofRoot(root.group(1), start) : "XML");
  }

  private static String ofRoot(String root, String start) {
    return switch (root) {
      case "kml" -> "KML";
      case "RDF" -> "RDF_XML";
      case "html" -> "XHTML";
      case "svg" -> "SVG";
      case "rss" -> "RSS";
      case "feed" -> "ATOM";
      case "FeatureCollection" -> start.contains("opengis.net/gml") ? "GML" : "XML";
      case "Structure", "GenericData", "StructureSpecificData" ->
          start.contains("sdmx.org") ? "SDMX" : "XML";
      default ->
          start.contains("opengis.net/citygml")
                  || start.contains("adv-online.de")
                  || (start.contains("opengis.net/gml") && start.contains("eatureMember"))
              ? "GML"
              : "XML";
    };
  }

  private static Optional<String> statements(String start) {
    int end = start.indexOf('\n');
    var line = STATEMENT.matcher(end < 0 ? start.strip() : start.substring(0, end).strip());
    if (!line.matches()) {
      return Optional.empty();
    }
    return Optional.of(line.group(1) == null ? "RDF_N_TRIPLES" : "RDF_N_QUADS");
  }

  private static String archive(String names, String ending) {
    if (names.contains("xl/workbook.bin")) {
      return "XLSB";
    }
    if (names.contains("xl/workbook.xml")) {
      return names.contains("xl/vbaProject.bin") ? "XLSM" : "XLSX";
    }
    if (names.contains("word/document.xml")) {
      return "DOCX";
    }
    if (names.contains("ppt/presentation.xml")) {
      return "PPTX";
    }
    if (names.contains("application/vnd.oasis.opendocument.")) {
      return names.contains("opendocument.spreadsheet")
          ? "ODS"
          : names.contains("opendocument.presentation") ? "ODP" : "ODT";
    }
    if (names.contains("content.xml") && ending.equals("ods")) {
      return "ODS";
    }
    if (names.contains("application/epub+zip")) {
      return "EPUB";
    }
    if (names.contains("stop_times.txt") && names.contains("stops.txt")) {
      return "GTFS";
    }
    if (names.contains("doc.kml") || ending.equals("kmz")) {
      return "KMZ";
    }
    String lower = names.toLowerCase(Locale.ROOT);
    return lower.contains(".shp") && lower.contains(".dbf") ? "SHP" : "ZIP";
  }

  private static boolean starts(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static String latin(byte[] bytes, int length) {
    return new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.ISO_8859_1);
  }
}
