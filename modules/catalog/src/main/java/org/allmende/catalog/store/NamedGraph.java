package org.allmende.catalog.store;

import org.allmende.model.DatasetId;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;

/// A published graph.
///
/// @param name its IRI
/// @param kind what it holds
/// @param dataset the dataset it describes; null for graphs of another kind
/// @param graph its triples, without blank nodes
public record NamedGraph(String name, Kind kind, @Nullable DatasetId dataset, Graph graph) {

  /// What a published graph holds.
  public enum Kind {
    /// The description of a dataset; the graph's name is the dataset's URI.
    DATASET,
    /// The catalogue record of a dataset; the graph's name is the record's URI.
    RECORD,
    /// Anything else: a vocabulary, a tenant's catalogue, what an import brought beside datasets.
    OTHER
  }
}
