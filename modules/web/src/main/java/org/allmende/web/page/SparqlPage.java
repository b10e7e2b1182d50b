package org.allmende.web.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SPARQL form and the answer to what was asked.
///
/// @param examples to start from, in groups
/// @param here the address of this query, short where it is an example, to which a format can be
///   added
/// @param path of the endpoint
/// @param endpoint the endpoint's public address
/// @param tenant whose data are asked alone; empty for everybody's
/// @param snippets the query in programs
/// @param notes what there is to say about the question although it has an answer
/// @param graphs the parameters that name the graphs that were asked; none where all were
public record SparqlPage(
    String query,
    Outcome outcome,
    List<Group> examples,
    String here,
    String path,
    String endpoint,
    String tenant,
    List<Snippet> snippets,
    List<String> notes,
    List<Map.Entry<String, String>> graphs) {

  public SparqlPage {
    graphs = List.copyOf(graphs);
    examples = List.copyOf(examples);
    snippets = List.copyOf(snippets);
    notes = List.copyOf(notes);
  }

  /// Why the query is not answered, where that is about a place in it.
  public Outcome.@Nullable Refused mistake() {
    return outcome instanceof Outcome.Refused refused && refused.line() != null ? refused : null;
  }

  /// Examples of one kind.
  ///
  /// @param key of its name
  public record Group(String key, List<Example> examples) {
    public Group {
      examples = List.copyOf(examples);
    }
  }

  /// A query to start from.
  ///
  /// @param current whether it is the one shown
  public record Example(String title, String say, String href, boolean current) {}

  /// The query in a program.
  ///
  /// @param language it is written in
  /// @param say how it is run
  public record Snippet(String language, String say, String code) {}

  /// What came of the query.
  public sealed interface Outcome {

    /// Nothing was asked.
    record None() implements Outcome {}

    /// Rows.
    ///
    /// @param complete whether all rows are here
    /// @param map where the geometries lie; null when there are none
    record Rows(
        List<String> columns,
        List<List<Cell>> rows,
        boolean complete,
        double millis,
        @Nullable MapView map)
        implements Outcome {
      public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
      }

      /// Whether bars say it well: one name and one number each, and not too many.
      public boolean drawable() {
        return columns.size() == 2
            && rows.size() > 1
            && rows.size() <= 30
            && rows.stream().allMatch(row -> row.get(1).amount() >= 0);
      }

      /// The length of a row's bar, of 100.
      public String width(List<Cell> row) {
        double most = rows.stream().mapToDouble(other -> other.get(1).amount()).max().orElse(1);
        return String.format(
            java.util.Locale.ROOT, "%.2f", most == 0 ? 0 : row.get(1).amount() * 100 / most);
      }
    }

    /// Yes or no.
    record Truth(boolean value, double millis) implements Outcome {}

    /// Triples, in Turtle.
    record Graph(String turtle, boolean complete, double millis) implements Outcome {}

    /// The query was not answered.
    ///
    /// @param reference to be named when asking about it
    record Refused(
        String message,
        @Nullable Integer line,
        @Nullable Integer column,
        int status,
        String reference)
        implements Outcome {}
  }

  /// A value.
  ///
  /// @param href where it leads; empty when nowhere
  /// @param name of what an address means; empty when it is not known
  /// @param language of a text; empty when none is said
  /// @param geometry whether it says where something lies
  public record Cell(
      String text, String href, String name, String language, boolean number, boolean geometry) {

    /// No value.
    public static final Cell NONE = new Cell("", "", "", "", false, false);

    /// Whether it leads away from this portal.
    public boolean isForeign() {
      return !href.startsWith("/");
    }

    /// What people read.
    public String label() {
      return name.isEmpty() ? text : name;
    }

    /// The number; negative where there is none.
    public double amount() {
      if (!number) {
        return -1;
      }
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return -1;
      }
    }
  }
}
