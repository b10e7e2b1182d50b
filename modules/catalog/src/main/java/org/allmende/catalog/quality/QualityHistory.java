package org.allmende.catalog.quality;

import java.time.LocalDate;
import java.util.List;

/// Keeps how good the descriptions of each tenant were, day by day. It is kept for good: a day that
/// has passed cannot be counted again.
public interface QualityHistory {

  /// How good a tenant's descriptions were on a day.
  ///
  /// @param datasets how many were published
  /// @param points of all of them together
  record Day(LocalDate date, String tenant, int datasets, long points) {

    /// Points on average.
    public double average() {
      return datasets == 0 ? 0 : (double) points / datasets;
    }
  }

  /// All days kept, oldest first; of a tenant's day the last that was kept.
  List<Day> days();

  /// Keeps days, durably when this returns.
  void keep(List<Day> days);
}
