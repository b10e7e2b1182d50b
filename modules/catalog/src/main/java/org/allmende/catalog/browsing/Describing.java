package org.allmende.catalog.browsing;

import java.io.ByteArrayOutputStream;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.RdfWriter;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/// Says one dataset in RDF: its description, and for a published one the catalogue record that
/// links it with its page here. The same state of the store gives the same bytes.
public final class Describing {

  private final DatasetStore store;
  private final Addresses addresses;

  public Describing(DatasetStore store, Addresses addresses) {
    this.store = store;
    this.addresses = addresses;
  }

  public byte[] write(Browsing.Shown shown, RdfSyntax syntax) {
    var out = new ByteArrayOutputStream();
    Node subject = NodeFactory.createURI(shown.stored().entry().uri());
    RdfWriter.write(graph(shown.stored()), subject, syntax, out);
    return out.toByteArray();
  }

  /// What is said about a dataset, with its catalogue record where it is published. The record is
  /// of the same version as the description, whatever is written meanwhile.
  public Graph graph(Stored stored) {
    Entry entry = stored.entry();
    Graph all = description(entry);
    if (entry.state() == State.PUBLISHED && hasRecord(stored)) {
      var member =
          new CatalogPage.Member(
              entry.uri(),
              addresses.record(entry.id()),
              entry.graph(),
              stored.issued(),
              stored.modified());
      String catalog = addresses.catalog(entry.id().tenant());
      GraphUtil.addInto(all, CatalogPage.record(catalog, member));
    }
    return all;
  }

  /// Under another base address than that it was made with, a dataset has none here. Where it has
  /// been withdrawn since, it had one.
  private boolean hasRecord(Stored stored) {
    DatasetId id = stored.entry().id();
    return store.graph(addresses.record(id)).isPresent()
        || store.find(id).map(Stored::change).filter(c -> c != stored.change()).isPresent();
  }

  /// What is said about a dataset and its earlier versions.
  Graph description(Entry entry) {
    Graph description = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(description, entry.graph());
    VersionGraph.addTo(description, entry, addresses);
    return description;
  }
}
