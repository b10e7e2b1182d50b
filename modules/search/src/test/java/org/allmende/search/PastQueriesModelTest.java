package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random searches, answered as by one who looks through everything.
class PastQueriesModelTest {

  private final MemoryDerivedFiles derived = new MemoryDerivedFiles();
  private final TreeMap<String, Count> model = new TreeMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private PastQueries past = open();

  private static final class Count {
    private int times;
    private int days;
    private int day = -1;
    private boolean finds;

    boolean isShown() {
      return finds && times >= PastQueries.LEAST_TIMES && days >= PastQueries.LEAST_DAYS;
    }
  }

  private PastQueries open() {
    return new PastQueries(derived, "s", () -> now);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void answersAsOneWhoLooksThroughEverything(long seed) {
    var random = new Random(seed);
    for (int day = 0; day < 150; day++) {
      for (int i = 0; i < 60; i++) {
        ask(text(random), day, random.nextInt(12) > 0);
      }
      for (int i = 0; i < 10; i++) {
        compare(typed(random), "seed " + seed + ", day " + day);
      }
      if (day % 20 == 7) {
        past.save();
        past = open();
      }
      nextDay();
    }
  }

  private void ask(String text, int day, boolean finds) {
    past.heard(
        Request.of(text),
        new Results(finds ? 1 : 0, 1, List.of(), Map.of(), null, List.of(), null, List.of()));
    if (finds) {
      Count count = model.computeIfAbsent(text, _ -> new Count());
      count.times++;
      count.days += count.day == day ? 0 : 1;
      count.day = day;
      count.finds = true;
    } else if (model.containsKey(text)) {
      model.get(text).finds = false;
    }
  }

  private void nextDay() {
    YearMonth month = month();
    now = now.plus(Duration.ofDays(1));
    if (!month.equals(month())) {
      model.values().forEach(count -> count.times /= 2);
      model.values().removeIf(count -> count.times == 0);
      past.save();
      past = open();
    }
  }

  private YearMonth month() {
    return YearMonth.from(now.atZone(ZoneOffset.UTC));
  }

  private void compare(List<String> words, String when) {
    List<String> exact = model(words, false);
    assertEquals(exact, texts(past.begun(words)), when + ": " + words);
    if (exact.isEmpty()) {
      assertEquals(model(words, true), texts(past.nearlyBegun(words)), when + ": " + words);
    }
  }

  private static List<String> texts(List<Suggestion> suggestions) {
    return suggestions.stream().map(Suggestion::text).toList();
  }

  private List<String> model(List<String> words, boolean slip) {
    String whole = String.join(" ", words);
    return model.entrySet().stream()
        .filter(one -> one.getValue().isShown() && matches(one.getKey(), words, slip))
        .sorted(
            Comparator.<Map.Entry<String, Count>>comparingInt(
                    one -> one.getKey().startsWith(whole) ? 0 : 1)
                .thenComparingInt(one -> -one.getValue().times)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .limit(10)
        .toList();
  }

  private static boolean matches(String text, List<String> words, boolean slip) {
    List<String> there = List.of(text.split(" ", -1));
    String last = words.getLast();
    boolean others = there.containsAll(words.subList(0, words.size() - 1));
    return slip
        ? others && there.stream().anyMatch(word -> isNear(last, word))
        : (" " + text).contains(" " + String.join(" ", words))
            || (others && there.stream().anyMatch(word -> word.startsWith(last)));
  }

  private static boolean isNear(String last, String word) {
    return last.charAt(0) == word.charAt(0)
        && Stream.of(last.length() - 1, last.length(), last.length() + 1)
            .filter(length -> length > 0 && length <= word.length())
            .anyMatch(length -> Slips.isOne(last, word.substring(0, length)));
  }

  private static List<String> typed(Random random) {
    var words = new ArrayList<>(List.of(text(random).split(" ", -1)));
    String last = words.removeLast();
    words.add(last.substring(0, 1 + random.nextInt(last.length())));
    return words;
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int words = 1 + random.nextInt(2); words > 0; words--) {
      text.append(text.isEmpty() ? "" : " ");
      for (int letters = 2 + random.nextInt(3); letters > 0; letters--) {
        text.append("bdk".charAt(random.nextInt(3)));
      }
    }
    return text.toString();
  }
}
