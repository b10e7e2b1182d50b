package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.model.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnknownWordsTest {

  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX own: <http://e/words#>
      """;

  private final GuardedSparqlEndpoint endpoint =
      new GuardedSparqlEndpoint(
          new Shelf()
              .put(
                  "http://e/d",
                  PREFIXES
                      + "<http://e/d> a dcat:Dataset ; dct:title 'Bäume' ; dcat:theme <http://e/t> ;"
                      + " dcat:keyword 'Linde' ."),
          Limits.of("http://e/"));

  @AfterEach
  void close() {
    endpoint.close();
  }

  private List<Text> notes(String query) {
    Answer answer = new Asking(endpoint).of(PREFIXES + query, Asking.JSON);
    var ready = assertInstanceOf(Answer.Ready.class, answer, answer.toString());
    try (var body = ready.body()) {
      return body.notes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dct:theme, dcat:theme",
    "dcat:title, dct:title",
    "dcat:keywords, dcat:keyword",
    "dct:titel, dct:title",
    "dct:Title, dct:title",
    "dct:keyword, dcat:keyword",
    "<https://www.w3.org/ns/dcat#theme>, dcat:theme"
  })
  void saysWhichPropertyMayHaveBeenMeant(String asked, String meant) {
    assertEquals(
        List.of(
            "The property "
                + asked
                + " does not occur in the data. Perhaps "
                + meant
                + " is meant."),
        notes("SELECT * { ?d " + asked + " ?x }").stream().map(Text::en).toList());
  }

  @Test
  void looksIntoPathsOptionalPartsAndSubSelects() {
    String query =
        "SELECT * { { SELECT ?d { ?d dct:titel ?t } } OPTIONAL { ?d dcat:themes/dct:title ?x } }";
    assertEquals(2, notes(query).size(), notes(query).toString());
  }

  @Test
  void saysWhichClassMayHaveBeenMeant() {
    assertEquals(
        List.of(
            "Die Klasse dcat:dataset kommt in den Daten nicht vor. Gemeint ist vielleicht"
                + " dcat:Dataset."),
        notes("SELECT * { ?d a dcat:dataset }").stream().map(Text::de).toList());
  }

  @Test
  void saysNothingOfWordsThatOccurOrResembleNone() {
    assertEquals(List.of(), notes("SELECT * { ?d a dcat:Dataset ; dct:title ?t }"));
    assertEquals(List.of(), notes("SELECT * { ?d dcat:endpointDescription ?t }"));
    assertEquals(List.of(), notes("SELECT * { ?d own:titel ?t }"));
  }

  @Test
  void saysItAgainWhereTheAnswerComesFromMemory() {
    String query = "SELECT * { ?d dct:titel ?x }";
    assertEquals(notes(query), notes(query));
    assertEquals(1, notes(query).size());
  }
}
