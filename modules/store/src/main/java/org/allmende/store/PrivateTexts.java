package org.allmende.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.said.Json;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Values in the private part of the store, each one statement with a JSON text.
final class PrivateTexts {

  private final Database database;
  private final Writer writer;
  private final Disk disk;

  PrivateTexts(Database database, Writer writer, Disk disk) {
    this.database = database;
    this.writer = writer;
    this.disk = disk;
  }

  void write(Node subject, Node predicate, Object value) {
    disk.requireSpace();
    Node json = Words.text(Json.own().writeValueAsString(value));
    writer.write(edit -> {
      edit.about(subject, Set.of(Triple.create(subject, predicate, json)));
      return true;
    });
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
