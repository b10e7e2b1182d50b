package org.allmende.catalog.harvest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.allmende.catalog.harvest.Harvest.Line;
import org.allmende.catalog.harvest.Harvest.Result;
import org.allmende.catalog.publishing.FreeAddresses;
import org.allmende.catalog.publishing.Quotas;
import org.allmende.catalog.store.Batch;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Origin;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.rdf.Renaming;
import org.allmende.dcat.reading.Tombstone;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/// Compares what a source gives with what is here, record by record, and writes the difference.
///
/// A record is recognised by its source and the id it has there. What is new may be a dataset that
/// another source gives too: it has the same URI, or the same identifier and publisher. Then the
/// source with the higher priority is shown, and the other is noted. What the source has no more is
/// withdrawn at the end, if the end was reached.
final class HarvestRun {

  private static final int MOST_FINDINGS = 200;
  private static final int MOST_GONE = 50;
  private static final int MOST_GONE_PERCENT = 10;

  /// Statements that wait at most to be written.
  private static final int MOST_WAITING = 400_000;

  private final DatasetStore store;
  private final Source source;
  private final Map<String, Integer> priorities;
  private final Quotas quotas;
  private final Instant now;
  private final Consumer<Line> log;
  private final boolean dry;

  private final DatasetLocks locks;
  private final HarvestKnown known;
  private final FreeAddresses free;
  private final Batch writing;
  private final Map<DatasetId, Plan> batch = new LinkedHashMap<>();
  private final Set<String> uris = new HashSet<>();
  private int waiting;
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Set<String> deleted = new HashSet<>();
  private final Map<Result, Integer> counts = new EnumMap<>(Result.class);
  private final List<Finding> findings = new ArrayList<>();
  private long given;
  private long total = -1;
  private boolean complete;
  private boolean asks;

  /// @param known what the source has given before
  /// @param priorities of all sources of the tenant
  /// @param quotas how much the tenant may keep
  /// @param log hears what becomes of each record
  /// @param dry whether nothing is written
  HarvestRun(
      DatasetStore store,
      DatasetLocks locks,
      HarvestKnown known,
      Source source,
      Map<String, Integer> priorities,
      Quotas quotas,
      Instant now,
      Consumer<Line> log,
      boolean dry) {
    this.quotas = quotas;
    this.store = store;
    this.locks = locks;
    this.known = known;
    this.source = source;
    this.priorities = priorities;
    this.now = now;
    this.log = log;
    this.dry = dry;
    this.free = new FreeAddresses(store, source.tenant(), locks);
    this.writing = new Batch(store);
  }

  /// What is to be done with a dataset, once it is known what is here.
  private interface Plan {
    /// @param before what is here; null for nothing
    /// @return empty where there is nothing to write; the reason has been said
    Optional<Planned> made(@Nullable Entry before);
  }

  /// What is about to be written.
  ///
  /// @param before null for a new dataset
  private record Planned(
      String id,
      String uri,
      Entry entry,
      @Nullable Entry before,
      Result result,
      List<Finding> findings) {}

  /// A dataset.
  void record(HarvestArrival arrival) {
    given++;
    String first = seen.putIfAbsent(arrival.id(), arrival.hash());
    if (first != null) {
      if (!first.equals(arrival.hash())) {
        finding(HarvestFindings.twice(arrival.id()));
      }
      return;
    }
    var noticed = new ArrayList<>(arrival.findings());
    String alias = arrival.alias();
    String other = alias.isEmpty() ? null : aliases.putIfAbsent(alias, arrival.id());
    if (other != null) {
      noticed.add(HarvestFindings.sameIdentifier(other));
    }
    Graph graph = arrival.graph();
    if (graph == null) {
      @Nullable DatasetId dataset =
          known.held(arrival.id()).map(HarvestKnown.Held::dataset).orElse(null);
      line(arrival.id(), arrival.uri(), dataset, Result.UNCHANGED, noticed);
      return;
    }
    var origin = new Origin(source.name(), arrival.id(), arrival.hash(), alias, true, false);
    place(arrival, graph, origin, noticed)
        .ifPresent(id ->
            add(
                id,
                arrival.uri(),
                graph.size(),
                before -> plan(arrival, graph, origin, id, before, noticed)));
  }

