package org.allmende.web.page;

import java.util.List;

/// A column and what all its values together show.
///
/// @param sign a letter or two for the type
/// @param type the type in words
/// @param meaning what the column is called elsewhere, what the values mean, and their unit; empty
///   when unknown
/// @param number whether values stand right-aligned
/// @param stat the most telling thing in a few words
/// @param spoken what the drawing shows, for those who do not see it
/// @param bars how often the most frequent values occur; empty where that says nothing
/// @param filled how much of the column has values, as a width of 0 to 112
/// @param missing number of rows without a value
/// @param distinct number of different values, in words
/// @param range smallest and largest value; empty where there are none
/// @param top the most frequent values with their numbers
/// @param description what a descriptor says about it; empty where none does
public record ColumnView(
    String name,
    String sign,
    String type,
    String meaning,
    boolean number,
    String stat,
    String spoken,
    List<Bar> bars,
    double filled,
    long missing,
    String distinct,
    String range,
    String top,
    String description) {

  public ColumnView {
    bars = List.copyOf(bars);
  }

  /// A bar of the drawing, which is 112 wide and 26 high.
  public record Bar(double x, double y, double width, double height) {}
}
