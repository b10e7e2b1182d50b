package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Catalogues of the kinds that are read here, as servers give them.
final class SourcesTest {

  private static final String HEAD =
      "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>"
          + " PREFIX hydra: <http://www.w3.org/ns/hydra/core#>\n";

  private Stub stub = start();

  private static Stub start() {
    try {
      return new Stub();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private Heard read(Source.Kind kind, String path, Map<String, String> options)
      throws IOException {
    var heard = new Heard();
    var source = new Source("a", "b", kind, stub.uri(path), 0, null, options);
    new RemoteCatalogues(new Network(stub.way(), Limits.USUAL))
        .read(source, new MemoryTape(), heard);
    return heard;
  }

  private Heard dcat(String path) throws IOException {
    return read(Source.Kind.DCAT, path, Map.of());
  }

  private static String dataset(String name) {
    return "<https://q.example.org/"
        + name
        + "> a dcat:Dataset ; dct:title \""
        + name
        + "\" ; dcat:distribution [ dcat:accessURL <https://q.example.org/"
        + name
        + ".csv> ] .\n";
  }

  @Test
  void followsPagesInTheNewForm() throws IOException {
    stub.on(
        "/1",
        "text/turtle",
        HEAD
            + dataset("eins")
            + "<> hydra:totalItems 2 ; hydra:view <#v> . <#v> a hydra:PartialCollectionView ;"
            + " hydra:next </2> ; hydra:last </2> .");
    stub.on(
        "/2",
        "text/turtle",
        HEAD
            + dataset("zwei")
            + "<#v> a hydra:PartialCollectionView ; hydra:first </1> ; hydra:last </2> .");
    Heard heard = dcat("/1");
    assertEquals(
        List.of("https://q.example.org/eins", "https://q.example.org/zwei"),
        List.copyOf(heard.records.keySet()));
    assertEquals(2, heard.total);
  }

  @Test
  void followsPagesInTheOldForm() throws IOException {
    stub.on(
        "/alt",
        exchange -> {
          boolean second = "page=2".equals(exchange.getRequestURI().getQuery());
          String next = second ? "" : "hydra:nextPage \"" + stub.uri("/alt?page=2") + "\" ;";
          Stub.send(
              exchange,
              "text/turtle",
              HEAD
                  + dataset(second ? "zwei" : "eins")
                  + "<#p> a hydra:PagedCollection ; "
                  + next
                  + " hydra:lastPage \""
                  + stub.uri("/alt?page=2")
                  + "\" .");
        });
    Heard heard = dcat("/alt");
    assertEquals(2, heard.records.size());
    assertEquals(-1, heard.total);
    assertTrue(heard.isComplete());
  }

  @Test
  void isNotCompleteWhenThePagesEndTooSoonOrGoInACircle() throws IOException {
    stub.on(
        "/kurz",
        "text/turtle",
        HEAD + dataset("eins") + "<#p> hydra:lastPage \"" + stub.uri("/kurz?page=3") + "\" .");
    assertFalse(dcat("/kurz").isComplete());
    stub.on("/kreis", "text/turtle", HEAD + dataset("eins") + "<#p> hydra:next </kreis> .");
    Heard heard = dcat("/kreis");
    assertFalse(heard.isComplete());
    assertEquals(List.of("harvest-paging-circle"), heard.findings);
    stub.on(
        "/ab", "text/turtle", HEAD + dataset("eins") + "<https://q.example.org/z> dct:title \"z");
    heard = dcat("/ab");
    assertEquals(1, heard.records.size());
    assertFalse(heard.isComplete());
  }

  @Test
  void readsEverySerialisationWhateverTheServerCallsIt() throws IOException {
    Model model = ModelFactory.createDefaultModel();
    RDFParser.fromString(HEAD + dataset("eins") + dataset("zwei"), Lang.TURTLE).parse(model);
    for (Lang lang :
        List.of(Lang.TURTLE, Lang.RDFXML, Lang.JSONLD, Lang.NTRIPLES, Lang.TRIG, Lang.NQUADS)) {
      var text = new java.io.StringWriter();
      if (lang.equals(Lang.TRIG) || lang.equals(Lang.NQUADS)) {
        RDFDataMgr.write(text, DatasetFactory.wrap(model), lang);
      } else {
        RDFDataMgr.write(text, model, lang);
      }
      String path = "/x" + lang.getName().replaceAll("[^A-Za-z]", "");
      stub.on(path, "text/plain", text.toString());
      assertEquals(2, dcat(path).records.size(), lang.toString());
    }
  }

  @Test
  void takesNoPageForPeople() {
    stub.on("/seite", "text/turtle", "<!DOCTYPE html><html><body>Wartung</body></html>");
    var failed = assertThrows(SourceFailed.class, () -> dcat("/seite"));
    assertEquals("harvest-no-rdf", failed.finding().code());
  }

  @Test
  void callsDatasetsWithoutAddressByTheirIdentifier() throws IOException {
    stub.on(
        "/namenlos",
        "text/turtle",
        HEAD + "[] a dcat:Dataset ; dct:identifier \"Nr 7\" ; dct:title \"Sieben\" .");
    Heard heard = dcat("/namenlos");
    assertEquals(List.of("Nr 7"), List.copyOf(heard.records.keySet()));
    assertEquals(stub.uri("/namenlos") + "#Nr%207", heard.records.values().iterator().next().uri());
  }

  private static String oai(String body) {
    return "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\""
        + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
        + " xmlns:dcat=\"http://www.w3.org/ns/dcat#\""
        + " xmlns:dct=\"http://purl.org/dc/terms/\">"
        + body
        + "</OAI-PMH>";
  }

  private static String oaiRecord(String id) {
    return "<record><header><identifier>oai:"
        + id
        + "</identifier></header><metadata><rdf:RDF><dcat:Dataset"
        + " rdf:about=\"https://q.example.org/"
        + id
        + "\"><dct:title>"
        + id
        + "</dct:title></dcat:Dataset></rdf:RDF></metadata></record>";
  }

  @Test
  void readsOaiPmhWithDeletedAndBrokenRecords() throws IOException {
    stub.on(
        "/oai",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          String answer =
              switch (query) {
                case "verb=ListMetadataFormats" ->
                    "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
                        + "</metadataFormat><metadataFormat><metadataPrefix>dcat_ap</metadataPrefix>"
                        + "</metadataFormat></ListMetadataFormats>";
                case "verb=ListRecords&metadataPrefix=dcat_ap" ->
                    "<ListRecords>"
                        + oaiRecord("eins")
                        + "<record><header status=\"deleted\"><identifier>oai:weg</identifier>"
                        + "</header></record><resumptionToken completeListSize=\"4\">weiter &amp;"
                        + " so</resumptionToken></ListRecords>";
                case "verb=ListRecords&resumptionToken=weiter & so" ->
                    "<ListRecords>"
                        + oaiRecord("zwei")
                        + "<record><header><identifier>oai:leer</identifier></header></record>"
                        + "<resumptionToken/></ListRecords>";
                default -> "<error code=\"badArgument\"/>";
              };
          Stub.send(exchange, "text/xml", oai(answer));
        });
    Heard heard = read(Source.Kind.OAI_PMH, "/oai", Map.of());
    assertEquals(List.of("oai:eins", "oai:zwei"), List.copyOf(heard.records.keySet()));
    assertEquals("https://q.example.org/eins", heard.record("oai:eins").uri());
    assertEquals(List.of("oai:weg"), heard.deleted);
    assertEquals(List.of("oai:leer"), List.copyOf(heard.lost.keySet()));
    assertEquals(3, heard.total);
  }

  @Test
  void refusesOaiPmhWithADtdOrAnError() {
    stub.on(
        "/dtd", "text/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>");
    var failed =
        assertThrows(
            SourceFailed.class, () -> read(Source.Kind.OAI_PMH, "/dtd", Map.of("prefix", "dcat")));
    assertEquals("harvest-no-xml", failed.finding().code());
    stub.on("/falsch", "text/xml", oai("<error code=\"badResumptionToken\"/>"));
    failed =
        assertThrows(
            SourceFailed.class,
            () -> read(Source.Kind.OAI_PMH, "/falsch", Map.of("prefix", "dcat")));
    assertEquals("harvest-oai", failed.finding().code());
  }

  @Test
  void readsASparqlEndpoint() throws IOException {
    Model model = ModelFactory.createDefaultModel();
    RDFParser.fromString(
            HEAD
                + dataset("eins")
                + dataset("zwei")
                + dataset("drei")
                + "<https://q.example.org/eins> dct:relation <https://q.example.org/zwei> ;"
                + " dct:spatial [ dcat:bbox [ dct:title \"tief\" ] ] .",
            Lang.TURTLE)
        .parse(model);
    stub.on(
        "/sparql",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var query =
              QueryFactory.create(
                  URLDecoder.decode(form.substring("query=".length()), StandardCharsets.UTF_8));
          var text = new java.io.ByteArrayOutputStream();
          try (QueryExecution execution = QueryExecution.create(query, model)) {
            if (query.isSelectType()) {
              ResultSetFormatter.outputAsJSON(text, execution.execSelect());
            } else {
              RDFDataMgr.write(text, execution.execConstruct(), Lang.NTRIPLES);
            }
          }
          Stub.send(
              exchange,
              query.isSelectType() ? "application/sparql-results+json" : "application/n-triples",
              text.toString(StandardCharsets.UTF_8));
        });
    Heard heard = read(Source.Kind.SPARQL, "/sparql", Map.of());
    assertEquals(3, heard.records.size());
    assertEquals(3, heard.total);
    assertEquals(8, heard.record("https://q.example.org/eins").graph().size());
    assertEquals(4, heard.record("https://q.example.org/zwei").graph().size());
  }
}
