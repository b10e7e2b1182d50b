package org.allmende.catalog.following;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.allmende.model.Sha256;

/// Another node, as the one that follows it sees it. Every call may fail with an [IOException] that
/// says what is the matter, and with [Unfit].
public interface Leader {

  /// Where it is.
  String address();

  Status status() throws IOException;

  /// Where another node stands.
  ///
  /// @param store the name of its store
  /// @param change the number of its last change
  /// @param writes whether it does
  record Status(String store, Position position, long change, boolean writes) {}

  /// Fetches a copy to begin with. What has come of it stays where it is when the connection
  /// breaks, and the next call goes on from there.
  ///
  /// @param part where its bytes gather; whole when this returns
  void base(Path part) throws IOException;

  /// Fetches the transactions after a position into a file, which is empty when there are none.
  ///
  /// @param wait how long the leader may wait for one
  Status changes(String store, Position after, Duration wait, Path into) throws IOException;

  /// Which of these are files there, and how long they are.
  Map<Sha256, Long> files(Collection<Sha256> names) throws IOException;

  /// Fetches a file, or the rest of it.
  ///
  /// @param part where its bytes gather; whole when this returns, but not yet looked at
  void file(Sha256 name, long size, Path part) throws IOException;

  /// Tells it of an epoch in which it does not write, if it has that store.
  ///
  /// @param by the address of the node that does
  Status tell(String store, long epoch, String by) throws IOException;
}
