package org.allmende.harvest;

import java.io.IOException;
import java.net.URI;
import org.allmende.catalog.Catalogues;
import org.allmende.catalog.Source;
import org.allmende.catalog.SourceFailed;
import org.allmende.catalog.Tape;
import org.allmende.model.Text;

/// Picks the reader for a source. Every record passes through here on its way in.
public final class RemoteCatalogues implements Catalogues {

  private final Network network;

  /// @param network where it may go
  public RemoteCatalogues(Network network) {
    this.network = network;
  }

  @Override
  public void requireAllowed(URI address) throws SourceFailed {
    network.requireAllowed(address);
  }

  @Override
  public void read(Source source, Tape tape, Sink sink) throws IOException {
    reader(source.kind()).read(source, new TapeFetcher(network, tape), sink);
  }

  private static CatalogueReader reader(Source.Kind kind) throws SourceFailed {
    return switch (kind) {
      case DCAT, SPARQL, OAI_PMH, CKAN, DATA_JSON, CSW -> throw unknown(kind);
    };
  }

  private static SourceFailed unknown(Source.Kind kind) {
    return SourceFailed.because(
        "harvest-kind",
        new Text(
            "Quellen der Art " + kind + " werden noch nicht gelesen.",
            "Sources of the kind " + kind + " are not read yet."),
        new Text("Wählen Sie eine andere Art.", "Choose another kind."));
  }
}
