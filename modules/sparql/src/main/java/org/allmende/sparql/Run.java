package org.allmende.sparql;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.allmende.catalog.asking.RankedSearch;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Body;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.asking.SparqlEndpoint.Request;
import org.allmende.catalog.rows.RowGraphs;
import org.allmende.model.Text;
import org.allmende.sparql.columns.Published;
import org.allmende.sparql.columns.View;
import org.allmende.sparql.results.Format;
import org.allmende.sparql.results.Inexpressible;
import org.allmende.sparql.results.Oversize;
import org.allmende.sparql.results.Utf8;
import org.allmende.sparql.tables.Tables;
import org.allmende.sparql.words.UnknownWords;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.ARQInternalErrorException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/// One query from its text to the last byte of its answer.
///
/// It begins on a thread with a deep stack, which parses, plans, and writes the beginning of the
/// answer into memory. A short answer is complete by then and holds nothing any more, however slow
/// its reader; a query that fails by then is refused in words. A long answer goes on piece by piece
/// while it is read, on threads of the same kind and from the same view.
///
/// What has not ended after a twentieth of a second gives way to everything else: short questions,
/// searches and uploads do not wait for long ones.
final class Run implements Body {

  private static final int BEGINNING = 64 * 1024;
  private static final int CHUNK = 256 * 1024;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Limits limits;
  private final Published published;
  private final RankedSearch search;
  private final RowGraphs tables;
  private final Answers answers;
  private final ExecutorService workers;
  private final Consumer<Run> whenDone;
  private final long start = System.nanoTime();
  private final Utf8 out = new Utf8();

  private volatile @Nullable Budget budget;
  private final AtomicInteger thread = new AtomicInteger(Niceness.UNKNOWN);
  private final AtomicBoolean gone = new AtomicBoolean();
  private volatile boolean begun;
  private volatile boolean sending;
  private @Nullable View view;
  private @Nullable Solving solving;
  private @Nullable Output output;
  private List<Text> notes = List.of();
  private boolean complete;
  private boolean taken;
  private boolean abandoned;
  private boolean closed;
  private long rows;

  /// @param answers where a short answer is kept
  /// @param workers give each piece of work a thread of its own
  /// @param whenDone told once, when the place of this query is free again
  Run(
      Limits limits,
      Published published,
      RankedSearch search,
      RowGraphs tables,
      Answers answers,
      ExecutorService workers,
      Consumer<Run> whenDone) {
    this.limits = limits;
    this.published = published;
    this.search = search;
    this.tables = tables;
    this.answers = answers;
    this.workers = workers;
    this.whenDone = whenDone;
  }

  /// Guards, plans and begins.
  Answer begin(Request request, AllowedFunctions functions) {
    boolean handedOver = false;
    thread.set(Niceness.thread());
    try {
      Answer answer = ready(request, functions);
      handedOver = take();
      return answer;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return refused(e);
    } finally {
      thread.set(Niceness.UNKNOWN);
      if (!handedOver || complete) {
        close();
      }
    }
  }

  private Answer ready(Request request, AllowedFunctions functions) {
    Query query = Parsing.parse(request.query(), limits.base());
    Examination.name(query, request.defaultGraphs(), request.namedGraphs());
    boolean repeatable = Examination.check(query, limits.shape(), functions);
    boolean graph = query.isConstructType() || query.isDescribeType();
    Format.Chosen chosen =
        Format.choose(graph, request.accept()).orElseThrow(() -> notAcceptable(graph));
    View pinned = published.view();
    view = pinned;
    DatasetGraph data = request.catalog() == null ? pinned.data() : pinned.data(request.catalog());
    Context context = Solving.context(functions, data);
    Budget given = Budget.in(context, limits, start);
    budget = given;
    pinned.deadline(given.deadline());
    new Tables(data, pinned.change(), tables, query, given).into(context);
    solving = Solving.of(query, data, context, given, search);
    notes = UnknownWords.in(query, data.getDefaultGraph());
    output = Output.of(query, solving, chosen.format(), out);
    output.begin();
    given.check();
    given.firstRow(limits, start);
    pinned.deadline(given.deadline());
    begun = true;
    fill(output);
    if (complete && repeatable) {
      answers.keep(request, chosen.mediaType(), pinned.change(), out.copy(), notes);
    }
    return new Answer.Ready(chosen.mediaType(), pinned.change(), repeatable, this);
  }

  private static Refusal notAcceptable(boolean graph) {
    String offered = Format.offered(graph);
    return graph
        ? new Refusal(
            Reason.NOT_ACCEPTABLE,
            "Die Antwort ist ein Graph. Es gibt ihn als " + offered + ".",
            "The answer is a graph. It comes as " + offered + ".")
        : new Refusal(
            Reason.NOT_ACCEPTABLE,
            "Die Antwort ist eine Tabelle. Es gibt sie als " + offered + ".",
            "The answer is a table. It comes as " + offered + ".");
  }

  /// Writes until the answer is complete or its beginning is long enough.
  private void fill(Output answer) {
    long since = System.nanoTime();
    while (out.size() < BEGINNING && System.nanoTime() - since < LONG_ENOUGH.toNanos()) {
      if (!more(answer)) {
        return;
      }
    }
  }

