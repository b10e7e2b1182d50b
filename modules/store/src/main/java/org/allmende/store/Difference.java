package org.allmende.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// What has to be taken from a graph and added to it, to make it what it shall be. Writing only
/// this costs a fraction of replacing the graph, in time and in bytes that TDB2 never takes back.
record Difference(Node graph, List<Triple> gone, Collection<Triple> added) {

  /// The private part.
  static final Node PRIVATE = Quad.defaultGraphNodeGenerated;

  /// Between a graph as it is and as it shall be.
  static Difference of(DatasetGraph data, Node graph, Collection<Triple> wanted) {
    return between(graph, data.find(graph, Node.ANY, Node.ANY, Node.ANY), wanted);
  }

  /// Between what the private part says about a subject and what it shall say.
  static Difference about(DatasetGraph data, Node subject, Collection<Triple> wanted) {
    return between(PRIVATE, data.find(PRIVATE, subject, Node.ANY, Node.ANY), wanted);
  }

  /// Only additions, to a graph that is known to be empty.
  static Difference filling(Node graph, Collection<Triple> wanted) {
    return new Difference(graph, List.of(), wanted);
  }

  private static Difference between(Node graph, Iterator<Quad> present, Collection<Triple> wanted) {
    Set<Triple> added = new HashSet<>(wanted);
    List<Triple> gone = new ArrayList<>();
    while (present.hasNext()) {
      Triple triple = present.next().asTriple();
      if (!added.remove(triple)) {
        gone.add(triple);
      }
    }
    return new Difference(graph, gone, added);
  }

  /// What a graph says, of one subject or of all.
  static List<Triple> triples(DatasetGraph data, Node graph, Node subject) {
    var triples = new ArrayList<Triple>();
    data.find(graph, subject, Node.ANY, Node.ANY).forEachRemaining(q -> triples.add(q.asTriple()));
    return triples;
  }

  /// How many things the private part says something of.
  static long count(DatasetGraph data, Node predicate) {
    return Iter.count(data.find(PRIVATE, Node.ANY, predicate, Node.ANY));
  }

  boolean isEmpty() {
    return gone.isEmpty() && added.isEmpty();
  }

  void apply(DatasetGraph data) {
    for (Triple t : gone) {
      data.delete(graph, t.getSubject(), t.getPredicate(), t.getObject());
    }
    for (Triple t : added) {
      data.add(graph, t.getSubject(), t.getPredicate(), t.getObject());
    }
  }
}
