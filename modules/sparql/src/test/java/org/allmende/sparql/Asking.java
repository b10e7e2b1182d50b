package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Request;

/// Asks an endpoint as the tests do.
record Asking(GuardedSparqlEndpoint endpoint) {

  static final String JSON = "application/sparql-results+json";

  Answer of(String query, String accept) {
    return endpoint.answer(Request.of(query, accept));
  }

  String text(String query, String accept) {
    return text(of(query, accept));
  }

  static String text(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      throw new AssertionError(refused.toString());
    }
    try (var body = ((Answer.Ready) answer).body()) {
      var out = new ByteArrayOutputStream();
      body.writeTo(out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer.Refused refused(String query) {
    Answer answer = of(query, "*/*");
    if (answer instanceof Answer.Ready ready) {
      ready.body().close();
    }
    return assertInstanceOf(Answer.Refused.class, answer, query);
  }
}
