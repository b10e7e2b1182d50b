package org.allmende.catalog.harvest;

import java.util.List;
import org.allmende.model.Finding;
import org.apache.jena.graph.Graph;

/// A dataset as a source describes it.
///
/// @param id what the source calls it, whatever its address or title become; the same in every run
/// @param uri the URI of the dataset in the graph, absolute; where the source gives it none, one
///   made of the source's address and the id, the same in every run
/// @param graph its description in DCAT; may hold blank nodes, and may be kept and changed
/// @param findings what was repaired or lost while it was read
public record SourceRecord(String id, String uri, Graph graph, List<Finding> findings) {

  public SourceRecord {
    findings = List.copyOf(findings);
    if (id.isBlank() || uri.isBlank()) {
      throw new IllegalArgumentException("a record needs an id and a URI");
    }
  }
}
