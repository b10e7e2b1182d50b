package org.allmende.harvest;

import java.io.IOException;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;

/// Reads one kind of catalogue.
///
/// A reader hands out what it understands and reports what it does not ([Catalogues.Sink#lost] for
/// a record, so that it is not taken for deleted), and says [Catalogues.Sink#complete] only when
/// the protocol's own sign of the end has come. It goes on after a broken record and lets a
/// [org.allmende.catalog.harvest.SourceFailed] fly when it cannot go on. It follows only addresses
/// that it has not followed in this run, keeps nothing in memory that grows with the catalogue but
/// ids, and has no state of its own.
interface CatalogueReader {

  void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException;
}
