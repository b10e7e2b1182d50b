package org.allmende.harvest;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/// The abuse cases that lie beside a checkout, where there are any.
final class Abuse {

  private Abuse() {}

  /// Tries one case.
  interface Check {
    void run(JsonNode one) throws Exception;
  }

  static List<DynamicTest> cases(String file, Check check) throws IOException {
    for (Path above = Folders.root(); above != null; above = above.getParent()) {
      Path path = above.resolve("shared/abuse").resolve(file);
      if (Files.exists(path)) {
        return tests(path, check);
      }
    }
    return List.of(
        dynamicTest(file, () -> Assumptions.abort("no abuse cases lie beside this checkout")));
  }

  private static List<DynamicTest> tests(Path path, Check check) throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (String line : Files.readAllLines(path)) {
      JsonNode one = Json.own().readTree(line);
      String name = one.path("id").asString() + " " + one.path("why").asString();
      tests.add(dynamicTest(name, () -> check.run(one)));
    }
    return tests;
  }

  /// A text as the cases write it: a string, the sum of its parts, or one text many times.
  static String text(JsonNode node) {
    if (node.isString()) {
      return node.asString();
    }
    var text = new StringBuilder();
    if (node.has("rep")) {
      text.append(text(node.path("rep").get(0)).repeat(node.path("rep").get(1).asInt()));
    }
    node.path("parts").forEach(part -> text.append(text(part)));
    return text.toString();
  }
}
