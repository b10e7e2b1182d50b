package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.dcat.rdf.RdfAnswer;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.model.Finding;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.sparql.graph.GraphFactory;

/// One answer in RDF: its datasets go on to the sink of a harvest, what is said about paging stays.
final class RdfPage implements RdfFiles.Sink {

  /// Findings after which something of the page may be missing.
  private static final Set<String> LOSSES =
      Set.of(
          "rdf-broken",
          "rdf-broken-line",
          "rdf-gave-up",
          "rdf-too-large",
          "rdf-too-deep",
          "rdf-doctype");

  private static final int MOST_REST = 200_000;

  private final String address;
  private final Catalogues.Sink sink;
  private final List<Finding> findings = new ArrayList<>();
  private final Graph rest = GraphFactory.createDefaultGraph();
  private final Set<Node> half = new HashSet<>();
  private boolean brokenOff;
  private boolean whole = true;
  private int records;

  private RdfPage(String address, Catalogues.Sink sink) {
    this.address = address;
    this.sink = sink;
  }

  /// Reads an answer.
  ///
  /// @throws SourceFailed when it is no RDF
  static RdfPage read(Fetched answer, Catalogues.Sink sink) throws IOException {
    var page = new RdfPage(answer.address().toString(), sink);
    try (InputStream in = answer.open()) {
      new RdfFiles().read(in, language(answer), answer.size(), page.address, page);
    }
    page.findings.forEach(sink::finding);
    return page;
  }

  private static Lang language(Fetched answer) throws IOException {
    byte[] start;
    try (InputStream in = answer.open()) {
      start = in.readNBytes(RdfAnswer.SNIFFED);
    }
    Optional<Lang> language =
        RdfAnswer.language(answer.mediaType(), answer.address().toString(), start);
    if (language.isEmpty()) {
      throw SourceFailed.because(
          "harvest-no-rdf",
          new Text(
              "Unter " + answer.address() + " steht kein RDF.",
              "There is no RDF at " + answer.address() + "."),
          new Text(
              "Die Adresse muss auf die Daten selbst zeigen, nicht auf eine Seite über sie.",
              "The address must lead to the data itself, not to a page about it."));
    }
    return language.get();
  }

  /// What the page says beside its datasets: its catalogue, and where the other pages are.
  Graph rest() {
    return rest;
  }

  /// Whether everything on the page could be read.
  boolean isWhole() {
    return whole;
  }

  /// How many datasets were on the page.
  int records() {
    return records;
  }

  @Override
  public void record(String uri, Graph graph, boolean more) {
    records++;
    var record = Named.record(uri, graph, address);
    if (brokenOff || isHalf(graph)) {
      sink.doubtful(record);
    } else {
      sink.record(record);
    }
  }

  private boolean isHalf(Graph graph) {
    return half.stream().anyMatch(thing -> graph.contains(thing, Node.ANY, Node.ANY));
  }

  @Override
  public void half(String uri) {
    half.add(NodeFactory.createURI(uri));
  }

  @Override
  public void brokenOff() {
    brokenOff = true;
  }

  @Override
  public void rest(Graph graph) {
    if (rest.size() < MOST_REST) {
      GraphUtil.addInto(rest, graph);
    }
  }

  @Override
  public void finding(Finding finding) {
    findings.add(finding);
    whole &= !LOSSES.contains(finding.code());
  }
}
