package org.allmende.dcat.quality;

import java.util.Comparator;
import java.util.List;
import org.allmende.model.Text;

/// How a dataset does in the [metadata quality assessment](https://data.europa.eu/mqa/methodology)
/// of data.europa.eu, before it is harvested.
///
/// @param points reached
/// @param of possible: 405
/// @param indicators in the order of the assessment
public record Score(int points, int of, List<Indicator> indicators) {

  public Score {
    indicators = List.copyOf(indicators);
  }

  /// What the assessment looks at.
  public enum Dimension {
    FINDABILITY,
    ACCESSIBILITY,
    INTEROPERABILITY,
    REUSABILITY,
    CONTEXTUALITY
  }

  /// How the assessment names a total.
  public enum Band {
    EXCELLENT,
    GOOD,
    SUFFICIENT,
    BAD;

    static Band of(int points) {
      if (points > 350) {
        return EXCELLENT;
      }
      if (points > 220) {
        return GOOD;
      }
      return points > 120 ? SUFFICIENT : BAD;
    }
  }

  /// Whether points are reached.
  public enum State {
    REACHED,
    MISSED,
    /// An address elsewhere that nobody has tried; it counts as not reached.
    UNKNOWN
  }

  /// One thing that gives points.
  ///
  /// @param code kebab-case, stable
  /// @param points what it gives when reached
  /// @param name what is looked at
  /// @param advice how to reach it
  public record Indicator(
      Dimension dimension, String code, int points, State state, Text name, Text advice) {

    /// The points it gives now.
    public int reached() {
      return state == State.REACHED ? points : 0;
    }
  }

  /// The points of one dimension.
  public int points(Dimension dimension) {
    return indicators.stream()
        .filter(i -> i.dimension() == dimension)
        .mapToInt(Indicator::reached)
        .sum();
  }

  /// What is missing, that which would gain most first.
  public List<Indicator> gains() {
    return indicators.stream()
        .filter(i -> i.state() != State.REACHED)
        .sorted(Comparator.comparingInt((Indicator i) -> i.points()).reversed())
        .toList();
  }

  /// How the total is called.
  public Band band() {
    return Band.of(points);
  }
}
