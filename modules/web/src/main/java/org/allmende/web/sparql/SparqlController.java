package org.allmende.web.sparql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.model.Addresses;
import org.allmende.model.Text;
import org.allmende.web.frame.Pages;
import org.allmende.web.frame.Trace;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/), queries only, and the page
/// with a form for people at the same address.
@RestController
public final class SparqlController {

  /// The longest query taken, in bytes.
  static final int MAX_QUERY = 64 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";

  /// Says what one should know about a question although it has an answer.
  private static final String NOTE = "Allmende-Note";

  private static final String UPDATE = "application/sparql-update";
  private static final String DIRECT = "application/sparql-query";

  /// What may be said as `format`, with the words that client libraries use for the same.
  private static final Map<String, List<String>> FORMATS =
      Map.ofEntries(
          Map.entry("json", List.of("application/sparql-results+json", "application/ld+json")),
          Map.entry("xml", List.of("application/sparql-results+xml", "application/rdf+xml")),
          Map.entry("csv", List.of("text/csv")),
          Map.entry("tsv", List.of("text/tab-separated-values")),
          Map.entry("geojson", List.of("application/geo+json")),
          Map.entry("ttl", List.of("text/turtle")),
          Map.entry("turtle", List.of("text/turtle")),
          Map.entry("nt", List.of("application/n-triples")),
          Map.entry("jsonld", List.of("application/ld+json")),
          Map.entry("json-ld", List.of("application/ld+json")),
          Map.entry("rdf", List.of("application/rdf+xml")),
          Map.entry("rdf+xml", List.of("application/rdf+xml")));

  private static final List<MediaType> FOR_NO_QUERY =
      List.of(
          Pages.HTML,
          MediaType.valueOf("text/turtle"),
          MediaType.valueOf("application/rdf+xml"),
          MediaType.valueOf("application/ld+json"),
          MediaType.valueOf("application/n-triples"));

  private final SparqlEndpoint endpoint;
  private final SparqlPages forms;
  private final Pages pages;
  private final Tenants tenants;
  private final Addresses addresses;

  SparqlController(
      SparqlEndpoint endpoint,
      SparqlPages forms,
      Pages pages,
      Tenants tenants,
      Addresses addresses) {
    this.endpoint = endpoint;
    this.forms = forms;
    this.pages = pages;
    this.tenants = tenants;
    this.addresses = addresses;
  }

