package org.allmende.intake.csvw;

import java.io.IOException;
import java.util.Optional;
import org.allmende.intake.csvw.Resources.Resource;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A JSON document that describes tabular data, and what its parts are read in.
///
/// @param scope base address and language as its `@context` says
record MetadataDocument(ObjectNode object, Scope scope) {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(8 << 20)
                          .maxNestingDepth(100)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .build();

  /// Reads what lies at an address; empty where there is nothing.
  static Optional<MetadataDocument> open(String url, Resources resources, Report report)
      throws IOException, InvalidMetadata {
    Optional<Resource> resource = resources.open(url);
    if (resource.isEmpty()) {
      return Optional.empty();
    }
    try (var body = resource.get().body()) {
      return Optional.of(of(JSON.readTree(body), url, report));
    } catch (JacksonException e) {
      throw new InvalidMetadata(
          Issue.CSVW_FILE_UNREADABLE, Place.WHOLE, Text.same(url + ": " + e.getOriginalMessage()));
    }
  }

  /// @param url where the document is
  static MetadataDocument of(JsonNode json, String url, Report report) throws InvalidMetadata {
    if (json instanceof ObjectNode object) {
      return new MetadataDocument(object, scope(object.get("@context"), url, report));
    }
    throw new InvalidMetadata("@context", "es ist kein JSON-Objekt", "it is no JSON object");
  }

  /// Whether it names the context of the vocabulary, as documents that describe tables must.
  boolean hasContext() {
    return object.has("@context");
  }

  Members members() {
    return new Members(object, scope);
  }

  private static Scope scope(@Nullable JsonNode context, String url, Report report)
      throws InvalidMetadata {
    var plain = new Scope(url, Scope.UNDETERMINED, report);
    if (context == null || (context.isString() && context.asString().equals(Terms.CONTEXT))) {
      return plain;
    }
    if (context.isArray()
        && (context.size() == 1 || context.size() == 2)
        && context.get(0).isString()
        && context.get(0).asString().equals(Terms.CONTEXT)) {
      if (context.size() == 1) {
        return plain;
      }
      if (context.get(1) instanceof ObjectNode settings) {
        return scope(settings, plain);
      }
    }
    throw wrongContext();
  }

  private static Scope scope(ObjectNode settings, Scope plain) throws InvalidMetadata {
    var members = new Members(settings, plain);
    String base = members.link("@base");
    String language = members.string("@language");
    if (settings.isEmpty()) {
      throw wrongContext();
    }
    members.nothingElse("@context");
    if (language != null && !Scope.isLanguage(language)) {
      members.ignore("@language");
      language = null;
    }
    return new Scope(
        base == null ? plain.base() : base,
        language == null ? plain.language() : language,
        plain.report());
  }

  private static InvalidMetadata wrongContext() {
    return new InvalidMetadata(
        "@context", "@context ist nicht " + Terms.CONTEXT, "@context is not " + Terms.CONTEXT);
  }
}