  private boolean more(Output answer) {
    complete = !answer.more();
    if (!complete && ++rows > limits.rows()) {
      throw new Costly(
          "Die Antwort hat mehr als "
              + limits.rows()
              + " Zeilen. Teilen Sie sie mit LIMIT und OFFSET.",
          "The answer has more than " + limits.rows() + " rows. Divide it by LIMIT and OFFSET.");
    }
    if (out.written() > limits.bytes()) {
      throw new Costly(
          "Die Antwort hat mehr als "
              + (limits.bytes() >> 20)
              + " MB. Teilen Sie sie mit LIMIT und OFFSET.",
          "The answer has more than "
              + (limits.bytes() >> 20)
              + " MB. Divide it by LIMIT and OFFSET.");
    }
    return !complete;
  }

  @Override
  public List<Text> notes() {
    return notes;
  }

  @Override
  public void writeTo(OutputStream to) throws IOException {
    send(to);
    Output answer = output;
    if (complete) {
      return;
    }
    if (answer == null || closed) {
      throw new IOException("the answer has been closed");
    }
    while (!complete) {
      Optional<Throwable> trouble = await(workers.submit(() -> piece(answer)));
      if (trouble.isPresent()) {
        Text why = refused(trouble.get()).message();
        answer.ending().cut(why.en());
        send(to);
        throw new AnswerCutOff(why, trouble.get());
      }
      send(to);
    }
  }

  /// Writes the next piece of the answer into memory, giving way to everything else.
  private Optional<Throwable> piece(Output answer) {
    Niceness.giveWay(Niceness.thread());
    Budget given = budget;
    try {
      while (out.size() < CHUNK && more(answer)) {
        // goes on until the piece is long enough
      }
      if (!complete && given != null) {
        given.check();
      }
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return Optional.of(e);
    }
  }

  /// Waits for a piece, also when nobody wants it any more: what the query holds must not be taken
  /// away beneath it.
  private <T> T await(Future<T> piece) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return piece.get();
        } catch (InterruptedException _) {
          interrupted = true;
          Budget given = budget;
          if (given != null) {
            given.cancel(Budget.late(limits.total()));
          }
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("the query has broken off", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void send(OutputStream to) throws IOException {
    sending = true;
    out.sendTo(to);
    sending = false;
  }

  /// Lets everything else go first from now on, where it has taken long already.
  void giveWay(long now) {
    if (now - start > SHORT.toNanos()) {
      Niceness.giveWay(thread.getAndSet(Niceness.UNKNOWN));
    }
  }

  /// Gives the place to others while a slow reader takes what he has been sent, once his time is
  /// up. The query itself ends as soon as he has taken it.
  void leave(long now) {
    Budget given = budget;
    if (sending && given != null && given.isSpent(now) && gone.compareAndSet(false, true)) {
      whenDone.accept(this);
    }
  }

  /// What kind of trouble it is; what is not the query's fault is thrown on.
  private Answer.Refused refused(Throwable trouble) {
    Budget given = budget;
    return switch (trouble) {
      case Refusal refusal -> refusal.refused();
      case Costly costly -> costly(costly.why());
      case Inexpressible e ->
          new Answer.Refused(
              Reason.NOT_ACCEPTABLE,
              new Text(
                  "Diese Antwort lässt sich in diesem Format nicht schreiben, in anderen schon: "
                      + e.why().de(),
                  "This answer cannot be written in this format, but in others: " + e.why().en()),
              null,
              null);
      case Oversize _ ->
          costly(
              new Text(
                  "Eine einzelne Zeile der Antwort ist größer als 16 MB.",
                  "A single row of the answer is larger than 16 MB."));
      case StackOverflowError _ ->
          costly(
              new Text("Die Abfrage ist zu tief geschachtelt.", "The query is nested too deeply."));
      case OutOfMemoryError _ -> costly(Budget.pressed());
      case RuntimeException _ when given != null && given.isSpent(System.nanoTime()) ->
          costly(given.exhausted().why());
      // an executor of its own kind has had enough
      case QueryCancelledException _ -> costly(Budget.tooMuch());
      case ARQInternalErrorException e -> throw e;
      case JenaException e ->
          new Answer.Refused(
              Reason.MALFORMED,
              new Text(
                  "Die Abfrage lässt sich nicht auswerten: " + e.getMessage(),
                  "The query cannot be evaluated: " + e.getMessage()),
              null,
              null);
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(trouble);
    };
  }

  private static Answer.Refused costly(Text why) {
    return new Answer.Refused(Reason.TOO_COSTLY, why, null, null);
  }

  private synchronized boolean take() {
    taken = !abandoned;
    return taken;
  }

  /// Gives the query up: nobody waits for it any more, and what it holds it gives back by itself.
  ///
  /// @return false when it has just begun to answer after all
  synchronized boolean abandon() {
    abandoned = !taken;
    return abandoned;
  }

  boolean hasBegun() {
    return begun;
  }

  long start() {
    return start;
  }

  /// The budget, once the query is planned.
  @Nullable Budget budget() {
    return budget;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (solving != null) {
        solving.close();
      }
    } finally {
      if (view != null) {
        view.close();
      }
      if (gone.compareAndSet(false, true)) {
        whenDone.accept(this);
      }
    }
  }
}
