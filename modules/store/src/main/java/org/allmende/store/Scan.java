package org.allmende.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.NamedGraph.Kind;
import org.allmende.model.DatasetId;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/// A walk over everything published, within one read transaction: the other graphs by name, then
/// the datasets in order, each followed by its record. Only names are held in memory.
final class Scan {

  private final DatasetGraph data;
  private final Graph secret;

  Scan(DatasetGraph data) {
    this.data = data;
    this.secret = data.getDefaultGraph();
  }

  private record Place(DatasetId id, Node uri, Node record) {}

  long run(Consumer<NamedGraph> each) {
    for (Node name : others()) {
      hand(name, Kind.OTHER, each);
    }
    for (Place place : places()) {
      each.accept(dataset(place.uri, Kind.DATASET, place.id));
      each.accept(dataset(place.record, Kind.RECORD, place.id));
    }
    return Register.lastChange(secret);
  }

  /// Hands out what marks speak of. A mark may be newer than what is read here; what it speaks of
  /// may have changed before, too, so it is handed out as it is here.
  void changed(List<Mark> marks, Consumer<NamedGraph> each) {
    var former = new LinkedHashSet<Node>();
    for (Mark mark : marks) {
      DatasetId id = mark.dataset();
      Node name = Words.iri(mark.node());
      if (id == null) {
        former.add(name);
      } else {
        var known = Known.read(data, name);
        former.addAll(known.erased());
        known.uri().ifPresent(uri -> each.accept(dataset(uri, Kind.DATASET, id)));
        each.accept(dataset(name, Kind.RECORD, id));
      }
    }
    for (Node name : former) {
      if (!Ownership.owner(data, name).hasNext()) {
        each.accept(
            new NamedGraph(name.getURI(), Kind.OTHER, null, Tdb2DatasetStore.copy(data, name)));
      }
    }
  }

  private NamedGraph dataset(Node name, Kind kind, DatasetId id) {
    return new NamedGraph(name.getURI(), kind, id, Tdb2DatasetStore.copy(data, name));
  }

  private void hand(Node name, Kind kind, Consumer<NamedGraph> each) {
    Graph graph = Tdb2DatasetStore.copy(data, name);
    if (!graph.isEmpty()) {
      each.accept(new NamedGraph(name.getURI(), kind, null, graph));
    }
  }

  private List<Node> others() {
    return secret
        .find(Node.ANY, Words.GRAPH_CHANGE, Node.ANY)
        .mapWith(t -> t.getSubject())
        .toList()
        .stream()
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  private List<Place> places() {
    Set<Node> hidden = new HashSet<>();
    secret.find(Node.ANY, Words.STATE, Node.ANY).forEachRemaining(t -> hidden.add(t.getSubject()));
    var places = new ArrayList<Place>();
    secret
        .find(Node.ANY, Words.DATASET, Node.ANY)
        .filterDrop(t -> hidden.contains(t.getSubject()))
        .forEachRemaining(t ->
            places.add(
                new Place(Mark.dataset(t.getSubject().getURI()), t.getObject(), t.getSubject())));
    places.sort(Comparator.comparing(Place::id));
    return places;
  }
}
