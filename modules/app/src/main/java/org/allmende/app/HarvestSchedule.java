package org.allmende.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.Harvesting;
import org.allmende.catalog.Source;

/// Reads the sources of a server when they are due, two at a time and never two on one host.
final class HarvestSchedule implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HarvestSchedule.class.getName());
  private static final int FIRST_LOOK_SECONDS = 30;
  private static final int LOOK_SECONDS = 60;
  private static final int TOGETHER = 2;

  private final Harvesting harvesting;
  private final InstantSource clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-harvest-schedule").factory());
  private final ExecutorService running =
      Executors.newFixedThreadPool(
          TOGETHER, Thread.ofPlatform().daemon().name("allmende-harvest-", 1).factory());

  private HarvestSchedule(Harvesting harvesting, InstantSource clock) {
    this.harvesting = harvesting;
    this.clock = clock;
  }

  static HarvestSchedule start(Harvesting harvesting, InstantSource clock) {
    var schedule = new HarvestSchedule(harvesting, clock);
    var _ =
        schedule.looking.scheduleWithFixedDelay(
            schedule::look, FIRST_LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return schedule;
  }

  private void look() {
    try {
      for (Source source : harvesting.sources()) {
        boolean due =
            harvesting.due(source).map(when -> !when.isAfter(clock.instant())).orElse(false);
        if (due && underWay.add(source.key())) {
          running.execute(() -> run(source));
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The sources cannot be looked through.", e);
    }
  }

  private void run(Source source) {
    try {
      var harvest = harvesting.run(source, Harvesting.Manner.USUAL, _ -> {});
      LOG.log(
          System.Logger.Level.INFO,
          "Harvested {0}: {1} {2}",
          source.key(),
          harvest.outcome(),
          harvest.counts());
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The harvest of " + source.key() + " broke off.", e);
    } finally {
      underWay.remove(source.key());
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
    running.shutdownNow();
  }
}
