package org.allmende.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Deed;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Values in the private part of the store, each one statement with a JSON text.
final class PrivateTexts {

  private final Database database;
  private final Writer writer;
  private final Disk disk;
  private final Tdb2Trail trail;

  PrivateTexts(Database database, Writer writer, Disk disk, Tdb2Trail trail) {
    this.database = database;
    this.writer = writer;
    this.disk = disk;
    this.trail = trail;
  }

  void write(Node subject, Node predicate, Object value) {
    write(subject, predicate, value, List.of());
  }

  /// Writes a value, and something else with it.
  void write(Node subject, Node predicate, Object value, Consumer<Edit> besides) {
    disk.requireSpace();
    Set<Triple> wanted = about(subject, predicate, value);
    writer.write(edit -> {
      edit.about(subject, wanted);
      besides.accept(edit);
      return true;
    });
  }

  /// Writes a value, and notes what was done if that changes anything.
  void write(Node subject, Node predicate, Object value, List<Deed> deeds) {
    disk.requireSpace();
    Node json = json(value);
    writer.write(edit -> {
      write(edit, subject, predicate, json, deeds);
      return true;
    });
  }

  private void write(Edit edit, Node subject, Node predicate, Node json, List<Deed> deeds) {
    if (!edit.secret(subject, predicate).equals(Optional.of(json))) {
      edit.about(subject, Set.of(Triple.create(subject, predicate, json)));
      deeds.forEach(deed -> trail.write(edit, deed, 0));
    }
  }

  private static Node json(Object value) {
    return Words.text(Json.own().writeValueAsString(value));
  }

  /// Makes a value from what is there in the very transaction that writes it, whichever node has
  /// written last, and notes what was done if that changes anything.
  <T> T make(
      Node subject,
      Node predicate,
      Class<T> type,
      Function<Optional<T>, T> made,
      List<Deed> deeds) {
    disk.requireSpace();
    return writer.write(edit -> {
      T value = made.apply(edit.secret(subject, predicate).map(json -> read(json, type)));
      write(edit, subject, predicate, json(value), deeds);
      return value;
    });
  }

  /// Changes a value that is there still, whichever node has written it last.
  <T> void change(Node subject, Node predicate, Class<T> type, UnaryOperator<T> change) {
    disk.requireSpace();
    writer.write(edit -> {
      edit.secret(subject, predicate)
          .map(json -> json(change.apply(read(json, type))))
          .ifPresent(json -> write(edit, subject, predicate, json, List.of()));
      return true;
    });
  }

  /// A value as it is kept.
  static Set<Triple> about(Node subject, Node predicate, Object value) {
    return Set.of(Triple.create(subject, predicate, json(value)));
  }

  <T> List<T> all(Node predicate, Class<T> type) {
    return database.read(data ->
        data.getDefaultGraph()
            .find(Node.ANY, predicate, Node.ANY)
            .mapWith(t -> read(t.getObject(), type))
            .toList());
  }

  <T> Optional<T> one(Node subject, Node predicate, Class<T> type) {
    return database.read(data ->
        data
            .getDefaultGraph()
            .find(subject, predicate, Node.ANY)
            .mapWith(t -> read(t.getObject(), type))
            .toList()
            .stream()
            .findFirst());
  }

  static <T> T read(Node json, Class<T> type) {
    return Json.own().readValue(json.getLiteralLexicalForm(), type);
  }
}
