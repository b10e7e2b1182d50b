package org.allmende.app;

import java.time.Duration;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Takeover;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Says in a word to everybody whether this node writes, follows, follows too far behind, or was
/// superseded. A node that lags answers all the same, for it may be the last that does; one that
/// was superseded is not to be asked any more.
final class NodeHealth implements HealthIndicator {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final Takeover node;
  private final Replication replication;

  NodeHealth(Takeover node, Replication replication) {
    this.node = node;
    this.replication = replication;
  }

  @Override
  public Health health() {
    if (replication.role().kind() == NodeRole.Kind.SUPERSEDED) {
      return Health.status("SUPERSEDED").build();
    }
    return node.health().map(NodeHealth::following).orElseGet(() -> Health.up().build());
  }

  private static Health following(Following.Health health) {
    return Health.status(health.lag().compareTo(LONG) > 0 ? "LAGGING" : "FOLLOWING").build();
  }
}
