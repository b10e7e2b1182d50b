package org.allmende.catalog.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.quality.Score;

/// How good many descriptions are together.
///
/// @param datasets how many
/// @param points of all of them together
/// @param of the points one dataset can reach
/// @param parts the indicators in the order of the assessment
public record Assessment(int datasets, long points, int of, List<Part> parts) {

  public Assessment {
    parts = List.copyOf(parts);
  }

  /// One indicator.
  ///
  /// @param indicator what is looked at, and how to reach it
  /// @param reached how many datasets reach it
  public record Part(Score.Indicator indicator, int reached) {}

  /// Points on average, to be compared with [#of].
  public double average() {
    return datasets == 0 ? 0 : (double) points / datasets;
  }

  /// How the average is called.
  public Score.Band band() {
    return new Score((int) Math.round(average()), of, List.of()).band();
  }

  /// Points of one dimension on average.
  public double average(Score.Dimension dimension) {
    if (datasets == 0) {
      return 0;
    }
    long sum =
        parts.stream()
            .filter(part -> part.indicator().dimension() == dimension)
            .mapToLong(part -> (long) part.reached() * part.indicator().points())
            .sum();
    return (double) sum / datasets;
  }

  /// The share of datasets that reach each indicator, by its code.
  public Map<String, Double> shares() {
    var shares = new LinkedHashMap<String, Double>();
    parts.forEach(part ->
        shares.put(
            part.indicator().code(), datasets == 0 ? 0 : (double) part.reached() / datasets));
    return shares;
  }

  /// What is missing, that which would raise the average most first.
  public List<Part> gains() {
    var gains = new ArrayList<>(parts);
    gains.removeIf(part -> part.reached() == datasets);
    gains.sort(Comparator.comparingDouble((Part part) -> -gain(part)));
    return gains;
  }

  /// The points the average would gain if every dataset reached an indicator.
  public double gain(Part part) {
    return datasets == 0
        ? 0
        : (double) part.indicator().points() * (datasets - part.reached()) / datasets;
  }
}
