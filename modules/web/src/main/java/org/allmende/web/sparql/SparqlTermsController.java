package org.allmende.web.sparql;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Map;
import org.allmende.catalog.said.Json;
import org.allmende.model.Prefixes;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The words an editor proposes while a query is typed.
@RestController
public final class SparqlTermsController {

  private static final int LONGEST = 100;

  private final UsedTerms terms;

  SparqlTermsController(UsedTerms terms) {
    this.terms = terms;
  }

  @GetMapping("/api/v1/sparql/terms")
  ResponseEntity<byte[]> terms(
      @RequestParam(defaultValue = "") String q, HttpServletRequest request) {
    if (q.length() > LONGEST) {
      throw SearchParameters.wrong(
          "q", "höchstens " + LONGEST + " Zeichen", "at most " + LONGEST + " characters");
    }
    var prefixes = new ArrayList<Map<String, String>>();
    Prefixes.all()
        .forEach((prefix, namespace) -> {
          if (prefix.startsWith(q)) {
            prefixes.add(Map.of("prefix", prefix, "namespace", namespace));
          }
        });
    var answer = Map.of("terms", terms.beginningWith(q), "prefixes", prefixes);
    return Reply.to(request)
        .type(MediaType.APPLICATION_JSON)
        .body(() -> Json.own().writeValueAsBytes(answer));
  }
}