  /// A dataset of which something may be missing.
  void doubtful(HarvestArrival arrival) {
    if (known.held(arrival.id()).isPresent() || store.idOf(arrival.uri()).isPresent()) {
      lost(arrival.id(), HarvestFindings.half());
    } else {
      record(arrival);
    }
  }

  /// The dataset that a record is, or will be; empty when it may be none.
  private Optional<DatasetId> place(
      HarvestArrival arrival, Graph graph, Origin origin, List<Finding> noticed) {
    if (uris.contains(arrival.uri())) {
      flush();
    }
    Optional<DatasetId> id =
        known
            .held(arrival.id())
            .map(HarvestKnown.Held::dataset)
            .or(() -> store.idOf(arrival.uri()));
    if (id.isPresent() && !id.get().tenant().equals(source.tenant())) {
      refuse(arrival.id(), arrival.uri(), id.get(), noticed, HarvestFindings.foreign(id.get()));
      return Optional.empty();
    }
    return id.or(() -> known.ofAlias(origin.alias()).filter(other -> !isOfThisSource(other)))
        .or(() -> Optional.of(free.mint(arrival.uri(), graph)));
  }

  private boolean isOfThisSource(DatasetId id) {
    return batch.containsKey(id)
        || store.find(id).map(stored -> Notes.read(stored.entry().notes())).stream()
            .flatMap(notes -> notes.origins().stream())
            .anyMatch(origin -> origin.source().equals(source.name()) && !origin.gone());
  }

  private Optional<Planned> plan(
      HarvestArrival arrival,
      Graph graph,
      Origin origin,
      DatasetId id,
      @Nullable Entry before,
      List<Finding> noticed) {
    if (before == null) {
      Optional<Finding> full = dry ? Optional.empty() : quotas.take(source.tenant(), 1, 0);
      if (full.isPresent()) {
        refuse(arrival.id(), arrival.uri(), id, noticed, full.get());
        return Optional.empty();
      }
      var notes = Notes.of(List.of(origin)).write();
      var entry = new Entry(id, arrival.uri(), State.PUBLISHED, graph, notes);
      return Optional.of(
          new Planned(arrival.id(), arrival.uri(), entry, null, Result.ADDED, noticed));
    }
    Notes notes = Notes.read(before.notes());
    Optional<Finding> obstacle = obstacle(before, notes, arrival.id());
    if (obstacle.isPresent()) {
      refuse(arrival.id(), arrival.uri(), id, noticed, obstacle.get());
      return Optional.empty();
    }
    Planned planned = merged(arrival, graph, origin, before, notes, noticed);
    if (planned.result() == Result.DUPLICATE && planned.entry().notes().equals(before.notes())) {
      line(arrival.id(), arrival.uri(), id, Result.DUPLICATE, noticed);
      return Optional.empty();
    }
    return Optional.of(planned);
  }

  /// Why a dataset that is here must stay as it is.
  private Optional<Finding> obstacle(Entry before, Notes notes, String id) {
    for (Origin origin : notes.origins()) {
      boolean isMine = origin.source().equals(source.name());
      if (isMine && !origin.gone() && !origin.id().equals(id) && seen.containsKey(origin.id())) {
        return Optional.of(HarvestFindings.sameUri(origin.id()));
      }
    }
    if (before.state() == State.WITHDRAWN) {
      boolean bySources =
          !notes.origins().isEmpty() && notes.origins().stream().allMatch(Origin::gone);
      return bySources ? Optional.empty() : Optional.of(HarvestFindings.withdrawnHere(before.id()));
    }
    return notes.isOurs() || before.state() == State.DRAFT
        ? Optional.of(HarvestFindings.ours(before.id()))
        : Optional.empty();
  }

