package org.allmende.catalog;

import java.io.ByteArrayOutputStream;
import org.allmende.dcat.RdfSyntax;
import org.allmende.dcat.RdfWriter;
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
    Graph both = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(both, entry.graph());
    if (entry.state() == State.PUBLISHED) {
      store
          .graph(addresses.record(entry.id()))
          .ifPresent(record -> GraphUtil.addInto(both, record));
    }
    var out = new ByteArrayOutputStream();
    RdfWriter.write(both, NodeFactory.createURI(entry.uri()), syntax, out);
    return out.toByteArray();
  }
}
