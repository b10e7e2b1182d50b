package org.allmende.web.http;

import java.time.Duration;
import java.util.List;
import org.allmende.catalog.store.Projection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes whoever writes wait until everybody sees it: who has an answer finds the dataset by search
/// and by SPARQL.
public final class Freshness {

  private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Projection> projections;

  public Freshness(Projection... projections) {
    this.projections = List.of(projections);
  }

  public void await(long change) {
    for (Projection projection : projections) {
      if (!projection.await(change, PATIENCE)) {
        LOG.warn("{} does not show change {} yet", projection.name(), change);
      }
    }
  }
}
