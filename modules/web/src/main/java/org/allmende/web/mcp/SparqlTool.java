package org.allmende.web.mcp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.model.Text;
import org.allmende.web.http.BoundedOutput;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;

/// Asks everything published by SPARQL.
final class SparqlTool implements AssistantTool {

  private static final int MOST_BYTES = 200_000;

  private final SparqlEndpoint endpoint;

  SparqlTool(SparqlEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public String name() {
    return "run_sparql";
  }

  @Override
  public String title() {
    return "Ask by SPARQL";
  }

  @Override
  public String purpose() {
    return "Runs a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the descriptions of all"
        + " datasets in DCAT-AP.de. For counts and lists across datasets; for the rows of one table"
        + " use query_rows. Give a LIMIT: long answers are refused, not cut.";
  }

  @Override
  public Map<String, Object> parameters() {
    return Map.of("query", Schema.text("The query, with all its prefixes."));
  }

  @Override
  public List<String> required() {
    return List.of("query");
  }

  @Override
  public Object answer(Arguments arguments) throws IOException {
    var asked =
        new SparqlEndpoint.Request(
            arguments.required("query"),
            List.of(),
            List.of(),
            List.of("application/sparql-results+json", "text/turtle"));
    return switch (endpoint.answer(asked)) {
      case Answer.Refused refused -> throw wrong(refused);
      case Answer.Ready(var type, var _, var _, var body) -> {
        try (body) {
          yield Map.of("mediaType", type, "answer", written(body));
        }
      }
    };
  }

  private static String written(SparqlEndpoint.Body body) throws IOException {
    var out = new BoundedOutput(MOST_BYTES);
    try {
      body.writeTo(out);
    } catch (IOException e) {
      if (out.bytes().length == MOST_BYTES) {
        throw Problem.of(
            Trouble.TOO_LARGE,
            "Die Antwort ist länger als " + MOST_BYTES + " Bytes. Mit LIMIT wird sie kürzer.",
            "The answer is longer than " + MOST_BYTES + " bytes. A LIMIT makes it shorter.");
      }
      throw e;
    }
    return out.text();
  }

  private static Problem wrong(Answer.Refused refused) {
    Text message = refused.message();
    String place =
        refused.line() == null ? "" : " (" + refused.line() + ":" + refused.column() + ")";
    return Problem.of(Trouble.INVALID_REQUEST, message.de() + place, message.en() + place);
  }
}
