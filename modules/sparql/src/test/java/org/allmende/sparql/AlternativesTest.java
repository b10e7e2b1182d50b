package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlternativesTest {

  private static final String PREFIX = "PREFIX : <http://e/> ";

  private final GuardedSparqlEndpoint endpoint =
      new GuardedSparqlEndpoint(
          new Shelf()
              .put(
                  "http://e/g",
                  "PREFIX : <http://e/> :a :p 'x' ; :n 1 . :b :p 'x' ; :n 2 . :c :p 'y' ; :n 1.0 ."),
          Limits.of("http://e/"));

  @AfterEach
  void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          ?s :p ?o FILTER(?o IN ('x', 'x')) ~ 2
          ?s :p ?o FILTER(?o IN ('x', 'y')) ~ 3
          ?s :p ?o FILTER(?o = 'x' || ?o = 'x' || ?o = 'y') ~ 3
          ?s :p ?o FILTER(?o = 'x' || ?s = :a) ~ 2
          ?s :p ?o FILTER(:c = ?s || sameTerm(?o, 'y')) ~ 1
          ?s :p ?o FILTER(?s = :a || ?s IN (:a, :b)) ~ 2
          ?s :p ?o FILTER(?o = 'x' || STRLEN(?o) = 1) ~ 3
          ?s :n ?o FILTER(?o IN (1, 1.0)) ~ 2
          ?s :n ?o FILTER(?o = 1 || ?o = 1.0) ~ 2
          ?s :n ?o FILTER(?o IN (1, 1.0, 2)) ~ 3
          ?s :n ?o FILTER(?o IN (1, 1/0)) ~ 2
          ?s :p ?o ; :n ?n FILTER(?o = 'y' || ?n = 1) ~ 2
          ?s :p ?o FILTER(?s = ?o || ?o = 'x') ~ 2
          ?s :p ?o FILTER NOT EXISTS { ?s :n ?n FILTER(?n = 2 || ?s = :b) } ~ 2
          ?s :p ?o OPTIONAL { ?s :n ?n FILTER(?n = 1 || ?s = :a) } ~ 3
          ?s :p ?o FILTER(?o IN ()) ~ 0
          """)
  void areCountedOnce(String pattern, int solutions) {
    String text = new Asking(endpoint).text(PREFIX + "SELECT ?s { " + pattern + " }", "text/csv");
    assertEquals(solutions, text.lines().count() - 1, text);
  }
}
