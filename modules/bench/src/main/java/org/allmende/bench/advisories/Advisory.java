package org.allmende.bench.advisories;

import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import tools.jackson.databind.JsonNode;

/// A weakness somebody has told of, in the [Open Source Vulnerability
/// format](https://ossf.github.io/osv-schema/).
///
/// @param names its own name, and what others call it
/// @param summary in a sentence; may be empty
record Advisory(List<String> names, String summary, List<JsonNode> affected) {

  Advisory {
    names = List.copyOf(names);
    affected = List.copyOf(affected);
  }

  /// Reads one; of one that was withdrawn nothing is affected.
  static Advisory read(JsonNode json) {
    var names =
        Stream.concat(
                Stream.of(json.path("id").asString("?")),
                json.path("aliases").valueStream().map(JsonNode::asString))
            .toList();
    return new Advisory(
        names,
        json.path("summary").asString(""),
        json.has("withdrawn") ? List.of() : json.path("affected").valueStream().toList());
  }

  /// Whether a library is affected.
  boolean affects(Library library) {
    return affected.stream()
        .filter(one -> one.path("package").path("ecosystem").asString("").equals("Maven"))
        .filter(one -> one.path("package").path("name").asString("").equals(library.name()))
        .anyMatch(one -> isAffected(one, library.version()));
  }

  private static boolean isAffected(JsonNode one, String version) {
    return one.path("versions").valueStream().anyMatch(said -> said.asString().equals(version))
        || one.path("ranges")
            .valueStream()
            .filter(range -> !range.path("type").asString("").equals("GIT"))
            .anyMatch(range -> isWithin(range.path("events"), new ComparableVersion(version)));
  }

  /// Events come in any order: what counts is the last one that is not later than the version.
  private static boolean isWithin(JsonNode events, ComparableVersion version) {
    ComparableVersion last = null;
    boolean within = false;
    for (JsonNode event : events) {
      for (String kind : List.of("introduced", "fixed", "last_affected")) {
        if (event.has(kind)) {
          var at = new ComparableVersion(event.path(kind).asString("0"));
          int order = at.compareTo(version);
          boolean passed = kind.equals("last_affected") ? order < 0 : order <= 0;
          if (passed && (last == null || at.compareTo(last) >= 0)) {
            last = at;
            within = kind.equals("introduced");
          }
        }
      }
    }
    return within;
  }
}
