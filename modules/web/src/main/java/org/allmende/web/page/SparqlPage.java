package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SPARQL form and the answer to what was asked.
///
/// @param here the address of this query, to which a format can be added
/// @param path of the endpoint
/// @param endpoint the endpoint's public address
/// @param tenant whose data are asked alone; empty for everybody's
public record SparqlPage(
    String query,
    Outcome outcome,
    List<Link> examples,
    String here,
    String path,
    String endpoint,
    String tenant) {

  public SparqlPage {
    examples = List.copyOf(examples);
  }

  /// What came of the query.
  public sealed interface Outcome {

    /// Nothing was asked.
    record None() implements Outcome {}

    /// Rows.
    ///
    /// @param complete whether all rows are here
    record Rows(List<String> columns, List<List<Cell>> rows, boolean complete, double millis)
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
    record Refused(String message, @Nullable Integer line, @Nullable Integer column)
        implements Outcome {}
  }

  /// A value.
  ///
  /// @param href where it leads; empty when nowhere
  /// @param language of a text; empty when none is said
  public record Cell(String text, String href, String language, boolean number) {

    /// No value.
    public static final Cell NONE = new Cell("", "", "", false);

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
