package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RankedSearch;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.store.NotReady;
import org.allmende.model.DatasetId;
import org.allmende.sparql.columns.InColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextSearchTest {

  private static final String PREFIXES =
      """
      PREFIX al: <urn:allmende:>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      """;

  private static final Map<String, String> GRAPHS =
      Map.of(
          "http://e/wege", dataset("wege", "Radwege", "http://e/muenster"),
          "http://e/netz", dataset("netz", "Radnetz", "http://e/bonn"),
          "http://e/baeume", dataset("baeume", "Bäume", "http://e/bonn"));

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final Shelf shelf = new Shelf();
  private GuardedSparqlEndpoint endpoint = onShelf(this::found);

  private static String dataset(String name, String title, String publisher) {
    return PREFIXES
        + "<http://e/%s> a dcat:Dataset ; dct:title \"%s\"@de ; dct:publisher <%s> ."
            .formatted(name, title, publisher);
  }

  /// Knows two datasets about cycling, and one that has been withdrawn.
  private List<Hit> found(String text, int limit) {
    asked.add(text + " " + limit);
    List<Hit> all =
        List.of(
            hit("gone", "Radstationen", 9.5f, Map.of()),
            hit("wege", "Radwege", 7.25f, Map.of("title", List.of("\uE000Radwege\uE001 <&>"))),
            hit("netz", "Radnetz", 2.5f, Map.of()));
    return text.startsWith("Rad") ? all.subList(0, Math.min(limit, 3)) : List.of();
  }

  private static Hit hit(String name, String title, float score, Map<String, List<String>> marked) {
    return new Hit(
        new DatasetId("stadt", name),
        "http://e/" + name,
        title,
        "",
        "",
        List.of(),
        List.of(),
        List.of(),
        null,
        Instant.EPOCH,
        score,
        marked,
        List.of());
  }

  private GuardedSparqlEndpoint onShelf(RankedSearch search) {
    GRAPHS.forEach(shelf::put);
    return new GuardedSparqlEndpoint(shelf, Limits.of("http://e/"), search);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  /// The same answer from ARQ over a dataset in memory and from our own columns.
  private List<String> rows(String query) {
    List<String> one = answer(endpoint, query);
    try (var other =
        new GuardedSparqlEndpoint(
            InColumns.of(folder.resolve(asked.size() + "-columns"), GRAPHS),
            Limits.of("http://e/"),
            this::found)) {
      assertEquals(one, answer(other, query));
    }
    return one;
  }

  private static List<String> answer(GuardedSparqlEndpoint endpoint, String query) {
    return new Asking(endpoint).text(PREFIXES + query, "text/csv").lines().skip(1).toList();
  }

  @Test
  void givesDatasetsByRankWithScoreAndHighlight() {
    assertEquals(
        List.of(
            "http://e/wege,7.25,<mark>Radwege</mark> &lt;&amp;&gt;", "http://e/netz,2.5,Radnetz"),
        rows(
            "SELECT ?d ?score ?highlight { (?d ?score ?highlight) al:search (\"Rad\" 20) }"
                + " ORDER BY DESC(?score)"));
    assertEquals(List.of("Rad 20", "Rad 20"), asked);
  }

  @Test
  void takesATextAlone() {
    assertEquals(2, rows("SELECT ?d { ?d al:search \"Rad\" }").size());
    assertEquals(2, rows("SELECT * { ?d al:search (\"Rad\"@de) }").size());
    assertEquals("Rad 100", asked.getFirst());
  }

  @Test
  void joinsWithWhatStandsBeforeAndAfter() {
    assertEquals(
        List.of("Radnetz,2.5"),
        rows(
            "SELECT ?title ?s { ?d dct:publisher <http://e/bonn> . (?d ?s) al:search (\"Rad\" 9) ."
                + " ?d dct:title ?title FILTER(?s > 1) }"));
  }

  @Test
  void searchesInOptionalUnionAndSubSelect() {
    assertEquals(
        List.of("Bäume,", "Radnetz,2.5", "Radwege,7.25"),
        rows(
            "SELECT ?t ?s { ?d dct:title ?t OPTIONAL { (?d ?s) al:search \"Rad\" } } ORDER BY"
                + " ?t"));
    assertEquals(
        List.of("Bäume", "Radnetz", "Radwege"),
        rows(
            "SELECT ?t { { ?d al:search \"Rad\" } UNION { ?d dct:publisher <http://e/bonn> FILTER"
                + " NOT EXISTS { ?d al:search \"Rad\" } } ?d dct:title ?t } ORDER BY ?t"));
    assertEquals(
        List.of("http://e/muenster,1", "http://e/bonn,1"),
        rows(
            "SELECT ?p ?n { { SELECT ?p (COUNT(?d) AS ?n) (MAX(?s) AS ?best) { (?d ?s) al:search"
                + " (\"Rad\" 50) . ?d dct:publisher ?p } GROUP BY ?p } } ORDER BY DESC(?best)"));
    assertEquals(
        List.of("Bäume"), rows("SELECT ?t { ?d dct:title ?t MINUS { ?d al:search \"Rad\" } }"));
  }

  @Test
  void searchesInAGraphAndAlongAPath() {
    assertEquals(
        List.of("http://e/wege,Radwege"),
        rows(
            "SELECT ?g ?t { GRAPH ?g { ?d al:search (\"Rad\" 2) ; dct:publisher|dcat:creator"
                + " <http://e/muenster> ; dct:title ?t } }"));
  }

  @Test
  void saysWhetherACertainDatasetIsFound() {
    assertEquals(List.of("2.5"), rows("SELECT ?s { (<http://e/netz> ?s) al:search (\"Rad\" 9) }"));
    assertEquals(List.of(), rows("SELECT * { <http://e/baeume> al:search \"Rad\" }"));
    assertTrue(
        new Asking(endpoint)
            .text(PREFIXES + "ASK { <http://e/netz> al:search \"Rad\" }", "text/csv")
            .contains("true"));
  }

  @Test
  void findsOnlyWhatTheQueryReads() {
    assertEquals(
        List.of("http://e/netz"),
        rows("SELECT ?d FROM <http://e/netz> FROM <http://e/baeume> { ?d al:search \"Rad\" }"));
  }

  @Test
  void looksFurtherWhereTheBestAreNotItsOwn() {
    assertEquals(List.of("http://e/wege"), rows("SELECT ?d { ?d al:search (\"Rad\" 1) }"));
    assertEquals(List.of("Rad 1", "Rad 1000"), asked.subList(0, 2));
  }

  @Test
  void remembersNoAnswerFromAnIndexThatMayBeBehind() {
    answer(endpoint, "SELECT * { ?d al:search \"Rad\" }");
    answer(endpoint, "SELECT * { ?d al:search \"Rad\" }");
    assertEquals(2, asked.size());
  }

  @Test
  void asksTheSameOnlyOnce() {
    answer(
        endpoint,
        "SELECT * { ?d al:search (\"Rad\" 9) . OPTIONAL { (?e ?s) al:search (\"Rad\" 9) } }");
    assertEquals(1, asked.size());
  }

  @Test
  void constructsWithWhatWasFound() {
    String turtle =
        new Asking(endpoint)
            .text(
                PREFIXES + "CONSTRUCT { ?d dct:title ?t } { ?d al:search \"Rad\" ; dct:title ?t }",
                "text/turtle");
    assertTrue(turtle.contains("Radwege") && !turtle.contains("Bäume"), turtle);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?d al:search ?text                       | a fixed text
          ?d al:search <http://e/x>                | a fixed text
          ?d al:search 7                           | a fixed text
          ?d al:search ()                          | a fixed text
          ?d al:search ("Rad" 9 9)                 | a fixed text
          ?d al:search "  "                        | 1 to 1000 characters
          ?d al:search ("Rad" 0)                   | from 1 to 1000
          ?d al:search ("Rad" 1001)                | from 1 to 1000
          ?d al:search ("Rad" 99999999999999999999) | from 1 to 1000
          ?d al:search ("Rad" "viele")             | from 1 to 1000
          ?d al:search ("Rad" ?n)                  | from 1 to 1000
          () al:search "Rad"                       | Before al:search
          (?d ?s ?h ?x) al:search "Rad"            | Before al:search
          (?d ?d) al:search "Rad"                  | Before al:search
          (?d 1) al:search "Rad"                   | Before al:search
          "d" al:search "Rad"                      | Before al:search
          ?d al:search+ "Rad"                      | part of a path
          ?d ^al:search "Rad"                      | part of a path
          ?d dct:title/al:search "Rad"             | part of a path
          """)
  void saysWhatIsWrong(String pattern, String why) {
    Answer.Refused refused =
        new Asking(endpoint).refused(PREFIXES + "SELECT * { " + pattern + " }");
    assertEquals(Reason.FORBIDDEN, refused.reason());
    assertTrue(refused.message().en().contains(why), refused.message().en());
    assertTrue(!refused.message().de().equals(refused.message().en()), refused.message().de());
    assertEquals(List.of(), asked);
  }

  @Test
  void boundsTextsAndSearches() {
    new Asking(endpoint)
        .refused(PREFIXES + "SELECT * { ?d al:search \"" + "x".repeat(1_001) + "\" }");
    var many = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      many.append("OPTIONAL { ?d al:search \"Rad ").append(i).append("\" }");
    }
    Answer.Refused refused = new Asking(endpoint).refused(PREFIXES + "SELECT * {" + many + "}");
    assertTrue(refused.message().de().contains("höchstens 5 Texte"), refused.message().de());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhenItCannotSearch(boolean ever) {
    endpoint.close();
    endpoint =
        ever
            ? onShelf((text, limit) -> {
              throw new NotReady("search", new IllegalStateException());
            })
            : new GuardedSparqlEndpoint(shelf, Limits.of("http://e/"));
    Answer.Refused refused =
        new Asking(endpoint).refused(PREFIXES + "SELECT * { ?d al:search \"Rad\" }");
    assertEquals(ever ? Reason.BUSY : Reason.FORBIDDEN, refused.reason());
  }

  @Test
  void proposesThePrefix() {
    Answer.Refused refused = new Asking(endpoint).refused("SELECT * { ?d al:search \"Rad\" }");
    assertTrue(refused.message().en().contains("PREFIX al: <urn:allmende:>"));
  }
}
