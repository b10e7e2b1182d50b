package org.allmende.catalog.harvest;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.allmende.model.Slug;
import org.jspecify.annotations.Nullable;

/// Somebody else's catalogue that a tenant takes in.
///
/// @param tenant whose datasets its records become
/// @param name what it is called here; unique within the tenant, and part of the identity of what
///   it gives
/// @param kind how it is read
/// @param address where it is read
/// @param priority decides which source is shown when two give the same dataset: the higher one
/// @param every how often it is read; null for only when somebody asks
/// @param options what readers of this kind want to know beyond the address, such as `prefix`
public record Source(
    String tenant,
    String name,
    Kind kind,
    URI address,
    int priority,
    @Nullable Duration every,
    Map<String, String> options) {

  public Source {
    options = Map.copyOf(options);
    if (!Slug.isValid(tenant) || !Slug.isValid(name)) {
      throw new IllegalArgumentException("not a name for a source: " + tenant + "/" + name);
    }
    if (every != null && every.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("more often than once a minute: " + every);
    }
  }

  /// How a catalogue is read.
  public enum Kind {
    /// RDF in any serialisation, in pages or as a whole.
    DCAT,
    /// A SPARQL endpoint that holds DCAT.
    SPARQL,
    /// OAI-PMH with a DCAT format.
    OAI_PMH,
    /// The action API of CKAN.
    CKAN,
    /// A `data.json` as DKAN and others give it (DCAT-US).
    DATA_JSON,
    /// CSW 2.0.2 with ISO 19139.
    CSW
  }

  /// Where it stands among all sources: `tenant/name`.
  public String key() {
    return tenant + "/" + name;
  }

  /// What the operator has said about a thing that only some readers want to know.
  public Optional<String> option(String option) {
    return Optional.ofNullable(options.get(option)).filter(value -> !value.isBlank());
  }
}
