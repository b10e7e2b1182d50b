package org.allmende.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.catalog.following.Position;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// What is there, in memory: every dataset and other graph with its state and last change. Read
/// from the private graph at the start, moved on by the writer after each commit, read by
/// everybody.
final class Register {

  private final ConcurrentSkipListMap<DatasetId, Mark> datasets = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, Mark> changes = new ConcurrentSkipListMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final Map<String, Mark> graphs = new ConcurrentHashMap<>();
  private final Set<String> bases = ConcurrentHashMap.newKeySet();
  private final Map<Selection, List<DatasetId>> lists = new ConcurrentHashMap<>();
  private volatile long change;
  private volatile Position position = Position.START;
  private volatile Instant written = Instant.EPOCH;

  private record Selection(@Nullable String tenant, State state, long change) {}

  /// @param base the base address new records are minted with
  Register(String base) {
    bases.add(base);
  }

  /// Reads the private graph, within a transaction.
  void load(DatasetGraph data) {
    Graph secret = data.getDefaultGraph();
    Iterator<Triple> marks = secret.find(Node.ANY, Words.CHANGE, Node.ANY);
    while (marks.hasNext()) {
      add(dataset(marks.next(), State.PUBLISHED));
    }
    secret
        .find(Node.ANY, Words.STATE, Node.ANY)
        .forEachRemaining(t -> restate(t, Words.state(t.getObject())));
    secret.find(Node.ANY, Words.ERASED, Node.ANY).forEachRemaining(t -> erased(secret, t));
    secret
        .find(Node.ANY, Words.GRAPH_CHANGE, Node.ANY)
        .forEachRemaining(t -> add(graph(t, data.containsGraph(t.getSubject()))));
    change = lastChange(secret);
    position = position(secret);
    written = written(secret);
  }

  /// When the last transaction was written, where several nodes write.
  static Instant written(Graph secret) {
    return Instant.ofEpochMilli(about(secret, Words.WRITTEN));
  }

  /// Where a store stands.
  static Position position(Graph secret) {
    return new Position(about(secret, Words.EPOCH), about(secret, Words.TRANSACTION));
  }

  private static long about(Graph secret, Node predicate) {
    Iterator<Triple> found = secret.find(Words.STORE, predicate, Node.ANY);
    return found.hasNext() ? Words.number(found.next().getObject()) : 0;
  }

  static long lastChange(Graph secret) {
    return about(secret, Words.LAST_CHANGE);
  }

  /// What the private part says of a thing that has change numbers: a record of a dataset, or
  /// another graph; null of all else.
  static @Nullable Mark mark(DatasetGraph data, Node subject) {
    Graph secret = data.getDefaultGraph();
    Iterator<Triple> dataset = secret.find(subject, Words.CHANGE, Node.ANY);
    if (dataset.hasNext()) {
      Mark mark = dataset(dataset.next(), State.PUBLISHED);
      return new Mark(mark.number(), mark.dataset(), mark.node(), state(secret, subject));
    }
    Iterator<Triple> graph = secret.find(subject, Words.GRAPH_CHANGE, Node.ANY);
    return graph.hasNext() ? graph(graph.next(), data.containsGraph(subject)) : null;
  }

  private static @Nullable State state(Graph secret, Node record) {
    if (!secret.contains(record, Words.DATASET, Node.ANY)) {
      return null;
    }
    Iterator<Triple> state = secret.find(record, Words.STATE, Node.ANY);
    return state.hasNext() ? Words.state(state.next().getObject()) : State.PUBLISHED;
  }

  /// Takes over what a transaction has made durable.
  void commit(long number, List<Mark> marks) {
    marks.forEach(this::add);
    change = number;
    lists.clear();
  }

  /// Takes over how far a transaction has come that is durable.
  void reached(Position now, Instant at) {
    position = now;
    written = at;
  }

  Instant written() {
    return written;
  }

  long change() {
    return change;
  }

  Position position() {
    return position;
  }

  @Nullable Mark dataset(DatasetId id) {
    return datasets.get(id);
  }

  @Nullable Mark graph(String name) {
    return graphs.get(name);
  }

  /// The base addresses that were ever minted with, and the present one.
  Set<String> bases() {
    return bases;
  }

  List<Mark> after(long number, int limit) {
    return changes.tailMap(number, false).values().stream().limit(limit).toList();
  }

  List<DatasetId> ids(@Nullable String tenant, State state) {
    return lists.computeIfAbsent(new Selection(tenant, state, change), this::select);
  }

  /// The names of all other graphs, in order.
  List<String> graphNames() {
    return graphs.values().stream()
        .filter(m -> m.is(State.PUBLISHED))
        .map(Mark::node)
        .sorted()
        .toList();
  }

  /// How many datasets there are or were.
  int size() {
    return size.get();
  }

  /// How many datasets are in a state.
  long count(State state) {
    return datasets.values().stream().filter(m -> m.is(state)).count();
  }

  private List<DatasetId> select(Selection wanted) {
    String tenant = wanted.tenant();
    var ids = new ArrayList<DatasetId>();
    var from = tenant == null ? datasets : datasets.tailMap(new DatasetId(tenant, "0"), true);
    for (Mark mark : from.values()) {
      DatasetId id = Optional.ofNullable(mark.dataset()).orElseThrow();
      if (tenant != null && !id.tenant().equals(tenant)) {
        break;
      }
      if (mark.is(wanted.state())) {
        ids.add(id);
      }
    }
    return List.copyOf(ids);
  }

  private void add(Mark mark) {
    changes.put(mark.number(), mark);
    DatasetId id = mark.dataset();
    Mark before = id == null ? graphs.put(mark.node(), mark) : datasets.put(id, mark);
    if (id != null && before == null) {
      size.incrementAndGet();
      bases.add(Mark.base(mark.node()));
    }
    if (before != null && before.number() != mark.number()) {
      changes.remove(before.number());
    }
  }

  private void restate(Triple triple, @Nullable State state) {
    Mark mark = datasets.get(Mark.dataset(name(triple)));
    if (mark != null) {
      add(new Mark(mark.number(), mark.dataset(), mark.node(), state));
    }
  }

  private void erased(Graph secret, Triple triple) {
    if (!secret.contains(triple.getSubject(), Words.DATASET, Node.ANY)) {
      restate(triple, null);
    }
  }

  private static Mark dataset(Triple triple, State state) {
    String record = name(triple);
    return new Mark(Words.number(triple.getObject()), Mark.dataset(record), record, state);
  }

  private static Mark graph(Triple triple, boolean exists) {
    long number = Words.number(triple.getObject());
    return new Mark(number, null, name(triple), exists ? State.PUBLISHED : null);
  }

  private static String name(Triple triple) {
    return triple.getSubject().getURI();
  }
}
