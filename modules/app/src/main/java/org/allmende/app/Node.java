package org.allmende.app;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Takeover;
import org.allmende.harvest.NetworkLeader;
import org.allmende.store.DataDirectory;
import org.jspecify.annotations.Nullable;

/// A server as one of several: follows the one it was told to, and takes over when it is told to,
/// over HTTP or by a command. Runs [Errands] besides.
final class Node implements Takeover, AutoCloseable {

  private final Installation installation;
  private final Replication replication;
  private final @Nullable Following following;
  private final Errands errands;
  private volatile Runnable promoted = () -> {};

  Node(Installation installation) {
    this.installation = installation;
    this.replication = installation.directory().replication();
    this.errands =
        new Errands(
            installation.directory(),
            Map.of(
                BackupCommand.ERRAND,
                wish -> BackupCommand.run(installation.directory(), wish),
                Compact.ERRAND,
                _ -> Compact.run(installation.directory()),
                Erase.ERRAND,
                wish -> Erase.run(installation, wish, DataDirectory.ON_ITS_WAY),
                Promote.ERRAND,
                _ -> Promote.run(this)));
    this.following = following(installation);
  }

  private static @Nullable Following following(Installation installation) {
    Replication replication = installation.directory().replication();
    NodeRole role = replication.role();
    String token = Settings.replicationToken();
    if (role.other().isEmpty()) {
      return null;
    }
    if (token.isEmpty()) {
      throw new Exit(Exit.USAGE, Words.of("follow.token"));
    }
    return new Following(
        replication,
        new NetworkLeader(URI.create(role.other()), token),
        installation.addresses().base(),
        installation.clock(),
        System::nanoTime);
  }

  /// Begins to follow. What was not whole yet comes first, and meanwhile this waits.
  Node start() {
    errands.start();
    if (following != null) {
      following.complete();
      following.start();
    }
    return this;
  }

  /// Does something when this node has taken over; what it was before is to be asked afterwards.
  void onPromotion(Runnable listener) {
    promoted = listener;
  }

  boolean writes() {
    return replication.role().writes();
  }

  @Override
  public Optional<Following.Health> health() {
    return replication.role().follows()
        ? Optional.ofNullable(following).map(Following::health)
        : Optional.empty();
  }

  @Override
  public synchronized Following.Promotion promote() throws IOException {
    var promotion =
        following == null
            ? new Following.Promotion(replication.promote(1), false, false)
            : following.promote();
    promoted.run();
    installation.seed();
    return promotion;
  }

  @Override
  public void close() {
    errands.close();
    if (following != null) {
      following.close();
    }
  }
}
