package org.allmende.app;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What a server does again and again by itself. No two rounds of one job run at a time, and what
/// fails is done again in the next round.
final class Schedule implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Schedule.class.getName());
  private static final int TOGETHER = 4;

  private final List<Job> jobs = new ArrayList<>();
  private final ScheduledExecutorService working =
      Executors.newScheduledThreadPool(
          TOGETHER, Thread.ofPlatform().daemon().name("allmende-schedule-", 1).factory());

  /// A round of a job.
  interface Work {
    void run() throws IOException;
  }

  private static final class Job {
    private final String what;
    private final Work work;

    Job(String what, Work work) {
      this.what = what;
      this.work = work;
    }

    synchronized void run() {
      try {
        work.run();
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "What is due cannot be done: " + what + ".", e);
      }
    }
  }

  /// Has something done from now on.
  ///
  /// @param what it is called when it fails
  /// @param first how long the first round waits
  /// @param pause from the end of a round to the next one
  Schedule every(String what, Duration first, Duration pause, Work work) {
    var job = new Job(what, work);
    jobs.add(job);
    var _ =
        working.scheduleWithFixedDelay(
            job::run, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /// Has a round of everything begin now.
  void hurry() {
    jobs.forEach(job -> working.execute(job::run));
  }

  /// Waits for what is under way: to be interrupted would look like trouble.
  @Override
  public void close() {
    working.close();
  }
}
