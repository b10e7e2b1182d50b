package org.allmende.bench.abuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One thing that is done to the server, and what it may answer.
///
/// @param kind of endpoint it is sent to
/// @param judged what is looked at in the answer
/// @param statuses that are right; empty where every orderly one is
/// @param milliseconds the answer may take
record Case(
    String id,
    String kind,
    String why,
    JsonNode request,
    String judged,
    Set<Integer> statuses,
    int milliseconds) {

  private static final int PATIENCE = 20_000;

  Case {
    statuses = Set.copyOf(statuses);
  }

  /// All cases of a folder, one a line, one file for each kind.
  static List<Case> read(Path folder) throws IOException {
    var cases = new ArrayList<Case>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          cases.add(of(JsonMapper.shared().readTree(line)));
        }
      }
    }
    return cases;
  }

  private static Case of(JsonNode one) {
    var statuses = new TreeSet<Integer>();
    one.at("/expect/status").forEach(status -> statuses.add(status.asInt()));
    return new Case(
        one.path("id").asString(),
        one.path("kind").asString(),
        one.path("why").asString(),
        one.path("request"),
        one.at("/expect/class").asString(""),
        statuses,
        one.at("/expect/max_ms").asInt(PATIENCE));
  }

  @Override
  public String toString() {
    return id + " " + why;
  }
}
