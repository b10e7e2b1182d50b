package org.allmende.dcat.terms;

import java.util.Optional;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;

/// Which concept a code, a name or an address means, as an address.
public final class Codes {

  private final Vocabularies vocabularies;

  public Codes(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  public Optional<String> theme(String text) {
    return find(Scheme.DATA_THEME, text);
  }

  /// A licence of DCAT-AP.de, else one of the EU.
  public Optional<String> license(String text) {
    return find(Scheme.LICENCE, text).or(() -> find(Scheme.EU_LICENCE, text));
  }

  public Optional<String> frequency(String text) {
    return find(Scheme.FREQUENCY, text);
  }

  public Optional<String> hvd(String text) {
    return find(Scheme.HVD_CATEGORY, text);
  }

  public Optional<String> language(String text) {
    return find(Scheme.LANGUAGE, text);
  }

  private Optional<String> find(Scheme scheme, String text) {
    return vocabularies.find(scheme, text).map(Concept::uri);
  }

  /// The German name of a concept; its address where we do not know it.
  public String label(String uri) {
    return label(uri, "de");
  }

  /// What a concept is called in a language.
  public String label(String uri, String language) {
    return vocabularies.concept(uri).map(concept -> concept.label(language)).orElse(uri);
  }

  /// Whether whoever uses data under this licence must name the source.
  public boolean asksForAttribution(String license) {
    return vocabularies.concept(license).map(c -> c.is(Fact.ATTRIBUTION)).orElse(false);
  }

  public static String themeUri(String code) {
    return Terms.EU_AUTHORITY + "data-theme/" + code;
  }

  /// The code of an EU concept, other addresses as they are.
  public static String shortForm(String uri) {
    return uri.startsWith(Terms.EU_AUTHORITY) ? lastPart(uri) : uri;
  }

  public static String lastPart(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
