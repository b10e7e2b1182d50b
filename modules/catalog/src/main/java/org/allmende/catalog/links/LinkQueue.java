package org.allmende.catalog.links;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.allmende.model.DatasetId;

/// Links waiting to be asked, in one line for each host. A host is asked one thing at a time, with
/// a pause after each; one that has no time or is away is left alone for a minute, then two, four,
/// up to a day. Not for several threads: whoever uses it holds a lock.
final class LinkQueue {

  /// Bounds: links a host, links and characters altogether, hosts.
  private static final int MOST_PER_HOST = 5_000;

  private static final int MOST = 50_000;
  private static final int MOST_CHARACTERS = 20_000_000;
  private static final int MOST_HOSTS = 20_000;
  private static final int MOST_DATASETS = 50;

  private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofDays(1);
  private static final Duration LONGEST_REQUESTED = Duration.ofDays(7);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Duration pause;
  private final Map<String, Line> lines = new HashMap<>();
  private final PriorityQueue<Line> ready =
      new PriorityQueue<>(Comparator.comparing((Line line) -> line.free));
  private final Map<String, Item> waiting = new HashMap<>();
  private int characters;

  /// @param pause after each request to a host, unless it asks for more
  LinkQueue(Duration pause) {
    this.pause = pause;
  }

  /// A link to be asked.
  static final class Item {
    private final String link;
    private final Set<DatasetId> datasets = new LinkedHashSet<>();
    private LinkProbe.Question question;
    private String host;
    private int requests;
    private int failures;

    Item(String link, LinkProbe.Question question) {
      this.link = link;
      this.question = question;
      this.host = host(question);
    }

    String link() {
      return link;
    }

    LinkProbe.Question question() {
      return question;
    }

    /// Some of the datasets that have this link.
    Set<DatasetId> datasets() {
      return datasets;
    }

    /// How many requests have been made about it.
    int requests() {
      return requests;
    }

    /// How often its host had no time or was away.
    int failures() {
      return failures;
    }
  }

  private static final class Line {
    private final Deque<Item> items = new ArrayDeque<>();
    private Instant free = Instant.EPOCH;
    private int failures;
    private boolean busy;
  }

  private static String host(LinkProbe.Question question) {
    String host = question.address().getHost();
    String named = host == null ? String.valueOf(question.address().getRawAuthority()) : host;
    return named.toLowerCase(Locale.ROOT);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  /// Whether a link waits already; the dataset hears of it then, too.
  boolean joins(String link, DatasetId dataset) {
    Item item = waiting.get(link);
    if (item != null && item.datasets.size() < MOST_DATASETS) {
      item.datasets.add(dataset);
    }
    return item != null;
  }

  /// Puts a link in the line of its host.
  ///
  /// @return whether there was room; a host that is left alone has none, but needs none either
  boolean offer(Item item, Instant now) {
    Line line = lines.get(item.host);
    if (line != null && line.failures > 0 && line.free.isAfter(now)) {
      return true;
    }
    boolean full = waiting.size() >= MOST || characters > MOST_CHARACTERS;
    if (full || (line == null ? !hasRoomForHost(now) : line.items.size() >= MOST_PER_HOST)) {
      return false;
    }
    waiting.put(item.link, item);
    characters += item.link.length();
    queue(item, false);
    return true;
  }

  private boolean hasRoomForHost(Instant now) {
    if (lines.size() >= MOST_HOSTS) {
      tidy(now);
    }
    return lines.size() < MOST_HOSTS;
  }

  /// Forgets hosts of which there is nothing left to remember.
  void tidy(Instant now) {
    Instant longAgo = now.minus(LONGEST_BACK_OFF.multipliedBy(2));
    lines
        .values()
        .removeIf(line ->
            !line.busy
                && line.items.isEmpty()
                && line.free.isBefore(line.failures == 0 ? now : longAgo));
  }

  private void queue(Item item, boolean first) {
    Line line = lines.computeIfAbsent(item.host, _ -> new Line());
    if (first) {
      line.items.addFirst(item);
    } else {
      line.items.addLast(item);
    }
    if (!line.busy && line.items.size() == 1) {
      ready.add(line);
    }
  }

  /// The next link whose host may be asked now; the host is in use until [#done], [#goOn] or
  /// [#backOff] is called.
  Optional<Item> take(Instant now) {
    Line line = ready.peek();
    if (line == null || line.free.isAfter(now)) {
      return Optional.empty();
    }
    ready.remove();
    line.busy = true;
    Item item = line.items.removeFirst();
    item.requests++;
    return Optional.of(item);
  }

  /// When the next host may be asked; empty when nothing waits for that.
  Optional<Instant> next() {
    return Optional.ofNullable(ready.peek()).map(line -> line.free);
  }

  /// The host has answered, and the link needs no more.
  void done(Item item, Instant now, Duration wanted) {
    Line line = line(item);
    line.failures = 0;
    forget(item);
    free(line, now.plus(pause(wanted)));
  }

  /// The host has answered, and something else is to be asked about the link, perhaps elsewhere.
  void goOn(Item item, LinkProbe.Question question, Instant now, Duration wanted) {
    Line line = line(item);
    line.failures = 0;
    item.question = question;
    item.host = host(question);
    queue(item, true);
    free(line, now.plus(pause(wanted)));
  }

  /// The host has no time or is away. The link goes to the end of its line.
  ///
  /// @param wanted how long the host asks to be left alone
  /// @return how often in a row it was so
  int backOff(Item item, Instant now, Duration wanted) {
    Line line = line(item);
    line.failures++;
    item.failures++;
    Duration wait =
        shorter(
            FIRST_BACK_OFF.multipliedBy(1L << Math.min(12, line.failures - 1)), LONGEST_BACK_OFF);
    Duration asked = shorter(wanted, LONGEST_REQUESTED);
    line.items.addLast(item);
    free(line, now.plus(asked.compareTo(wait) > 0 ? asked : wait));
    return line.failures;
  }

  /// Takes a link out of its line, after [#backOff].
  void giveUp(Item item) {
    Line line = line(item);
    line.items.remove(item);
    if (line.items.isEmpty()) {
      ready.remove(line);
    }
    forget(item);
  }

  /// Takes all links of a host out of its line, after [#backOff].
  List<Item> giveUpAll(Item item) {
    Line line = line(item);
    var items = new ArrayList<>(line.items);
    line.items.clear();
    ready.remove(line);
    items.forEach(this::forget);
    return items;
  }

  private Line line(Item item) {
    return lines.computeIfAbsent(item.host, _ -> new Line());
  }

  private void forget(Item item) {
    if (waiting.remove(item.link) != null) {
      characters -= item.link.length();
    }
  }

  private void free(Line line, Instant when) {
    ready.remove(line);
    line.free = when;
    line.busy = false;
    if (!line.items.isEmpty()) {
      ready.add(line);
    }
  }

  private Duration pause(Duration wanted) {
    Duration bounded = shorter(wanted, LONGEST_PAUSE);
    return bounded.compareTo(pause) > 0 ? bounded : pause;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
