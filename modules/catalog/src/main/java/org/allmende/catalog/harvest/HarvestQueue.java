package org.allmende.catalog.harvest;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs over sources in the background: two at a time, never two on one host, never two over one
/// source.
public final class HarvestQueue implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HarvestQueue.class.getName());
  private static final int TOGETHER = 2;

  private final Harvesting harvesting;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService running =
      Executors.newFixedThreadPool(
          TOGETHER, Thread.ofPlatform().daemon().name("allmende-harvest-", 1).factory());

  public HarvestQueue(Harvesting harvesting) {
    this.harvesting = harvesting;
  }

  private interface Run {
    void run() throws IOException;
  }

  /// Has a source read soon; false when it is already under way.
  public boolean start(Source source, Harvesting.Manner manner) {
    return start(source, () -> harvesting.run(source, manner, _ -> {}));
  }

  /// Has a run played again soon; false when the source is already under way.
  public boolean replay(Source source, int run, Harvesting.Manner manner) {
    return start(source, () -> harvesting.replay(source, run, manner, _ -> {}));
  }

  private boolean start(Source source, Run run) {
    if (!underWay.add(source.key())) {
      return false;
    }
    running.execute(() -> {
      try {
        run.run();
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "The harvest of " + source.key() + " broke off.", e);
      } finally {
        underWay.remove(source.key());
      }
    });
    return true;
  }

  public boolean isUnderWay(Source source) {
    return underWay.contains(source.key());
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
