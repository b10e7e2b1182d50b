package org.allmende.catalog.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;

/// The original bytes, each stored once under its hash.
public interface FileStore {

  /// Takes in bytes as a stream. They are durable when the call returns, and there whole or not at
  /// all.
  ///
  /// @param limit the most bytes to take
  /// @throws TooLarge when there are more; nothing is kept then
  /// @throws EngineAway when the place they would be kept in does not answer
  Upload receive(InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException;

  /// The bytes of a file; empty when it is certain that they are not here. Where the place they are
  /// kept in does not answer, that turns out when they are asked for.
  Optional<Bytes> find(Sha256 hash);

  /// More bytes came than are allowed.
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    public TooLarge(long limit) {
      super("more than " + limit + " bytes");
    }
  }
}
