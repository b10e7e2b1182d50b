package org.allmende.harvest;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.model.Text;

/// Picks the reader for a source.
public final class RemoteCatalogues implements Catalogues {

  private static final Map<Source.Kind, CatalogueReader> READERS =
      Map.of(
          Source.Kind.DCAT, new DcatSource(),
          Source.Kind.SPARQL, new SparqlSource(),
          Source.Kind.OAI_PMH, new OaiPmhSource(),
          Source.Kind.CKAN, new CkanSource(),
          Source.Kind.DATA_JSON, new DataJsonSource(),
          Source.Kind.CSW, new CswSource());

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
    CatalogueReader reader = READERS.get(source.kind());
    if (reader == null) {
      throw unknown(source.kind());
    }
    reader.read(source, new TapeFetcher(network, tape), sink);
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
