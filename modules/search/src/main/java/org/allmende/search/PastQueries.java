package org.allmende.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.search.german.Folding;
import org.allmende.search.german.Piece;

/// Searches that found something, counted without anything about who asked: a text, how often, on
/// how many days, and the last day. A text is shown only when it was asked for often and on several
/// days, so that nobody reads what one person typed once; what is not [Shareable] is not even
/// counted. Counts halve every month, and what is asked no more is gone after a few.
///
/// It is written down now and then; where that is lost, counting begins anew.
final class PastQueries implements AutoCloseable {

  static final int LEAST_TIMES = 5;
  static final int LEAST_DAYS = 2;
  static final int MOST = 20_000;

  /// What is kept of what is too much, so that there is room for a while.
  static final int KEPT = MOST * 3 / 4;

  private static final System.Logger LOG = System.getLogger(PastQueries.class.getName());

  /// Begins and ends what is written down.
  private static final int FORM = 0x5051_0001;

  private static final int SAVE_EVERY = 5;
  private static final int SEEN = 10_000;
  private static final int SHOWN = 10;
  private static final int MAX_WORDS = 32;

  private final DerivedFiles derived;
  private final String key;
  private final InstantSource clock;
  private final ScheduledExecutorService saving =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("past-queries").daemon().factory());
  private final Map<String, Past> past = new HashMap<>();
  private final Tails<Past> shown = new Tails<>();
  private long halved;
  private boolean changed;

  /// Takes up what was written down.
  ///
  /// @param store the name of the store that was searched
  PastQueries(DerivedFiles derived, String store, InstantSource clock) {
    this.derived = derived;
    this.key = "queries-" + store.replaceAll("[^A-Za-z0-9.-]", "-");
    this.clock = clock;
    this.halved = month(today());
    load();
  }

  /// Writes down what is new every few minutes from now on.
  PastQueries start() {
    var _ = saving.scheduleWithFixedDelay(this::save, SAVE_EVERY, SAVE_EVERY, TimeUnit.MINUTES);
    return this;
  }

  /// A text that was asked for.
  private static final class Past {

    /// As it was written first.
    private final String written;

    /// In the words it is compared by.
    private final String folded;

    private int times;
    private int days;
    private long lastDay;

    /// Whether it found something when it was last asked for.
    private boolean finds = true;

    Past(String written, String folded, long day) {
      this.written = written;
      this.folded = folded;
      this.lastDay = day;
    }

    boolean isShown() {
      return finds && times >= LEAST_TIMES && days >= LEAST_DAYS;
    }

    void ask(long day) {
      days += days == 0 || day != lastDay ? 1 : 0;
      times++;
      lastDay = day;
    }
  }

  /// Counts a search that somebody typed and that found something; what finds nothing any more is
  /// not shown until it does. What was only found in another spelling says nothing.
  void heard(Request request, Results results) {
    if (!isTyped(request)
        || results.understood().stream().anyMatch(u -> u.kind().equals("spelling"))) {
      return;
    }
    String written = Shareable.written(request.text());
    if (Shareable.isPlain(written)) {
      if (results.total() > 0) {
        count(written);
      } else {
        miss(written);
      }
    }
  }

  /// Whether a search begins with a text alone: no later page, no narrowing, no other order (which
  /// feeds have), no mere count.
  private static boolean isTyped(Request request) {
    return request.page() == 1
        && request.size() > 0
        && request.after() == null
        && !request.explain()
        && request.sort() == Sort.RELEVANCE
        && request.filters().isEmpty()
        && request.modified().equals(Range.OPEN)
        && request.coverage().equals(Range.OPEN)
        && request.box() == null;
  }

  private void count(String written) {
    String folded = folded(written);
    if (!isKnown(folded) && !Shareable.namesNobody(written)) {
      return;
    }
    synchronized (this) {
      long today = today();
      age(today);
      Past one = past.get(folded);
      if (one == null) {
        if (past.size() >= MOST) {
          thin();
        }
        one = new Past(written, folded, today);
        past.put(folded, one);
      }
      boolean before = one.isShown();
      one.ask(today);
      one.finds = true;
      show(one, before);
      changed = true;
    }
  }

  private synchronized boolean isKnown(String folded) {
    return past.containsKey(folded);
  }

  private synchronized void miss(String written) {
    Past one = past.get(folded(written));
    if (one != null && one.finds) {
      boolean before = one.isShown();
      one.finds = false;
      show(one, before);
      changed = true;
    }
  }

  private void show(Past one, boolean before) {
    if (before != one.isShown()) {
      if (before) {
        shown.remove(one.folded);
      } else {
        shown.put(one.folded, one);
      }
    }
  }

  private static String folded(String written) {
    return String.join(" ", words(written));
  }

  private static List<String> words(String text) {
    return Piece.of(text, MAX_WORDS).stream().map(piece -> Folding.of(piece.text())).toList();
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  private static long month(long day) {
    return LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH);
  }

  private void age(long today) {
    for (long month = month(today); halved < month && !past.isEmpty(); halved++) {
      halve();
    }
    halved = Math.max(halved, month(today));
  }

  private void halve() {
    for (var all = past.values().iterator(); all.hasNext(); ) {
      Past one = all.next();
      boolean before = one.isShown();
      one.times /= 2;
      show(one, before);
      if (one.times == 0) {
        all.remove();
      }
    }
    changed = true;
  }

  /// Makes room: halves the counts, and forgets what was asked least, and longest ago.
  private void thin() {
    halve();
    var least = new ArrayList<>(past.values());
    least.sort(
        Comparator.<Past>comparingInt(one -> one.times)
            .thenComparingLong(one -> one.lastDay)
            .thenComparing(one -> one.folded));
    for (Past one : least.subList(0, Math.max(0, least.size() - KEPT))) {
      past.remove(one.folded);
      if (one.isShown()) {
        shown.remove(one.folded);
      }
    }
  }

  /// Texts that have these words, the last of them begun; those first that begin so, then the most
  /// frequent.
  ///
  /// @param words folded, at least one
  synchronized List<Suggestion> begun(List<String> words) {
    String whole = String.join(" ", words);
    var best = new Best(whole);
    best.take(shown.begun(whole), List.of());
    if (words.size() > 1) {
      best.take(shown.begun(words.getLast()), words.subList(0, words.size() - 1));
    }
    return best.suggestions();
  }

  /// As [#begun], with one slip in the last word.
  synchronized List<Suggestion> nearlyBegun(List<String> words) {
    var best = new Best(String.join(" ", words));
    for (String beginning : shown.slips(words.getLast())) {
      best.take(shown.begun(beginning), words.subList(0, words.size() - 1));
    }
    return best.suggestions();
  }

  /// The best of many, a bounded look at them.
  private static final class Best {

    private final Comparator<Past> order;
    private final TreeSet<Past> best;
    private int seen;

    Best(String whole) {
      order =
          Comparator.<Past>comparingInt(one -> one.folded.startsWith(whole) ? 0 : 1)
              .thenComparingInt(one -> -one.times)
              .thenComparing(one -> one.folded);
      best = new TreeSet<>(order);
    }

    void take(Iterable<Past> some, List<String> others) {
      for (Past one : some) {
        if (++seen > SEEN) {
          return;
        }
        boolean better = best.size() < SHOWN || order.compare(one, best.last()) < 0;
        if (better && hasAll(one, others)) {
          best.add(one);
          if (best.size() > SHOWN) {
            best.pollLast();
          }
        }
      }
    }

    private static boolean hasAll(Past one, List<String> words) {
      for (String word : words) {
        if (!has(one.folded, word)) {
          return false;
        }
      }
      return true;
    }

    private static boolean has(String text, String word) {
      int at = text.indexOf(word);
      while (at >= 0 && !stands(text, at, at + word.length())) {
        at = text.indexOf(word, at + 1);
      }
      return at >= 0;
    }

    private static boolean stands(String text, int from, int to) {
      return (from == 0 || text.charAt(from - 1) == ' ')
          && (to == text.length() || text.charAt(to) == ' ');
    }

    List<Suggestion> suggestions() {
      return best.stream().map(one -> new Suggestion(one.written, "query")).toList();
    }
  }

  synchronized int size() {
    return past.size();
  }

  /// Writes down what is new.
  void save() {
    try {
      byte[] bytes = news();
      if (bytes.length > 0) {
        derived.put(key, bytes);
      }
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "what people search for is not written down: {0}",
          e.toString());
    }
  }

  private synchronized byte[] news() {
    if (!changed) {
      return new byte[0];
    }
    changed = false;
    var bytes = new ByteArrayOutputStream(64 * past.size() + 32);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(FORM);
      out.writeLong(halved);
      out.writeInt(past.size());
      for (Past one : past.values()) {
        out.writeUTF(one.written);
        out.writeInt(one.times);
        out.writeInt(one.days);
        out.writeLong(one.lastDay);
        out.writeBoolean(one.finds);
      }
      out.writeInt(FORM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private synchronized void load() {
    try {
      byte[] bytes = derived.get(key).orElse(null);
      if (bytes != null) {
        read(new DataInputStream(new ByteArrayInputStream(bytes)));
        past.values().forEach(one -> show(one, false));
        age(today());
      }
    } catch (IOException | RuntimeException e) {
      past.clear();
      LOG.log(System.Logger.Level.INFO, "counting anew what people search for: {0}", e.toString());
    }
  }

  private void read(DataInputStream in) throws IOException {
    if (in.readInt() != FORM) {
      throw new IOException("it is of another form");
    }
    long month = in.readLong();
    int size = in.readInt();
    if (size < 0 || size > MOST) {
      throw new IOException("it says what cannot be");
    }
    for (int left = size; left > 0; left--) {
      String written = in.readUTF();
      var one = new Past(written, folded(written), 0);
      one.times = in.readInt();
      one.days = in.readInt();
      one.lastDay = in.readLong();
      one.finds = in.readBoolean();
      if (one.times > 0 && Shareable.isPlain(written)) {
        past.put(one.folded, one);
      }
    }
    if (in.readInt() != FORM) {
      throw new IOException("it does not end");
    }
    halved = Math.min(halved, month);
  }

  /// Writes down what is new, the last time.
  @Override
  public void close() {
    saving.close();
    save();
  }
}
