package org.allmende.catalog.harvest;

import java.io.IOException;
import java.net.URI;
import org.allmende.model.Finding;

/// Other people's catalogues: read over the network, or once more from the tape of an earlier run.
public interface Catalogues {

  /// Looks whether an address may be asked at all; nothing is sent.
  ///
  /// @throws SourceFailed when nothing here will ever go there
  void requireAllowed(URI address) throws SourceFailed;

  /// Reads a catalogue to its end, or as far as it goes.
  ///
  /// @param tape keeps what comes from the network; a tape that is played is read instead
  /// @throws SourceFailed when the source cannot be read on; what the sink has heard before holds
  void read(Source source, Tape tape, Sink sink) throws IOException;

  /// Hears what a catalogue holds, on one thread.
  interface Sink {

    /// A dataset.
    void record(SourceRecord record);

    /// A dataset of which something may be missing, because the answer is broken. It takes the
    /// place of nothing.
    default void doubtful(SourceRecord record) {
      record(record);
    }

    /// The source says that it had this dataset, and has it no more.
    void deleted(String id);

    /// The source has this dataset, but it cannot be read. What is here already stays.
    void lost(String id, Finding finding);

    /// Something about the catalogue as a whole.
    void finding(Finding finding);

    /// All pages came, to the end: what was not named is not there any more. Called at most once,
    /// last, and only when reading ended as the protocol says it ends.
    ///
    /// @param total how many datasets the source says it has; -1 where it does not say
    void complete(long total);
  }
}
