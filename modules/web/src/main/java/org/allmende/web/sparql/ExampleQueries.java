package org.allmende.web.sparql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Text;

/// Queries to start from, shown beside the SPARQL form. Each is a file whose first four lines say
/// in German and English what it answers, and what there is to know about it. The index puts them
/// in order and says which group each belongs to.
public final class ExampleQueries {

  private static final String FOLDER = "/org/allmende/web/queries/";
  private static final int HEAD = 4;

  private static final List<Example> ALL =
      read("index").lines().map(line -> example(line.split(" ", 2))).toList();

  private ExampleQueries() {}

  /// One query.
  ///
  /// @param name by which links ask it
  /// @param group such as `find`
  /// @param title what it answers
  /// @param say what there is to know about it
  /// @param query without its first lines
  public record Example(String name, String group, Text title, Text say, String query) {}

  /// All of them, group by group, simplest first.
  public static List<Example> all() {
    return ALL;
  }

  /// The one of a name.
  public static Optional<Example> find(String name) {
    return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
  }

  /// The one that a text is, whatever its line ends.
  public static Optional<Example> of(String query) {
    String text = query.replace("\r\n", "\n").strip();
    return ALL.stream().filter(example -> example.query().equals(text)).findFirst();
  }

  private static Example example(String[] place) {
    String[] lines = read(place[1] + ".rq").split("\n", HEAD + 1);
    return new Example(
        place[1], place[0], text(lines[0], lines[1]), text(lines[2], lines[3]), lines[4].strip());
  }

  private static Text text(String de, String en) {
    return new Text(de.substring(2), en.substring(2));
  }

  private static String read(String name) {
    try (InputStream in = ExampleQueries.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar was built without the query " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
