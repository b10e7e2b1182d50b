package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.DatasetGraph;

/// Small datasets, and a clock that moves on by a second each time it is read.
final class Sample {

  static final String BASE = "https://daten.example.org";

  private Sample() {}

  static DataDirectory open(Path directory) throws IOException {
    return DataDirectory.open(directory, BASE, clock());
  }

  static InstantSource clock() {
    var seconds = new AtomicLong(Instant.parse("2026-01-01T00:00:00.250Z").toEpochMilli());
    return () -> Instant.ofEpochMilli(seconds.addAndGet(1000));
  }

  static DatasetId id(String path) {
    return DatasetId.parse(path);
  }

  static String uri(String path) {
    return BASE + "/datasets/" + path;
  }

  static Graph graph(String turtle) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFParser.fromString("PREFIX : <https://example.org/> " + turtle, Lang.TURTLE).parse(graph);
    return graph;
  }

  static Graph titled(String uri, String title) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    graph.add(
        Triple.create(
            NodeFactory.createURI(uri),
            NodeFactory.createURI("http://purl.org/dc/terms/title"),
            NodeFactory.createLiteralLang(title, "de")));
    return graph;
  }

  static Entry published(String path, String title) {
    return new Entry(id(path), uri(path), State.PUBLISHED, titled(uri(path), title), "");
  }

  static Entry draft(String path, String title, String notes) {
    return new Entry(id(path), uri(path), State.DRAFT, titled(uri(path), title), notes);
  }

  /// Everything in the store of a closed data directory, as sorted lines.
  static List<String> dump(Path directory) throws IOException {
    Path folder = new Generations(directory.resolve("store")).all().getLast();
    DatasetGraph data = Database.open(folder);
    try {
      return Database.read(
          data,
          d -> {
            var lines = new ArrayList<String>();
            d.find().forEachRemaining(q -> lines.add(NodeFmtLib.strNQ(q)));
            lines.sort(null);
            return lines;
          });
    } finally {
      Database.close(data);
    }
  }
}
