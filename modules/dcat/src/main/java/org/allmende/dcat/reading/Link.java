package org.allmende.dcat.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/// An address that a description sends people to.
///
/// @param field where it stands: `landingPage`, `accessURL` or `downloadURL`
public record Link(String field, String address) {

  private static final int MOST = 1_000;

  /// The addresses in a description, each once a field, in a fixed order.
  public static List<Link> in(Graph graph, String uri) {
    Node dataset = Terms.iri(uri);
    var links = new ArrayList<Link>();
    add(links, "landingPage", graph, dataset, Terms.LANDING_PAGE);
    graph
        .find(dataset, Terms.HAS_DISTRIBUTION, Node.ANY)
        .mapWith(triple -> triple.getObject())
        .filterDrop(Node::isLiteral)
        .toList()
        .forEach(file -> {
          add(links, "accessURL", graph, file, Terms.ACCESS_URL);
          add(links, "downloadURL", graph, file, Terms.DOWNLOAD_URL);
        });
    return links.stream()
        .distinct()
        .sorted(Comparator.comparing(Link::field).thenComparing(Link::address))
        .limit(MOST)
        .toList();
  }

  private static void add(
      List<Link> links, String field, Graph graph, Node subject, Node property) {
    graph
        .find(subject, property, Node.ANY)
        .mapWith(triple -> triple.getObject())
        .filterKeep(Node::isURI)
        .forEachRemaining(node -> links.add(new Link(field, node.getURI())));
  }
}
