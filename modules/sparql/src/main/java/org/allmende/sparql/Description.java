package org.allmende.sparql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.util.NodeCmp;
import org.apache.jena.vocabulary.RDF;

/// What `DESCRIBE` tells of things: all triples they are the subject of, and those of the blank
/// nodes these lead to ([concise bounded description](https://www.w3.org/submissions/CBD/)), one
/// thing after the other.
final class Description implements Iterator<Triple> {

  private static final long PER_THING = 200;
  private static final int MOST = 100_000;

  private final Graph graph;
  private final Budget budget;
  private final Deque<Node> waiting = new ArrayDeque<>();
  private final Set<Node> known = new HashSet<>();
  private Iterator<Triple> now = Collections.emptyIterator();

  Description(Graph graph, Iterable<Node> things, Budget budget) {
    this.graph = graph;
    this.budget = budget;
    things.forEach(this::add);
  }

  private void add(Node thing) {
    if (!thing.isLiteral() && known.add(thing)) {
      budget.keep(PER_THING);
      waiting.add(thing);
    }
  }

  @Override
  public boolean hasNext() {
    while (!now.hasNext() && !waiting.isEmpty()) {
      now = about(waiting.poll());
    }
    return now.hasNext();
  }

  private Iterator<Triple> about(Node thing) {
    List<Triple> triples = new ArrayList<>();
    var found = graph.find(thing, Node.ANY, Node.ANY);
    try {
      while (found.hasNext()) {
        Triple triple = found.next();
        budget.check();
        triples.add(triple);
        if (triples.size() > MOST) {
          throw new Costly(
              "Eine der Beschreibungen hat mehr als " + MOST + " Tripel.",
              "One of the descriptions has more than " + MOST + " triples.");
        }
      }
    } finally {
      found.close();
    }
    triples.sort(
        Comparator.comparingInt((Triple t) -> t.getPredicate().equals(RDF.Nodes.type) ? 0 : 1)
            .thenComparing(Triple::getPredicate, NodeCmp::compareRDFTerms)
            .thenComparing(Triple::getObject, NodeCmp::compareRDFTerms));
    // what is inside comes right after
    for (int i = triples.size() - 1; i >= 0; i--) {
      Node object = triples.get(i).getObject();
      if (object.isBlank() && known.add(object)) {
        waiting.addFirst(object);
      }
    }
    return triples.iterator();
  }

  @Override
  public Triple next() {
    return now.next();
  }
}
