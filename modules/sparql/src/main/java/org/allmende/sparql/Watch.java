package org.allmende.sparql;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks after the queries that run: makes those that take long give way to everything else this
/// program does, ends those whose time is up, and the one that holds the most when memory has
/// become short although the garbage has been collected.
final class Watch implements AutoCloseable {

  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final double SHORT = 0.85;

  private final Set<Run> running = ConcurrentHashMap.newKeySet();
  private final List<MemoryPoolMXBean> lasting;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("sparql-watch").unstarted(task));

  Watch() {
    lasting =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
            .toList();
    var _ =
        clock.scheduleWithFixedDelay(
            this::look, OFTEN.toMillis(), OFTEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  void add(Run run) {
    running.add(run);
  }

  void remove(Run run) {
    running.remove(run);
  }

  private void look() {
    if (running.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    for (Run run : running) {
      run.giveWay(now);
      Budget budget = run.budget();
      if (budget != null) {
        budget.cancelWhenOver(now);
        run.leave(now);
      }
    }
    if (isMemoryShort()) {
      running.stream()
          .max(Comparator.comparingLong(Watch::held))
          .map(Run::budget)
          .ifPresent(budget -> budget.cancel(Budget.pressed()));
    }
  }

  private static long held(Run run) {
    Budget budget = run.budget();
    return budget == null ? -1 : budget.kept();
  }

  private boolean isMemoryShort() {
    for (MemoryPoolMXBean pool : lasting) {
      MemoryUsage left = pool.getCollectionUsage();
      if (left != null && left.getMax() > 0 && left.getUsed() > SHORT * left.getMax()) {
        return true;
      }
    }
    return false;
  }

  /// How many queries still run although twice their time is up.
  int overdue(Duration time) {
    long now = System.nanoTime();
    return (int) running.stream().filter(run -> now - run.start() > 2 * time.toNanos()).count();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
