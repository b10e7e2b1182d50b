package org.allmende.store.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.catalog.store.SparqlStore.Refused;
import org.allmende.catalog.store.StoreAway;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;

/// The truth of several nodes in a store that speaks SPARQL 1.1 and keeps one request whole.
///
/// | graph | holds |
/// |---|---|
/// | `urn:allmende:log` | the name of the store, the [format][#FORMAT], the number of the last transaction, and each of the last transactions: its number, the command it came of, and what it has deleted and added, packed, in parts |
/// | `urn:allmende:private`, and those of their own names | every statement, as far as the store takes it |
/// | `urn:allmende:exact` | the exact spelling of what a store may spell otherwise, see [Spelling] |
///
/// **Writing** is optimistic. Who writes has seen everything up to a transaction, and sends one
/// update whose `WHERE` asks for the number of that one, and for the command it came of: a store
/// that was set back may have come to the same number another way. The update writes the next
/// transaction into the log, moves the number on, and says what has changed. If another was first,
/// nothing happens. Whether it happened is never taken from the answer, which may be lost or come
/// to nothing, but read back: each transaction bears the random name of the command it came of. So
/// an update can be sent as often as it takes, and is written once.
///
/// The transaction in the log is what counts. Where it changes more than [#TOGETHER] statements,
/// which Virtuoso takes in no single update, the statements follow in pieces, each of which does
/// nothing once there is a later transaction; and there is none before all pieces are there
/// (`shown`), for whoever comes next first sees to that. So whoever writes may die at any moment.
public final class Ledger {

  /// What this program writes and understands. Who writes something else in one of the graphs, so
  /// that older programs would misread it, counts on, in the update that rewrites what is there.
  static final int FORMAT = 1;

  /// Statements that are said in one update.
  static final int TOGETHER = 400;

  /// Transactions that are kept for nodes that were away.
  static final int KEPT = 4_096;

  /// How often the oldest go.
  private static final int SWEEP = 64;

  /// Signs in one literal.
  private static final int PART = 250_000;

  /// Signs in all parts of a transaction.
  private static final int LONGEST = 8_000_000;

  private static final int REFUSALS = 3;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 1_000;

  private static final System.Logger LOG = System.getLogger(Ledger.class.getName());

  static final String LOG_GRAPH = "<urn:allmende:log>";
  private static final String STORE = "<urn:allmende:store>";
  private static final String LAST = "<urn:allmende:last>";
  private static final String FORMAT_WORD = "<urn:allmende:format>";
  private static final String MOVED = "<urn:allmende:moved>";
  private static final String SHOWN = "<urn:allmende:shown>";
  private static final String NUMBER = "<urn:allmende:number>";
  private static final String COMMAND = "<urn:allmende:command>";
  private static final String PART_OF = "urn:allmende:part:";

  private final SparqlStore store;
  private final Questions questions;
  private final Transactions transactions;
  private final LongSupplier nanos;

  /// Reads what is written in a transaction.
  public interface Transactions {
    void read(InputStream transaction, Heard heard);
  }

  /// Hears of each statement of a transaction, in order.
  public interface Heard {
    void hear(boolean added, Node graph, Triple triple);
  }

  /// Where the store stands.
  ///
  /// @param store its name
  /// @param last the number of the last transaction
  /// @param shown up to which transaction all statements are there
  public record State(String store, long last, long shown) {}

  /// A transaction as it is kept.
  ///
  /// @param command what it came of
  /// @param text as it was given
  public record Kept(String command, String text) {

