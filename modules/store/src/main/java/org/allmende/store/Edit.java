package org.allmende.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.Receipt;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// One write transaction as it takes shape. Each command first looks and judges, and only then
/// writes: one that throws [IllegalArgumentException] has written nothing.
final class Edit {

  /// More changes than a node makes in the time in which another takes over from it.
  private static final long SKIPPED = 1_000_000;

  private final DatasetGraph data;
  private final Register register;
  private final Ownership ownership;
  private final Addresses addresses;
  private final Instant now;
  private final boolean keeping;
  private final boolean shared;
  private final String command = UUID.randomUUID().toString();
  private String commandBefore = "";
  private final long before;
  private long change;
  private boolean written;
  private Position position;
  private boolean replayed;
  private Instant moment;
  private final Touched touched = new Touched();
  private final List<Difference> differences = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Map<DatasetId, Mark> datasets = new HashMap<>();
  private final Map<String, Mark> graphs = new HashMap<>();

  /// @param keeping whether what is written is kept for other nodes
  /// @param shared whether other nodes write as well
  Edit(
      DatasetGraph data,
      Register register,
      Addresses addresses,
      Instant now,
      boolean keeping,
      boolean shared) {
    this.shared = shared;
    this.moment = now;
    this.data = data;
    this.register = register;
    this.ownership = new Ownership(register);
    this.addresses = addresses;
    this.now = now;
    this.keeping = keeping;
    this.before = register.change();
    this.change = before;
    this.position = register.position();
  }

  /// Writes private statements about something that is not a dataset.
  void about(Node subject, Set<Triple> wanted) {
    var difference = Difference.about(data, subject, wanted);
    written |= !difference.isEmpty();
    apply(difference);
  }

  /// Adds private statements that are not there yet.
  void add(Set<Triple> fresh) {
    written = true;
    apply(Difference.filling(Difference.PRIVATE, fresh));
  }

  /// What the private part says of a subject with a predicate that it has once at most.
  Optional<Node> secret(Node subject, Node predicate) {
    return data.getDefaultGraph().find(subject, predicate, Node.ANY).toList().stream()
        .map(Triple::getObject)
        .findFirst();
  }

  /// When this transaction began.
  Instant now() {
    return now;
  }

  /// What the private part says with a predicate, as this transaction sees it.
  List<Triple> secrets(Node predicate) {
    return data.getDefaultGraph().find(Node.ANY, predicate, Node.ANY).toList();
  }

  /// All that the private part says of a subject, as this transaction sees it.
  Set<Triple> secrets(Node subject, Node predicate) {
    return data.getDefaultGraph().find(subject, predicate, Node.ANY).toSet();
  }

  long change() {
    return change;
  }

  /// Whether there is anything to commit.
  boolean hasWritten() {
    return written || change > before;
  }

  List<Mark> marks() {
    return marks;
  }

  Touched touched() {
    return touched;
  }

  private void apply(Difference difference) {
    if (difference.isEmpty()) {
      return;
    }
    touched.add(difference);
    if (keeping) {
      differences.add(difference);
    }
    difference.apply(data);
  }

  /// Writes the counts of changes and of transactions; the last thing before the commit.
  void finish() {
    if (replayed || !hasWritten()) {
      return;
    }
    if (change > before) {
      count(Words.LAST_CHANGE, before, change);
    }
    count(Words.TRANSACTION, position.number(), position.number() + 1);
    position = new Position(position.epoch(), position.number() + 1);
    if (shared) {
      commandBefore = SharedCopy.command(data);
      say(Words.COMMAND, Words.text(command));
      say(Words.WRITTEN, Words.number(now.toEpochMilli()));
    }
  }

  private void say(Node what, Node value) {
    List<Triple> gone = data.getDefaultGraph().find(Words.STORE, what, Node.ANY).toList();
    apply(
        new Difference(Difference.PRIVATE, gone, List.of(Triple.create(Words.STORE, what, value))));
  }

  /// The random name of this transaction.
  String command() {
    return command;
  }

  /// That of the transaction before; empty where it has none.
  String commandBefore() {
    return commandBefore;
  }

  /// When it was written, by whoever did.
  Instant written() {
    return moment;
  }

  private void count(Node what, long from, long to) {
    apply(
        new Difference(
            Difference.PRIVATE,
            List.of(Triple.create(Words.STORE, what, Words.number(from))),
            List.of(Triple.create(Words.STORE, what, Words.number(to)))));
  }

