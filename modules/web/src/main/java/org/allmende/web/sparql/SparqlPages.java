package org.allmende.web.sparql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.model.Sha256;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.BoundedOutput;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.Page;
import org.allmende.web.page.SparqlPage;
import org.allmende.web.page.SparqlPage.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The SPARQL form and its answers as pages, and what the service says of itself.
public final class SparqlPages {

  /// The parameters that name the graphs to ask, as the protocol has them.
  static final String DEFAULT_GRAPH = "default-graph-uri";

  static final String NAMED_GRAPH = "named-graph-uri";

  /// The media types that a page can show.
  static final List<String> TYPES = List.of("application/sparql-results+json", "text/turtle");

  private static final Logger LOG = LoggerFactory.getLogger(SparqlPages.class);
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_TEXT = 200_000;
  private static final int MARK_LENGTH = 20;

  private final SparqlEndpoint endpoint;
  private final Pages pages;
  private final Page.Portal portal;
  private final ResultLinks links;

  public SparqlPages(SparqlEndpoint endpoint, Pages pages, Page.Portal portal, ResultLinks links) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.portal = portal;
    this.links = links;
  }

  /// A page, ready to be sent.
  static final class Rendered {
    private final int status;
    private final byte[] html;
    private final String mark;

    private Rendered(int status, byte[] html, String mark) {
      this.status = status;
      this.html = html;
      this.mark = mark;
    }

    int status() {
      return status;
    }

    byte[] html() {
      return html;
    }

    /// Its entity tag; empty where the query was refused.
    String mark() {
      return mark;
    }
  }

  /// The form with a query to start from.
  Rendered empty(SparqlService service, Page page) {
    String query = ExampleQueries.all().getFirst().query();
    var none = new SparqlEndpoint.Request(query, List.of(), List.of(), TYPES);
    return render(service, page, none, new Outcome.None(), List.of(), 200);
  }

  /// The form with a query and its answer, or why there is none.
  ///
  /// @param asked for one of the [#TYPES]
  /// @param reference of the request, told where there is no answer
  Rendered answered(
      SparqlService service, Page page, SparqlEndpoint.Request asked, String reference) {
    long start = System.nanoTime();
    return switch (endpoint.answer(asked)) {
      case Answer.Refused refused -> {
        int status = status(refused.reason());
        String message = page.words().t(refused.message());
        var outcome =
            new Outcome.Refused(message, refused.line(), refused.column(), status, reference);
        yield render(service, page, asked, outcome, List.of(), status);
      }
      case Answer.Ready ready -> {
        var led = links.page(page.words(), service.path());
        List<String> notes = ready.body().notes().stream().map(page.words()::t).toList();
        yield render(service, page, asked, outcome(ready, start, led), notes, 200);
      }
    };
  }

  private static int status(SparqlEndpoint.Reason reason) {
    return switch (reason) {
      case MALFORMED -> Trouble.MALFORMED_QUERY.status();
      case FORBIDDEN -> Trouble.FORBIDDEN_QUERY.status();
      case NOT_ACCEPTABLE -> Trouble.NOT_ACCEPTABLE.status();
      case TOO_COSTLY -> Trouble.TOO_COSTLY.status();
      case BUSY -> Trouble.BUSY.status();
    };
  }

  private static Outcome outcome(Answer.Ready ready, long start, ResultLinks.OfPage links) {
    var out = new BoundedOutput(MAX_BYTES);
    boolean complete = true;
    try (var body = ready.body()) {
      body.writeTo(out);
    } catch (IOException e) {
      LOG.debug("the page shows the beginning of an answer", e);
      complete = false;
    }
    double millis = (System.nanoTime() - start) / 1e6;
    if (ready.mediaType().startsWith("text/turtle")) {
      String text = out.text();
      boolean whole = complete && text.length() <= MAX_TEXT;
      return new Outcome.Graph(text.substring(0, Math.min(text.length(), MAX_TEXT)), whole, millis);
    }
    return SparqlResultReader.read(out.bytes(), complete, millis, links);
  }

  private Rendered render(
      SparqlService service,
      Page page,
      SparqlEndpoint.Request asked,
      Outcome outcome,
      List<String> notes,
      int status) {
    String query = asked.query();
    Optional<ExampleQueries.Example> example = ExampleQueries.of(query);
    String path = service.path();
    Address graphs = graphs(path, asked);
    Address here =
        example
            .map(known -> graphs.with("example", known.name()))
            .orElseGet(() -> graphs.with("query", query));
    String csv = service.address() + here.with("format", "csv").toString().substring(path.length());
    var content =
        new SparqlPage(
            query,
            outcome,
            examples(page, path, example.map(ExampleQueries.Example::name).orElse("")),
            here.toString(),
            path,
            service.address(),
            service.tenant() == null ? "" : service.tenant(),
            Snippets.of(
                service.address(), query, csv, outcome instanceof Outcome.Graph, page.words()),
            notes,
            graphs.parameters());
    byte[] html = pages.render("sparql", page, content);
    String mark =
        status == 200
            ? "W/\""
                + (outcome instanceof Outcome.None
                    ? Sha256.of(html).hex().substring(0, MARK_LENGTH)
                    : pages.mark(endpoint.position(), page.language()))
                + "\""
            : "";
    return new Rendered(status, html, mark);
  }

  /// Where the graphs are asked that a query was about.
  private static Address graphs(String path, SparqlEndpoint.Request asked) {
    Address address = Address.of(path);
    for (String graph : asked.defaultGraphs()) {
      address = address.plus(DEFAULT_GRAPH, graph);
    }
    for (String graph : asked.namedGraphs()) {
      address = address.plus(NAMED_GRAPH, graph);
    }
    return address;
  }

  private static List<SparqlPage.Group> examples(Page page, String path, String current) {
    var groups = new LinkedHashMap<String, List<SparqlPage.Example>>();
    for (ExampleQueries.Example example : ExampleQueries.all()) {
      groups
          .computeIfAbsent(example.group(), _ -> new ArrayList<>())
          .add(
              new SparqlPage.Example(
                  page.words().t(example.title()),
                  page.words().t(example.say()),
                  Address.of(path).with("example", example.name()).toString(),
                  example.name().equals(current)));
    }
    return groups.entrySet().stream()
        .map(group -> new SparqlPage.Group(group.getKey(), group.getValue()))
        .toList();
  }

  /// What the service can do and how much there is, as a query that makes the triples, so that the
  /// endpoint can write them in every syntax ([SPARQL 1.1 Service
  /// Description](https://www.w3.org/TR/sparql11-service-description/),
  /// [VoID](https://www.w3.org/TR/void/)).
  String description(SparqlService service) {
    String root = service.catalog() == null ? portal.base() + "/catalog" : service.catalog();
    return (service.catalog() == null ? ALL : ONE)
        .replace("SERVICE", service.address())
        .replace("CATALOG", root);
  }

  private static final String HEAD =
      """
      PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
      PREFIX void: <http://rdfs.org/ns/void#>
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX formats: <http://www.w3.org/ns/formats/>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      CONSTRUCT {
        <SERVICE> a sd:Service ;
          dct:title ?title ;
          sd:endpoint <SERVICE> ;
          sd:supportedLanguage sd:SPARQL11Query ;
          sd:feature sd:UnionDefaultGraph ;
          sd:extensionFunction geof:sfEquals, geof:sfDisjoint, geof:sfIntersects, geof:sfTouches,
            geof:sfCrosses, geof:sfWithin, geof:sfContains, geof:sfOverlaps, geof:distance,
            geof:metricDistance, geof:area, geof:metricArea, geof:envelope, geof:centroid ;
          sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML,
            formats:SPARQL_Results_CSV, formats:SPARQL_Results_TSV,
            <https://www.iana.org/assignments/media-types/application/geo+json>,
            formats:Turtle, formats:RDF_XML, formats:N-Triples, formats:JSON-LD ;
          sd:defaultDataset <SERVICE#dataset> .
        <SERVICE#dataset> a sd:Dataset ;
          sd:defaultGraph <SERVICE#graph> .
        <SERVICE#graph> a sd:Graph, void:Dataset ;
          dct:title ?title ;
          void:sparqlEndpoint <SERVICE> ;
          void:rootResource <CATALOG> ;
          void:vocabulary dcat:, dct:, <http://dcat-ap.de/def/dcatde/>,
            <http://data.europa.eu/r5r/> ;
          void:triples ?triples ;
          void:classPartition <SERVICE#datasets> .
        <SERVICE#datasets> void:class dcat:Dataset ; void:entities ?datasets .
      }
      WHERE {
        { SELECT (COUNT(*) AS ?datasets) { ?dataset a dcat:Dataset } }
      """;

  private static final String ALL =
      HEAD
          + """
            { SELECT (COUNT(*) AS ?triples) { ?s ?p ?o } }
            VALUES ?title { "SPARQL"@de "SPARQL"@en }
          }
          """;

  private static final String ONE =
      HEAD
          + """
            OPTIONAL { <CATALOG> dct:title ?title }
          }
          """;
}
