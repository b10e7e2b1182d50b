package org.allmende.dcat.coverage;

import java.util.List;
import java.util.Map;
import org.allmende.model.Claim;
import org.allmende.model.Dataset;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.jspecify.annotations.Nullable;

/// Everything a description will say, decided but not yet written as triples. Concepts are URIs.
///
/// @param attribution the text a licence asks for; null where it asks for none
/// @param publisherType URI
/// @param hvd as the clerk said
/// @param suggestedHvd the category that may fit; never written into a description
/// @param box the rectangle of the data's own coordinates; null where there are none
public record Content(
    Map<String, String> title,
    Map<String, String> description,
    List<String> keywords,
    List<String> themes,
    Metadata.@Nullable Agent publisher,
    @Nullable String publisherType,
    Metadata.@Nullable Contact contact,
    @Nullable String license,
    @Nullable String licenseName,
    @Nullable String attribution,
    List<Spot> places,
    Dataset.@Nullable Box box,
    Metadata.@Nullable Period temporal,
    @Nullable String frequency,
    @Nullable String hvd,
    @Nullable String suggestedHvd,
    @Nullable String language,
    @Nullable String identifier,
    @Nullable String landingPage,
    List<Claim> claims,
    List<Finding> findings) {

  /// A place that is covered.
  ///
  /// @param key AGS or the like; null for places without one
  /// @param uri null for a place known by name only
  /// @param name null where only the address is known
  /// @param centroid in WKT; null when unknown
  public record Spot(
      @Nullable String key,
      @Nullable String uri,
      @Nullable String name,
      @Nullable String centroid) {}
}