  /// Where the store stands after this transaction.
  Position position() {
    return position;
  }

  /// Whether it writes what another node has written.
  boolean isReplayed() {
    return replayed;
  }

  /// What was written, in order, if it is kept; nothing when it came from another node.
  List<Difference> differences() {
    return differences;
  }

  /// Begins another epoch: what another node has written in this one from now on is not of this
  /// history. Numbers of changes that it may have given are not given again with another meaning:
  /// the next ones lie far above, and the catalogue's own graph has the first of them.
  void beginEpoch(long epoch) {
    if (epoch <= position.epoch()) {
      throw new IllegalArgumentException("epoch " + epoch + " is over, this is " + position);
    }
    written = true;
    count(Words.EPOCH, position.epoch(), epoch);
    Node since = Words.uri("epoch:" + epoch);
    long first = position.number() + 1;
    about(since, Set.of(Triple.create(since, Words.SINCE, Words.number(first))));
    position = new Position(epoch, position.number());
    register.graphNames().stream().findFirst().ifPresent(this::skipNumbers);
  }

  private void skipNumbers(String graph) {
    change += SKIPPED;
    var mark = Triple.create(Words.iri(graph), Words.GRAPH_CHANGE, Words.number(change));
    about(Words.iri(graph), Set.of(mark));
    remember(new Mark(change, null, graph, State.PUBLISHED));
  }

