package org.allmende.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.store.Compacted;

/// Has the store of a server compacted by night, once it takes far more room than it needs: while
/// few requests are answered and no write waits. Each node does so with its own.
final class QuietCompaction implements Schedule.Work {

  /// Nodes that follow always ask something.
  private static final int FEW = 5;

  private static final System.Logger LOG = System.getLogger(QuietCompaction.class.getName());

  private final Optional<QuietHours> hours;
  private final InstantSource clock;
  private final Load load;
  private final Compacting store;
  private final AtomicInteger done = new AtomicInteger();

  /// What a server has in hand.
  interface Load {
    /// Requests that are answered, and writes that wait for their turn.
    int now();
  }

  /// A store that may be compacted.
  interface Compacting {
    /// Compacts it where that is worth while.
    Optional<Compacted> compactIfGrown() throws IOException;
  }

  QuietCompaction(Optional<QuietHours> hours, InstantSource clock, Load load, Compacting store) {
    this.hours = hours;
    this.clock = clock;
    this.load = load;
    this.store = store;
  }

  /// For a server whose requests are measured.
  static QuietCompaction of(Installation installation, MeterRegistry registry) {
    var directory = installation.directory();
    var compaction =
        new QuietCompaction(
            Settings.compactHours(),
            installation.clock(),
            () -> requests(registry) + FEW * directory.waitingWrites(),
            directory::compactIfGrown);
    FunctionCounter.builder("allmende.compactions", compaction, one -> one.done.get())
        .description("how often the store was compacted by itself since the start")
        .register(registry);
    return compaction;
  }

  /// How many requests are answered at the moment.
  static int requests(MeterRegistry registry) {
    return registry.find("http.server.requests.active").longTaskTimers().stream()
        .mapToInt(LongTaskTimer::activeTasks)
        .sum();
  }

  @Override
  public void run() throws IOException {
    boolean due = hours.filter(quiet -> quiet.hold(clock.instant())).isPresent();
    if (due && load.now() < FEW) {
      store.compactIfGrown().ifPresent(this::tell);
    }
  }

  private void tell(Compacted compacted) {
    done.incrementAndGet();
    LOG.log(
        System.Logger.Level.INFO,
        "The store was compacted: it takes {0} instead of {1} bytes.",
        compacted.after(),
        compacted.before());
  }
}
