package org.allmende.search.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.engines.Engine;
import org.allmende.catalog.said.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with OpenSearch: JSON there and back, and what it refuses as a failure of its kind.
final class Cluster {

  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";
  private static final int MOST_TOLD = 500;

  private final Engine engine;
  private final JsonMapper mapper = Json.own();

  Cluster(Engine engine) {
    this.engine = engine;
  }

  /// It is not there: an index, an alias, a document.
  static final class Missing extends IOException {
    private static final long serialVersionUID = 1;

    Missing(String what) {
      super(what);
    }
  }

  /// It is not, or no longer, as it was supposed to be: somebody else was first.
  static final class Conflict extends IOException {
    private static final long serialVersionUID = 1;

    Conflict(String what) {
      super(what);
    }
  }

  /// @throws Missing for 404
  /// @throws Conflict for 409
  /// @throws IOException when it is away, or has no room for more just now
  /// @throws IllegalStateException when it does not understand us
  JsonNode ask(String method, String path, Map<String, ?> body) throws IOException {
    return ask(method, path, JSON, body.isEmpty() ? "" : mapper.writeValueAsString(body));
  }

  JsonNode get(String path) throws IOException {
    return ask("GET", path, Map.of());
  }

  /// Answers to several searches, in their order.
  List<JsonNode> searches(String index, Map<String, ?> header, List<? extends Map<String, ?>> all)
      throws IOException {
    var lines = new StringBuilder();
    for (Map<String, ?> one : all) {
      line(lines, header);
      line(lines, one);
    }
    var answers = new ArrayList<JsonNode>();
    for (JsonNode answer :
        ask("POST", index + "/_msearch", LINES, lines.toString()).path("responses")) {
      requireGood(answer.path("status").intValue(), answer.path("error").toString());
      answers.add(answer);
    }
    return answers;
  }

  /// Adds something as a line of its own.
  void line(StringBuilder lines, Map<String, ?> object) {
    lines.append(mapper.writeValueAsString(object)).append('\n');
  }

  /// Writes many documents to an index, which is made for nobody's sake.
  ///
  /// @param alias of the index
  JsonNode bulk(String alias, String lines) throws IOException {
    return ask("POST", alias + "/_bulk?require_alias=true", LINES, lines);
  }

  private JsonNode ask(String method, String path, String type, String body) throws IOException {
    Engine.Reply reply = engine.ask(method, path, type, body);
    requireGood(reply.status(), reply.body());
    try {
      return mapper.readTree(reply.body().isEmpty() ? "{}" : reply.body());
    } catch (JacksonException e) {
      throw new IOException("no JSON from OpenSearch for " + path, e);
    }
  }

  private static void requireGood(int status, String said) throws IOException {
    String told = status + " " + (said.length() > MOST_TOLD ? said.substring(0, MOST_TOLD) : said);
    switch (status) {
      case 200, 201 -> {
        // It is done.
      }
      case 404 -> throw new Missing(told);
      case 409 -> throw new Conflict(told);
      case 400, 413 -> {
        if (said.contains("resource_already_exists_exception")) {
          throw new Conflict(told);
        }
        throw new IllegalStateException("OpenSearch does not understand: " + told);
      }
      default -> throw new IOException("OpenSearch answers " + told);
    }
  }
}
