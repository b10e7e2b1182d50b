package org.allmende.dcat.checking;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.vocabulary.RDFS;

/// A description on top of what is known anyway. What is known answers questions about a given
/// subject only (is this a file type, is an organisation an agent): it is never searched, so a
/// check looks at the description and not at eleven thousand municipalities.
final class LayeredGraph extends GraphBase {

  private final Graph top;
  private final Graph base;

  LayeredGraph(Graph top, Graph base) {
    this.top = top;
    this.base = base;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    ExtendedIterator<Triple> described = top.find(pattern);
    Node subject = pattern.getSubject();
    boolean about = subject.isConcrete();
    boolean classes = RDFS.Nodes.subClassOf.equals(pattern.getPredicate());
    return about || classes ? described.andThen(base.find(pattern)) : described;
  }
}
