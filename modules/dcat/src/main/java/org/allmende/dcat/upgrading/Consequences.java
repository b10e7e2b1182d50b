package org.allmende.dcat.upgrading;

import java.util.List;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// What follows from the things said, and is only missing in the place where the profile looks for
/// it: a licence of the dataset holds for its files, a file's address is also the way to it.
final class Consequences {

  private static final Node HVD_REGULATION =
      Terms.iri("http://data.europa.eu/eli/reg_impl/2023/138/oj");
  private static final Node ENDPOINT_URL = Terms.iri(Terms.DCAT_NS + "endpointURL");

  private final Graph graph;
  private final Node dataset;
  private final UpgradeLog log;

  Consequences(Graph graph, Node dataset, UpgradeLog log) {
    this.graph = graph;
    this.dataset = dataset;
    this.log = log;
  }

  void draw() {
    places();
    if (graph.contains(dataset, Terms.HVD_CATEGORY, Node.ANY)) {
      legislation(dataset);
    }
    boolean hvd = graph.contains(dataset, Terms.APPLICABLE_LEGISLATION, HVD_REGULATION);
    for (Node distribution : objects(dataset, Terms.HAS_DISTRIBUTION)) {
      if (!distribution.isLiteral()) {
        wayIn(distribution);
        copied(distribution, Terms.LICENSE, "dcterms:license", objects(dataset, Terms.LICENSE));
        if (hvd) {
          legislation(distribution);
        }
      }
    }
  }

  /// The old field for the key of a place says the same as `dcterms:spatial`.
  private void places() {
    for (Node place : objects(dataset, Terms.GEOCODING)) {
      if (place.isURI() && !graph.contains(dataset, Terms.SPATIAL, place)) {
        add(dataset, Terms.SPATIAL, "dcterms:spatial", place);
        graph.add(place, Terms.A, Terms.LOCATION);
      }
    }
  }

  private void legislation(Node subject) {
    if (!graph.contains(subject, Terms.APPLICABLE_LEGISLATION, HVD_REGULATION)) {
      add(subject, Terms.APPLICABLE_LEGISLATION, "dcatap:applicableLegislation", HVD_REGULATION);
      graph.add(HVD_REGULATION, Terms.A, Terms.LEGAL_RESOURCE);
    }
  }

  private void wayIn(Node distribution) {
    copied(
        distribution,
        Terms.ACCESS_URL,
        "dcat:accessURL",
        objects(distribution, Terms.DOWNLOAD_URL));
    for (Node service : objects(distribution, Terms.ACCESS_SERVICE)) {
      if (service.isLiteral()) {
        continue;
      }
      copied(service, Terms.PUBLISHER, "dcterms:publisher", objects(dataset, Terms.PUBLISHER));
      copied(service, Terms.TITLE, "dcterms:title", objects(distribution, Terms.TITLE));
      copied(distribution, Terms.ACCESS_URL, "dcat:accessURL", objects(service, ENDPOINT_URL));
    }
    copied(distribution, Terms.ACCESS_URL, "dcat:accessURL", objects(dataset, Terms.LANDING_PAGE));
  }

  private void copied(Node subject, Node property, String field, List<Node> from) {
    if (graph.contains(subject, property, Node.ANY)) {
      return;
    }
    from.stream()
        .filter(value -> !value.isLiteral() || property.equals(Terms.TITLE))
        .limit(1)
        .forEach(value -> add(subject, property, field, value));
  }

  private void add(Node subject, Node property, String field, Node value) {
    graph.add(subject, property, value);
    log.added("upgrade-copied", field, value);
  }

  private List<Node> objects(Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
        .sorted(java.util.Comparator.comparing(Node::toString))
        .toList();
  }
}