  /// Writes what other transactions have written on another node, and stands where they stood.
  ///
  /// @param expected where that is
  void replay(Patch.Source patches, Position expected) {
    replayed = true;
    written = true;
    patches.read((added, graph, triple) -> {
      if (graph.equals(Difference.PRIVATE)) {
        touched.subjects().add(triple.getSubject());
      } else {
        touched.graphs().add(graph);
      }
      if (added) {
        data.add(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
      } else {
        data.delete(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
      }
    });
    position = Register.position(data.getDefaultGraph());
    change = Register.lastChange(data.getDefaultGraph());
    Instant said = Register.written(data.getDefaultGraph());
    moment = said.isAfter(moment) || shared ? said : moment;
    if (!position.equals(expected) || change < before) {
      throw new IllegalArgumentException("stands at " + position + " instead of " + expected);
    }
    touched.subjects().stream()
        .map(subject -> Register.mark(data, subject))
        .filter(Objects::nonNull)
        .filter(mark -> mark.number() > before)
        .sorted(Comparator.comparingLong(Mark::number))
        .forEach(this::remember);
  }

  Receipt put(Entry entry, Content content) {
    DatasetId id = entry.id();
    Mark old = mark(id);
    Node uri = Words.iri(entry.uri());
    Node record = Words.iri(old == null ? addresses.record(id) : old.node());
    boolean fresh = old == null || old.state() == null;
    requireOnto(id, entry.onto());
    requireOwner(entry, record, old);
    boolean published = entry.state() == State.PUBLISHED;
    var known = old == null ? Known.NOTHING : Known.read(data, record);
    var graph =
        fresh && published
            ? Difference.filling(uri, content.triples())
            : Difference.of(data, uri, published ? content.triples() : Set.of());
    var wanted = known.wanted(entry, content, record);
    boolean visible = fresh || !graph.isEmpty() || known.shows(entry, content);
    if (old != null && !visible && known.says(entry)) {
      return new Receipt(old.number(), false);
    }
    Instant modified = visible ? now : known.modified(now);
    Instant issued = known.issued(entry.state(), now);
    if (!published) {
      wanted.add(Triple.create(record, Words.ISSUED, Words.moment(issued)));
      wanted.add(Triple.create(record, Words.MODIFIED, Words.moment(modified)));
    }
    wanted.add(Triple.create(record, Words.CHANGE, Words.number(++change)));
    apply(graph);
    apply(about(old, record, wanted));
    var links = published ? record(id, record, uri, issued, modified) : Set.<Triple>of();
    apply(old == null ? Difference.filling(record, links) : Difference.of(data, record, links));
    remember(new Mark(change, id, record.getURI(), entry.state()));
    return new Receipt(change, true);
  }

  private Difference about(@Nullable Mark old, Node record, Set<Triple> wanted) {
    return old == null
        ? Difference.filling(Difference.PRIVATE, wanted)
        : Difference.about(data, record, wanted);
  }

  /// Who judged by what is not there any more judges again.
  private void requireOnto(DatasetId id, long onto) {
    Mark there = mark(id);
    long number = there == null || there.state() == null ? 0 : there.number();
    if (onto != Entry.ANYTHING && onto != number) {
      throw new Overtaken(id);
    }
  }

  /// @param onto the number of the change that was read, or [Entry#ANYTHING]
  Receipt erase(DatasetId id, long onto) {
    requireOnto(id, onto);
    Mark old = mark(id);
    if (old == null || old.state() == null) {
      return new Receipt(old == null ? change : old.number(), false);
    }
    Node record = Words.iri(old.node());
    var known = Known.read(data, record);
    var wanted = new LinkedHashSet<Triple>();
    known.uris().forEach(uri -> wanted.add(Triple.create(record, Words.ERASED, uri)));
    wanted.add(Triple.create(record, Words.CHANGE, Words.number(++change)));
    known.uris().forEach(uri -> apply(Difference.of(data, uri, Set.of())));
    apply(Difference.of(data, record, Set.of()));
    apply(Difference.about(data, record, wanted));
    remember(new Mark(change, id, record.getURI(), null));
    return new Receipt(change, true);
  }

  Receipt putGraph(String name, Content content) {
    ownership.requireGraphName(data, name);
    return write(name, Difference.of(data, Words.iri(name), content.triples()), content);
  }

  Receipt addToGraph(String name, Content content) {
    ownership.requireGraphName(data, name);
    Node graph = Words.iri(name);
    var added = new ArrayList<Triple>();
    for (Triple t : content.triples()) {
      if (!data.contains(graph, t.getSubject(), t.getPredicate(), t.getObject())) {
        added.add(t);
      }
    }
    return write(name, Difference.filling(graph, added), content);
  }

  private Receipt write(String name, Difference difference, Content content) {
    Mark old = graph(name);
    if (difference.isEmpty()) {
      return new Receipt(old == null ? change : old.number(), false);
    }
    apply(difference);
    var mark = Triple.create(Words.iri(name), Words.GRAPH_CHANGE, Words.number(++change));
    apply(Difference.about(data, Words.iri(name), Set.of(mark)));
    remember(new Mark(change, null, name, content.triples().isEmpty() ? null : State.PUBLISHED));
    return new Receipt(change, true);
  }

  private void requireOwner(Entry entry, Node record, @Nullable Mark old) {
    ownership.requireUri(entry.id(), entry.uri());
    Mark graph = graph(entry.uri());
    if (graph != null && graph.state() != null) {
      throw new IllegalArgumentException("the name of another graph: " + entry.uri());
    }
    Iterator<Node> owners = Ownership.owner(data, Words.iri(entry.uri()));
    if (owners.hasNext()) {
      Node owner = owners.next();
      if (!owner.equals(record)) {
        throw new IllegalArgumentException(
            "the URI belongs to " + Mark.dataset(owner.getURI()) + ": " + entry.uri());
      }
    } else if (old != null && old.state() != null) {
      throw new IllegalArgumentException(entry.id() + " has another URI than " + entry.uri());
    }
  }

  private Set<Triple> record(
      DatasetId id, Node record, Node uri, Instant issued, Instant modified) {
    String base = Mark.base(record.getURI());
    Node catalog = Words.iri(new Addresses(base).catalog(id.tenant()));
    return Set.of(
        Triple.create(record, Words.TYPE, Words.CATALOG_RECORD),
        Triple.create(record, Words.PRIMARY_TOPIC, uri),
        Triple.create(record, Words.DCT_ISSUED, Words.moment(issued)),
        Triple.create(record, Words.DCT_MODIFIED, Words.moment(modified)),
        Triple.create(catalog, Words.DCAT_RECORD, record),
        Triple.create(catalog, Words.DCAT_DATASET, uri));
  }

  private @Nullable Mark mark(DatasetId id) {
    return Optional.ofNullable(datasets.get(id)).orElse(register.dataset(id));
  }

  private @Nullable Mark graph(String name) {
    return Optional.ofNullable(graphs.get(name)).orElse(register.graph(name));
  }

  private void remember(Mark mark) {
    marks.add(mark);
    DatasetId id = mark.dataset();
    if (id == null) {
      graphs.put(mark.node(), mark);
    } else {
      datasets.put(id, mark);
    }
  }
}
