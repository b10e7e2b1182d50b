package org.allmende.catalog.harvest;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Runs over sources in the background: two at a time, never two on one host, never two over one
/// source. What a dry run foresaw stays in memory for a while, for nothing of it is written.
public final class HarvestQueue implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HarvestQueue.class.getName());
  private static final int TOGETHER = 2;

  /// How many dry runs are kept in memory.
  private static final int MOST_FORESEEN = 10;

  private final Harvesting harvesting;
  private final Map<String, Work> underWay = new ConcurrentHashMap<>();
  private final Map<String, Source> brokenOff = new ConcurrentHashMap<>();
  private final Map<String, Foreseen> foreseen = new LinkedHashMap<>();
  private final ExecutorService running =
      Executors.newFixedThreadPool(
          TOGETHER, Thread.ofPlatform().daemon().name("allmende-harvest-", 1).factory());

  public HarvestQueue(Harvesting harvesting) {
    this.harvesting = harvesting;
  }

  /// What is under way over a source.
  ///
  /// @param dry whether nothing will be written
  /// @param begun whether it runs; otherwise it waits for others to end
  /// @param records how many it has come past so far
  public record UnderWay(boolean dry, boolean begun, long records) {}

  /// What a run does, and how far it is.
  private static final class Work {

    private final boolean dry;
    private final AtomicLong records = new AtomicLong();
    private volatile boolean begun;

    Work(boolean dry) {
      this.dry = dry;
    }

    UnderWay standing() {
      return new UnderWay(dry, begun, records.get());
    }
  }

  private interface Run {
    void run(Consumer<Harvest.Line> listener) throws IOException;
  }

  /// Has a source read soon; false when it is already under way.
  public boolean start(Source source, Harvesting.Manner manner) {
    return start(
        source,
        manner.dry(),
        listener -> {
          if (manner.dry()) {
            foresee(source, manner, listener);
          } else {
            harvesting.run(source, manner, listener);
          }
        });
  }

  /// Has the sources read that are due.
  public void startDue(Instant now) {
    for (Source source : harvesting.sources()) {
      try {
        if (harvesting.due(source).map(when -> !when.isAfter(now)).orElse(false)) {
          var _ = start(source, Harvesting.Manner.USUAL);
        }
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "When " + source.key() + " is due cannot be told.", e);
      }
    }
  }

  private void foresee(Source source, Harvesting.Manner manner, Consumer<Harvest.Line> listener)
      throws IOException {
    var lines = new Foreseen.Lines();
    Harvest harvest = harvesting.run(source, manner, listener.andThen(lines));
    synchronized (foreseen) {
      foreseen.remove(source.key());
      foreseen.put(source.key(), new Foreseen(source, harvest, lines.kept()));
      if (foreseen.size() > MOST_FORESEEN) {
        foreseen.remove(foreseen.keySet().iterator().next());
      }
    }
  }

  /// Has a run played again soon; false when the source is already under way.
  public boolean replay(Source source, int run, Harvesting.Manner manner) {
    return start(
        source, manner.dry(), listener -> harvesting.replay(source, run, manner, listener));
  }

  private boolean start(Source source, boolean dry, Run run) {
    var work = new Work(dry);
    if (underWay.putIfAbsent(source.key(), work) != null) {
      return false;
    }
    brokenOff.remove(source.key());
    running.execute(() -> {
      work.begun = true;
      try {
        run.run(_ -> work.records.incrementAndGet());
      } catch (IOException | RuntimeException e) {
        brokenOff.put(source.key(), source);
        LOG.log(System.Logger.Level.ERROR, "The harvest of " + source.key() + " broke off.", e);
      } finally {
        underWay.remove(source.key());
      }
    });
    return true;
  }

  /// Forgets a source and its runs; what it gave stays. False when a run is under way, which would
  /// go on without its source.
  public boolean remove(Source source) throws IOException {
    if (underWay.putIfAbsent(source.key(), new Work(false)) != null) {
      return false;
    }
    try {
      harvesting.remove(source);
    } finally {
      underWay.remove(source.key());
    }
    return true;
  }

  public boolean isUnderWay(Source source) {
    return underWay.containsKey(source.key());
  }

  /// What is under way over a source; empty where nothing is.
  public Optional<UnderWay> underWay(Source source) {
    return Optional.ofNullable(underWay.get(source.key())).map(Work::standing);
  }

  /// Whether the last run over a source broke off, through no fault of the source. Forgotten when
  /// the program ends, or something else is said about the source.
  public boolean isBrokenOff(Source source) {
    return source.equals(brokenOff.get(source.key()));
  }

  /// What the last dry run over a source foresaw; empty where there was none lately, or where
  /// something else has been said about the source since.
  public Optional<Foreseen> foreseen(Source source) {
    synchronized (foreseen) {
      return Optional.ofNullable(foreseen.get(source.key()))
          .filter(one -> one.source().equals(source));
    }
  }

  /// How many sources are under way.
  public int size() {
    return underWay.size();
  }

  @Override
  public void close() {
    running.shutdownNow();
  }
}
