package org.allmende.harvest;

import java.io.IOException;
import java.net.URI;

/// The way to a source: over the network, guarded, or from a tape. Every address that a reader
/// finds in an answer goes through here as well, and is judged anew.
interface Fetcher {

  /// Asks, and waits for the whole answer.
  ///
  /// @throws org.allmende.catalog.harvest.SourceFailed when the address is not allowed, the server
  ///   does not answer, answers with an error, or with more than is taken
  Fetched fetch(Request request) throws IOException;

  /// Asks for what is at an address.
  ///
  /// @param accept media types wanted, as in the header of this name
  default Fetched get(URI address, String accept) throws IOException {
    return fetch(Request.get(address, accept));
  }
}
