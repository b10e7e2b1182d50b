package org.allmende.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    write(subject, predicate, value, _ -> {});
  }

  /// Writes a value, and a line about it into the trail.
  void write(Node subject, Node predicate, Object value, Deed deed) {
    write(subject, predicate, value, edit -> trail.write(edit, deed, 0));
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

  /// A value as it is kept.
  static Set<Triple> about(Node subject, Node predicate, Object value) {
    Node json = Words.text(Json.own().writeValueAsString(value));
    return Set.of(Triple.create(subject, predicate, json));
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