  private Planned merged(
      HarvestArrival arrival,
      Graph graph,
      Origin origin,
      Entry before,
      Notes notes,
      List<Finding> noticed) {
    var others =
        notes.origins().stream().filter(o -> !o.isOf(source.name(), arrival.id())).toList();
    Optional<Origin> rival = others.stream().filter(this::isAhead).findFirst();
    if (rival.isPresent()) {
      noticed.add(HarvestFindings.duplicate(before.id(), rival.get().source()));
      var noted = origins(others, origin.withShown(false));
      var entry = with(before, before.state(), before.graph(), noted);
      return new Planned(arrival.id(), arrival.uri(), entry, before, Result.DUPLICATE, noticed);
    }
    Graph named = graph;
    if (!arrival.uri().equals(before.uri())) {
      noticed.add(HarvestFindings.moved(before.uri(), arrival.uri()));
      named = Renaming.of(graph, NodeFactory.createURI(arrival.uri()), before.uri());
    }
    var noted = origins(others.stream().map(o -> o.withShown(false)).toList(), origin);
    var entry = with(before, State.PUBLISHED, named, noted);
    Result result = before.state() == State.WITHDRAWN ? Result.ADDED : Result.CHANGED;
    return new Planned(arrival.id(), arrival.uri(), entry, before, result, noticed);
  }

  /// Whether another source stays shown when this one gives the same dataset.
  private boolean isAhead(Origin other) {
    Integer theirs = priorities.get(other.source());
    return other.shown() && !other.gone() && theirs != null && theirs >= source.priority();
  }

  private static List<Origin> origins(List<Origin> others, Origin mine) {
    var all = new ArrayList<>(others);
    all.add(mine);
    return all;
  }

  private static Entry with(Entry before, State state, Graph graph, List<Origin> origins) {
    return new Entry(
        before.id(), before.uri(), state, graph, Notes.of(origins).write(), before.earlier());
  }

  private void add(DatasetId id, String uri, int statements, Plan plan) {
    if (batch.containsKey(id)) {
      flush();
    }
    batch.put(id, plan);
    uris.add(uri);
    waiting += statements;
    if (batch.size() >= Batch.SIZE || waiting >= MOST_WAITING) {
      flush();
    }
  }

  private void flush() {
    var plans = new LinkedHashMap<>(batch);
    batch.clear();
    uris.clear();
    waiting = 0;
    if (dry) {
      planned(plans).values().forEach(this::foreseen);
      plans.keySet().forEach(locks::release);
    } else {
      locks.alone(plans.keySet(), () -> write(planned(plans)));
    }
  }

  private Map<DatasetId, Planned> planned(Map<DatasetId, Plan> plans) {
    var planned = new LinkedHashMap<DatasetId, Planned>();
    plans.forEach((id, plan) ->
        plan.made(store.find(id).map(Stored::entry).orElse(null))
            .ifPresent(one -> planned.put(id, one)));
    return planned;
  }

  private void write(Map<DatasetId, Planned> planned) {
    writing.write(
        planned.values().stream().map(Planned::entry).toList(),
        (entry, receipt) -> written(planned(planned, entry), receipt.changed()),
        (entry, why) -> {
          Planned one = planned(planned, entry);
          var because = HarvestFindings.refusedBecause(String.valueOf(why.getMessage()));
          refuse(one.id(), one.uri(), entry.id(), one.findings(), because);
        });
  }

  private static Planned planned(Map<DatasetId, Planned> all, Entry entry) {
    return Objects.requireNonNull(all.get(entry.id()));
  }

  private void written(Planned one, boolean changed) {
    Result result = !changed && one.result() == Result.CHANGED ? Result.UNCHANGED : one.result();
    line(one.id(), one.uri(), one.entry().id(), result, one.findings());
  }

  private void foreseen(Planned one) {
    Entry before = one.before();
    List<String> difference =
        before == null ? List.of() : GraphDifference.lines(before.graph(), one.entry().graph());
    boolean same = one.result() == Result.CHANGED && difference.isEmpty();
    say(
        new Line(
            one.id(),
            one.uri(),
            one.entry().id(),
            same ? Result.UNCHANGED : one.result(),
            one.findings(),
            difference));
  }

