package org.allmende.catalog.browsing;

import java.io.ByteArrayOutputStream;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.RdfWriter;
import org.allmende.model.Addresses;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
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
    Entry entry = shown.stored().entry();
    var out = new ByteArrayOutputStream();
    RdfWriter.write(graph(entry), NodeFactory.createURI(entry.uri()), syntax, out);
    return out.toByteArray();
  }

  /// What is said about a dataset, with its catalogue record where it is published.
  public Graph graph(Entry entry) {
    Graph all = description(entry);
    if (entry.state() == State.PUBLISHED) {
      store.graph(addresses.record(entry.id())).ifPresent(record -> GraphUtil.addInto(all, record));
    }
    return all;
  }

  /// What is said about a dataset and its earlier versions.
  Graph description(Entry entry) {
    Graph description = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(description, entry.graph());
    VersionGraph.addTo(description, entry, addresses);
    return description;
  }
}
