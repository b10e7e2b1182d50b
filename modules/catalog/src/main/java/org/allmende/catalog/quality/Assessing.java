package org.allmende.catalog.quality;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allmende.catalog.store.Abreast;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Projection;
import org.allmende.catalog.store.Stored;
import org.allmende.catalog.store.Waiting;
import org.allmende.dcat.quality.Quality;
import org.allmende.dcat.quality.Score;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/// Keeps the points of every published dataset, so that whole catalogues are assessed in no time: a
/// projection that follows the store, one dataset a change. What it holds is a few bytes for each
/// dataset; it is written down when this closes and every now and then, and made again from the
/// store where that is lost.
public final class Assessing implements Projection {

  private static final System.Logger LOG = System.getLogger(Assessing.class.getName());
  private static final int BATCH = 500;
  private static final int SAVE_EVERY = 20_000;
  private static final Duration LOOK_AROUND = Duration.ofMinutes(10);

  private final DatasetStore store;
  private final Quality quality;
  private final DerivedFiles derived;
  private final QualityHistory history;
  private final InstantSource clock;
  private final List<Score.Indicator> indicators;

  /// Held from looking at a dataset to counting it, so that what was seen first is counted first.
  private final Object counting = new Object();

  private final ReentrantLock lock = new ReentrantLock();
  private final Waiting waiting = new Waiting(this::position);
  private final Map<DatasetId, Integer> reached = new HashMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Abreast abreast =
      new Abreast("quality-follower", LOOK_AROUND, this::follow, Assessing::failed);
  private volatile long position;
  private long saved;
  private LocalDate day;
  private boolean anew;
  private boolean closing;

  public Assessing(
      DatasetStore store,
      Quality quality,
      DerivedFiles derived,
      QualityHistory history,
      InstantSource clock) {
    this.store = store;
    this.quality = quality;
    this.derived = derived;
    this.history = history;
    this.clock = clock;
    this.day = today();
    this.indicators = quality.score(GraphFactory.createDefaultGraph(), "urn:x-none").indicators();
    load();
  }

  /// How many datasets reach each indicator.
  private static final class Tally {
    private final int[] reached;
    private int datasets;

    Tally(int indicators) {
      reached = new int[indicators];
    }

    void count(int bits, int step) {
      datasets += step;
      for (int i = 0; i < reached.length; i++) {
        reached[i] += (bits >> i & 1) * step;
      }
    }
  }

  /// Begins to follow.
  public Assessing start() {
    abreast.start(store);
    return this;
  }

  /// All published datasets together.
  public Assessment all() {
    lock.lock();
    try {
      var sum = new Tally(indicators.size());
      for (Tally tally : tallies.values()) {
        sum.datasets += tally.datasets;
        for (int i = 0; i < sum.reached.length; i++) {
          sum.reached[i] += tally.reached[i];
        }
      }
      return assessment(sum);
    } finally {
      lock.unlock();
    }
  }

  /// A tenant's published datasets together; of one that has none, nothing.
  public Assessment of(String tenant) {
    lock.lock();
    try {
      return assessment(tallies.getOrDefault(tenant, new Tally(indicators.size())));
    } finally {
      lock.unlock();
    }
  }

