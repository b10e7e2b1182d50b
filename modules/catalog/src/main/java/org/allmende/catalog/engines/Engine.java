package org.allmende.catalog.engines;

import java.io.IOException;

/// A server of the operator's that does part of the work and is spoken to over HTTP. It may be
/// several machines of which any will do.
public interface Engine {

  /// Asks once, and again at another machine where the first is away: what is asked has to bear to
  /// be asked twice.
  ///
  /// @param path with its query, from the first `/`
  /// @param mediaType of the body
  /// @param body empty for none
  /// @throws IOException when no machine answers
  Reply ask(String method, String path, String mediaType, String body) throws IOException;

  /// What came back, whatever it is.
  record Reply(int status, String body) {}
}