  void deleted(String id) {
    deleted.add(id);
  }

  void lost(String id, Finding finding) {
    given++;
    lost.add(id);
    @Nullable DatasetId dataset = known.held(id).map(HarvestKnown.Held::dataset).orElse(null);
    line(id, null, dataset, Result.LOST, List.of(finding));
  }

  void finding(Finding finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }

  void complete(long stated) {
    total = stated;
    complete = given > 0 && (stated < 0 || given >= stated);
  }

  /// Writes what is left, and withdraws what the source has no more.
  ///
  /// @param confirmed whether somebody has said that all of it may go
  void finish(boolean confirmed) {
    flush();
    deleted.removeAll(seen.keySet());
    List<String> active = List.copyOf(known.ids());
    List<String> missing =
        active.stream().filter(id -> !seen.containsKey(id) && !lost.contains(id)).toList();
    List<String> going = missing.stream().filter(id -> complete || deleted.contains(id)).toList();
    if (going.size() < missing.size()) {
      findings.add(HarvestFindings.incomplete(given, total, missing.size() - going.size()));
    } else if (given == 0 && active.isEmpty() && lost.isEmpty() && findings.isEmpty()) {
      findings.add(HarvestFindings.empty());
    }
    asks =
        !confirmed
            && (going.size() > MOST_GONE
                || going.size() * 100L > active.size() * (long) MOST_GONE_PERCENT);
    if (asks) {
      findings.add(HarvestFindings.asks(going.size(), active.size()));
      going.forEach(id ->
          known
              .held(id)
              .ifPresent(held ->
                  line(id, null, held.dataset(), Result.KEPT, List.of(HarvestFindings.gone()))));
      return;
    }
    going.forEach(this::withdraw);
    flush();
  }

  private void withdraw(String id) {
    known.held(id).ifPresent(held -> add(held.dataset(), "", 0, before -> withdrawn(id, before)));
  }

  private Optional<Planned> withdrawn(String id, @Nullable Entry before) {
    Notes notes = before == null ? Notes.NONE : Notes.read(before.notes());
    if (before == null || notes.isOurs() || before.state() != State.PUBLISHED) {
      return Optional.empty();
    }
    var origins = new ArrayList<Origin>();
    @Nullable String heir = null;
    for (Origin origin : notes.origins()) {
      if (origin.isOf(source.name(), id)) {
        origins.add(origin.lost());
      } else {
        origins.add(origin.gone() ? origin : origin.forgotten());
        heir = origin.gone() ? heir : origin.source();
      }
    }
    if (heir != null) {
      var entry = with(before, before.state(), before.graph(), origins);
      var why = List.of(HarvestFindings.elsewhere(heir));
      return Optional.of(new Planned(id, before.uri(), entry, before, Result.KEPT, why));
    }
    var tombstone =
        Tombstone.of(before.graph(), before.uri(), now, "Die Quelle hat ihn nicht mehr.");
    var entry = with(before, State.WITHDRAWN, tombstone, origins);
    var why = List.of(HarvestFindings.gone());
    return Optional.of(new Planned(id, before.uri(), entry, before, Result.DELETED, why));
  }

  private void refuse(
      String id, String uri, DatasetId dataset, List<Finding> noticed, Finding why) {
    var all = new ArrayList<>(noticed);
    all.add(why);
    line(id, uri, dataset, Result.REFUSED, all);
  }

  private void line(
      String id,
      @Nullable String uri,
      @Nullable DatasetId dataset,
      Result result,
      List<Finding> why) {
    say(new Line(id, uri, dataset, result, why, List.of()));
  }

  private void say(Line line) {
    counts.merge(line.result(), 1, Integer::sum);
    log.accept(line);
  }

  Map<Result, Integer> counts() {
    return counts;
  }

  List<Finding> findings() {
    return findings;
  }

  boolean isComplete() {
    return complete;
  }

  /// Whether more would go than goes without asking.
  boolean asks() {
    return asks;
  }
}
