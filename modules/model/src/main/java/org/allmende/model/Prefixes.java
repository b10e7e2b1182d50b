package org.allmende.model;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Prefixes that people use for the words of open data. They are proposed, never assumed.
public final class Prefixes {

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("adms", "http://www.w3.org/ns/adms#"),
          Map.entry("al", "urn:allmende:"),
          Map.entry("csvw", "http://www.w3.org/ns/csvw#"),
          Map.entry("dc", "http://purl.org/dc/elements/1.1/"),
          Map.entry("dcat", "http://www.w3.org/ns/dcat#"),
          Map.entry("dcatap", "http://data.europa.eu/r5r/"),
          Map.entry("dcatde", "http://dcat-ap.de/def/dcatde/"),
          Map.entry("dct", "http://purl.org/dc/terms/"),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("dqv", "http://www.w3.org/ns/dqv#"),
          Map.entry("eli", "http://data.europa.eu/eli/ontology#"),
          Map.entry("fn", "http://www.w3.org/2005/xpath-functions#"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("geo", "http://www.opengis.net/ont/geosparql#"),
          Map.entry("geodcatap", "http://data.europa.eu/930/"),
          Map.entry("geof", "http://www.opengis.net/def/function/geosparql/"),
          Map.entry("hydra", "http://www.w3.org/ns/hydra/core#"),
          Map.entry("locn", "http://www.w3.org/ns/locn#"),
          Map.entry("math", "http://www.w3.org/2005/xpath-functions/math#"),
          Map.entry("odrl", "http://www.w3.org/ns/odrl/2/"),
          Map.entry("org", "http://www.w3.org/ns/org#"),
          Map.entry("owl", "http://www.w3.org/2002/07/owl#"),
          Map.entry("prov", "http://www.w3.org/ns/prov#"),
          Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("schema", "http://schema.org/"),
          Map.entry("sd", "http://www.w3.org/ns/sparql-service-description#"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("spdx", "http://spdx.org/rdf/terms#"),
          Map.entry("time", "http://www.w3.org/2006/time#"),
          Map.entry("uom", "http://www.opengis.net/def/uom/OGC/1.0/"),
          Map.entry("vcard", "http://www.w3.org/2006/vcard/ns#"),
          Map.entry("void", "http://rdfs.org/ns/void#"),
          Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"));

  /// Of two prefixes for one namespace the shorter.
  private static final Map<String, String> BY_NAMESPACE =
      KNOWN.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getValue,
                  Map.Entry::getKey,
                  (one, other) -> one.length() <= other.length() ? one : other));

  private Prefixes() {}

  /// The namespace that a prefix usually stands for.
  public static Optional<String> namespace(String prefix) {
    return Optional.ofNullable(KNOWN.get(prefix));
  }

  /// All of them, with their namespaces.
  public static SortedMap<String, String> all() {
    return new TreeMap<>(KNOWN);
  }

  /// The prefix that stands for the beginning of an address, up to its last `#`, `/` or `:`.
  public static Optional<String> of(String uri) {
    int end = Math.max(uri.lastIndexOf('#'), Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')));
    return Optional.ofNullable(BY_NAMESPACE.get(uri.substring(0, end + 1)));
  }
}