    /// The text in UTF-8.
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// What the store holds cannot be gone on with from where somebody stands.
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
      super(why);
    }
  }

  public Ledger(SparqlStore store, Transactions transactions) {
    this(store, transactions, System::nanoTime);
  }

  Ledger(SparqlStore store, Transactions transactions, LongSupplier nanos) {
    this.store = store;
    this.questions = new Questions(store);
    this.transactions = transactions;
    this.nanos = nanos;
  }

  public String address() {
    return store.address();
  }

  /// Where the store stands; empty where there is none of ours.
  public Optional<State> state() throws IOException {
    return stands(0).map(Stand::state);
  }

  /// Where the store stands, for who stands at a transaction.
  ///
  /// @param command what that came of
  /// @throws Unfit when the store has come to that transaction another way
  public Optional<State> stateSince(long number, String command) throws IOException {
    Optional<Stand> stands = stands(number);
    stands.ifPresent(stand -> {
      String there = stand.command();
      if (there != null && !there.equals(command)) {
        throw gone(stand.state().store());
      }
    });
    return stands.map(Stand::state);
  }

  private record Stand(State state, @Nullable String command) {}

  /// Where the store stands, and which command a transaction came of.
  private Optional<Stand> stands(long number) throws IOException {
    List<Binding> rows =
        questions.rows(
            "SELECT ?store ?last ?shown ?format ?command WHERE { GRAPH %1$s { %1$s %2$s ?store ; %3$s ?last ; %4$s ?shown ; %7$s ?format } OPTIONAL { GRAPH %1$s { %5$s %6$s ?command } } }"
                .formatted(
                    LOG_GRAPH, STORE, LAST, SHOWN, transaction(number), COMMAND, FORMAT_WORD));
    for (Binding row : rows) {
      requireFormat(Questions.number(row, "format"));
    }
    if (rows.size() > 1) {
      throw new Unfit(
          "the store at "
              + store.address()
              + " lets two write at once: its isolation must be serializable");
    }
    return rows.stream()
        .findFirst()
        .map(row ->
            new Stand(
                new State(
                    Questions.text(row, "store"),
                    Questions.number(row, "last"),
                    Questions.number(row, "shown")),
                row.contains("command") ? Questions.text(row, "command") : null));
  }

  private void requireFormat(long format) {
    if (format != FORMAT) {
      throw new Unfit(
          "the store at "
              + store.address()
              + " is written by a "
              + (format > FORMAT ? "newer" : "older")
              + " Allmende (format "
              + format
              + ", this one writes "
              + FORMAT
              + "); let all nodes run the same version");
    }
  }

  /// The number of the last transaction, cheaply; empty where there is no store of ours.
  public Optional<Long> last() throws IOException {
    return questions
        .rows("SELECT ?last WHERE { GRAPH %1$s { %1$s %2$s ?last } }".formatted(LOG_GRAPH, LAST))
        .stream()
        .map(row -> Questions.number(row, "last"))
        .max(Long::compare);
  }

  /// Makes an empty store, or one whose statements are there already, unless there is one.
  ///
  /// @param last the number of its last transaction
  /// @param came what that came of; may be empty
  /// @param statements that it begins with
  public void create(String name, long last, String came, List<Quad> statements)
      throws IOException {
    String said =
        Changes.blocks(statements.stream().flatMap(q -> Spelling.said(q).stream()).toList());
    store.update(
        "INSERT { GRAPH %1$s { %1$s %2$s \"%3$s\" ; %4$s %5$d ; %6$s %5$d ; %8$s %9$d . %10$s %11$s %5$d ; %12$s \"%13$s\" } %7$s } WHERE { FILTER NOT EXISTS { GRAPH %1$s { %1$s %2$s ?any } } }"
            .formatted(
                LOG_GRAPH,
                STORE,
                name,
                LAST,
                last,
                SHOWN,
                said,
                FORMAT_WORD,
                FORMAT,
                transaction(last),
                NUMBER,
                COMMAND,
                came));
  }

  /// Ends a store that has been moved away: nobody writes to it any more.
  ///
  /// @return false when it stands elsewhere
  public boolean end(State state) throws IOException {
    store.update(
        "DELETE { GRAPH %1$s { %1$s %2$s \"%3$s\" ; %4$s %5$d ; %6$s %5$d } } INSERT { GRAPH %1$s { %1$s %7$s \"%3$s\" ; %8$s %5$d } } WHERE { GRAPH %1$s { %1$s %2$s \"%3$s\" ; %4$s %5$d ; %6$s %5$d } }"
            .formatted(LOG_GRAPH, STORE, state.store(), LAST, state.last(), SHOWN, MOVED, NUMBER));
    return state().isEmpty();
  }

  /// Where a store stood that was here and was moved away.
  public Optional<State> moved() throws IOException {
    return questions
        .rows(
            "SELECT ?store ?last WHERE { GRAPH %1$s { %1$s %2$s ?store ; %3$s ?last } }"
                .formatted(LOG_GRAPH, MOVED, NUMBER))
        .stream()
        .map(row -> {
          long last = Questions.number(row, "last");
          return new State(Questions.text(row, "store"), last, last);
        })
        .findFirst();
  }

  /// Writes a transaction, if none has been written since one.
  ///
  /// @param name of the store
  /// @param before the number of the last transaction that was seen
  /// @param came what that came of
  /// @param command a random name
  /// @param bytes what [Transactions] reads
  /// @return false when another was first
  /// @throws StoreAway when it is not known, or known not to be written for lack of an answer
  /// @throws IllegalArgumentException when the store does not take it
  public boolean commit(String name, long before, String came, String command, byte[] bytes) {
    String entry = entry(before + 1, command, bytes);
    Changes changes = changes(bytes);
    boolean whole = changes.size() <= TOGETHER;
    long since = nanos.getAsLong();
    int refusals = 0;
    for (long pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      IOException trouble = null;
      try {
        store.update(first(before, came, entry, whole ? changes : Changes.NONE, whole));
      } catch (IOException e) {
        trouble = e;
      }
      try {
        Stand stands = stands(before + 1).orElseThrow(() -> gone(name));
        State state = stands.state();
        if (!state.store().equals(name) || state.last() < before) {
          throw gone(name);
        }
        if (state.last() > before) {
          boolean ours = command.equals(stands.command());
          if (ours && !whole) {
            show(before + 1, changes);
          }
          return ours;
        }
        Optional<State> _ = stateSince(before, came);
        if (state.shown() < before) {
          complete(before);
        } else if (trouble instanceof Refused && ++refusals >= REFUSALS) {
          if (!whole) {
            throw new IllegalArgumentException("the store refuses it");
          }
          whole = false;
          refusals = 0;
        }
      } catch (IOException e) {
        trouble = e;
      }
      if (nanos.getAsLong() - since > PATIENCE) {
        throw new StoreAway(
            store.address(), trouble == null ? new IOException("it does nothing") : trouble);
      }
      sleep(pause);
    }
  }

  private Unfit gone(String name) {
    return new Unfit("the store at " + store.address() + " is not what it was: " + name);
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String transaction(long number) {
    return "<urn:allmende:log:" + number + ">";
  }

  private String entry(long number, String command, byte[] bytes) {
    String packed = Base64.getEncoder().encodeToString(packed(bytes));
    if (packed.length() > LONGEST) {
      throw new IllegalArgumentException(
          "too much for one transaction, %d signs where %d are the most"
              .formatted(packed.length(), LONGEST));
    }
    var entry = new StringBuilder(transaction(number));
    entry.append(' ').append(NUMBER).append(' ').append(number);
    entry.append(" ; ").append(COMMAND).append(" \"").append(command).append('"');
    for (int at = 0; at < packed.length(); at += PART) {
      entry.append(" ; <").append(PART_OF).append(at / PART).append("> \"");
      entry.append(packed, at, Math.min(packed.length(), at + PART)).append('"');
    }
    return entry.append(" .").toString();
  }

  private static byte[] packed(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static String unpacked(String text) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("a transaction is not as it was", e);
    }
  }

  /// The update by which a transaction comes to be.
  ///
  /// @param shown whether all its changes are said with it
  private static String first(
      long before, String came, String entry, Changes changes, boolean shown) {
    long after = before + 1;
    String guard = "%s %s %d ; %s %d .".formatted(LOG_GRAPH, LAST, before, SHOWN, before);
    String next =
        "%s %s %d ; %s %d .".formatted(LOG_GRAPH, LAST, after, SHOWN, shown ? after : before);
    return "DELETE { GRAPH %1$s { %2$s } %5$s } INSERT { GRAPH %1$s { %3$s %4$s } %6$s } WHERE { GRAPH %1$s { %2$s %1$s %7$s %8$d . %9$s %10$s \"%11$s\" } }"
        .formatted(
            LOG_GRAPH,
            guard,
            next,
            entry,
            changes.gone(),
            changes.added(),
            FORMAT_WORD,
            FORMAT,
            transaction(before),
            COMMAND,
            came);
  }

  /// Says what a transaction has changed, in pieces, as long as there is no later one.
  private void show(long number, Changes changes) {
    try {
      for (Changes piece : changes.pieces(TOGETHER)) {
        say(number, piece);
      }
      store.update(
          "DELETE { GRAPH %1$s { %1$s %2$s %3$d } } INSERT { GRAPH %1$s { %1$s %2$s %4$d } } WHERE { GRAPH %1$s { %1$s %5$s %4$d ; %2$s %3$d } }"
              .formatted(LOG_GRAPH, SHOWN, number - 1, number, LAST));
    } catch (IOException e) {
      // It is written; whoever writes next says the rest.
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} does not show transaction {1} yet: {2}",
          store.address(),
          number,
          e.getMessage());
    }
  }

  /// What the store refuses to spell stands only where its exact spelling is; what has none is
  /// tried again.
  private void say(long number, Changes changes) throws IOException {
    try {
      store.update(
          changes.clauses()
              + "WHERE { GRAPH %1$s { %1$s %2$s %3$d } }".formatted(LOG_GRAPH, LAST, number));
    } catch (Refused e) {
      if (changes.size() == 1) {
        changes.requireExactElsewhere(e);
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} does not take a statement of transaction {1}, which is kept in its exact spelling"
                + " only",
            store.address(),
            number);
        return;
      }
      for (Changes half : changes.pieces((changes.size() + 1) / 2)) {
        say(number, half);
      }
    }
  }

  /// Sees to it that the last transaction is shown, which somebody has left half said.
  private void complete(long number) throws IOException {
    Kept kept =
        transactionOf(number).orElseThrow(() -> new Unfit("transaction " + number + " is gone"));
    show(number, changes(kept.bytes()));
  }

  /// A transaction, while it is kept. The one that the store began with has no text.
  public Optional<Kept> transactionOf(long number) throws IOException {
    List<Binding> rows =
        questions.rows(
            "SELECT ?p ?o WHERE { GRAPH %s { %s ?p ?o } }"
                .formatted(LOG_GRAPH, transaction(number)));
    var parts = new TreeMap<Integer, String>();
    String command = null;
    for (Binding row : rows) {
      String word = Questions.node(row, "p").getURI();
      if (word.startsWith(PART_OF)) {
        parts.put(Integer.parseInt(word.substring(PART_OF.length())), Questions.text(row, "o"));
      } else if (COMMAND.equals("<" + word + ">")) {
        command = Questions.text(row, "o");
      }
    }
    return command == null
        ? Optional.empty()
        : Optional.of(
            new Kept(command, parts.isEmpty() ? "" : unpacked(String.join("", parts.values()))));
  }

  /// Lets the oldest transactions go now and then.
  ///
  /// @param last the number of the last
  public void sweep(long last) {
    if (last % SWEEP != 0 || last <= KEPT) {
      return;
    }
    try {
      store.update(
          "DELETE { GRAPH %1$s { ?t ?p ?o } } WHERE { GRAPH %1$s { ?t %2$s ?n . ?t ?p ?o . FILTER (?n <= %3$d) } }"
              .formatted(LOG_GRAPH, NUMBER, last - KEPT));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Old transactions stay: {0}", e.getMessage());
    }
  }

  private Changes changes(byte[] bytes) {
    var net = new LinkedHashMap<Quad, Boolean>();
    transactions.read(
        new ByteArrayInputStream(bytes),
        (added, graph, triple) -> net.put(Quad.create(graph, triple), added));
    return Changes.of(net);
  }
}
