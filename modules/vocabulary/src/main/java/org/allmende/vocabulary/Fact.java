package org.allmende.vocabulary;

/// What we know of concepts beyond their labels, by the property that says it in Turtle.
public enum Fact {

  /// An IANA media type of a file type, such as `text/csv`.
  MEDIA_TYPE("http://www.w3.org/ns/dcat#mediaType"),

  /// `true` or `false`: nobody owns the file type (the list of the European quality assessment).
  NON_PROPRIETARY(Fact.OWN + "nonProprietary"),

  /// `true`: programs can work with files of this type (our own list; the official one is not
  /// published).
  MACHINE_READABLE(Fact.OWN + "machineReadable"),

  /// `true` or `false`: the licence is open.
  OPEN(Fact.OWN + "open"),

  /// `true` or `false`: whoever uses the data must name the source (our own judgement).
  ATTRIBUTION(Fact.OWN + "attribution"),

  /// How long between two editions, as an ISO 8601 duration.
  INTERVAL(Fact.OWN + "interval"),

  /// `true`: the publisher of the list asks to use another concept.
  DEPRECATED("http://www.w3.org/2002/07/owl#deprecated"),

  /// The address of the same concept in another list: of a DCAT-AP.de licence, the EU's.
  EXACT_MATCH("http://www.w3.org/2004/02/skos/core#exactMatch"),

  /// An older address of the same thing, still met in catalogues.
  REPLACES("http://purl.org/dc/terms/replaces"),

  /// A page about it: of a licence, its text.
  HOMEPAGE("http://xmlns.com/foaf/0.1/homepage"),

  /// `true` or `false`: DCAT-AP, or GovData, allows the concept where it asks for this list.
  ALLOWED(Fact.OWN + "allowed"),

  /// The two letters ISO 639-1 gives to a language.
  TAG(Fact.OWN + "languageTag"),

  /// The name Java gives to a checksum algorithm.
  JAVA_NAME(Fact.OWN + "javaName");

  static final String OWN = "urn:allmende:vocabulary:";

  private final String property;

  Fact(String property) {
    this.property = property;
  }

  /// The address of the property.
  public String property() {
    return property;
  }
}
