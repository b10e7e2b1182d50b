package org.allmende.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Takeover;
import org.allmende.catalog.said.Json;
import org.allmende.harvest.NetworkLeader;
import org.allmende.store.DataDirectory;
import org.jspecify.annotations.Nullable;

/// A server as one of several: follows the one it was told to, and takes over when it is told to,
/// over HTTP or by a wish that is laid into the data directory, where only its owner can.
final class Node implements Takeover, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Node.class.getName());
  private static final int LOOK_MILLIS = 200;

  private final Installation installation;
  private final Replication replication;
  private final Wish wish;
  private final @Nullable Following following;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-promotion").factory());
  private volatile Runnable promoted = () -> {};

  Node(Installation installation) {
    this.installation = installation;
    this.replication = installation.directory().replication();
    this.wish = new Wish(installation.directory().path());
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

  /// A wish that this node take over, and what became of it, as files.
  record Wish(Path data) {

    Path asked() throws IOException {
      return DataDirectory.following(data).resolve("promotion-wanted");
    }

    Path answered() throws IOException {
      return DataDirectory.following(data).resolve("promotion-done");
    }
  }

  /// Begins to follow. What was not whole yet comes first, and meanwhile this waits.
  Node start() {
    look();
    var _ =
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
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

  private void look() {
    try {
      if (!Files.exists(wish.asked())) {
        return;
      }
      Files.delete(wish.asked());
      if (!writes()) {
        answer(promote());
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "This node cannot take over.", e);
    }
  }

  private void answer(Following.Promotion promotion) throws IOException {
    Path beside = wish.answered().resolveSibling("promotion-done.tmp");
    Files.write(beside, Json.own().writeValueAsBytes(promotion));
    Files.move(beside, wish.answered());
  }

  @Override
  public void close() {
    looking.shutdown();
    if (following != null) {
      following.close();
    }
  }
}
