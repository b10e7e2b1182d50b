package org.allmende.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.model.Text;

/// A SPARQL endpoint that knows a few queries by a word in them.
public final class CannedSparql implements SparqlEndpoint {

  /// What was asked, in the whole run of the tests.
  public static final Queue<Request> asked = new ConcurrentLinkedQueue<>();

  public static final String ROWS =
      """
      {"head":{"vars":["stelle","anzahl"]},"results":{"bindings":[
      {"stelle":{"type":"literal","xml:lang":"de","value":"Stadt <Weidenstedt>"},
       "anzahl":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"612"}},
      {"stelle":{"type":"uri","value":"javascript:alert(1)"}}]}}
      """;

  @Override
  public Answer answer(Request request) {
    asked.add(request);
    String query = request.query();
    if (query.startsWith("BROKEN")) {
      return new Answer.Refused(
          Reason.MALFORMED, new Text("Das Präfix fehlt.", "The prefix is missing."), 3, 14);
    }
    if (query.startsWith("SLOW")) {
      return new Answer.Refused(Reason.BUSY, new Text("Später.", "Later."), null, null);
    }
    String wanted = request.accept().getFirst();
    if (query.contains("CONSTRUCT")) {
      String type = wanted.contains("rdf+xml") ? wanted : "text/turtle";
      return ready(type + ";charset=UTF-8", "<urn:a> <urn:b> <urn:c> .\n");
    }
    if (wanted.equals("text/csv")) {
      return ready("text/csv;charset=UTF-8", "stelle,anzahl\nStadt,612\n");
    }
    if (List.of("image/png").equals(request.accept())) {
      return new Answer.Refused(Reason.NOT_ACCEPTABLE, Text.same("no"), null, null);
    }
    return ready("application/sparql-results+json", ROWS);
  }

  private static Answer ready(String type, String text) {
    return new Answer.Ready(
        type,
        7,
        true,
        new Body() {
          @Override
          public void writeTo(OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public void close() {}
        });
  }

  @Override
  public String name() {
    return "sparql";
  }

  @Override
  public long position() {
    return 7;
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return true;
  }

  @Override
  public void rebuild() {}

  @Override
  public void close() {}
}
