package org.allmende.search;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.allmende.catalog.DerivedFiles;
import org.allmende.catalog.SearchIndex.Request;
import org.allmende.catalog.SearchIndex.Results;
import org.allmende.catalog.SearchIndex.Suggestion;
import org.allmende.search.german.Folding;

/// Searches that found something, counted without anything about who asked: a text, how often, on
/// how many days, and the last day. A text is shown only when it was asked for often and on several
/// days, so that nobody reads what one person typed once; what looks like a name with a number, an
/// address or an account is not even counted.
///
/// It is written down now and then; where that is lost, counting begins anew.
final class PastQueries {

  static final int LEAST_TIMES = 5;
  static final int LEAST_DAYS = 2;
  static final int MOST = 20_000;

  private static final String KEY = "past-queries";
  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 6;
  private static final int FORGOTTEN_AFTER = 400;
  private static final int SAVE_EVERY = 500;
  private static final int SEEN = 200;
  private static final int SHORTEST_FORGIVEN = 4;

  /// Words of letters, and years.
  private static final String WORD = "(?:\\p{L}[\\p{L}'-]*\\.?|(?:19|20)\\d\\d)";

  private static final Pattern PLAIN = Pattern.compile(WORD + "(?: " + WORD + ")*");

  private final DerivedFiles derived;
  private final InstantSource clock;
  private final Map<String, Past> past = new HashMap<>();

  /// What may be shown, by each of its words and what follows it.
  private final NavigableMap<String, Set<String>> beginnings = new TreeMap<>();

  private int unsaved;

  PastQueries(DerivedFiles derived, InstantSource clock) {
    this.derived = derived;
    this.clock = clock;
    derived.get(KEY).ifPresent(this::load);
  }

  /// A text that was asked for.
  ///
  /// @param shown as it was written last
  private record Past(String shown, int times, int days, long lastDay) {

    boolean isShown() {
      return times >= LEAST_TIMES && days >= LEAST_DAYS;
    }
  }

  /// Counts a search that somebody began and that found something; forgets a text that finds
  /// nothing any more.
  void heard(Request request, Results results) {
    boolean begun = request.page() == 1 && request.after() == null && request.size() > 0;
    if (!begun || !request.filters().isEmpty() || request.explain()) {
      return;
    }
    String text = request.text().strip().replaceAll("\\s+", " ");
    if (!isPlain(text)) {
      return;
    }
    if (results.total() > 0) {
      count(text);
    } else {
      forget(Folding.of(text));
    }
  }

  private static boolean isPlain(String text) {
    return text.length() >= 2
        && text.length() <= LONGEST
        && text.split(" ", -1).length <= MOST_WORDS
        && PLAIN.matcher(text).matches();
  }

  private synchronized void count(String text) {
    long today = today();
    String folded = Folding.of(text);
    Past before = past.get(folded);
    Past now =
        before == null
            ? new Past(text, 1, 1, today)
            : new Past(
                text,
                before.times() + 1,
                before.days() + (before.lastDay() == today ? 0 : 1),
                today);
    put(folded, now);
    if (past.size() > MOST) {
      thin();
    }
    if (++unsaved >= SAVE_EVERY) {
      save();
    }
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  private void put(String folded, Past now) {
    past.put(folded, now);
    if (now.isShown()) {
      for (String beginning : beginnings(folded)) {
        beginnings.computeIfAbsent(beginning, _ -> new HashSet<>()).add(folded);
      }
    }
  }

  private static List<String> beginnings(String folded) {
    var all = new ArrayList<String>();
    all.add(folded);
    for (int space = folded.indexOf(' '); space >= 0; space = folded.indexOf(' ', space + 1)) {
      all.add(folded.substring(space + 1));
    }
    return all;
  }

  private synchronized void forget(String folded) {
    if (past.remove(folded) != null) {
      for (String beginning : beginnings(folded)) {
        Set<String> texts = beginnings.get(beginning);
        if (texts != null && texts.remove(folded) && texts.isEmpty()) {
          beginnings.remove(beginning);
        }
      }
    }
  }

  /// Forgets a tenth: what was asked least, and longest ago.
  private void thin() {
    past.entrySet().stream()
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparingInt(Past::times).thenComparingLong(Past::lastDay)))
        .limit(MOST / 10)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::forget);
  }

  /// Texts that begin so, or have a word that begins so, the most frequent first. One slip is
  /// forgiven when nothing begins so.
  synchronized List<Suggestion> begun(String folded) {
    var found = new HashSet<String>();
    int seen = 0;
    for (Set<String> texts :
        beginnings.subMap(folded, true, folded + Character.MAX_VALUE, false).values()) {
      found.addAll(texts);
      if (++seen == SEEN) {
        break;
      }
    }
    if (found.isEmpty() && folded.length() >= SHORTEST_FORGIVEN) {
      beginnings.forEach((beginning, texts) -> {
        if (beginning.charAt(0) == folded.charAt(0)
            && Slips.isOneFromBeginning(folded, beginning)) {
          found.addAll(texts);
        }
      });
    }
    return found.stream()
        .map(past::get)
        .filter(one -> one != null && one.isShown())
        .sorted(Comparator.comparingInt(Past::times).reversed().thenComparing(Past::shown))
        .limit(10)
        .map(one -> new Suggestion(one.shown(), "query"))
        .toList();
  }

  /// Writes down what is known.
  synchronized void save() {
    var text = new StringBuilder();
    past.values()
        .forEach(one ->
            text.append(one.times())
                .append('\t')
                .append(one.days())
                .append('\t')
                .append(one.lastDay())
                .append('\t')
                .append(one.shown())
                .append('\n'));
    derived.put(KEY, text.toString().getBytes(StandardCharsets.UTF_8));
    unsaved = 0;
  }

  private void load(byte[] bytes) {
    long today = today();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      if (cells.length != 4 || past.size() >= MOST || !isPlain(cells[3])) {
        continue;
      }
      try {
        var one =
            new Past(
                cells[3],
                Integer.parseInt(cells[0]),
                Integer.parseInt(cells[1]),
                Long.parseLong(cells[2]));
        if (today - one.lastDay() <= FORGOTTEN_AFTER) {
          put(Folding.of(one.shown()), one);
        }
      } catch (NumberFormatException _) {
        // What is not as it was written is left out.
      }
    }
  }
}
