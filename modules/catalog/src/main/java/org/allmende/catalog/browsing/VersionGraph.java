package org.allmende.catalog.browsing;

import java.util.List;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Version;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Addresses;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Says in RDF which versions of a dataset there were before the present one, as [DCAT
/// 3](https://www.w3.org/TR/vocab-dcat-3/#dataset-versions) has it: a chain from each to the one
/// before. Earlier versions are resources and no datasets, for harvesters take every dataset they
/// find.
final class VersionGraph {

  private static final int MOST = 50;

  private final Graph graph;
  private final Addresses addresses;
  private final Node dataset;

  private VersionGraph(Graph graph, Addresses addresses, Node dataset) {
    this.graph = graph;
    this.addresses = addresses;
    this.dataset = dataset;
  }

  /// Adds the latest of its earlier versions to what is said about a dataset.
  static void addTo(Graph graph, Entry entry, Addresses addresses) {
    if (!entry.earlier().isEmpty()) {
      var versions = new VersionGraph(graph, addresses, Terms.iri(entry.uri()));
      versions.add(Notes.read(entry.notes()).version(), entry.earlier());
    }
  }

  private void add(int present, List<Version> earlier) {
    number(dataset, present);
    Node later = dataset;
    for (Version version : earlier.reversed().subList(0, Math.min(MOST, earlier.size()))) {
      Node node = Terms.iri(dataset.getURI() + "#version-" + version.number());
      graph.add(later, Terms.PREVIOUS_VERSION, node);
      graph.add(node, Terms.A, Terms.RESOURCE);
      graph.add(node, Terms.IS_VERSION_OF, dataset);
      number(node, version.number());
      graph.add(
          node,
          Terms.MODIFIED,
          NodeFactory.createLiteralDT(version.until().toString(), XSDDatatype.XSDdateTime));
      for (Notes.File file : version.files()) {
        graph.add(node, Terms.HAS_PART, Terms.iri(addresses.file(file.sha256(), file.name())));
      }
      later = node;
    }
  }

  private void number(Node node, int number) {
    graph.add(node, Terms.VERSION, NodeFactory.createLiteralString(Integer.toString(number)));
  }
}
