package org.allmende.catalog.harvest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.harvest.Harvest.Outcome;
import org.allmende.catalog.publishing.Quotas;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.upgrading.Upgrade;

/// Takes in other people's catalogues, and again whenever they change. What has not changed costs
/// no write; what is gone goes, but never much at once without asking; every run is kept as it came
/// and can be played again.
public final class Harvesting {

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 12;

  private final SourceStore sources;
  private final HarvestJournal journal;
  private final Catalogues catalogues;
  private final Supplier<Upgrade> upgrades;
  private final DatasetStore store;
  private final DatasetLocks locks;
  private final Tenants tenants;
  private final Quotas quotas;
  private final InstantSource clock;
  private final Map<String, ReentrantLock> hosts = new ConcurrentHashMap<>();

  /// @param upgrades brings the records of a run to today's rules; asked for at its start
  /// @param locks by which harvests and clerks keep out of each other's way
  public Harvesting(
      SourceStore sources,
      HarvestJournal journal,
      Catalogues catalogues,
      Supplier<Upgrade> upgrades,
      DatasetStore store,
      DatasetLocks locks,
      Tenants tenants,
      InstantSource clock) {
    this(sources, journal, catalogues, upgrades, store, locks, tenants, Quotas.NONE, clock);
  }

  /// @param upgrades brings the records of a run to today's rules; asked for at its start
  /// @param locks by which harvests and clerks keep out of each other's way
  /// @param quotas how much each tenant may keep
  public Harvesting(
      SourceStore sources,
      HarvestJournal journal,
      Catalogues catalogues,
      Supplier<Upgrade> upgrades,
      DatasetStore store,
      DatasetLocks locks,
      Tenants tenants,
      Quotas quotas,
      InstantSource clock) {
    this.quotas = quotas;
    this.sources = sources;
    this.journal = journal;
    this.catalogues = catalogues;
    this.upgrades = upgrades;
    this.store = store;
    this.locks = locks;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// How a source is run.
  ///
  /// @param dry whether it is only said what would happen
  /// @param confirmed whether somebody has said that all may go that the source has no more
  public record Manner(boolean dry, boolean confirmed) {
    public static final Manner USUAL = new Manner(false, false);
  }

  /// The sources, in the order of tenants and names.
  public List<Source> sources() {
    return sources.sources();
  }

  public Optional<Source> find(String tenant, String name) {
    return sources().stream()
        .filter(source -> source.tenant().equals(tenant) && source.name().equals(name))
        .findFirst();
  }

  /// Adds a source or replaces what is said about it. Nothing is asked yet.
  ///
  /// @throws SourceFailed when its address may not be asked from here
  /// @throws IllegalArgumentException when there is no such tenant
  public void put(Source source) throws SourceFailed {
    if (tenants.find(source.tenant()).isEmpty()) {
      throw new IllegalArgumentException("there is no tenant " + source.tenant());
    }
    catalogues.requireAllowed(source.address());
    sources.put(source);
  }

  /// Forgets a source and its runs; what it gave stays. False when there is none.
  public boolean remove(Source source) throws IOException {
    journal.forget(source);
    return sources.remove(source.tenant(), source.name());
  }

  /// How many datasets here a source has given and not taken back.
  public int given(Source source) {
    return new HarvestKnown(store, source).ids().size();
  }

  /// The runs that are kept, oldest first.
  public List<Harvest> runs(Source source) throws IOException {
    return journal.runs(source);
  }

  /// What became of each record in a run, for as long as somebody wants more; false where there is
  /// no such run.
  public boolean log(Source source, int run, Predicate<Harvest.Line> more) throws IOException {
    return journal.log(source, run, more);
  }

  /// Asks a source and takes in what it gives. One run at a time goes to a host.
  ///
  /// @param listener hears what becomes of each record
  public Harvest run(Source source, Manner manner, Consumer<Harvest.Line> listener)
      throws IOException {
    ReentrantLock host = host(source);
    host.lock();
    try (HarvestJournal.Recording recording = journal.begin(source)) {
      return run(source, recording, recording.tape(), 0, manner, listener);
    } finally {
      host.unlock();
    }
  }

  /// Takes in once more what a source gave in an earlier run, without asking it.
  ///
  /// @return empty where there is no such run
  public Optional<Harvest> replay(
      Source source, int number, Manner manner, Consumer<Harvest.Line> listener)
      throws IOException {
    Optional<Tape> tape = journal.tape(source, number);
    if (tape.isEmpty()) {
      return Optional.empty();
    }
    ReentrantLock host = host(source);
    host.lock();
    try (HarvestJournal.Recording recording = journal.begin(source)) {
      return Optional.of(run(source, recording, tape.get(), number, manner, listener));
    } finally {
      host.unlock();
    }
  }

  private ReentrantLock host(Source source) {
    String host = String.valueOf(source.address().getHost()).toLowerCase(Locale.ROOT);
    return hosts.computeIfAbsent(host, _ -> new ReentrantLock());
  }

  private Harvest run(
      Source source,
      HarvestJournal.Recording recording,
      Tape tape,
      int replayOf,
      Manner manner,
      Consumer<Harvest.Line> listener)
      throws IOException {
    Instant started = clock.instant();
    Upgrade upgrade = upgrades.get();
    var known = new HarvestKnown(store, source);
    var run =
        new HarvestRun(
            store,
            locks,
            known,
            source,
            priorities(source.tenant()),
            quotas,
            started,
            both(recording, listener),
            manner.dry());
    Outcome outcome = Outcome.DONE;
    try (var ahead = new HarvestAhead(record -> HarvestArrival.of(record, known, upgrade))) {
      ahead.read(sink -> catalogues.read(source, tape, sink), run);
    } catch (SourceFailed e) {
      run.finding(e.finding());
      outcome = e.isTemporary() ? Outcome.LATER : Outcome.FAILED;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    run.finish(manner.confirmed());
    if (run.asks() && outcome == Outcome.DONE) {
      outcome = Outcome.ASKS;
    }
    var harvest =
        new Harvest(
            manner.dry() ? 0 : recording.number(),
            started,
            clock.instant(),
            outcome,
            run.isComplete(),
            replayOf,
            run.counts(),
            run.findings());
    if (!manner.dry()) {
      recording.finish(harvest);
    }
    return harvest;
  }

  private static Consumer<Harvest.Line> both(
      HarvestJournal.Recording recording, Consumer<Harvest.Line> listener) {
    return line -> {
      try {
        recording.line(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      listener.accept(line);
    };
  }

  private Map<String, Integer> priorities(String tenant) {
    var priorities = new HashMap<String, Integer>();
    for (Source source : sources()) {
      if (source.tenant().equals(tenant)) {
        priorities.put(source.name(), source.priority());
      }
    }
    return priorities;
  }

  /// When a source is to be read next; empty when only somebody who asks decides. After a failure
  /// that may pass it is sooner than usual, and later with each further one.
  public Optional<Instant> due(Source source) throws IOException {
    Duration every = source.every();
    if (every == null) {
      return Optional.empty();
    }
    List<Harvest> runs = journal.runs(source);
    if (runs.isEmpty()) {
      return Optional.of(Instant.EPOCH);
    }
    int failures = 0;
    while (failures < runs.size()
        && runs.get(runs.size() - 1 - failures).outcome() == Outcome.LATER) {
      failures++;
    }
    Instant last = runs.getLast().started();
    if (failures == 0) {
      return Optional.of(last.plus(every));
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return Optional.of(last.plus(pause.compareTo(every) < 0 ? pause : every));
  }
}
