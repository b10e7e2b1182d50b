package org.allmende.sparql;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allmende.model.Text;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;

/// The time and the memory of one query. Whatever works for the query for long asks [#check] now
/// and then, and says with [#keep] what it holds on to; both end the query when it has had its
/// share.
///
/// ARQ's own iterators look at the cancel flag in the context, which is the same as here.
public final class Budget {

  private static final Symbol KEY = Symbol.create("urn:allmende:budget");
  private static final long PER_ROW = 64;
  private static final long PER_TERM = 96;

  private final AtomicBoolean cancelled;
  private final long most;
  private volatile long deadline;
  private volatile Text late;
  private volatile @Nullable Text why;
  private volatile long kept;

  private Budget(AtomicBoolean cancelled, long most, long deadline, Text late) {
    this.cancelled = cancelled;
    this.most = most;
    this.deadline = deadline;
    this.late = late;
  }

  /// A budget for what runs with this context.
  static Budget in(Context context, Limits limits, long start) {
    var budget =
        new Budget(
            Context.getOrSetCancelSignal(context),
            limits.kept(),
            start + limits.firstRow().toNanos(),
            late(limits.firstRow()));
    context.set(KEY, budget);
    return budget;
  }

  /// The budget of the query that runs with this context; without bounds where none was given.
  public static Budget of(Context context) {
    Budget budget = context.get(KEY);
    return budget == null
        ? new Budget(
            Context.getOrSetCancelSignal(context),
            Long.MAX_VALUE,
            System.nanoTime() + Long.MAX_VALUE / 2,
            late(Duration.ZERO))
        : budget;
  }

  static Text late(Duration limit) {
    double seconds = limit.toMillis() / 1000.0;
    String s = seconds == Math.rint(seconds) ? Long.toString((long) seconds) : "" + seconds;
    return new Text(
        "Die Abfrage hat nach "
            + s
            + " Sekunden keine vollständige Antwort. Schränken Sie sie ein, zum Beispiel mit"
            + " genaueren Mustern oder LIMIT.",
        "The query has no complete answer after "
            + s
            + " seconds. Narrow it, for example by more precise patterns or by LIMIT.");
  }

  /// From the first row on there is more time.
  void firstRow(Limits limits, long start) {
    late = late(limits.total());
    deadline = start + limits.total().toNanos();
  }

  /// When time is up, on the clock of [System#nanoTime()].
  public long deadline() {
    return deadline;
  }

  /// Ends the query unless it may go on.
  public void check() {
    if (cancelled.get() || isOver(System.nanoTime())) {
      throw exhausted();
    }
  }

  /// Whether the query is to end, for whatever reason.
  boolean isSpent(long now) {
    return cancelled.get() || isOver(now);
  }

  private boolean isOver(long now) {
    return now - deadline > 0;
  }

  Costly exhausted() {
    Text reason = why;
    return new Costly(reason == null ? late : reason);
  }

  /// Says that so many more bytes are held until the query ends.
  public void keep(long bytes) {
    // one thread at a time works for a query; the field is volatile for those who watch
    long now = kept + bytes;
    kept = now;
    if (now > most) {
      cancel(tooMuch());
      throw exhausted();
    }
  }

  /// What is said of a query that would hold on to too much.
  public static Text tooMuch() {
    return new Text(
        "Die Abfrage braucht zu viel Speicher: zum Sortieren, Gruppieren oder Verknüpfen müssten"
            + " zu viele Zeilen festgehalten werden. Schränken Sie sie ein.",
        "The query needs too much memory: too many rows would have to be held to sort, group or"
            + " join them. Narrow it.");
  }

  static Text pressed() {
    return new Text(
        "Der Server hat gerade zu wenig Speicher für diese Abfrage. Versuchen Sie es mit einer"
            + " engeren Abfrage oder später.",
        "The server is short of memory for this query at the moment. Try a narrower one, or"
            + " later.");
  }

  /// Says that a row is held until the query ends.
  public void keep(Binding row) {
    long bytes = PER_ROW;
    for (Iterator<Var> vars = row.vars(); vars.hasNext(); ) {
      bytes += weight(row.get(vars.next()));
    }
    keep(bytes);
  }

  static long weight(@Nullable Node term) {
    if (term == null) {
      return 0;
    }
    if (term.isLiteral()) {
      return PER_TERM + term.getLiteralLexicalForm().length();
    }
    return term.isURI() ? PER_TERM + term.getURI().length() : PER_TERM;
  }

  /// Says that a term is held until the query ends.
  public void keep(Node term) {
    keep(weight(term));
  }

  /// The same rows, for somebody who holds on to each of them.
  public QueryIterator keeping(QueryIterator rows) {
    return new QueryIteratorWrapper(rows) {
      @Override
      protected Binding moveToNextBinding() {
        Binding row = super.moveToNextBinding();
        keep(row);
        return row;
      }
    };
  }

  /// How many more bytes may be held.
  public long left() {
    return most - kept;
  }

  long kept() {
    return kept;
  }

  /// Ends the query from outside.
  void cancel(Text reason) {
    if (why == null) {
      why = reason;
    }
    cancelled.set(true);
  }

  /// Ends the query when its time is up.
  void cancelWhenOver(long now) {
    if (!cancelled.get() && isOver(now)) {
      cancel(late);
    }
  }
}
