package org.allmende.dcat.rdf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The serialisations in which descriptions are given out.
public enum RdfSyntax {
  TURTLE("text/turtle", "ttl"),
  RDF_XML("application/rdf+xml", "rdf"),
  JSON_LD("application/ld+json", "jsonld"),
  N_TRIPLES("application/n-triples", "nt");

  private final String mediaType;
  private final String suffix;

  RdfSyntax(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  /// Without a charset; all of them are UTF-8.
  public String mediaType() {
    return mediaType;
  }

  /// The ending of an address, without the dot.
  public String suffix() {
    return suffix;
  }

  /// The first of some media types, in order of preference, that is one of these.
  public static Optional<RdfSyntax> ofAccept(List<String> mediaTypes) {
    return mediaTypes.stream().flatMap(t -> ofMediaType(t).stream()).findFirst();
  }

  public static Optional<RdfSyntax> ofMediaType(String mediaType) {
    String wanted = mediaType.toLowerCase(Locale.ROOT);
    return List.of(values()).stream().filter(s -> s.mediaType.equals(wanted)).findFirst();
  }

  public static Optional<RdfSyntax> ofSuffix(String suffix) {
    return List.of(values()).stream().filter(s -> s.suffix.equals(suffix)).findFirst();
  }
}
