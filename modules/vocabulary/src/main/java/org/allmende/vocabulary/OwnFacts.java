package org.allmende.vocabulary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What we add to the lists ourselves: aliases, the duty to name the source, which file types
/// programs can work with, and mappings nobody publishes.
final class OwnFacts {

  private final List<String[]> lines;

  private OwnFacts(List<String[]> lines) {
    this.lines = lines;
  }

  static OwnFacts read() throws IOException {
    var in = Objects.requireNonNull(OwnFacts.class.getResourceAsStream("own.tsv"), "own.tsv");
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new OwnFacts(reader.lines().skip(1).map(line -> line.split("\t", -1)).toList());
    }
  }

  /// The codes that a list has not got yet in the edition we ship, and that we add.
  List<String> added(String list) {
    return lines.stream()
        .filter(l -> l[0].equals(list) && l[2].equals("added"))
        .map(l -> l[1])
        .toList();
  }

  List<String> of(String list, String code, String fact) {
    return lines.stream()
        .filter(l -> l[0].equals(list) && l[1].equals(code) && l[2].equals(fact))
        .map(l -> l[3])
        .toList();
  }
}
