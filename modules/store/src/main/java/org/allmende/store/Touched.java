package org.allmende.store;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/// The names of what was written to: graphs, and subjects of the private part. A copy of the store
/// that is older than these writes catches up by comparing them alone.
record Touched(Set<Node> graphs, Set<Node> subjects) {

  Touched() {
    this(new LinkedHashSet<>(), new LinkedHashSet<>());
  }

  void add(Difference difference) {
    if (difference.isEmpty()) {
      return;
    }
    if (difference.graph().equals(Difference.PRIVATE)) {
      difference.gone().forEach(t -> subjects.add(t.getSubject()));
      difference.added().forEach(t -> subjects.add(t.getSubject()));
    } else {
      graphs.add(difference.graph());
    }
  }

  void add(Touched others) {
    graphs.addAll(others.graphs);
    subjects.addAll(others.subjects);
  }

  int size() {
    return graphs.size() + subjects.size();
  }

  /// Makes a copy say of all these what the store says, within transactions of both.
  void carryOver(DatasetGraph from, DatasetGraph to) {
    for (Node graph : graphs) {
      Difference.of(to, graph, Difference.triples(from, graph, Node.ANY)).apply(to);
    }
    for (Node subject : subjects) {
      Difference.about(to, subject, Difference.triples(from, Difference.PRIVATE, subject))
          .apply(to);
    }
  }
}