  /// The tenants that have published something, each with how good that is.
  public Map<String, Assessment> tenants() {
    lock.lock();
    try {
      var all = new TreeMap<String, Assessment>();
      tallies.forEach((tenant, tally) -> all.put(tenant, assessment(tally)));
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// A published dataset that could be described better.
  ///
  /// @param points it reaches
  /// @param of possible
  /// @param first what would gain most
  public record Need(DatasetId dataset, int points, int of, Score.Indicator first) {}

  private static final Comparator<Need> LEAST_FIRST =
      Comparator.comparingInt(Need::points).thenComparing(Need::dataset);

  /// The published datasets of some tenants that lack most, those first that lack most of all.
  ///
  /// @param most how many
  public List<Need> needs(Predicate<String> tenants, int most) {
    lock.lock();
    try {
      var worst = new PriorityQueue<Need>(LEAST_FIRST.reversed());
      reached.forEach((id, bits) -> {
        if (tenants.test(id.tenant())) {
          need(id, bits).ifPresent(worst::add);
          if (worst.size() > most) {
            worst.remove();
          }
        }
      });
      return worst.stream().sorted(LEAST_FIRST).toList();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Need> need(DatasetId id, int bits) {
    int points = 0;
    int of = 0;
    Score.Indicator first = null;
    for (int i = 0; i < indicators.size(); i++) {
      Score.Indicator one = indicators.get(i);
      of += one.points();
      if ((bits >> i & 1) == 1) {
        points += one.points();
      } else if (first == null || one.points() > first.points()) {
        first = one;
      }
    }
    return first == null ? Optional.empty() : Optional.of(new Need(id, points, of, first));
  }

  private Assessment assessment(Tally tally) {
    var parts = new ArrayList<Assessment.Part>();
    long points = 0;
    for (int i = 0; i < indicators.size(); i++) {
      parts.add(new Assessment.Part(indicators.get(i), tally.reached[i]));
      points += (long) tally.reached[i] * indicators.get(i).points();
    }
    int of = indicators.stream().mapToInt(Score.Indicator::points).sum();
    return new Assessment(tally.datasets, points, of, parts);
  }

  /// How a tenant did day by day, today last.
  public List<QualityHistory.Day> days(String tenant) {
    var days =
        new ArrayList<>(
            history.days().stream()
                .filter(one -> one.tenant().equals(tenant) && one.date().isBefore(today()))
                .toList());
    days.add(day(tenant, of(tenant), today()));
    return days;
  }

  /// How all did together day by day, today last. A tenant counts as it was last seen.
  public List<QualityHistory.Day> days() {
    var byDate =
        history.days().stream()
            .filter(one -> one.date().isBefore(today()))
            .collect(
                Collectors.groupingBy(QualityHistory.Day::date, TreeMap::new, Collectors.toList()));
    var last = new HashMap<String, QualityHistory.Day>();
    var days = new ArrayList<QualityHistory.Day>();
    byDate.forEach((date, some) -> {
      some.forEach(one -> last.put(one.tenant(), one));
      days.add(
          new QualityHistory.Day(
              date,
              "",
              last.values().stream().mapToInt(QualityHistory.Day::datasets).sum(),
              last.values().stream().mapToLong(QualityHistory.Day::points).sum()));
    });
    days.add(day("", all(), today()));
    return days;
  }

  private static QualityHistory.Day day(String tenant, Assessment assessment, LocalDate date) {
    return new QualityHistory.Day(date, tenant, assessment.datasets(), assessment.points());
  }

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return waiting.await(change, atMost);
  }

  @Override
  public void rebuild() {
    lock.lock();
    try {
      anew = true;
    } finally {
      lock.unlock();
    }
    abreast.wake();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closing) {
        return;
      }
      closing = true;
    } finally {
      lock.unlock();
    }
    waiting.end();
    abreast.close();
    keepDay(day);
    save();
  }

  private boolean follow() {
    catchUp();
    turnDay();
    return false;
  }

  private static void failed(Exception why) {
    LOG.log(System.Logger.Level.ERROR, "the quality of datasets is not followed", why);
  }

  private void catchUp() {
    for (List<Change> some = next(); !some.isEmpty(); some = next()) {
      for (Change change : some) {
        take(change);
      }
      if (position() - saved >= SAVE_EVERY) {
        save();
      }
    }
  }

  private List<Change> next() {
    long from;
    lock.lock();
    try {
      if (closing) {
        return List.of();
      }
      if (anew) {
        forget();
      }
      from = position;
    } finally {
      lock.unlock();
    }
    return store.changesAfter(from, BATCH);
  }

  private void forget() {
    reached.clear();
    tallies.clear();
    position = 0;
    saved = 0;
    anew = false;
  }

  private void take(Change change) {
    DatasetId id = change.dataset();
    if (id != null) {
      again(id);
    }
    lock.lock();
    try {
      position = Math.max(position, change.number());
    } finally {
      lock.unlock();
    }
    waiting.moved();
  }

  /// Counts a dataset as it is now, when something has become known of it that its description does
  /// not say.
  public void again(DatasetId id) {
    synchronized (counting) {
      Integer bits = bits(id);
      lock.lock();
      try {
        count(id, bits);
      } finally {
        lock.unlock();
      }
    }
  }

  private @Nullable Integer bits(DatasetId id) {
    return store
        .find(id)
        .map(Stored::entry)
        .filter(entry -> entry.state() == State.PUBLISHED)
        .map(this::assessed)
        .orElse(null);
  }

  /// Nothing for a dataset that cannot be assessed; the others go on.
  private @Nullable Integer assessed(Entry entry) {
    try {
      return bits(quality.score(entry.graph(), entry.uri()));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "not assessed: " + entry.id(), e);
      return null;
    }
  }

  private static Integer bits(Score score) {
    int bits = 0;
    for (int i = 0; i < score.indicators().size(); i++) {
      if (score.indicators().get(i).state() == Score.State.REACHED) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  private void count(DatasetId id, @Nullable Integer bits) {
    Integer before = bits == null ? reached.remove(id) : reached.put(id, bits);
    Tally tally = tallies.computeIfAbsent(id.tenant(), _ -> new Tally(indicators.size()));
    if (before != null) {
      tally.count(before, -1);
    }
    if (bits != null) {
      tally.count(bits, 1);
    }
    if (tally.datasets == 0) {
      tallies.remove(id.tenant());
    }
  }

  /// When a day has passed, it is kept as it ended.
  private void turnDay() {
    LocalDate now = today();
    if (!now.equals(day)) {
      keepDay(day);
      day = now;
      save();
    }
  }

  private void keepDay(LocalDate date) {
    var days = new ArrayList<QualityHistory.Day>();
    tenants().forEach((tenant, assessment) -> days.add(day(tenant, assessment, date)));
    if (!days.isEmpty()) {
      history.keep(days);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /// Which store and which indicators the bits belong to.
  private String key() {
    int form = indicators.stream().map(Score.Indicator::code).toList().hashCode();
    return "quality-"
        + Integer.toHexString(form)
        + "-"
        + store.id().replaceAll("[^A-Za-z0-9.-]", "-");
  }

  private void save() {
    byte[] bytes;
    lock.lock();
    try {
      var text = new StringBuilder().append(position).append('\n');
      reached.forEach((id, bits) ->
          text.append(id).append('\t').append(Integer.toHexString(bits)).append('\n'));
      bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      saved = position;
    } finally {
      lock.unlock();
    }
    derived.put(key(), bytes);
  }

  private void load() {
    byte[] bytes = derived.get(key()).orElse(null);
    if (bytes == null) {
      return;
    }
    try {
      String[] lines =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .split("\n", -1);
      long known = Long.parseLong(lines[0]);
      if (known <= store.change()) {
        for (int i = 1; i < lines.length - 1; i++) {
          String[] cell = lines[i].split("[\t/]", -1);
          count(new DatasetId(cell[0], cell[1]), Integer.parseInt(cell[2], 16));
        }
        position = known;
        saved = known;
      }
    } catch (CharacterCodingException | RuntimeException e) {
      LOG.log(System.Logger.Level.INFO, "assessing all datasets anew: {0}", e.toString());
      forget();
    }
  }
}
