package org.allmende.sparql;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.catalog.asking.RankedSearch;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.rows.RowGraphs;
import org.allmende.model.Text;
import org.allmende.sparql.columns.Published;
import org.apache.jena.sys.JenaSystem;

/// Answers anybody's SPARQL without trusting it.
///
/// Before a query is parsed its length and depth are looked at; then its syntax tree, for what is
/// not allowed; then it runs within a [Budget] on a view of what is published, a few queries at a
/// time. Whoever waits for an answer gets one, or the reason why not, in the time that was
/// promised, even when the query itself does not react: it then keeps its place until it ends.
public final class GuardedSparqlEndpoint implements SparqlEndpoint {

  private static final Duration GRACE = Duration.ofMillis(700);
  private static final long STACK = 16L << 20;

  private final Published published;
  private final Limits limits;
  private final RankedSearch search;
  private final RowGraphs rows;
  private final Semaphore slots;
  private final Answers answers;
  private final AllowedFunctions functions;
  private final Watch watch = new Watch();
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService workers = Executors.newThreadPerTaskExecutor(this::worker);

  /// An endpoint over these data that cannot search in texts.
  public GuardedSparqlEndpoint(Published published, Limits limits) {
    this(
        published,
        limits,
        (text, limit) -> {
          throw new Refusal(
              Reason.FORBIDDEN, "Hier gibt es keine Suche.", "There is no search here.");
        });
  }

  /// An endpoint over these data, which knows no rows.
  ///
  /// @param search finds datasets for texts in queries
  public GuardedSparqlEndpoint(Published published, Limits limits, RankedSearch search) {
    this(published, limits, search, RowGraphs.NONE);
  }

  /// An endpoint over these data.
  ///
  /// @param search finds datasets for texts in queries
  /// @param rows the tables whose rows are graphs, too
  public GuardedSparqlEndpoint(
      Published published, Limits limits, RankedSearch search, RowGraphs rows) {
    JenaSystem.init();
    this.published = published;
    this.search = search;
    this.rows = rows;
    this.limits = limits;
    slots = new Semaphore(limits.slots(), true);
    answers = new Answers(limits.kept());
    functions = new AllowedFunctions();
  }

  private Thread worker(Runnable task) {
    // not used again: it may have been made to give way to others
    var thread = new Thread(null, task, "sparql-" + threads.incrementAndGet(), STACK, false);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String name() {
    return "sparql";
  }

  @Override
  public Answer answer(Request request) {
    return answers.find(request, published.position()).orElseGet(() -> asked(request));
  }

  private Answer asked(Request request) {
    try {
      Scan.check(request.query(), limits.shape());
    } catch (Refusal refusal) {
      return refusal.refused();
    }
    try {
      if (!slots.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy();
    }
    return run(request);
  }

  private static Answer busy() {
    return new Answer.Refused(
        Reason.BUSY,
        new Text(
            "Gerade laufen so viele Abfragen, wie möglich sind. Versuchen Sie es gleich noch"
                + " einmal.",
            "As many queries as possible are running at the moment. Try again shortly."),
        null,
        null);
  }

  private Answer run(Request request) {
    var run = new Run(limits, published, search, rows, answers, workers, this::done);
    watch.add(run);
    Future<Answer> begun;
    try {
      begun = workers.submit(() -> run.begin(request, functions));
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
    return await(run, begun);
  }

  private void done(Run run) {
    watch.remove(run);
    slots.release();
  }

  private Answer await(Run run, Future<Answer> begun) {
    try {
      try {
        return begun.get(left(run, limits.firstRow()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (!run.hasBegun()) {
          return giveUp(run, begun);
        }
      }
      try {
        return begun.get(left(run, limits.total()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return giveUp(run, begun);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return run.abandon() ? busy() : result(begun);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a query failed for no fault of its own", e.getCause());
    }
  }

  private static long left(Run run, Duration limit) {
    return run.start() + limit.plus(GRACE).toNanos() - System.nanoTime();
  }

  private Answer giveUp(Run run, Future<Answer> begun) {
    if (!run.abandon()) {
      return result(begun);
    }
    return new Answer.Refused(
        Reason.TOO_COSTLY,
        Budget.late(run.hasBegun() ? limits.total() : limits.firstRow()),
        null,
        null);
  }

  private static Answer result(Future<Answer> begun) {
    try {
      return begun.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a query failed for no fault of its own", e.getCause());
    }
  }

  /// How many queries have not ended although twice their time is up. They keep their places; two
  /// of them are a reason not to send this server any more.
  public int overdue() {
    return watch.overdue(limits.total());
  }

  /// How many queries run.
  public int running() {
    return limits.slots() - slots.availablePermits();
  }

  @Override
  public long position() {
    return published.position();
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return published.await(change, atMost);
  }

  @Override
  public void rebuild() {
    published.rebuild();
  }

  @Override
  public void close() {
    workers.shutdown();
    watch.close();
    published.close();
  }
}
