package org.allmende.web.page;

import java.util.List;

/// A line of what is known of a dataset.
///
/// @param values each with an address, or without one where it is text only
public record Fact(String label, List<Link> values) {

  public Fact {
    values = List.copyOf(values);
  }
}
