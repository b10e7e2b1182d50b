package org.allmende.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Takeover;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Says in a word to everybody whether this node writes, follows, follows too far behind, only
/// reads because the store that it shares does not answer, or was superseded. A node that lags or
/// only reads answers all the same, for it may be the last that does; one that was superseded is
/// not to be asked any more.
final class NodeHealth implements HealthIndicator {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final Takeover node;
  private final Replication replication;
  private final BooleanSupplier storeAway;

  NodeHealth(Takeover node, Replication replication, BooleanSupplier storeAway) {
    this.node = node;
    this.replication = replication;
    this.storeAway = storeAway;
  }

  @Override
  public Health health() {
    if (replication.role().kind() == NodeRole.Kind.SUPERSEDED) {
      return Health.status("SUPERSEDED").build();
    }
    if (storeAway.getAsBoolean()) {
      return Health.status("READING").build();
    }
    return node.health().map(NodeHealth::following).orElseGet(() -> Health.up().build());
  }

  private static Health following(Following.Health health) {
    return Health.status(health.lag().compareTo(LONG) > 0 ? "LAGGING" : "FOLLOWING").build();
  }
}
