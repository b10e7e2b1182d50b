package org.allmende.web.page;

import java.util.List;

/// Who did what, the newest first.
///
/// @param path of the page
/// @param title what it is about
/// @param object the one thing it is narrowed to; empty where it is not
/// @param older the page of what was before; empty where there is none
public record TrailPage(String path, String title, String object, List<Line> lines, String older) {

  public TrailPage {
    lines = List.copyOf(lines);
  }

  /// A line.
  ///
  /// @param at when, in words
  /// @param who in words
  /// @param what in words
  /// @param object what it was done to
  /// @param href the trail of this object alone; empty where that makes no sense
  /// @param detail such as a role or a reason; may be empty
  /// @param change the number of the change in the catalogue; empty where it made none
  public record Line(
      String at,
      String who,
      String what,
      String object,
      String href,
      String detail,
      String change) {}
}
