package org.allmende.web.datasets;

import java.util.List;
import java.util.Optional;
import org.allmende.model.Dataset;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;

/// Says in words what addresses of concepts and places mean.
public final class Concepts {

  private static final int LONGEST = 200;

  private final Vocabularies vocabularies;

  public Concepts(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /// The name of a concept; where we do not know it, the end of its address, or the text itself.
  String label(Words words, String value) {
    return vocabularies
        .concept(value)
        .map(concept -> concept.label(words.language()))
        .orElseGet(() -> end(value));
  }

  /// A theme as the start page calls it.
  String theme(Words words, String uri) {
    String key = "theme." + uri.substring(uri.lastIndexOf('/') + 1);
    return words.has(key) ? words.t(key) : label(words, uri);
  }

  /// The European theme of an address.
  public Optional<Concept> theme(String uri) {
    return uri.startsWith(Scheme.DATA_THEME.uri() + "/")
        ? vocabularies.concept(uri)
        : Optional.empty();
  }

  /// All European themes.
  public List<Concept> themes() {
    return vocabularies.concepts(Scheme.DATA_THEME);
  }

  /// All licences a German publisher chooses from.
  public List<Concept> licenses() {
    return vocabularies.concepts(Scheme.LICENCE);
  }

  /// A language as `de` or `en` name it; empty for one that we do not know.
  Optional<String> languageTag(String uri) {
    return vocabularies.concept(uri).flatMap(language -> language.fact(Fact.TAG));
  }

  /// What a place is called; empty for one that has neither name nor an address of its own, as the
  /// rectangle in which a dataset's rows lie.
  String place(Words words, Dataset.Place place) {
    String name = place.name();
    if (name != null) {
      return Plain.shorten(name, LONGEST);
    }
    String uri = place.uri();
    return uri == null || (uri.contains("#") && vocabularies.concept(uri).isEmpty())
        ? ""
        : label(words, uri);
  }

  /// The licence a text means.
  public Optional<Concept> license(String text) {
    return vocabularies
        .concept(text)
        .or(() -> vocabularies.find(Scheme.LICENCE, text))
        .or(() -> vocabularies.find(Scheme.EU_LICENCE, text));
  }

  /// A licence by name, linked to its text where that is known.
  public Link licenseLink(Words words, String license) {
    Optional<Concept> known = license(license);
    String name = known.map(c -> c.label(words.language())).orElseGet(() -> end(license));
    String page = known.flatMap(c -> c.fact(Fact.HOMEPAGE)).orElse(license);
    return new Link(name, Links.safe(page));
  }

  private static String end(String value) {
    String trimmed = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    int at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('#'));
    boolean address = value.startsWith("http://") || value.startsWith("https://");
    return Plain.shorten(address && at > 8 ? trimmed.substring(at + 1) : value, LONGEST);
  }
}
