package org.allmende.catalog.store;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Keeps something abreast of the store on a thread of its own. It is woken by every change, and
/// looks after a while also without. What fails is tried again, at once the first time and later
/// each further time.
public final class Abreast implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  private final Duration look;
  private final Step step;
  private final Consumer<Exception> trouble;
  private final Thread thread;

  /// Has permits when there may be something to do.
  private final Semaphore news = new Semaphore(0);

  private volatile boolean ended;

  /// What is done again and again.
  public interface Step {
    /// Does it once.
    ///
    /// @return whether there may be more to do at once
    boolean run() throws IOException;
  }

  /// Prepares to follow; [#start] begins.
  ///
  /// @param name of the thread
  /// @param look how long it waits where nothing wakes it
  /// @param trouble hears of what a step throws
  public Abreast(String name, Duration look, Step step, Consumer<Exception> trouble) {
    this.look = look;
    this.step = step;
    this.trouble = trouble;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
  }

  /// Begins to follow a store.
  public void start(PublishedGraphs store) {
    thread.start();
    store.onChange(_ -> wake());
    wake();
  }

  /// Has a step made soon.
  public void wake() {
    news.release();
  }

  private void work() {
    int failures = 0;
    boolean more = false;
    while (!ended) {
      try {
        if (!more) {
          rest(look);
        }
        more = !ended && step.run();
        failures = 0;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        if (!ended) {
          trouble.accept(e);
          more = pause(failures++);
        }
      }
    }
  }

  private boolean pause(int failures) {
    try {
      if (failures > 0) {
        rest(PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private void rest(Duration atMost) throws InterruptedException {
    if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      var _ = news.drainPermits();
    }
  }

  /// Ends, and waits for the step that is under way.
  @Override
  public void close() {
    ended = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
