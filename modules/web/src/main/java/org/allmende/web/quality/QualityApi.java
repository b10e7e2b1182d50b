package org.allmende.web.quality;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.quality.Assessment;
import org.allmende.catalog.quality.QualityHistory;
import org.allmende.catalog.quality.QualityJson;
import org.allmende.dcat.checking.Downstream;
import org.allmende.dcat.quality.Measurements;
import org.allmende.dcat.quality.Score;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.RdfWriter;
import org.allmende.model.Addresses;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Syntaxes;
import org.allmende.web.http.Trouble;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How good descriptions are, of one dataset, of a tenant's and of all: as numbers, and as RDF in
/// the Data Quality Vocabulary for whoever asks for that. And what portals make of one.
@RestController
public final class QualityApi {

  private static final int USUAL_LINKS = 50;
  private static final int MOST_LINKS = 100;

  private final Assessing assessing;
  private final Browsing browsing;
  private final KnownLinks links;
  private final Tenants tenants;
  private final Downstream downstream;
  private final Visible visible;
  private final Addresses addresses;
  private final Pages pages;

  QualityApi(
      Assessing assessing,
      Browsing browsing,
      KnownLinks links,
      Tenants tenants,
      Downstream downstream,
      Visible visible,
      Addresses addresses,
      Pages pages) {
    this.assessing = assessing;
    this.browsing = browsing;
    this.links = links;
    this.tenants = tenants;
    this.downstream = downstream;
    this.visible = visible;
    this.addresses = addresses;
    this.pages = pages;
  }

  @GetMapping("/api/v1/quality")
  ResponseEntity<byte[]> all(HttpServletRequest request) {
    return answer(
        request,
        addresses.catalog(),
        () -> shares(assessing.all(), addresses.catalog()),
        say -> {
          var json = say.assessment(assessing.all(), assessing.days());
          var each = new ArrayList<Map<String, @Nullable Object>>();
          assessing
              .tenants()
              .forEach((tenant, assessment) -> {
                var one = new LinkedHashMap<String, @Nullable Object>();
                one.put("tenant", tenant);
                one.putAll(say.totals(assessment));
                each.add(one);
              });
          json.put("tenants", each);
          return json;
        });
  }

  @GetMapping("/api/v1/quality/{tenant}")
  ResponseEntity<byte[]> tenant(@PathVariable String tenant, HttpServletRequest request) {
    if (tenants.find(tenant).isEmpty()) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    String catalog = addresses.catalog(tenant);
    return answer(
        request,
        catalog,
        () -> shares(assessing.of(tenant), catalog),
        say -> {
          Assessment assessment = assessing.of(tenant);
          List<QualityHistory.Day> days = assessing.days(tenant);
          return say.assessment(assessment, days);
        });
  }

  @GetMapping("/api/v1/quality/{tenant}/links")
  ResponseEntity<byte[]> links(@PathVariable String tenant, HttpServletRequest request) {
    if (tenants.find(tenant).isEmpty()) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    int limit = SearchParameters.number(request, "limit", USUAL_LINKS, 1, MOST_LINKS);
    String after = SearchParameters.text(request, "after");
    String language = Pages.language(request);
    return Reply.to(request)
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .json(() -> {
          List<KnownLinks.Broken> page = links.broken(tenant, after, limit);
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("datasets", links.countBroken(tenant));
          json.put("broken", new QualityJson(language).broken(page));
          json.put("next", next(tenant, limit, page));
          return json;
        });
  }

  private @Nullable String next(String tenant, int limit, List<KnownLinks.Broken> page) {
    if (page.isEmpty() || links.broken(tenant, last(page), 1).isEmpty()) {
      return null;
    }
    return addresses.base()
        + "/api/v1/quality/"
        + tenant
        + "/links?limit="
        + limit
        + "&after="
        + last(page);
  }

  private static String last(List<KnownLinks.Broken> page) {
    return page.getLast().entry().id().slug();
  }

  @GetMapping("/api/v1/datasets/{tenant}/{slug}/quality")
  ResponseEntity<byte[]> dataset(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Browsing.Shown shown = visible.find(request, tenant, slug);
    String uri = shown.stored().entry().uri();
    Score score = browsing.quality(shown);
    return answer(
        request,
        uri,
        () -> Measurements.of(score, uri),
        say -> {
          var json = say.score(score);
          json.put("links", say.links(browsing.links(shown)));
          return json;
        });
  }

  @GetMapping("/api/v1/datasets/{tenant}/{slug}/downstream")
  ResponseEntity<byte[]> downstream(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Browsing.Shown shown = visible.find(request, tenant, slug);
    var entry = shown.stored().entry();
    String language = Pages.language(request);
    return Reply.to(request)
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .mark(pages.mark(shown.stored().change(), "downstream-" + language))
        .json(
            () -> new QualityJson(language).downstream(downstream.of(entry.graph(), entry.uri())));
  }

  private static Graph shares(Assessment assessment, String catalog) {
    return Measurements.of(assessment.shares(), assessment.average(), catalog);
  }

  /// What is said in JSON.
  private interface Said {
    Map<String, @Nullable Object> in(QualityJson say);
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, String subject, Supplier<Graph> graph, Said said) {
    var offered = new ArrayList<MediaType>();
    offered.add(MediaType.APPLICATION_JSON);
    offered.addAll(Syntaxes.TYPES);
    MediaType chosen = Negotiation.require(offered, request);
    Reply reply =
        Reply.to(request)
            .vary(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION);
    if (chosen.equals(MediaType.APPLICATION_JSON)) {
      String language = Pages.language(request);
      return reply
          .header(HttpHeaders.CONTENT_LANGUAGE, language)
          .json(() -> said.in(new QualityJson(language)));
    }
    RdfSyntax syntax = RdfSyntax.ofMediaType(chosen.toString()).orElseThrow();
    return reply
        .type(Syntaxes.content(syntax))
        .body(() -> {
          var out = new ByteArrayOutputStream();
          RdfWriter.write(graph.get(), NodeFactory.createURI(subject), syntax, out);
          return out.toByteArray();
        });
  }
}
