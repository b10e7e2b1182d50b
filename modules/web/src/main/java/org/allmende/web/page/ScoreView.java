package org.allmende.web.page;

import java.util.List;

/// How good a description is.
///
/// @param percent of the points possible
/// @param sentence what that means
/// @param dimensions its parts
/// @param gains what is missing, that which would gain most first
public record ScoreView(int percent, String sentence, List<Part> dimensions, List<Gain> gains) {

  public ScoreView {
    dimensions = List.copyOf(dimensions);
    gains = List.copyOf(gains);
  }

  /// One part of the whole, in per cent of its own points.
  public record Part(String label, int percent) {}

  /// Something that would gain points.
  public record Gain(String label, int points) {}

  /// The length of the ring's arc, whose circle measures 251.3 around.
  public String arc() {
    return Math.round(percent * 25.13) / 10.0 + " 300";
  }
}
