package org.allmende.web.page;

import java.util.List;

/// Values to narrow a result list by, as links.
///
/// @param more address that shows all values; empty when all are shown
public record Facet(String label, boolean open, List<Value> values, String more) {

  public Facet {
    values = List.copyOf(values);
  }

  /// A value; the count is what the click will show.
  public record Value(String label, long count, boolean chosen, String href) {}
}
