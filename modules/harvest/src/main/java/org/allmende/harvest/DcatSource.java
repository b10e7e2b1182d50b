package org.allmende.harvest;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.dcat.rdf.RdfAnswer;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// A catalogue in RDF: one file, or pages that name the next one.
final class DcatSource implements CatalogueReader {

  private static final int MOST_PAGES = 100_000;

  @Override
  public void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException {
    Set<URI> seen = new HashSet<>();
    URI address = source.address();
    boolean whole = true;
    long total = -1;
    while (true) {
      seen.add(address);
      Fetched answer = fetcher.get(address, RdfAnswer.ACCEPT);
      RdfPage page = RdfPage.read(answer, sink);
      whole &= page.isWhole();
      Paging paging = Paging.of(page.rest(), answer.address());
      total = Math.max(total, paging.total());
      Optional<URI> next = paging.next();
      if (next.isEmpty()) {
        whole &= paging.mayEndAt(address);
        break;
      }
      if (seen.contains(next.get()) || seen.size() >= MOST_PAGES) {
        sink.finding(circle(next.get()));
        whole = false;
        break;
      }
      address = next.get();
    }
    if (whole) {
      sink.complete(total);
    }
  }

  private static Finding circle(URI next) {
    return new Finding(
        "harvest-paging-circle",
        Severity.WARNING,
        new Finding.Place(null, null, next.toString()),
        new Text(
            "Die Seiten führen im Kreis; ob es alle sind, weiß niemand, darum wird nichts"
                + " gelöscht.",
            "The pages lead in a circle; nobody knows whether these are all, so nothing is"
                + " deleted."),
        new Text(
            "Melden Sie der Quelle, dass ihre letzte Seite auf keine weitere zeigen darf.",
            "Tell the source that its last page must not lead to another one."));
  }
}
