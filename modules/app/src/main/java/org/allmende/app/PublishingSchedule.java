package org.allmende.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.allmende.catalog.publishing.Scheduling;

/// Has drafts published whose moment has come.
final class PublishingSchedule implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PublishingSchedule.class.getName());
  private static final int FIRST_LOOK_SECONDS = 5;
  private static final int LOOK_SECONDS = 15;

  private final Scheduling scheduling;
  private final BooleanSupplier writes;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-publishing-schedule").factory());

  private PublishingSchedule(Scheduling scheduling, BooleanSupplier writes) {
    this.scheduling = scheduling;
    this.writes = writes;
  }

  /// Begins.
  ///
  /// @param writes whether this node does
  static PublishingSchedule start(Scheduling scheduling, BooleanSupplier writes) {
    var schedule = new PublishingSchedule(scheduling, writes);
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
      scheduling.publishDue();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "What is to be published cannot be looked through.", e);
    }
  }

  /// Waits for what is under way: to be interrupted would look like trouble.
  @Override
  public void close() {
    looking.close();
  }
}
