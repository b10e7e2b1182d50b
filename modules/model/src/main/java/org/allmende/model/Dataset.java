package org.allmende.model;

import java.util.List;
import java.util.Map;
import org.allmende.model.Metadata.Agent;
import org.allmende.model.Metadata.Contact;
import org.jspecify.annotations.Nullable;

/// A dataset as its graph describes it, in plain values: what pages, search and feeds show. Read by
/// `dcat` from any DCAT-AP graph, ours or harvested; missing things are empty or null.
///
/// @param uri the dataset's URI
/// @param title by language tag; `""` for text without a tag
/// @param description by language tag
/// @param keywords without their language tags
/// @param themes URIs of the EU data themes
/// @param publisher name and URI
/// @param contact where to ask
/// @param licenses URIs of all distributions' licences, each once
/// @param places places covered
/// @param temporal times covered
/// @param issued ISO date or date and time
/// @param modified ISO date or date and time
/// @param frequency URI
/// @param languages URIs
/// @param accessRights URI
/// @param hvdCategories URIs
/// @param identifier the first `dcterms:identifier`
/// @param landingPage URI
/// @param distributions in the order of their URIs
public record Dataset(
    String uri,
    Map<String, String> title,
    Map<String, String> description,
    List<String> keywords,
    List<String> themes,
    @Nullable Agent publisher,
    @Nullable Contact contact,
    List<String> licenses,
    List<Place> places,
    List<Metadata.Period> temporal,
    @Nullable String issued,
    @Nullable String modified,
    @Nullable String frequency,
    List<String> languages,
    @Nullable String accessRights,
    List<String> hvdCategories,
    @Nullable String identifier,
    @Nullable String landingPage,
    List<Distribution> distributions) {

  public Dataset {
    title = Map.copyOf(title);
    description = Map.copyOf(description);
    keywords = List.copyOf(keywords);
    themes = List.copyOf(themes);
    licenses = List.copyOf(licenses);
    places = List.copyOf(places);
    temporal = List.copyOf(temporal);
    languages = List.copyOf(languages);
    hvdCategories = List.copyOf(hvdCategories);
    distributions = List.copyOf(distributions);
  }

  /// The title in the language asked for, else in German, else in any, else the URI.
  public String title(String language) {
    return inLanguage(title, language, uri);
  }

  /// The description in the language asked for, else in German, else in any, else nothing.
  public String description(String language) {
    return inLanguage(description, language, "");
  }

  /// The language that the title is in when asked for in one; empty where it is not known.
  public String titleLanguage(String language) {
    return languageOf(title, language);
  }

  /// The language that the description is in when asked for in one; empty where it is not known.
  public String descriptionLanguage(String language) {
    return languageOf(description, language);
  }

  private static String languageOf(Map<String, String> texts, String language) {
    return List.of(language, "de", "", "en").stream()
        .filter(texts::containsKey)
        .findFirst()
        .orElse("");
  }

  private static String inLanguage(Map<String, String> texts, String language, String otherwise) {
    for (String tag : List.of(language, "de", "", "en")) {
      String text = texts.get(tag);
      if (text != null) {
        return text;
      }
    }
    return texts.entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse(otherwise);
  }

  /// A place covered.
  ///
  /// @param uri null for a nameless place
  /// @param name label given in the graph; null where there is none
  /// @param box west, south, east, north in degrees WGS84; null where there is no geometry
  public record Place(@Nullable String uri, @Nullable String name, @Nullable Box box) {}

  /// A rectangle in degrees WGS84.
  public record Box(double west, double south, double east, double north) {}

  /// One form in which the data can be had.
  ///
  /// @param uri the distribution's URI
  /// @param title by language tag
  /// @param format URI of the EU file type; a text where the source has no URI; null when unknown
  /// @param mediaType IANA media type; null when unknown
  /// @param accessUrl where to get it
  /// @param downloadUrl the file itself; null when unknown
  /// @param license URI or text; null when unknown
  /// @param byteSize in bytes; null when unknown
  /// @param checksum SHA-256 in hexadecimal; null when unknown
  /// @param rows number of rows of its table; null when unknown
  public record Distribution(
      String uri,
      Map<String, String> title,
      @Nullable String format,
      @Nullable String mediaType,
      @Nullable String accessUrl,
      @Nullable String downloadUrl,
      @Nullable String license,
      @Nullable Long byteSize,
      @Nullable String checksum,
      @Nullable Long rows) {
    public Distribution {
      title = Map.copyOf(title);
    }
  }
}
