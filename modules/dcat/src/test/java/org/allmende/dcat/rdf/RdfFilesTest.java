package org.allmende.dcat.rdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdfFilesTest {

  private static final String HEAD =
      "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void cutsACatalogueIntoItsDatasets() throws IOException {
    var heard =
        read(
            "c.ttl",
            HEAD
                + """
                <https://e.org/c> a dcat:Catalog ; dcat:dataset <https://e.org/1>, <https://e.org/2> .
                <https://e.org/1> a dcat:Dataset ; dct:title "Eins" ; dct:publisher <https://e.org/p> ;
                  dcat:distribution [ dcat:accessURL <https://e.org/1.csv> ] .
                <https://e.org/2> a dcat:Dataset ; dct:title "Zwei" ; dct:publisher <https://e.org/p> ;
                  dct:relation <https://e.org/1> .
                <https://e.org/p> <http://xmlns.com/foaf/0.1/name> "Stadt" .
                """);
    assertEquals(
        List.of("https://e.org/1", "https://e.org/2"), List.copyOf(heard.records.keySet()));
    assertEquals(6, heard.record("https://e.org/1").size());
    assertEquals(5, heard.record("https://e.org/2").size());
    assertEquals(3, heard.rest.size());
  }

  @Test
  void namesBlankNodesByWhatTheySay() throws IOException {
    String text =
        HEAD
            + "<https://e.org/1> a dcat:Dataset ; dcat:distribution [ dct:title \"a\" ], [ dct:title \"b\" ] .";
    Graph once = read("a.ttl", text).record("https://e.org/1");
    Graph again =
        read(
                "b.ttl",
                text.replace(
                    "[ dct:title \"a\" ], [ dct:title \"b\" ]",
                    "_:y, _:x . _:x dct:title \"a\" . _:y dct:title \"b\""))
            .record("https://e.org/1");
    assertTrue(once.stream().noneMatch(t -> t.getSubject().isBlank() || t.getObject().isBlank()));
    assertEquals(
        once.stream().map(Object::toString).sorted().toList(),
        again.stream().map(Object::toString).sorted().toList());
  }

  @Test
  void aBrokenStatementCostsItselfOnly() throws IOException {
    var heard =
        read(
            "broken.ttl",
            HEAD
                + """
                <https://e.org/1> a dcat:Dataset ; dct:title "Eins" .
                <https://e.org/2> a dcat:Dataset ; dct:title "Zwei .
                <https://e.org/3> a dcat:Dataset ; dct:title "Drei" .
                """);
    assertTrue(heard.records.keySet().containsAll(List.of("https://e.org/1", "https://e.org/3")));
    assertFalse(heard.findings.isEmpty());
    assertTrue(heard.findings.getFirst().code().equals("rdf-broken"));
  }

  @Test
  void aBrokenLineOfNQuadsCostsItselfOnly() throws IOException {
    var heard =
        read(
            "d.nq",
            """
            <https://e.org/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> <https://e.org/1> .
            <https://e.org/1> <http://purl.org/dc/terms/title "Eins" <https://e.org/1> .
            <https://e.org/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> <https://e.org/2> .
            <https://e.org/1> <http://purl.org/dc/terms/title> "Eins" <https://e.org/1> .
            """);
    assertEquals(
        List.of("https://e.org/1", "https://e.org/2"), List.copyOf(heard.records.keySet()));
    assertEquals(2, heard.record("https://e.org/1").size());
    assertEquals(1, heard.continued);
    assertEquals(2, heard.findings.getFirst().place().line());
  }

  @Test
  void encodesWhatMayNotStandInAnAddress() throws IOException {
    var heard =
        read(
            "iri.rdf",
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#">
              <dcat:Dataset rdf:about="https://e.org/1">
                <dcat:landingPage rdf:resource="https://e.org/karte?f[zoom]=1 2|3"/>
              </dcat:Dataset>
            </rdf:RDF>
            """);
    assertTrue(
        heard.record("https://e.org/1").stream()
            .anyMatch(t -> t.getObject().toString().contains("%5Bzoom%5D=1%202%7C3")),
        () -> heard.records + " " + heard.findings);
  }

  @Test
  void refusesWhatWouldReachOutOrBlowUp() throws IOException {
    assertEquals(
        "rdf-doctype",
        read(
                "x.rdf",
                "<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>")
            .code());
    assertEquals(
        "rdf-too-deep", read("deep.ttl", "<a:a> <a:b> " + "[ <a:c> ".repeat(20_000)).code());
    assertEquals(
        "rdf-broken",
        read(
                "far.jsonld",
                "{\"@context\":\"http://127.0.0.1:9/context\",\"@id\":\"https://e.org/1\"}")
            .code());
  }

  @Test
  void everyRealCatalogueIsReadToTheEnd() throws IOException {
    var counts = new LinkedHashMap<String, Integer>();
    int total = 0;
    for (String name : List.of("real/catalogs", "standards/examples")) {
      Path top = Folders.shared(name);
      try (Stream<Path> files = Files.walk(top)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (RdfFiles.recognises(file, file.getFileName().toString())) {
            var heard = new Heard();
            new RdfFiles().read(file, file.getFileName().toString(), heard);
            counts.put(top.relativize(file).toString(), heard.records.size());
            total += heard.records.size();
          }
        }
      }
    }
    counts.forEach((file, records) -> System.out.println(records + "\t" + file));
    assertTrue(total > 700, "only " + total + " records");
  }

  @Test
  void nothingOfACatalogueGetsLost() throws IOException {
    Path file = Folders.shared("real/catalogs/dcat-ap-de/V2.0");
    try (Stream<Path> files = Files.walk(file)) {
      for (Path turtle : files.filter(f -> f.toString().endsWith(".ttl")).toList()) {
        Graph whole = GraphFactory.createDefaultGraph();
        RDFParser.source(turtle)
            .base(
                "http://import.invalid/"
                    + org.allmende.model.Slug.of(turtle.getFileName().toString())
                    + "/")
            .checking(false)
            .parse(whole);
        var heard = new Heard();
        new RdfFiles().read(turtle, turtle.getFileName().toString(), heard);
        Graph together = GraphFactory.createDefaultGraph();
        heard.records.values().forEach(g -> GraphUtil.addInto(together, g));
        GraphUtil.addInto(together, heard.rest);
        assertTrue(together.size() >= whole.size(), turtle.toString());
      }
    }
  }

  private Heard read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    var heard = new Heard();
    new RdfFiles().read(file, name, heard);
    return heard;
  }

  private static final class Heard implements RdfFiles.Sink {
    private final Map<String, Graph> records = new LinkedHashMap<>();
    private final Graph rest = GraphFactory.createDefaultGraph();
    private final List<Finding> findings = new ArrayList<>();
    private int continued;

    @Override
    public void record(String uri, Graph graph, boolean more) {
      if (more) {
        continued++;
      }
      GraphUtil.addInto(
          records.computeIfAbsent(uri, u -> GraphFactory.createDefaultGraph()), graph);
    }

    @Override
    public void rest(Graph graph) {
      GraphUtil.addInto(rest, graph);
    }

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }

    Graph record(String uri) {
      Graph graph = records.get(uri);
      if (graph == null) {
        throw new AssertionError("no record " + uri + ", only " + records.keySet());
      }
      return graph;
    }

    String code() {
      return findings.isEmpty() ? "" : findings.getFirst().code();
    }
  }
}
