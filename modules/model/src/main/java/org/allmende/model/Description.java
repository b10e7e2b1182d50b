package org.allmende.model;

import java.util.List;
import org.apache.jena.graph.Graph;

/// What is said about a dataset: a DCAT-AP graph, which is the truth that gets published.
///
/// @param dataset its place here
/// @param uri the dataset's URI, subject of the graph and name of the named graph
/// @param graph the triples, without blank nodes; not changed after it is handed over
/// @param metadata the same in fields, as far as they are fields
/// @param claims where the fields' values come from; empty for what was described elsewhere
public record Description(
    DatasetId dataset, String uri, Graph graph, Metadata metadata, List<Claim> claims) {

  public Description {
    claims = List.copyOf(claims);
  }
}
