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
/// @param findings what of the things said could not be used, such as codes nobody knows
public record Description(
    DatasetId dataset,
    String uri,
    Graph graph,
    Metadata metadata,
    List<Claim> claims,
    List<Finding> findings) {

  public Description {
    claims = List.copyOf(claims);
    findings = List.copyOf(findings);
  }

  /// A description without findings.
  public Description(
      DatasetId dataset, String uri, Graph graph, Metadata metadata, List<Claim> claims) {
    this(dataset, uri, graph, metadata, claims, List.of());
  }
}
