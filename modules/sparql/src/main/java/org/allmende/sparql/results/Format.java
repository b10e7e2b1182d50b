package org.allmende.sparql.results;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The forms an answer comes in, each with the media types it is known by.
public enum Format {
  /// [SPARQL results in JSON](https://www.w3.org/TR/sparql11-results-json/)
  JSON(false, "application/sparql-results+json", "application/json"),
  /// [SPARQL results in XML](https://www.w3.org/TR/rdf-sparql-XMLres/)
  XML(false, "application/sparql-results+xml", "application/xml", "text/xml"),
  /// [SPARQL results in CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/)
  CSV(false, "text/csv"),
  /// the same with tabs, and terms as in Turtle
  TSV(false, "text/tab-separated-values"),
  /// [GeoJSON](https://www.rfc-editor.org/rfc/rfc7946), of rows that hold a geometry
  GEO_JSON(false, "application/geo+json"),
  /// [Turtle](https://www.w3.org/TR/turtle/)
  TURTLE(true, "text/turtle", "application/x-turtle"),
  /// [N-Triples](https://www.w3.org/TR/n-triples/)
  N_TRIPLES(true, "application/n-triples", "text/plain"),
  /// [RDF/XML](https://www.w3.org/TR/rdf-syntax-grammar/)
  RDF_XML(true, "application/rdf+xml", "application/xml", "text/xml"),
  /// [JSON-LD](https://www.w3.org/TR/json-ld11/) in its expanded form
  JSON_LD(true, "application/ld+json", "application/json");

  private final boolean triples;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable ones
  private final List<String> mediaTypes;

  Format(boolean triples, String... mediaTypes) {
    this.triples = triples;
    this.mediaTypes = List.of(mediaTypes);
  }

  /// A form and the media type it goes out by.
  public record Chosen(Format format, String mediaType) {}

  /// Whether it holds triples, and not rows.
  public boolean holdsTriples() {
    return triples;
  }

  /// The form that is wanted most.
  ///
  /// @param triples whether the answer is a graph
  /// @param accept media types and ranges, most wanted first; none means any
  public static Optional<Chosen> choose(boolean triples, List<String> accept) {
    for (String wanted : accept.isEmpty() ? List.of("*/*") : accept) {
      int parameters = wanted.indexOf(';');
      String range =
          (parameters < 0 ? wanted : wanted.substring(0, parameters))
              .strip()
              .toLowerCase(Locale.ROOT);
      for (Format format : values()) {
        if (format.triples == triples) {
          Optional<String> type = format.within(range);
          if (type.isPresent()) {
            return Optional.of(new Chosen(format, type.get() + format.charset()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> within(String range) {
    if (range.equals("*/*") || range.equals("*")) {
      return Optional.of(mediaTypes.getFirst());
    }
    if (range.endsWith("/*")) {
      String start = range.substring(0, range.length() - 1);
      return mediaTypes.stream().filter(type -> type.startsWith(start)).findFirst();
    }
    return mediaTypes.stream().filter(range::equals).findFirst();
  }

  private String charset() {
    return switch (this) {
      case XML, RDF_XML, CSV, TSV, TURTLE, N_TRIPLES -> "; charset=utf-8";
      case JSON, GEO_JSON, JSON_LD -> "";
    };
  }

  /// The media types for graphs, or those for rows, in one line.
  public static String offered(boolean triples) {
    return Arrays.stream(values())
        .filter(format -> format.triples == triples)
        .map(format -> format.mediaTypes.getFirst())
        .collect(Collectors.joining(", "));
  }

  /// A writer of rows in this form.
  public RowWriter rows(Utf8 out) {
    return switch (this) {
      case JSON -> new JsonRows(out);
      case XML -> new XmlRows(out);
      case CSV -> new CsvRows(out);
      case TSV -> new TsvRows(out);
      case GEO_JSON -> new GeoJsonRows(out);
      case TURTLE, N_TRIPLES, RDF_XML, JSON_LD ->
          throw new IllegalStateException("no rows: " + this);
    };
  }

  /// A writer of triples in this form.
  ///
  /// @param prefixes what may be abbreviated, where the form has it
  public TripleWriter triples(Utf8 out, Map<String, String> prefixes) {
    return switch (this) {
      case TURTLE -> new TurtleTriples(out, prefixes);
      case N_TRIPLES -> new NTriplesTriples(out);
      case RDF_XML -> new RdfXmlTriples(out);
      case JSON_LD -> new JsonLdTriples(out);
      case JSON, XML, CSV, TSV, GEO_JSON -> throw new IllegalStateException("no triples: " + this);
    };
  }
}
