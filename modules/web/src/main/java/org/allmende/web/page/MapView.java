package org.allmende.web.page;

import java.util.List;

/// A picture of where things lie.
///
/// @param width and `height`, in its own units
/// @param all how many geometries there are; the picture may show fewer
/// @param cut whether there was more than a picture shows
/// @param scale the length of the bar that says how far it is, in the same units
/// @param distance what that bar is long in the world
/// @param names places to find one's way by
/// @param part whether it shows a part that somebody has chosen
/// @param moves the same picture nearer, from farther away, and of what lies beside it
public record MapView(
    int width,
    int height,
    List<Mark> marks,
    long all,
    boolean cut,
    String scale,
    String distance,
    List<Name> names,
    boolean part,
    List<Link> moves) {

  private static final int FEW = 300;

  public MapView {
    marks = List.copyOf(marks);
    names = List.copyOf(names);
    moves = List.copyOf(moves);
  }

  /// The same, from which one can move on.
  public MapView with(List<Link> ways) {
    return new MapView(width, height, marks, all, cut, scale, distance, names, part, ways);
  }

  /// What a place is called, and where it lies in the picture.
  public record Name(String text, String x, String y) {}

  /// Whether nothing in it leads anywhere.
  public boolean isPicture() {
    return marks.stream().allMatch(mark -> mark.href().isEmpty());
  }

  /// A point, or lines and areas.
  ///
  /// @param path what a pen draws; empty for a point
  /// @param x of a point, as `y`; empty else
  /// @param area whether it is filled
  /// @param href where it leads; empty when nowhere
  /// @param more how many others lie in the same place
  public record Mark(
      String path, String x, String y, boolean area, String label, String href, int more) {

    Mark andOneMore() {
      return new Mark(path, x, y, area, label, href, more + 1);
    }

    /// What a picture says of it.
    public String title() {
      return more == 0 ? label : label + " (+" + more + ")";
    }
  }

  /// How many places or areas can be seen.
  public int shown() {
    return marks.size() + marks.stream().mapToInt(Mark::more).sum();
  }

  /// How large a point is drawn.
  public int radius() {
    return marks.size() > FEW ? 4 : 7;
  }
}
