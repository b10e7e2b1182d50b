package org.allmende.catalog.store;

import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.model.Addresses;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.vocabulary.VocabularyGraph;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCTerms;

/// Puts into the store what every installation publishes: the vocabularies, and the catalogue of
/// all tenants. A list that the store has already is not even parsed: the graph [#EDITIONS] says
/// what is there, and goes wherever the store goes.
public final class Seeding {

  /// Names the graph that says of each list which edition of it is in the store; it is published,
  /// and so is not called as the private part is.
  public static final String EDITIONS = "urn:x-allmende:vocabularies";

  private final DatasetStore store;
  private final Addresses addresses;

  public Seeding(DatasetStore store, Addresses addresses) {
    this.store = store;
    this.addresses = addresses;
  }

  /// Brings the store up to date.
  public void seed(Vocabularies vocabularies) {
    Graph there = store.graph(EDITIONS).orElse(Graph.emptyGraph);
    for (VocabularyGraph list : vocabularies.graphs()) {
      if (!there.contains(edition(list))) {
        store.putGraph(list.name(), list.graph().get());
      }
    }
    store.putGraph(EDITIONS, editions(vocabularies));
    store.putGraph(addresses.catalog(), CatalogPage.installation(addresses));
  }

  /// What [#EDITIONS] says once all of these lists are in the store.
  public static Graph editions(Vocabularies vocabularies) {
    Graph graph = GraphFactory.createDefaultGraph();
    vocabularies.graphs().forEach(list -> graph.add(edition(list)));
    return graph;
  }

  private static Triple edition(VocabularyGraph list) {
    return Triple.create(
        NodeFactory.createURI(list.name()),
        DCTerms.hasVersion.asNode(),
        NodeFactory.createURI("urn:sha256:" + list.checksum().hex()));
  }
}
