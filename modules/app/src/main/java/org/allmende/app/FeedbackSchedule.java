package org.allmende.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.allmende.catalog.feedback.Feedback;

/// Has what readers have written erased when its time has come, whether anybody looks or not.
final class FeedbackSchedule implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(FeedbackSchedule.class.getName());
  private static final int FIRST_LOOK_MINUTES = 1;
  private static final int LOOK_MINUTES = 60;

  private final Feedback feedback;
  private final BooleanSupplier writes;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-feedback-schedule").factory());

  private FeedbackSchedule(Feedback feedback, BooleanSupplier writes) {
    this.feedback = feedback;
    this.writes = writes;
  }

  /// Begins.
  ///
  /// @param writes whether this node does
  static FeedbackSchedule start(Feedback feedback, BooleanSupplier writes) {
    var schedule = new FeedbackSchedule(feedback, writes);
    var _ =
        schedule.looking.scheduleWithFixedDelay(
            schedule::look, FIRST_LOOK_MINUTES, LOOK_MINUTES, TimeUnit.MINUTES);
    return schedule;
  }

  private void look() {
    if (!writes.getAsBoolean()) {
      return;
    }
    try {
      feedback.tidy();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Old messages of readers cannot be erased.", e);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