  @GetMapping("/sparql")
  void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    get(SparqlService.of(addresses), request, response);
  }

  @PostMapping("/sparql")
  void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    post(SparqlService.of(addresses), request, response);
  }

  @GetMapping("/catalogs/{tenant}/sparql")
  void get(@PathVariable String tenant, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    get(service(tenant), request, response);
  }

  @PostMapping("/catalogs/{tenant}/sparql")
  void post(@PathVariable String tenant, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    post(service(tenant), request, response);
  }

  /// Where crawlers look for a description of the data as a whole ([VoID, section
  /// 7.2](https://www.w3.org/TR/void/#well-known)).
  @GetMapping("/.well-known/void")
  ResponseEntity<Void> data() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/sparql")).build();
  }

  private SparqlService service(String tenant) {
    return tenants
        .find(tenant)
        .map(known -> SparqlService.of(addresses, known.slug(), known.name()))
        .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private void get(SparqlService service, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] queries = queries(request);
    if (queries == null && request.getParameter("update") != null) {
      throw Problem.of(
          Trouble.INVALID_REQUEST,
          "Dieser Endpunkt antwortet nur; geändert werden Daten über die API.",
          "This endpoint only answers; data are changed through the API.");
    }
    if (queries == null || (queries.length == 1 && queries[0].isBlank())) {
      withoutQuery(service, request, response);
    } else {
      answer(service, request, response, single(queries));
    }
  }

  /// The query, or the example that is asked for by its name, which makes short links.
  private static String @Nullable [] queries(HttpServletRequest request) {
    String[] queries = request.getParameterValues("query");
    String example = request.getParameter("example");
    if (queries != null || example == null) {
      return queries;
    }
    return new String[] {
      ExampleQueries.find(example)
          .orElseThrow(() ->
              SearchParameters.wrong(
                  "example", "der Name eines Beispiels", "the name of an example"))
          .query()
    };
  }

  private void post(SparqlService service, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String type = request.getContentType() == null ? "" : request.getContentType();
    String query;
    if (type.startsWith(DIRECT)) {
      query = body(request);
    } else if (type.startsWith(FORM)) {
      query = single(request.getParameterValues("query"));
    } else if (type.startsWith(UPDATE)) {
      throw Problem.of(
          Trouble.FORBIDDEN_QUERY,
          "Hier wird nur gefragt. Wer Daten ändern will, lädt sie hoch.",
          "This is for questions only. Data are changed by uploading them.");
    } else {
      throw Problem.of(
          Trouble.UNSUPPORTED_MEDIA_TYPE,
          "Abfragen kommen als " + FORM + " oder " + DIRECT + ".",
          "Queries come as " + FORM + " or " + DIRECT + ".");
    }
    answer(service, request, response, query);
  }

  private static String single(String[] queries) {
    if (queries == null || queries.length != 1) {
      throw SearchParameters.wrong("query", "genau eine Abfrage", "exactly one query");
    }
    if (queries[0].length() > MAX_QUERY) {
      throw tooLong();
    }
    return queries[0];
  }

  private static String body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MAX_QUERY + 1);
    if (bytes.length > MAX_QUERY) {
      throw tooLong();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Problem tooLong() {
    return Problem.of(
        Trouble.MALFORMED_QUERY,
        "Eine Abfrage hat höchstens 64 KB.",
        "A query is at most 64 KB long.");
  }

  private void withoutQuery(
      SparqlService service, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MediaType chosen =
        Negotiation.choose(FOR_NO_QUERY, accept(request))
            .orElseThrow(() -> Problem.of(Trouble.NOT_ACCEPTABLE));
    if (chosen.equals(Pages.HTML)) {
      send(request, response, forms.empty(service, pages.page(request)));
    } else {
      var asked = SparqlEndpoint.Request.of(forms.description(service), chosen.toString());
      stream(request, response, asked);
    }
  }

  private void answer(
      SparqlService service, HttpServletRequest request, HttpServletResponse response, String query)
      throws IOException {
    String format = request.getParameter("format");
    boolean free = format == null || format.isEmpty() || format.equals("html");
    boolean isPage = free && Negotiation.wantsPage(accept(request));
    var asked =
        new SparqlEndpoint.Request(
            query,
            values(request, SparqlPages.DEFAULT_GRAPH),
            values(request, SparqlPages.NAMED_GRAPH),
            isPage ? SparqlPages.TYPES : free ? accepted(request) : format(format),
            service.catalog());
    if (isPage) {
      String reference = Trace.of(request);
      send(request, response, forms.answered(service, pages.page(request), asked, reference));
    } else {
      stream(request, response, asked);
    }
  }

  private static List<String> format(String format) {
    // Many write the plus sign of a media type as it is, which in an address is a blank.
    List<String> types = FORMATS.get(format.replace(' ', '+'));
    if (types == null) {
      throw SearchParameters.wrong(
          "format", "json, xml, csv, tsv, geojson oder ttl", "json, xml, csv, tsv, geojson or ttl");
    }
    return types;
  }

  private void stream(
      HttpServletRequest request, HttpServletResponse response, SparqlEndpoint.Request asked)
      throws IOException {
    boolean read = !request.getMethod().equals("POST");
    String mark = "W/\"" + pages.mark(endpoint.position(), "") + "\"";
    response.setHeader(HttpHeaders.VARY, "Accept");
    response.setHeader(HttpHeaders.CACHE_CONTROL, read ? "no-cache" : "no-store");
    if (read && Reply.matches(request, mark)) {
      response.setHeader(HttpHeaders.ETAG, mark);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    switch (endpoint.answer(asked)) {
      case Answer.Refused refused -> throw problem(refused);
      case Answer.Ready(var type, var _, var lasting, var body) -> {
        try (body) {
          response.setContentType(type);
          for (Text note : body.notes()) {
            response.addHeader(NOTE, ascii(note.en()));
          }
          if (read && lasting) {
            response.setHeader(HttpHeaders.ETAG, mark);
          }
          body.writeTo(response.getOutputStream());
        }
      }
    }
  }

  /// Headers are spelled in ASCII.
  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  private static Problem problem(Answer.Refused refused) {
    Trouble kind =
        switch (refused.reason()) {
          case MALFORMED -> Trouble.MALFORMED_QUERY;
          case FORBIDDEN -> Trouble.FORBIDDEN_QUERY;
          case NOT_ACCEPTABLE -> Trouble.NOT_ACCEPTABLE;
          case TOO_COSTLY -> Trouble.TOO_COSTLY;
          case BUSY -> Trouble.BUSY;
        };
    Problem problem =
        Problem.of(kind, refused.message())
            .with("line", refused.line())
            .with("column", refused.column());
    return kind == Trouble.BUSY ? problem.header(HttpHeaders.RETRY_AFTER, "5") : problem;
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, SparqlPages.Rendered page)
      throws IOException {
    String mark = page.mark();
    response.setHeader(HttpHeaders.VARY, "Accept, Accept-Language");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (!mark.isEmpty()) {
      response.setHeader(HttpHeaders.ETAG, mark);
      if (Reply.matches(request, mark)) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
    }
    response.setStatus(page.status());
    response.setContentType(Pages.HTML.toString());
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, Pages.language(request));
    response.setContentLength(page.html().length);
    response.getOutputStream().write(page.html());
  }

  /// The media types of the `Accept` header, most wanted first.
  private static List<String> accepted(HttpServletRequest request) {
    return Negotiation.ranges(accept(request)).stream()
        .filter(range -> range.getQualityValue() > 0)
        .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
        .map(range -> range.getType() + "/" + range.getSubtype())
        .toList();
  }

  private static String accept(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null ? "" : accept;
  }

  private static List<String> values(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }
}
