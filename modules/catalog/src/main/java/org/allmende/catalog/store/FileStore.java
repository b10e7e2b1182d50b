package org.allmende.catalog.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;

/// The original bytes, each stored once under its hash.
public interface FileStore {

  /// Takes in bytes as a stream: temporary file, fsync, rename, fsync of the folder. The bytes are
  /// durable when the call returns.
  ///
  /// @param limit the most bytes to take
  /// @throws TooLarge when there are more; nothing is kept then
  Upload receive(InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException;

  /// Where the bytes can be read, when they are here.
  Optional<Path> path(Sha256 hash);

  /// More bytes came than are allowed.
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    public TooLarge(long limit) {
      super("more than " + limit + " bytes");
    }
  }
}
