package org.allmende.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.quality.Quality;
import org.allmende.model.DatasetId;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/// Catalogues for tests: from a few lines of Turtle, or from a file of triples.
final class Catalogs {

  static final InstantSource CLOCK = () -> Instant.parse("2026-11-25T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static final Quality QUALITY =
      new Quality(
          Vocabularies.shipped(), new Checker(Vocabularies.shipped()), "https://daten.example.org");
  private static final String DATASET_CLASS = "http://www.w3.org/ns/dcat#Dataset";
  private static final Node TYPE =
      NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  private static final Node DATASET = NodeFactory.createURI(DATASET_CLASS);
  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX csvw: <http://www.w3.org/ns/csvw#>
      PREFIX void: <http://rdfs.org/ns/void#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX theme: <http://publications.europa.eu/resource/authority/data-theme/>
      PREFIX type: <http://publications.europa.eu/resource/authority/file-type/>
      PREFIX gemeinde: <http://dcat-ap.de/def/politicalGeocoding/municipalityKey/>
      """;

  private Catalogs() {}

  static LuceneSearchIndex open(Path folder, MemoryDatasetStore store) {
    return open(folder, store, Catalogs::tenant);
  }

  static LuceneSearchIndex open(
      Path folder, MemoryDatasetStore store, Function<String, Optional<Tenant>> tenants) {
    return open(folder, store, tenants, _ -> List.of());
  }

  static LuceneSearchIndex open(
      Path folder,
      MemoryDatasetStore store,
      Function<String, Optional<Tenant>> tenants,
      Function<DatasetId, List<String>> data) {
    return LuceneSearchIndex.open(folder, store, answering(store, tenants, data));
  }

  static Answering answering(
      MemoryDatasetStore store,
      Function<String, Optional<Tenant>> tenants,
      Function<DatasetId, List<String>> data) {
    return new Answering(
        store, Vocabularies.shipped(), tenants, data, QUALITY, new MemoryDerivedFiles(), CLOCK);
  }

  static Optional<Tenant> tenant(String slug) {
    return Optional.of(new Tenant(slug, "Stadt " + slug, null, null, null, null));
  }

  static String uri(String path) {
    return "https://daten.example.org/datasets/" + path;
  }

  /// A published dataset; in the Turtle, `<>` is its URI.
  static Entry entry(String path, String turtle) {
    return entry(path, State.PUBLISHED, turtle);
  }

  static Entry entry(String path, State state, String turtle) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).base(uri(path)).parse(graph);
    return new Entry(DatasetId.parse(path), uri(path), state, graph, "");
  }

  static Entry titled(String path, String title) {
    return entry(path, "<> a dcat:Dataset ; dct:title \"" + title + "\"@de .");
  }

  /// The datasets of a file of triples, each with what its description leads to.
  static List<Entry> read(Path file, String tenant) throws IOException {
    Graph all = GraphMemFactory.createDefaultGraphSameTerm();
    RDFParser.source(file).lang(Lang.NTRIPLES).parse(all);
    var entries = new ArrayList<Entry>();
    var slugs = new HashSet<String>();
    for (Triple triple : all.find(Node.ANY, TYPE, DATASET).toList()) {
      Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
      copy(all, triple.getSubject(), graph, new HashSet<>());
      String uri = triple.getSubject().getURI();
      String slug = Slug.of(uri.substring(Math.max(0, uri.length() - 60)));
      String free = slug;
      for (int n = 2; !slugs.add(free); n++) {
        free = slug + "-" + n;
      }
      entries.add(new Entry(new DatasetId(tenant, free), uri, State.PUBLISHED, graph, ""));
    }
    return entries;
  }

  private static void copy(Graph from, Node subject, Graph to, Set<Node> seen) {
    if (seen.add(subject)) {
      for (Triple triple : from.find(subject, Node.ANY, Node.ANY).toList()) {
        to.add(triple);
        if (!triple.getObject().isLiteral()) {
          copy(from, triple.getObject(), to, seen);
        }
      }
    }
  }
}
