package org.allmende.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;

/// Has the sources of a server read when they are due.
final class HarvestSchedule implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HarvestSchedule.class.getName());
  private static final int FIRST_LOOK_SECONDS = 30;
  private static final int LOOK_SECONDS = 60;

  private final Harvesting harvesting;
  private final HarvestQueue queue;
  private final InstantSource clock;
  private final BooleanSupplier writes;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-harvest-schedule").factory());

  private HarvestSchedule(
      Harvesting harvesting, HarvestQueue queue, InstantSource clock, BooleanSupplier writes) {
    this.harvesting = harvesting;
    this.queue = queue;
    this.clock = clock;
    this.writes = writes;
  }

  /// Begins.
  ///
  /// @param writes whether this node does
  static HarvestSchedule start(
      Harvesting harvesting, HarvestQueue queue, InstantSource clock, BooleanSupplier writes) {
    var schedule = new HarvestSchedule(harvesting, queue, clock, writes);
    var _ =
        schedule.looking.scheduleWithFixedDelay(
            schedule::look, FIRST_LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return schedule;
  }

  private void look() {
    if (!writes.getAsBoolean()) {
      return;
    }
    try {
      for (Source source : harvesting.sources()) {
        boolean due =
            harvesting.due(source).map(when -> !when.isAfter(clock.instant())).orElse(false);
        if (due) {
          queue.start(source, Harvesting.Manner.USUAL);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The sources cannot be looked through.", e);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
