package org.allmende.catalog.publishing;

import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.allmende.model.Upload;

/// Files that are not handed in but named: they are fetched from where they are, and kept.
public interface RemoteFiles {

  /// Fetches what is at an address, waits for all of it, and keeps it.
  ///
  /// @param name makes a name for the file of the last part of the address
  /// @param limit the largest file taken, in bytes
  /// @throws org.allmende.catalog.harvest.SourceFailed when the address is not allowed, nobody
  ///   answers there, or with an error or more than is taken
  Upload fetch(URI address, UnaryOperator<String> name, long limit) throws IOException;
}
