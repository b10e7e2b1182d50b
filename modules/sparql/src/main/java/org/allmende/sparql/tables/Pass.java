package org.allmende.sparql.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.rows.CellEngine.Wanted;
import org.allmende.catalog.rows.RowTable;
import org.allmende.sparql.Budget;
import org.allmende.sparql.Costly;
import org.allmende.sparql.Refusal;
import org.jspecify.annotations.Nullable;

/// A pass over a table, row by row as they are asked for: a thread of its own reads ahead, a few
/// thousand rows at most, and ends when nobody wants more or time is up.
final class Pass implements RowSource {

  private static final int TOGETHER = 512;
  private static final int WAITING = 4;
  private static final int OFTEN_MILLIS = 25;

  private final RowTable table;
  private final Wanted wanted;
  private final Budget budget;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean closed;
  private Iterator<Row> rows = List.<Row>of().iterator();
  private boolean last;

  /// @param failure why there are no more; null where nothing went wrong
  private record Batch(List<Row> rows, boolean last, @Nullable Throwable failure) {}

  Pass(RowTable table, Wanted wanted, Budget budget) {
    this.table = table;
    this.wanted = wanted;
    this.budget = budget;
    Thread.ofPlatform().daemon().name("sparql-rows").start(this::read);
  }

  private void read() {
    var batch = new ArrayList<Row>(TOGETHER);
    Throwable failure = null;
    try {
      table.pass(
          wanted,
          (number, count, cells) -> {
            batch.add(new Row(number, count, cells));
            if (batch.size() < TOGETHER) {
              return !closed;
            }
            boolean taken = offer(new Batch(List.copyOf(batch), false, null));
            batch.clear();
            return taken;
          });
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    offer(new Batch(List.copyOf(batch), true, failure));
  }

  private boolean offer(Batch batch) {
    try {
      while (!closed && System.nanoTime() - budget.deadline() < 0) {
        if (batches.offer(batch, OFTEN_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public @Nullable Row next() {
    while (!rows.hasNext()) {
      if (last) {
        return null;
      }
      take();
    }
    return rows.next();
  }

  private void take() {
    Batch batch = null;
    while (batch == null) {
      budget.check();
      try {
        batch = batches.poll(OFTEN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for rows", e);
      }
    }
    Throwable failure = batch.failure();
    if (failure != null) {
      throw translated(failure);
    }
    rows = batch.rows().iterator();
    last = batch.last();
  }

  private static RuntimeException translated(Throwable failure) {
    return switch (failure) {
      case RowEngine.Busy _ ->
          new Refusal(
              Reason.BUSY,
              "Gerade werden so viele Fragen nach Zeilen beantwortet, wie möglich sind. Versuchen"
                  + " Sie es gleich noch einmal.",
              "As many questions about rows as possible are being answered at the moment. Try again"
                  + " shortly.");
      case RowEngine.WrongQuestion e -> new Costly(e.text());
      case IOException e -> new UncheckedIOException(e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }

  @Override
  public void close() {
    closed = true;
    batches.clear();
  }
}
