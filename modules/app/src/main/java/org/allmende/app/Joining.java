package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.allmende.catalog.following.Leader;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Unfit;
import org.allmende.store.DataDirectory;
import org.allmende.store.Restore;
import org.jspecify.annotations.Nullable;

/// Makes a data directory one that follows another node, before it is opened: fetches a copy where
/// there is none, or where the one that is there cannot go on. A catalogue that was written here is
/// never replaced by a copy.
final class Joining {

  private static final System.Logger LOG = System.getLogger(Joining.class.getName());
  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Path data;
  private final String base;
  private final Leader leader;
  private final Duration pause;

  Joining(Path data, String base, Leader leader) {
    this(data, base, leader, PAUSE);
  }

  Joining(Path data, String base, Leader leader, Duration pause) {
    this.data = data;
    this.base = base;
    this.leader = leader;
    this.pause = pause;
  }

  /// Prepares a directory to follow.
  ///
  /// @throws Exit when it holds a catalogue of its own
  void prepare() throws IOException {
    if (!DataDirectory.isOne(data)) {
      copy();
      return;
    }
    NodeRole role = DataDirectory.role(data);
    Unfit.Why why;
    try {
      why = role.follows() || !hasTakenOver(role) ? judge(role) : null;
    } catch (Unfit e) {
      why = e.why();
    } catch (IOException e) {
      if (!role.follows()) {
        throw new Exit(Exit.TEMPORARY, Words.of("follow.unreachable", leader.address()));
      }
      why = null;
    }
    if (role.follows()) {
      goOn(role, why);
    } else if (!hasTakenOver(role)) {
      join(why);
    }
  }

  /// Whether the other node is the one that this one has taken over from: it is not followed again
  /// unless it has taken over in turn.
  private boolean hasTakenOver(NodeRole role) throws IOException {
    if (!role.writes() || !role.other().equals(leader.address())) {
      return false;
    }
    try {
      if (leader.status().position().epoch() > role.epoch()) {
        return false;
      }
    } catch (IOException _) {
      // It does not answer, and changes nothing.
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "This node has taken over from {0} and does not follow it; leave --follow out.",
        leader.address());
    return true;
  }

  /// Why this directory cannot go on with what the other node has; null when it can.
  ///
  /// One that has written as well may go on only in a later epoch: within one epoch nobody can tell
  /// a copy of the other from one that has gone on differently.
  private Unfit.@Nullable Why judge(NodeRole role) throws IOException {
    String store;
    Position position;
    try (var directory = DataDirectory.open(data, base, InstantSource.system(), options())) {
      store = directory.replication().store();
      position = directory.replication().position();
    }
    if (role.writes() && leader.status().position().epoch() <= position.epoch()) {
      return Unfit.Why.DIVERGED;
    }
    Path spool = DataDirectory.following(data).resolve("judged");
    try {
      var _ = leader.changes(store, position, Duration.ZERO, spool);
      return null;
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private static DataDirectory.Options options() {
    return DataDirectory.Options.DEFAULT.with(FileSettings.place());
  }

  private void goOn(NodeRole role, Unfit.@Nullable Why why) throws IOException {
    boolean anew =
        why == Unfit.Why.OTHER_STORE
            || why == Unfit.Why.TOO_FAR_BEHIND
            || why == Unfit.Why.DIVERGED;
    if (anew) {
      LOG.log(
          System.Logger.Level.WARNING, "A new copy is taken of {0}: {1}.", leader.address(), why);
      copy();
    } else if (!role.other().equals(leader.address())) {
      NodeRole next = NodeRole.following(leader.address());
      DataDirectory.role(data, role.whole() ? next.completed() : next);
    }
  }

  private void join(Unfit.@Nullable Why why) throws IOException {
    if (why != null) {
      throw new Exit(Exit.FINDINGS, Words.of("follow.own", data, leader.address()));
    }
    DataDirectory.role(data, NodeRole.following(leader.address()));
  }

  private void copy() throws IOException {
    Path part = DataDirectory.copy(data);
    fetch(part);
    DataDirectory.role(data, NodeRole.following(leader.address()));
    Restore.asCopy(data, part, DataDirectory.RESERVE);
    Files.delete(part);
  }

  private void fetch(Path part) throws IOException {
    for (int tries = 1; ; tries++) {
      long before = Files.exists(part) ? Files.size(part) : 0;
      try {
        leader.base(part);
        return;
      } catch (IOException e) {
        boolean further = Files.exists(part) && Files.size(part) > before;
        if (!further && tries >= TRIES) {
          throw new Exit(
              Exit.TEMPORARY,
              Words.of("follow.failed", leader.address(), String.valueOf(e.getMessage())));
        }
        LOG.log(System.Logger.Level.WARNING, "{0}: {1}", leader.address(), e.getMessage());
        rest();
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
