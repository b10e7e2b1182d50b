package org.allmende.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A question of the search mix.
///
/// @param text may be empty
/// @param filters by facet, one value each
record SearchQuestion(String text, Map<String, String> filters) {

  /// Reads lines of kind, text and filters.
  static List<SearchQuestion> read(Path mix) throws IOException {
    return Files.readAllLines(mix, StandardCharsets.UTF_8).stream()
        .map(line -> line.split("\t", -1))
        .map(parts -> new SearchQuestion(parts[1], filters(parts[2])))
        .toList();
  }

  private static Map<String, String> filters(String written) {
    var filters = new LinkedHashMap<String, String>();
    for (String filter : written.split(";", -1)) {
      int at = filter.indexOf('=');
      if (at > 0) {
        filters.put(filter.substring(0, at), filter.substring(at + 1));
      }
    }
    return filters;
  }
}
