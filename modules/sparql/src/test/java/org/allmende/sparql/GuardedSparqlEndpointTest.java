package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.asking.SparqlEndpoint.Request;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedSparqlEndpointTest {

  private static final String BASE = "http://localhost:8080/sparql";
  private static final String TREES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      <http://e/baeume> a dcat:Dataset ; dct:title "Bäume"@de, "Trees"@en ;
        dct:spatial [ dct:identifier "05315000" ] ; dcat:theme <http://e/envi> .
      """;
  private static final String POOLS =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      <http://e/baeder> a dcat:Dataset ; dct:title "Bäder"@de ; dcat:theme <http://e/envi> .
      """;

  private final Shelf shelf =
      new Shelf().put("http://e/baeume", TREES).put("http://e/baeder", POOLS);
  private GuardedSparqlEndpoint endpoint = new GuardedSparqlEndpoint(shelf, Limits.of(BASE));

  private Asking ask() {
    return new Asking(endpoint);
  }

  private void limited(Limits limits) {
    endpoint.close();
    endpoint = new GuardedSparqlEndpoint(shelf, limits);
  }

  @AfterEach
  void holdsNothingWhenAllIsSaid() {
    endpoint.close();
    assertEquals(0, shelf.open.get(), "views left open");
    assertEquals(0, endpoint.running(), "slots still taken");
  }

  @Test
  void countsDatasetsOverAllGraphs() {
    String csv =
        ask()
            .text(
                "PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT (COUNT(*) AS ?n) {?d a"
                    + " dcat:Dataset}",
                "text/csv");
    assertEquals("n\r\n2\r\n", csv);
  }

  @Test
  void asksInFourForms() {
    String query = "ASK {?s ?p ?o}";
    assertEquals("{\"head\":{},\"boolean\":true}\n", ask().text(query, Asking.JSON));
    assertTrue(
        ask().text(query, "application/sparql-results+xml").contains("<boolean>true</boolean>"));
    assertEquals("_askResult\r\ntrue\r\n", ask().text(query, "text/csv"));
    assertEquals("?_askResult\ntrue\n", ask().text(query, "text/tab-separated-values"));
  }

  @Test
  void saysWhichChangeItAnswersFor() {
    var ready = assertInstanceOf(Answer.Ready.class, ask().of("ASK {}", "*/*"));
    ready.body().close();
    assertEquals(shelf.change, ready.change());
  }

  @Test
  void answersTheSameQuestionWithoutAskingAgain() {
    String query = "SELECT (COUNT(*) AS ?n) {?s <http://purl.org/dc/terms/title> ?o}";
    assertEquals("n\r\n3\r\n", ask().text(query, "text/csv"));
    shelf.whenViewed = () -> fail("asked again");
    assertEquals("n\r\n3\r\n", ask().text(query, "text/csv"));
    shelf.whenViewed = () -> {};
    shelf.put("http://e/more", "<http://e/more> <http://purl.org/dc/terms/title> 'more' .");
    assertEquals("n\r\n4\r\n", ask().text(query, "text/csv"));
    assertEquals("?n\n4\n", ask().text(query, "text/tab-separated-values"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT (RAND() AS ?r) {}",
        "SELECT (UUID() AS ?r) {}",
        "SELECT (STRUUID() AS ?r) {}",
        "SELECT ?r {{SELECT * {FILTER EXISTS {BIND(RAND() AS ?x)} BIND(STR(RAND()) AS ?r)}}}"
      })
  void asksAgainWhatDiffersEachTime(String query) {
    assertNotEquals(ask().text(query, "text/csv"), ask().text(query, "text/csv"));
  }

  @Test
  void releasesAnAnswerThatNobodyReads() {
    shelf.put("http://e/many", many(5_000));
    var ready = assertInstanceOf(Answer.Ready.class, ask().of("SELECT * {?s ?p ?o}", "text/csv"));
    assertEquals(1, shelf.open.get());
    ready.body().close();
    ready.body().close();
    assertEquals(0, shelf.open.get());
  }

  @Test
  void streamsAnAnswerLargerThanItsBeginning() {
    shelf.put("http://e/many", many(20_000));
    String csv = ask().text("SELECT ?s {?s <http://e/n> ?o}", "text/csv");
    assertEquals(20_001, csv.lines().count());
  }

  private static String many(int count) {
    var turtle = new StringBuilder();
    for (int i = 0; i < count; i++) {
      turtle
          .append("<http://e/thing/")
          .append(i)
          .append("> <http://e/n> ")
          .append(i)
          .append(" .\n");
    }
    return turtle.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "text/turtle,TURTLE",
    "application/n-triples,N-TRIPLES",
    "application/rdf+xml,RDF/XML",
    "application/ld+json,JSON-LD"
  })
  void constructsInFourForms(String type, String lang) {
    var ready =
        assertInstanceOf(
            Answer.Ready.class,
            ask()
                .of(
                    "PREFIX dct: <http://purl.org/dc/terms/> CONSTRUCT {?s ?p ?o} WHERE {?s ?p ?o}",
                    type));
    assertTrue(ready.mediaType().startsWith(type));
    Graph read = GraphFactory.createDefaultGraph();
    RDFParser.fromString(Asking.text(ready), org.apache.jena.riot.RDFLanguages.nameToLang(lang))
        .parse(read);
    assertTrue(shelf.data.getDefaultGraph().isIsomorphicWith(read));
  }

  @Test
  void describesAThingWithTheBlankNodesItLeadsTo() {
    Graph read = GraphFactory.createDefaultGraph();
    RDFParser.fromString(ask().text("DESCRIBE <http://e/baeume>", "text/turtle"), Lang.TURTLE)
        .parse(read);
    assertEquals(6, read.size());
  }

  @Test
  void takesTheGraphsOfTheRequest() {
    var request =
        new Request(
            "SELECT (COUNT(*) AS ?n) {?s a ?t}",
            List.of("http://e/baeder"),
            List.of(),
            List.of("text/csv"));
    assertEquals("n\r\n1\r\n", Asking.text(endpoint.answer(request)));
    var named =
        new Request(
            "SELECT ?g {GRAPH ?g {?s a ?t}}",
            List.of(),
            List.of("http://e/baeume"),
            List.of("text/csv"));
    assertEquals("g\r\nhttp://e/baeume\r\n", Asking.text(endpoint.answer(named)));
  }

  @Test
  void takesAGraphItDoesNotHaveAsEmpty() {
    assertEquals("s\r\n", ask().text("SELECT ?s FROM <file:///etc/passwd> {?s ?p ?o}", "text/csv"));
    assertEquals("s\r\n", ask().text("SELECT ?s FROM <http://e/none> {?s ?p ?o}", "text/csv"));
    assertEquals(
        "s\r\n", ask().text("SELECT ?s FROM <http://e/baeume> {GRAPH ?g {?s ?p ?o}}", "text/csv"));
  }

  @Test
  void choosesTheFirstFormItKnows() {
    var request =
        new Request("ASK {}", List.of(), List.of(), List.of("text/html", "application/xml", "*/*"));
    var ready = assertInstanceOf(Answer.Ready.class, endpoint.answer(request));
    ready.body().close();
    assertEquals("application/xml; charset=utf-8", ready.mediaType());
    var none = new Request("ASK {}", List.of(), List.of(), List.of("image/png"));
    var refused = assertInstanceOf(Answer.Refused.class, endpoint.answer(none));
    assertEquals(Reason.NOT_ACCEPTABLE, refused.reason());
  }

  @Test
  void proposesTheMissingPrefix() {
    var refused = ask().refused("SELECT *\nWHERE { ?s a dcat:Dataset }");
    assertEquals(Reason.MALFORMED, refused.reason());
    assertEquals(2, refused.line());
    assertEquals(14, refused.column());
    assertTrue(
        refused.message().de().endsWith("PREFIX dcat: <http://www.w3.org/ns/dcat#>"),
        refused.message().de());
  }

  @ParameterizedTest
  @CsvSource({
    "dcta, dcat, http://www.w3.org/ns/dcat#",
    "foaff, foaf, http://xmlns.com/foaf/0.1/",
    "skso, skos, http://www.w3.org/2004/02/skos/core#",
    "vcad, vcard, http://www.w3.org/2006/vcard/ns#",
    "DCAT, dcat, http://www.w3.org/ns/dcat#",
    "dctt, dct, http://purl.org/dc/terms/"
  })
  void proposesThePrefixThatWasMeant(String typed, String meant, String namespace) {
    var refused = ask().refused("SELECT *\nWHERE { ?s a " + typed + ":Dataset }");
    assertEquals(Reason.MALFORMED, refused.reason());
    assertEquals(2, refused.line());
    String line = "PREFIX " + meant + ": <" + namespace + ">";
    assertEquals(
        "Das Präfix „"
            + typed
            + ":“ ist nicht erklärt. Gemeint ist vielleicht „"
            + meant
            + ":“. Dann fehlt am Anfang noch die Zeile "
            + line,
        refused.message().de());
    assertEquals(
        "The prefix “"
            + typed
            + ":” is not declared. Perhaps “"
            + meant
            + ":” is meant. Then add this line at the start: "
            + line,
        refused.message().en());
  }

  @ParameterizedTest
  @CsvSource({"dcta, dcat", "stat, stadt", "foaff, foaf", "dcta, dctb"})
  void proposesFirstOfAllWhatTheQueryDeclares(String typed, String declared) {
    String query = "prefix " + declared + ": <http://e/words#> SELECT * { ?s a " + typed + ":X }";
    assertEquals(
        "Das Präfix „"
            + typed
            + ":“ ist nicht erklärt. Gemeint ist vielleicht „"
            + declared
            + ":“.",
        ask().refused(query).message().de());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "ex", "baeume"})
  void proposesNoPrefixThatIsNotLikeIt(String typed) {
    assertEquals(
        "The prefix “" + typed + ":” is not declared. A line PREFIX " + typed + ": <…> is missing.",
        ask().refused("SELECT * { ?s a " + typed + ":Dataset }").message().en());
  }

  @Test
  void saysWhereAndWhatWasExpected() {
    var refused = ask().refused("SELECT ?s\nWHERE { ?s ?p }");
    assertEquals(Reason.MALFORMED, refused.reason());
    assertEquals(2, refused.line());
    assertEquals(15, refused.column());
    assertTrue(
        refused.message().de().startsWith("„}“ steht hier falsch. Möglich wäre:"),
        refused.message().de());
    assertTrue(refused.message().en().contains("Expected:"), refused.message().en());
    assertEquals(Reason.MALFORMED, ask().refused("SELECT ?s WHERE { ?s ?p \"offen }").reason());
    assertEquals(
        "„WHRE“ ist kein Wort von SPARQL.",
        ask().refused("SELECT ?s WHRE { ?s ?p ?o }").message().de().split("(?<=[.]) ", 2)[0]);
    assertEquals(11, ask().refused("SELECT ?s WHRE { ?s ?p ?o }").column());
    assertTrue(ask().refused("SELECT ?s { ?s ?p").message().de().startsWith("Die Abfrage endet"));
    assertEquals(Reason.MALFORMED, ask().refused("SELECT").reason());
    assertEquals(Reason.MALFORMED, ask().refused("  ").reason());
    assertEquals(
        Reason.MALFORMED, ask().refused("SELECT * {} LIMIT 99999999999999999999").reason());
    assertEquals(Reason.MALFORMED, ask().refused("SELECT ?x (1 AS ?x) {?x ?p ?o}").reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * {SERVICE <http://127.0.0.1:1/s> {?s ?p ?o}}",
        "SELECT * {SERVICE SILENT <http://127.0.0.1:1/s> {?s ?p ?o}}",
        "SELECT * {?s ?p ?o FILTER EXISTS {SERVICE ?s {?a ?b ?c}}}",
        "SELECT * {{SELECT * {SERVICE ?s {?a ?b ?c}}}}",
        "SELECT (<java:java.lang.Runtime>(1) AS ?x) {}",
        "SELECT * {?s ?p ?o FILTER(<java:a.B>(?o))}",
        "SELECT * {?s ?p ?o BIND(<java:a.B>(?o) AS ?x)}",
        "SELECT * {?s ?p ?o} ORDER BY <java:a.B>(?o)",
        "SELECT (COUNT(*) AS ?n) {?s ?p ?o} GROUP BY (<java:a.B>(?o) AS ?x)",
        "SELECT (SUM(<java:a.B>(?o)) AS ?n) {?s ?p ?o}",
        "SELECT ?s {?s ?p ?o} GROUP BY ?s HAVING(<java:a.B>(?s))",
        "SELECT * {?s ?p ?o FILTER NOT EXISTS {?a ?b ?c FILTER(<java:a.B>(?c))}}",
        "SELECT * {?s ?p ?o FILTER(!(1 + <java:a.B>(?o) > 2))}",
        "ASK {?s ?p ?o OPTIONAL {?o ?x ?y FILTER(<java:a.B>(?y))}}",
        "SELECT (<http://jena.apache.org/ARQ/function#wait>(60000) AS ?x) {}",
        "SELECT (<http://www.w3.org/2005/xpath-functions#apply>(1) AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#stdev>(?o) AS ?x) {?s ?p ?o}",
        "SELECT (<http://jena.apache.org/ARQ/jsFunction#eval>('1') AS ?x) {}",
        "SELECT * {?x <java:org.apache.jena.sparql.pfunction.library.splitURI> ?y}",
        "SELECT * {?x <http://jena.apache.org/ARQ/property#splitURI> (?y ?z)}",
        "SELECT * {?x <java:a.B>/<http://e/p>* ?y}",
        "SELECT * {?s (<http://e/p>/<http://e/q>*)* ?o}",
        "SELECT * {?s ((<http://e/p>/<http://e/q>+)|<http://e/r>)* ?o}",
        "INSERT DATA {<http://e/a> <http://e/b> 1}",
        "PREFIX e: <http://e/> DELETE WHERE {?s ?p ?o}",
        "DROP ALL",
        "LOAD <file:///etc/passwd>"
      })
  void forbids(String query) {
    assertEquals(Reason.FORBIDDEN, ask().refused(query).reason(), query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xsd:integer('12') + 1|13",
        "<http://www.w3.org/2005/xpath-functions#string-length>('abc')|3",
        "<http://www.w3.org/2005/xpath-functions/math#pow>(2, 10)|1024",
        "REPLACE('abcb', 'b', 'x')|axcx",
        "REPLACE('abc', '(b)', '[$1]')|a[b]c",
        "REPLACE('abc', '.*', 'x')|x",
        "REGEX('Bäume', '^BÄ', 'i')|true",
        "REGEX('a.b', 'a.b', 'q')|true",
        "LANG(REPLACE('abc'@de, 'b', 'x'))|de",
        "CONCAT('a', 'b', 'c')|abc",
        "STRDT('P1D', xsd:duration)|P1D",
        "xsd:dateTime('2020-01-31T00:00:00Z') + STRDT('P1D', xsd:dayTimeDuration)|2020-02-01T00:00:00Z",
        "1.5 * 2|3.0",
        "ENCODE_FOR_URI('ä b')|%C3%A4%20b",
        "IRI('x')|http://localhost:8080/x"
      })
  void computes(String expression, String value) {
    String query =
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (" + expression + " AS ?x) {}";
    assertEquals("x\r\n" + value + "\r\n", ask().text(query, "text/csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STRDT('P99999999999999D', xsd:duration)",
        "xsd:dateTime('2020-01-01T00:00:00Z') + STRDT('P99999999999999D', xsd:dayTimeDuration)",
        "<http://www.w3.org/2005/xpath-functions/math#pow>(10, 1000) * <http://www.w3.org/2005/xpath-functions/math#pow>(10, 1000)",
        "REGEX('a', '(){2000000000}')",
        "REGEX('a', '((){1000}){1000}')",
        "REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(.*a){25}\\\\1b', 'x')"
      })
  void endsAComputationWithoutEnd(String expression) {
    limited(Limits.of(BASE).within(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    String query =
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (" + expression + " AS ?x) {}";
    assertEquals(Reason.TOO_COSTLY, ask().refused(query).reason());
  }

  @Test
  void refusesHiddenBrackets() {
    assertEquals(
        Reason.FORBIDDEN,
        ask()
            .refused(
                "SELECT * {?s ?p ?o FILTER(" + "\\u0028".repeat(100) + "1" + ")".repeat(101) + "}")
            .reason());
  }

  @Test
  void refusesAQueryThatRunsTooLong() {
    shelf.put("http://e/many", many(3_000));
    limited(Limits.of(BASE).within(Duration.ofMillis(500), Duration.ofSeconds(1)));
    long start = System.nanoTime();
    var refused = ask().refused("SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}");
    assertEquals(Reason.TOO_COSTLY, refused.reason());
    assertTrue(System.nanoTime() - start < 1_500_000_000L);
    assertTrue(refused.message().de().contains("0.5 Sekunden"), refused.message().de());
  }

  @Test
  void cutsAnAnswerOffSoThatNobodyTakesItForComplete() throws IOException {
    shelf.put("http://e/many", many(20_000));
    limited(Limits.of(BASE).answering(10_000, 1 << 30));
    for (String type :
        List.of(
            Asking.JSON,
            "application/sparql-results+xml",
            "text/csv",
            "text/tab-separated-values")) {
      byte[] bytes = cutOff("SELECT * {?s <http://e/n> ?o}", type);
      var lang = org.apache.jena.riot.resultset.ResultSetLang.RS_JSON;
      lang =
          switch (type) {
            case "text/csv" -> org.apache.jena.riot.resultset.ResultSetLang.RS_CSV;
            case "text/tab-separated-values" -> org.apache.jena.riot.resultset.ResultSetLang.RS_TSV;
            case Asking.JSON -> lang;
            default -> org.apache.jena.riot.resultset.ResultSetLang.RS_XML;
          };
      var reading = lang;
      assertThrows(
          Exception.class,
          () ->
              org.apache.jena.riot.ResultSetMgr.read(new ByteArrayInputStream(bytes), reading)
                  .forEachRemaining(_ -> {}),
          type);
    }
    for (var lang : List.of(Lang.TURTLE, Lang.NTRIPLES, Lang.RDFXML, Lang.JSONLD)) {
      String type = lang.getContentType().getContentTypeStr();
      byte[] bytes = cutOff("CONSTRUCT {?s ?p ?o} WHERE {?s ?p ?o . ?s <http://e/n> ?n}", type);
      assertThrows(
          Exception.class,
          () ->
              RDFParser.source(new ByteArrayInputStream(bytes))
                  .lang(lang)
                  .parse(GraphFactory.createDefaultGraph()),
          type);
    }
  }

  private byte[] cutOff(String query, String type) {
    var ready = assertInstanceOf(Answer.Ready.class, ask().of(query, type));
    var out = new ByteArrayOutputStream();
    try (var body = ready.body()) {
      var cut = assertThrows(AnswerCutOff.class, () -> body.writeTo(out), type);
      assertTrue(cut.why().de().contains("mehr als 10000 Zeilen"), cut.why().de());
    }
    return out.toByteArray();
  }

  @Test
  void refusesWhatWouldNeedTooMuchMemory() {
    shelf.put("http://e/many", many(3_000));
    limited(Limits.of(BASE).keeping(1 << 20));
    for (String query :
        List.of(
            "SELECT * {?a ?b ?c . ?d ?e ?f} ORDER BY ?f",
            "SELECT DISTINCT * {?a ?b ?c . ?d ?e ?f}",
            "SELECT ?a ?d {?a ?b ?c . ?d ?e ?f} GROUP BY ?a ?d",
            "SELECT (COUNT(DISTINCT ?x) AS ?n) {?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d)) AS ?x)}",
            "SELECT (COUNT(DISTINCT *) AS ?n) {?a ?b ?c . ?d ?e ?f}",
            "SELECT (GROUP_CONCAT(?c) AS ?n) {?a ?b ?c . ?d ?e ?f}",
            "SELECT * {?a ?b ?c MINUS {?a ?x ?y . ?z ?w ?v}}",
            "SELECT * {{?a ?b ?c . ?x ?y ?z} {SELECT * {?d ?e ?f} LIMIT 10}}")) {
      assertTrue(isTooCostly(query), query);
    }
  }

  @Test
  void countsLongTextsWhereverTheyAreHeld() {
    shelf.put("http://e/many", many(3_000));
    limited(Limits.of(BASE).keeping(8 << 20));
    String text = "'" + "x".repeat(40_000) + "'";
    String doubling = "";
    for (int i = 0; i < 40; i++) {
      doubling += "BIND(TRIPLE(?v" + i + ", <http://p>, ?v" + i + ") AS ?v" + (i + 1) + ") ";
    }
    String columns = "";
    for (int i = 0; i < 3_000; i++) {
      columns += "(?b AS ?c" + i + ") ";
    }
    for (String query :
        List.of(
            "SELECT (GROUP_CONCAT(?c; separator=" + text + ") AS ?x) {?a ?b ?c}",
            "SELECT ?k {?a ?b ?c} GROUP BY (SUBSTR("
                + text
                + ", STRLEN(STR(?a))) AS ?x) (STR(?c) AS ?k)",
            "SELECT (SAMPLE(SUBSTR("
                + text
                + ", STRLEN(STR(?a)))) AS ?x) {?a ?b ?c} GROUP BY ?a ?c",
            "SELECT (MAX(CONCAT(STR(?a), " + text + ")) AS ?x) {?a ?b ?c} GROUP BY ?a ?c",
            "SELECT ?x {?a ?b ?c BIND(CONCAT(STR(?a), " + text + ") AS ?x)} ORDER BY ?x LIMIT 900",
            "SELECT " + columns + " {BIND('" + "y".repeat(6_000) + "' AS ?b)}",
            "SELECT ?v40 {BIND(<http://a> AS ?v0) " + doubling + "}")) {
      assertTrue(isTooCostly(query), query.substring(0, 80));
    }
  }

  private boolean isTooCostly(String query) {
    return switch (ask().of(query, "text/csv")) {
      case Answer.Refused refused -> refused.reason() == Reason.TOO_COSTLY;
      case Answer.Ready ready -> {
        try (var body = ready.body()) {
          assertThrows(
              AnswerCutOff.class, () -> body.writeTo(OutputStream.nullOutputStream()), query);
          yield true;
        }
      }
    };
  }

  @Test
  void groupsWithoutHoldingTheRows() {
    shelf.put("http://e/many", many(3_000));
    limited(Limits.of(BASE).keeping(1 << 20).within(Duration.ofMinutes(1), Duration.ofMinutes(2)));
    assertEquals(
        "n\r\n9000000\r\n",
        ask()
            .text("SELECT (COUNT(*) AS ?n) {?a <http://e/n> ?c . ?d <http://e/n> ?f}", "text/csv"));
    assertEquals(
        "p,n\r\nhttp://e/n,3000\r\n",
        ask()
            .text(
                "SELECT ?p (COUNT(DISTINCT ?o) AS ?n) {?s ?p ?o FILTER(?p = <http://e/n>)} GROUP BY"
                    + " ?p",
                "text/csv"));
  }

  @Test
  void saysBusyWhenAllSlotsAreTaken() {
    shelf.put("http://e/many", many(5_000));
    limited(Limits.of(BASE).slots(1, Duration.ofMillis(50)));
    var first = assertInstanceOf(Answer.Ready.class, ask().of("SELECT * {?s ?p ?o}", "*/*"));
    assertEquals(Reason.BUSY, ask().refused("ASK {}").reason());
    first.body().close();
    assertEquals("{\"head\":{},\"boolean\":true}\n", ask().text("ASK {}", Asking.JSON));
  }

  @Test
  void refusesInTimeWhatDoesNotReactAndKeepsItsPlace() throws InterruptedException {
    limited(
        Limits.of(BASE)
            .within(Duration.ofMillis(300), Duration.ofMillis(600))
            .slots(1, Duration.ofMillis(10)));
    var lets = new CountDownLatch(1);
    shelf.whenViewed =
        () -> {
          try {
            lets.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    long start = System.nanoTime();
    assertEquals(Reason.TOO_COSTLY, ask().refused("ASK {}").reason());
    assertTrue(System.nanoTime() - start < 1_300_000_000L);
    assertEquals(Reason.BUSY, ask().refused("ASK {}").reason());
    lets.countDown();
    shelf.whenViewed = () -> {};
    waitUntilNothingRuns();
    assertEquals("{\"head\":{},\"boolean\":true}\n", ask().text("ASK {}", Asking.JSON));
  }

  private void waitUntilNothingRuns() throws InterruptedException {
    for (int i = 0; i < 100 && endpoint.running() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(0, endpoint.running());
  }

  @Test
  void givesThePlaceOfASlowReaderToOthersWhenHisTimeIsUp() throws Exception {
    shelf.put("http://e/many", many(20_000));
    limited(
        Limits.of(BASE)
            .within(Duration.ofSeconds(5), Duration.ofSeconds(6))
            .slots(1, Duration.ofMillis(10)));
    var ready = assertInstanceOf(Answer.Ready.class, ask().of("SELECT * {?s ?p ?o}", "text/csv"));
    var lets = new CountDownLatch(1);
    var slow =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            try {
              lets.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    try (var reader = Executors.newSingleThreadExecutor()) {
      var reading =
          reader.submit(() -> {
            try (var body = ready.body()) {
              return assertThrows(AnswerCutOff.class, () -> body.writeTo(slow));
            }
          });
      for (int i = 0; i < 400 && endpoint.running() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertEquals("{\"head\":{},\"boolean\":true}\n", ask().text("ASK {}", Asking.JSON));
      lets.countDown();
      assertTrue(reading.get().why().en().contains("6 seconds"));
    }
  }

  @Test
  void takesCharactersThatTheFormCannotSayElsewhere() {
    String query = "SELECT (\"a\\u0001b\" AS ?x) {}";
    assertEquals(
        Reason.NOT_ACCEPTABLE,
        assertInstanceOf(Answer.Refused.class, ask().of(query, "application/sparql-results+xml"))
            .reason());
    assertTrue(ask().text(query, Asking.JSON).contains("a\\u0001b"));
    assertFalse(ask().text(query, "text/csv").isEmpty());
  }

  @Test
  void makesTheSameNodeForTheSameNameInARow() {
    assertEquals(
        "x,y,z\r\n_:b0,_:b0,_:b1\r\n_:b2,_:b2,_:b3\r\n",
        ask()
            .text(
                "SELECT (BNODE(?n) AS ?x) (BNODE(?n) AS ?y) (BNODE('c') AS ?z) {VALUES ?n {'a'"
                    + " 'b'}}",
                "text/csv"));
  }

  @Test
  void skipsMoreRowsThanThereAreNumbers() {
    assertEquals(
        "a,b,c\r\n",
        ask()
            .text(
                "SELECT ?a ?b ?c {?a ?b ?c} ORDER BY ?a OFFSET 9223372036854775806 LIMIT 10",
                "text/csv"));
  }

  @Test
  void findsRowsOfLiteralsWithQuotesAndLines() {
    assertEquals(
        "x,y\r\n\"a,\"\"b\"\"\",\"c\nd\"\r\n",
        ask().text("SELECT ('a,\"b\"' AS ?x) ('c\\nd' AS ?y) {}", "text/csv"));
    assertTrue(
        ask()
            .text("SELECT ('ä\\n'@de AS ?x) {}", Asking.JSON)
            .contains("\"value\":\"ä\\n\",\"xml:lang\":\"de\""));
    assertEquals(
        "?x\n\"a\\tb\"\n", ask().text("SELECT ('a\\tb' AS ?x) {}", "text/tab-separated-values"));
    assertTrue(
        ask()
            .text("SELECT ('a'@de--ltr AS ?x) {}", Asking.JSON)
            .contains("\"xml:lang\":\"de\",\"its:dir\":\"ltr\""));
  }
}
