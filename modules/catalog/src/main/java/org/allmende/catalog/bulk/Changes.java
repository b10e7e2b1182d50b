package org.allmende.catalog.bulk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.jspecify.annotations.Nullable;

/// What shall be said of several datasets. An empty text leaves a field as it is.
///
/// @param license URI
/// @param contactName an office
/// @param contactEmail without `mailto:`
/// @param publisher name
/// @param frequency URI
/// @param themesMore URIs of themes to add
/// @param themesLess URIs of themes to take away
/// @param keywordsMore to add
/// @param keywordsLess to take away, however they are written
public record Changes(
    String license,
    String contactName,
    String contactEmail,
    String publisher,
    String frequency,
    List<String> themesMore,
    List<String> themesLess,
    List<String> keywordsMore,
    List<String> keywordsLess) {

  public Changes {
    themesMore = List.copyOf(themesMore);
    themesLess = List.copyOf(themesLess);
    keywordsMore = List.copyOf(keywordsMore);
    keywordsLess = List.copyOf(keywordsLess);
  }

  /// Whether nothing shall be said.
  public boolean isEmpty() {
    return (license + contactName + contactEmail + publisher + frequency).isEmpty()
        && themesMore.isEmpty()
        && themesLess.isEmpty()
        && keywordsMore.isEmpty()
        && keywordsLess.isEmpty();
  }

  /// What is said of a dataset then. As in the form of one dataset, only what differs from its
  /// description is something said.
  Metadata said(Dataset dataset, Metadata before) {
    return new Metadata(
        before.title(),
        before.description(),
        keywords(dataset, before),
        themes(dataset, before),
        publisher(dataset, before),
        contact(dataset, before),
        license.isEmpty() || dataset.licenses().equals(List.of(license))
            ? before.license()
            : license,
        before.spatial(),
        before.temporal(),
        frequency.isEmpty() || frequency.equals(dataset.frequency())
            ? before.frequency()
            : frequency,
        before.hvd(),
        before.language(),
        before.identifier(),
        before.landingPage(),
        before.decisions());
  }

  private List<String> keywords(Dataset dataset, Metadata before) {
    var words = new ArrayList<>(dataset.keywords());
    words.removeIf(word -> has(keywordsLess, word));
    keywordsMore.stream().filter(word -> !has(words, word)).forEach(words::add);
    return words.equals(dataset.keywords()) ? before.keywords() : words;
  }

  private static boolean has(List<String> words, String word) {
    return words.stream().anyMatch(word::equalsIgnoreCase);
  }

  private List<String> themes(Dataset dataset, Metadata before) {
    var themes = new LinkedHashSet<>(dataset.themes());
    themesLess.forEach(themes::remove);
    themes.addAll(themesMore);
    List<String> next = List.copyOf(themes);
    return next.equals(dataset.themes()) ? before.themes() : next;
  }

  private Metadata.@Nullable Agent publisher(Dataset dataset, Metadata before) {
    Metadata.Agent now = dataset.publisher();
    return publisher.isEmpty() || (now != null && now.name().equals(publisher))
        ? before.publisher()
        : new Metadata.Agent(publisher, null);
  }

  private Metadata.@Nullable Contact contact(Dataset dataset, Metadata before) {
    Metadata.Contact now = dataset.contact();
    String name = contactName.isEmpty() ? now == null ? null : now.name() : contactName;
    String email = contactEmail.isEmpty() ? now == null ? null : now.email() : contactEmail;
    boolean same =
        now == null
            ? name == null && email == null
            : Objects.equals(name, now.name()) && Objects.equals(email, now.email());
    Metadata.Contact said = before.contact();
    return same ? said : new Metadata.Contact(name, email, said == null ? null : said.url());
  }
}
