package org.allmende.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleTable;
import org.apache.jena.tdb2.sys.TDBInternal;

/// Looks whether what the store holds agrees with what it notes about it.
final class StoreExamination {

  private static final Pattern HOSTED = Pattern.compile("/files/([0-9a-f]{64})(?=[/>]|$)");

  private final DatasetGraph data;
  private final boolean thorough;
  private final Map<Sha256, String> hosted = new HashMap<>();

  StoreExamination(DatasetGraph data, boolean thorough) {
    this.data = data;
    this.thorough = thorough;
  }

  /// @param quads how many statements there are
  /// @param hosted the files that datasets refer to by an address of ours, and a dataset of each
  record Seen(long quads, Map<Sha256, String> hosted) {}

  /// @param readable where it is noted what cannot be read or counted
  /// @param agrees where it is noted what does not agree
  Seen examine(Chart readable, Chart agrees) {
    long quads = Measure.quads(data);
    Database.read(
        data,
        d -> {
          indexes(readable);
          if (thorough) {
            Iter.count(data.find());
          }
          datasets(agrees);
          graphs(agrees);
          numbers(agrees);
          return true;
        });
    return new Seen(quads, hosted);
  }

  private void indexes(Chart chart) {
    var tdb = TDBInternal.requireStorage(data);
    for (TupleTable table :
        List.of(
            tdb.getQuadTable().getNodeTupleTable().getTupleTable(),
            tdb.getTripleTable().getNodeTupleTable().getTupleTable())) {
      for (TupleIndex index : table.getIndexes()) {
        if (index.size() != table.size()) {
          chart.note(
              Ailment.INDEXES_DIFFER, index.getName() + ": " + index.size() + ", " + table.size());
        }
      }
    }
  }

  private void datasets(Chart chart) {
    Graph secret = data.getDefaultGraph();
    Iterator<Triple> named = secret.find(Node.ANY, Words.DATASET, Node.ANY);
    while (named.hasNext()) {
      Triple triple = named.next();
      Node record = triple.getSubject();
      Node uri = triple.getObject();
      var known = Known.read(data, record);
      boolean published = known.state() == State.PUBLISHED;
      if (published && !(data.containsGraph(uri) && data.containsGraph(record))) {
        chart.note(Ailment.GRAPH_MISSING, uri.getURI());
      }
      if ((!published && (data.containsGraph(uri) || data.containsGraph(record)))
          || known.change() == 0
          || Iter.count(Ownership.owner(data, uri)) != 1) {
        chart.note(Ailment.STATE_CONTRADICTORY, uri.getURI());
      }
      collectFiles(known, uri, Mark.base(record.getURI()));
      known.versions().forEach(v -> v.files().forEach(file -> host(file.sha256(), uri)));
    }
  }

  private void collectFiles(Known known, Node uri, String base) {
    if (known.state() != State.PUBLISHED) {
      collect(known.graph(), base, uri);
    } else if (!known.files().isEmpty()) {
      data.find(uri, Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(q -> {
            if (q.getObject().isURI()) {
              collect(q.getObject().getURI(), base, uri);
            }
          });
    }
  }

  private void host(Sha256 file, Node dataset) {
    hosted.putIfAbsent(file, dataset.getURI());
  }

  private void collect(String text, String base, Node dataset) {
    Matcher matcher = HOSTED.matcher(text);
    while (matcher.find()) {
      if (text.startsWith(base, matcher.start() - base.length())) {
        host(new Sha256(matcher.group(1)), dataset);
      }
    }
  }

  private void graphs(Chart chart) {
    Graph secret = data.getDefaultGraph();
    Iterator<Node> names = data.listGraphNodes();
    while (names.hasNext()) {
      Node name = names.next();
      boolean known =
          secret.contains(name, Words.GRAPH_CHANGE, Node.ANY)
              || secret.contains(name, Words.DATASET, Node.ANY)
              || secret.contains(Node.ANY, Words.DATASET, name);
      if (!known) {
        chart.note(Ailment.GRAPH_UNKNOWN, name);
      }
    }
  }

  /// Every change has a number of its own, and none is above the count.
  private void numbers(Chart chart) {
    Graph secret = data.getDefaultGraph();
    Tdb2DatasetStore.storeId(data);
    long last = Register.lastChange(secret);
    var seen = new HashSet<Long>();
    for (Node predicate : List.of(Words.CHANGE, Words.GRAPH_CHANGE)) {
      var changes = new ArrayList<>(secret.find(Node.ANY, predicate, Node.ANY).toList());
      for (Triple triple : changes) {
        long number = Words.number(triple.getObject());
        if (number < 1 || number > last || !seen.add(number)) {
          chart.note(Ailment.STATE_CONTRADICTORY, triple.getSubject() + " @ " + number);
        }
      }
    }
  }
}
