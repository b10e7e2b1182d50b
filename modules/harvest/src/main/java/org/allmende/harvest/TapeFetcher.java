package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.Tape;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Asks the network and keeps what it answers; or plays what was kept.
final class TapeFetcher implements Fetcher, Network.Receiver {

  private final Network network;
  private final Tape tape;

  TapeFetcher(Network network, Tape tape) {
    this.network = network;
    this.tape = tape;
  }

  @Override
  public Fetched fetch(Request request) throws IOException {
    var kept = tape.find(request.key());
    if (kept.isPresent()) {
      return new Fetched(kept.get());
    }
    if (tape.isPlayed()) {
      throw SourceFailed.because(
          "harvest-not-on-tape",
          new Text(
              "Diese Antwort hat der Lauf damals nicht bekommen: " + request.address(),
              "The run did not get this answer then: " + request.address()),
          new Text(
              "Lesen Sie die Quelle neu, statt den Lauf zu wiederholen.",
              "Read the source anew instead of replaying the run."));
    }
    Tape.@Nullable Answer known = tape.earlier(request.key()).orElse(null);
    return new Fetched(network.ask(request, known, this));
  }

  @Override
  public Tape.Answer take(Tape.Head head, InputStream body) throws IOException {
    return tape.keep(head, body);
  }

  @Override
  public Tape.Answer keep(Tape.Answer known) throws IOException {
    return tape.keep(known);
  }
}
