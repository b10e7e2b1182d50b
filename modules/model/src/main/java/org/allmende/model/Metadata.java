package org.allmende.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a dataset's description that people talk about: what a clerk may say about a file,
/// and what a description says in the end. Every field may be missing: texts and lists are empty
/// then, the others null.
///
/// @param title by language tag (`de`, `en`)
/// @param description by language tag
/// @param keywords German unless said otherwise
/// @param themes URIs or codes of the EU data themes
/// @param publisher who is responsible for the data
/// @param contact where to ask
/// @param license URI or code of a licence
/// @param spatial AGS, ARS, URIs or names of the places covered
/// @param temporal the time covered
/// @param frequency URI or code of how often it changes
/// @param hvd URI or name of a high-value dataset category
/// @param language URI or BCP 47 tag of the data's language
/// @param identifier the publisher's own identifier
/// @param landingPage a page about the data elsewhere
/// @param decisions what was decided about blocking findings
public record Metadata(
    Map<String, String> title,
    Map<String, String> description,
    List<String> keywords,
    List<String> themes,
    @Nullable Agent publisher,
    @Nullable Contact contact,
    @Nullable String license,
    List<String> spatial,
    @Nullable Period temporal,
    @Nullable String frequency,
    @Nullable String hvd,
    @Nullable String language,
    @Nullable String identifier,
    @Nullable String landingPage,
    List<Decision> decisions) {

  /// Nothing said.
  public static final Metadata NOTHING =
      new Metadata(
          Map.of(), Map.of(), List.of(), List.of(), null, null, null, List.of(), null, null, null,
          null, null, null, List.of());

  public Metadata {
    title = Map.copyOf(title);
    description = Map.copyOf(description);
    keywords = List.copyOf(keywords);
    themes = List.copyOf(themes);
    spatial = List.copyOf(spatial);
    decisions = List.copyOf(decisions);
  }

  /// The same with other decisions.
  public Metadata deciding(List<Decision> other) {
    return new Metadata(
        title,
        description,
        keywords,
        themes,
        publisher,
        contact,
        license,
        spatial,
        temporal,
        frequency,
        hvd,
        language,
        identifier,
        landingPage,
        other);
  }

  /// The same, with what somebody else says where nothing is said here.
  public Metadata or(Metadata other) {
    return new Metadata(
        title.isEmpty() ? other.title : title,
        description.isEmpty() ? other.description : description,
        keywords.isEmpty() ? other.keywords : keywords,
        themes.isEmpty() ? other.themes : themes,
        or(publisher, other.publisher),
        or(contact, other.contact),
        or(license, other.license),
        spatial.isEmpty() ? other.spatial : spatial,
        or(temporal, other.temporal),
        or(frequency, other.frequency),
        or(hvd, other.hvd),
        or(language, other.language),
        or(identifier, other.identifier),
        or(landingPage, other.landingPage),
        decisions.isEmpty() ? other.decisions : decisions);
  }

  private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  /// Somebody responsible.
  ///
  /// @param name as it is shown
  /// @param uri who it is; null where only a name is known
  public record Agent(String name, @Nullable String uri) {}

  /// Where to ask.
  ///
  /// @param name an office, not a person
  /// @param email without `mailto:`
  /// @param url a page with a form
  public record Contact(@Nullable String name, @Nullable String email, @Nullable String url) {}

  /// A stretch of time; ISO 8601 dates, months or years, each end may be open.
  public record Period(@Nullable String start, @Nullable String end) {}

  /// Why something is published although a finding blocks it.
  ///
  /// @param code the finding's code
  /// @param column the finding's column; null where it has none
  /// @param reason in the clerk's words, never empty
  public record Decision(String code, @Nullable String column, String reason) {}
}
