package org.allmende.web.page;

import java.util.List;
import java.util.stream.Stream;

/// A drawing of what rows hold, and the same as a table.
///
/// @param key of the sentence that says what is drawn
/// @param names what stands in that sentence: names of columns, in the language of the data
/// @param kinds the other drawings there are, as links
/// @param bars for drawings of bars; empty for those of a plane
/// @param boxes for drawings of how values are spread, on a plane 600 wide and 200 high
/// @param lines on that plane; empty where there are none
/// @param points single points on that plane
/// @param top the greatest value upwards; empty for bars
/// @param left the least value to the right
/// @param right the greatest
/// @param heads of the table
/// @param rows of the table
/// @param note what is left out; empty where nothing is
public record ChartView(
    String key,
    List<String> names,
    List<Choice> kinds,
    List<Bar> bars,
    List<ColumnView.Bar> boxes,
    List<Line> lines,
    List<Point> points,
    String top,
    String left,
    String right,
    List<String> heads,
    List<List<String>> rows,
    String note) {

  public ChartView {
    names = List.copyOf(names);
    kinds = List.copyOf(kinds);
    bars = List.copyOf(bars);
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
    points = List.copyOf(points);
    heads = List.copyOf(heads);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// What is drawn.
  public String title(Words words) {
    return words.t(key, names.toArray());
  }

  /// The name at a place of the sentence; empty where it has none.
  public String name(int at) {
    return at < names.size() ? names.get(at) : "";
  }

  /// Whether it consists of lines that never rise or fall.
  public boolean isFlat() {
    return !lines.isEmpty() && lines.stream().allMatch(Line::isFlat);
  }

  /// A line.
  ///
  /// @param label what it is the line of; empty where there is only one
  /// @param corners points of the plane, as SVG writes them
  public record Line(String label, String corners) {

    boolean isFlat() {
      return Stream.of(corners.split(" "))
              .map(corner -> corner.substring(corner.indexOf(',') + 1))
              .distinct()
              .count()
          < 2;
    }
  }

  /// A bar.
  ///
  /// @param width from 0 to 100
  public record Bar(String label, double width, String number) {}

  /// A point on the plane.
  public record Point(double x, double y) {}
}
