package org.allmende.web.page;

import java.util.List;

/// How a file was read, for whoever looks it over to set right.
///
/// @param file its name
/// @param preview path that answers what would be read instead
/// @param knobs what can be said about the file
/// @param columns what can be said about its first columns
/// @param moreColumns number of columns about which nothing can be said here
/// @param said what was said so far
/// @param wrong what of it cannot be so and belongs to none of these
public record ReadingView(
    String file,
    String preview,
    List<Knob> knobs,
    List<ColumnKnob> columns,
    int moreColumns,
    List<Said> said,
    List<String> wrong) {

  public ReadingView {
    knobs = List.copyOf(knobs);
    columns = List.copyOf(columns);
    said = List.copyOf(said);
    wrong = List.copyOf(wrong);
  }

  /// Whether something about a column was said, or cannot be so.
  public boolean showsColumns() {
    return columns.stream().anyMatch(column -> column.told() || !column.wrong().isEmpty());
  }

  /// Something that can be said.
  ///
  /// @param name of the form field
  /// @param label what it is called
  /// @param value what stands in it
  /// @param options to choose from; empty where a number is typed
  /// @param why in one sentence
  /// @param wrong why it cannot be so; empty where it can
  public record Knob(
      String name, String label, String value, List<Choice> options, String why, String wrong) {
    public Knob {
      options = List.copyOf(options);
    }
  }

  /// What can be said about a column.
  ///
  /// @param number counted from 1
  /// @param options kinds of content to choose from
  /// @param missing what stands there for "no value"
  /// @param told whether something was said
  /// @param wrong why it cannot be so; empty where it can
  public record ColumnKnob(
      int number, String name, List<Choice> options, String missing, boolean told, String wrong) {
    public ColumnKnob {
      options = List.copyOf(options);
    }
  }

  /// Something that was said.
  ///
  /// @param text in words
  /// @param back what takes it back
  public record Said(String text, String back) {}
}
