package org.allmende.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Version;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// What the private part, and the record, say about one dataset.
///
/// @param secret the private statements by predicate; those that may repeat are in the lists
/// @param files the checksums of files it publishes
/// @param earlier its versions before this one
/// @param erased URIs of datasets that were erased from this place
/// @param record when the catalogue record says it was issued and modified; empty without a record
record Known(
    Map<Node, Node> secret,
    List<Node> files,
    List<Node> earlier,
    List<Node> erased,
    Map<Node, Node> record) {

  static final Known NOTHING = new Known(Map.of(), List.of(), List.of(), List.of(), Map.of());

  static Known read(DatasetGraph data, Node record) {
    var known =
        new Known(
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new HashMap<>());
    data.find(Difference.PRIVATE, record, Node.ANY, Node.ANY)
        .forEachRemaining(q -> known.add(q.getPredicate(), q.getObject()));
    data.find(record, record, Node.ANY, Node.ANY)
        .forEachRemaining(q -> known.record.put(q.getPredicate(), q.getObject()));
    return known;
  }

  private void add(Node predicate, Node object) {
    if (predicate.equals(Words.FILE)) {
      files.add(object);
    } else if (predicate.equals(Words.VERSION)) {
      earlier.add(object);
    } else if (predicate.equals(Words.ERASED)) {
      erased.add(object);
    } else {
      secret.put(predicate, object);
    }
  }

  /// The dataset's URI; none when it was erased.
  Optional<Node> uri() {
    return Optional.ofNullable(secret.get(Words.DATASET));
  }

  /// The dataset's URI, and those of datasets that were erased from its place.
  List<Node> uris() {
    var uris = new ArrayList<Node>();
    Node uri = secret.get(Words.DATASET);
    if (uri != null) {
      uris.add(uri);
    }
    erased.stream().filter(e -> !uris.contains(e)).forEach(uris::add);
    return uris;
  }

  long change() {
    Node number = secret.get(Words.CHANGE);
    return number == null ? 0 : Words.number(number);
  }

  State state() {
    Node state = secret.get(Words.STATE);
    return state == null ? State.PUBLISHED : Words.state(state);
  }

  String notes() {
    return text(Words.NOTES);
  }

  String graph() {
    return text(Words.GRAPH);
  }

  /// The versions before this one, oldest first.
  List<Version> versions() {
    return earlier.stream()
        .map(json -> Version.read(json.getLiteralLexicalForm()))
        .sorted(Comparator.comparingInt(Version::number))
        .toList();
  }

  Instant issued() {
    return moment(record.getOrDefault(Words.DCT_ISSUED, secret.get(Words.ISSUED)), Instant.EPOCH);
  }

  Instant modified(Instant otherwise) {
    return moment(record.getOrDefault(Words.DCT_MODIFIED, secret.get(Words.MODIFIED)), otherwise);
  }

  /// When a dataset was issued that is going to be in a state: when it was first published, else
  /// when it was first stored.
  Instant issued(State next, Instant now) {
    Node first = record.getOrDefault(Words.DCT_ISSUED, secret.get(Words.PUBLISHED));
    return first == null && next == State.PUBLISHED ? now : moment(first, firstStored(now));
  }

  private Instant firstStored(Instant now) {
    return moment(secret.get(Words.ISSUED), now);
  }

  /// Whether an entry's notes and versions are those we know.
  boolean says(Entry entry) {
    return notes().equals(entry.notes()) && versions().equals(entry.earlier());
  }

  /// Whether an entry differs in more than its notes; the published graph is compared elsewhere.
  boolean shows(Entry entry, Content content) {
    boolean published = entry.state() == State.PUBLISHED;
    return state() != entry.state() || (!published && !graph().equals(content.text()));
  }

  /// The private statements an entry leads to, apart from dates and the change number.
  Set<Triple> wanted(Entry entry, Content content, Node subject) {
    var wanted = new LinkedHashSet<Triple>();
    wanted.add(Triple.create(subject, Words.DATASET, Words.iri(entry.uri())));
    erased.forEach(uri -> wanted.add(Triple.create(subject, Words.ERASED, uri)));
    if (!entry.notes().isEmpty()) {
      wanted.add(Triple.create(subject, Words.NOTES, Words.text(entry.notes())));
    }
    entry
        .earlier()
        .forEach(v -> wanted.add(Triple.create(subject, Words.VERSION, Words.text(v.write()))));
    if (entry.state() == State.PUBLISHED) {
      Stream.concat(content.files().stream(), entry.earlier().stream().flatMap(Known::files))
          .forEach(f -> wanted.add(Triple.create(subject, Words.FILE, Words.text(f.hex()))));
      return wanted;
    }
    wanted.add(Triple.create(subject, Words.STATE, Words.text(entry.state().code())));
    wanted.add(Triple.create(subject, Words.GRAPH, Words.text(content.text())));
    Node published = record.getOrDefault(Words.DCT_ISSUED, secret.get(Words.PUBLISHED));
    if (published != null) {
      wanted.add(Triple.create(subject, Words.PUBLISHED, published));
    }
    return wanted;
  }

  private static Stream<Sha256> files(Version version) {
    return version.files().stream().map(Notes.File::sha256);
  }

  private String text(Node predicate) {
    Node text = secret.get(predicate);
    return text == null ? "" : text.getLiteralLexicalForm();
  }

  private static Instant moment(@Nullable Node literal, Instant otherwise) {
    return literal == null ? otherwise : Words.moment(literal);
  }
}
