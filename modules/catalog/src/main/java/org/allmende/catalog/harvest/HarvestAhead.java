package org.allmende.catalog.harvest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.allmende.model.Finding;
import org.jspecify.annotations.Nullable;

/// Reads a source ahead of what is written: one thread fetches and parses, others make each record
/// ready, and whoever reads hears of all in the order in which it came. What waits in between is
/// bounded, so that a source is asked no faster than its records are taken in.
final class HarvestAhead implements Catalogues.Sink, AutoCloseable {

  /// What waits at most: things, and statements in them.
  private static final int MOST_STEPS = 4_000;

  private static final int MOST_STATEMENTS = 150_000;

  private final Function<SourceRecord, HarvestArrival> ready;
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(MOST_STEPS);
  private final Semaphore room = new Semaphore(MOST_STATEMENTS);
  private final ExecutorService reading =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("allmende-harvest-read").factory());
  private final ExecutorService preparing =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Thread.ofPlatform().daemon().name("allmende-harvest-ready-", 1).factory());

  /// Something that was read.
  ///
  /// @param told what a run is to hear; null at the end
  /// @param statements that give up their room then
  private record Step(@Nullable Future<Consumer<HarvestRun>> told, int statements) {}

  /// @param ready makes a record ready; called on several threads
  HarvestAhead(Function<SourceRecord, HarvestArrival> ready) {
    this.ready = ready;
  }

  /// What reads a source.
  interface Reader {
    void read(Catalogues.Sink sink) throws IOException;
  }

  /// Reads to the end, and has a run hear of it on this thread.
  ///
  /// @throws IOException what the reader ended with; the run has heard of everything before
  void read(Reader reader, HarvestRun run) throws IOException {
    Future<?> read =
        reading.submit(() -> {
          try {
            reader.read(this);
          } finally {
            steps.put(new Step(null, 0));
          }
          return true;
        });
    try {
      for (Step step = steps.take(); step.told() != null; step = steps.take()) {
        step.told().get().accept(run);
        room.release(step.statements());
      }
      read.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException failure(ExecutionException e) {
    Throwable cause =
        e.getCause() instanceof UncheckedIOException io ? io.getCause() : e.getCause();
    if (cause instanceof RuntimeException wrong) {
      throw wrong;
    }
    if (cause instanceof Error broken) {
      throw broken;
    }
    return cause instanceof IOException io ? io : new IOException(e);
  }

  private static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    var interrupted = new InterruptedIOException("the harvest was broken off");
    interrupted.initCause(e);
    return interrupted;
  }

  @Override
  public void record(SourceRecord record) {
    prepared(record, HarvestRun::record);
  }

  @Override
  public void doubtful(SourceRecord record) {
    prepared(record, HarvestRun::doubtful);
  }

  private interface Hearing {
    void hear(HarvestRun run, HarvestArrival arrival);
  }

  private void prepared(SourceRecord record, Hearing hearing) {
    int statements = Math.min(record.graph().size() + 1, MOST_STATEMENTS);
    try {
      room.acquire(statements);
      Future<Consumer<HarvestRun>> told =
          preparing.submit(() -> {
            HarvestArrival arrival = ready.apply(record);
            return run -> hearing.hear(run, arrival);
          });
      steps.put(new Step(told, statements));
    } catch (InterruptedException e) {
      throw new UncheckedIOException(interrupted(e));
    }
  }

  @Override
  public void deleted(String id) {
    tell(run -> run.deleted(id));
  }

  @Override
  public void lost(String id, Finding finding) {
    tell(run -> run.lost(id, finding));
  }

  @Override
  public void finding(Finding finding) {
    tell(run -> run.finding(finding));
  }

  @Override
  public void complete(long total) {
    tell(run -> run.complete(total));
  }

  private void tell(Consumer<HarvestRun> told) {
    try {
      steps.put(new Step(CompletableFuture.completedFuture(told), 0));
    } catch (InterruptedException e) {
      throw new UncheckedIOException(interrupted(e));
    }
  }

  /// Breaks off what is still under way.
  @Override
  public void close() {
    reading.shutdownNow();
    preparing.shutdownNow();
    // Whoever is to say that this is the end finds room for it.
    steps.clear();
  }
}
