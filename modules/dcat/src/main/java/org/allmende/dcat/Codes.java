package org.allmende.dcat;

import java.util.Optional;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;

/// Which concept a code, a name or an address means, as an address.
final class Codes {

  private final Vocabularies vocabularies;

  Codes(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  Optional<String> theme(String text) {
    return find(Scheme.DATA_THEME, text);
  }

  /// A licence of DCAT-AP.de, else one of the EU.
  Optional<String> license(String text) {
    return find(Scheme.LICENCE, text).or(() -> find(Scheme.EU_LICENCE, text));
  }

  Optional<String> frequency(String text) {
    return find(Scheme.FREQUENCY, text);
  }

  Optional<String> hvd(String text) {
    return find(Scheme.HVD_CATEGORY, text);
  }

  Optional<String> language(String text) {
    return find(Scheme.LANGUAGE, text);
  }

  private Optional<String> find(Scheme scheme, String text) {
    return vocabularies.find(scheme, text).map(Concept::uri);
  }

  /// The German name of a concept; its address where we do not know it.
  String label(String uri) {
    return vocabularies.concept(uri).map(concept -> concept.label("de")).orElse(uri);
  }

  /// Whether whoever uses data under this licence must name the source.
  boolean asksForAttribution(String license) {
    return vocabularies.concept(license).map(c -> c.is(Fact.ATTRIBUTION)).orElse(false);
  }

  static String themeUri(String code) {
    return Terms.EU_AUTHORITY + "data-theme/" + code;
  }

  /// The code of an EU concept, other addresses as they are.
  static String shortForm(String uri) {
    return uri.startsWith(Terms.EU_AUTHORITY) ? lastPart(uri) : uri;
  }

  static String lastPart(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
