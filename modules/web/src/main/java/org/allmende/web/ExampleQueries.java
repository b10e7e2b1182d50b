package org.allmende.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.allmende.model.Text;

/// Queries to start from, shown beside the SPARQL form. Each is a file whose first two lines say in
/// German and English what it answers.
public final class ExampleQueries {

  private static final List<Example> ALL =
      read("index").lines().map(ExampleQueries::example).toList();

  private ExampleQueries() {}

  /// One query.
  ///
  /// @param name the name of its file
  /// @param title what it answers
  /// @param query without its first two lines
  public record Example(String name, Text title, String query) {}

  /// All of them, simplest first.
  public static List<Example> all() {
    return ALL;
  }

  private static Example example(String name) {
    String[] lines = read(name).split("\n", 3);
    return new Example(
        name, new Text(lines[0].substring(2), lines[1].substring(2)), lines[2].strip());
  }

  private static String read(String name) {
    try (InputStream in = ExampleQueries.class.getResourceAsStream("queries/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar was built without the query " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
