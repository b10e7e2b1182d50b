package org.allmende.dcat.describing;

import java.util.Locale;
import java.util.Map;
import org.allmende.model.Draft;
import org.jspecify.annotations.Nullable;

/// What is in a file, and how it is packed: DCAT names the format of the data, and beside it that
/// of the packing ([DCAT 3,
/// 6.8.18](https://www.w3.org/TR/vocab-dcat-3/#Property:distribution_compression_format)).
///
/// @param format code of the EU file type
/// @param mediaType IANA media type of the data
/// @param compressed media type of the compression; null where the data are not compressed
/// @param packed media type of the archive; null where the file is none
record Packing(
    String format, String mediaType, @Nullable String compressed, @Nullable String packed) {

  private static final String GZIP = "application/gzip";
  private static final String ZIP = "application/zip";

  /// What a name inside the packing says, by its ending.
  private static final Map<String, Packing> ENDINGS =
      Map.of(
          "csv", new Packing("CSV", "text/csv"),
          "tsv", new Packing("TSV", "text/tab-separated-values"),
          "json", new Packing("JSON", "application/json"),
          "geojson", new Packing("GEOJSON", "application/geo+json"),
          "xml", new Packing("XML", "application/xml"),
          "gml", new Packing("GML", "application/gml+xml"),
          "ttl", new Packing("RDF_TURTLE", "text/turtle"),
          "nt", new Packing("RDF_N_TRIPLES", "application/n-triples"));

  Packing(String format, String mediaType) {
    this(format, mediaType, null, null);
  }

  static Packing of(Draft draft) {
    if (draft.format().equals("GZIP")) {
      String name = draft.upload().name().toLowerCase(Locale.ROOT).replaceFirst("\\.gz(ip)?$", "");
      Packing inner = ENDINGS.get(name.substring(name.lastIndexOf('.') + 1));
      return inner == null
          ? new Packing("GZIP", GZIP)
          : new Packing(inner.format(), inner.mediaType(), GZIP, null);
    }
    boolean archive = draft.mediaType().equals(ZIP);
    return new Packing(draft.format(), draft.mediaType(), null, archive ? ZIP : null);
  }
}
