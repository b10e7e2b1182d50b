package org.allmende.web.developers;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.model.Addresses;
import org.allmende.vocabulary.Scheme;
import org.allmende.web.frame.OpenApi;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.page.Address;
import org.allmende.web.page.DevelopersPage;
import org.allmende.web.page.Fact;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetTables;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The page for those who write programs.
@RestController
public final class DevelopersController {

  private static final int DAYS = 7;

  private final SearchIndex index;
  private final Browsing browsing;
  private final DatasetTables tables;
  private final Pages pages;
  private final Addresses addresses;
  private final InstantSource clock;
  private final OpenApi openApi;

  DevelopersController(
      SearchIndex index,
      Browsing browsing,
      DatasetTables tables,
      Pages pages,
      Addresses addresses,
      InstantSource clock,
      OpenApi openApi) {
    this.index = index;
    this.browsing = browsing;
    this.tables = tables;
    this.pages = pages;
    this.addresses = addresses;
    this.clock = clock;
    this.openApi = openApi;
  }

  @GetMapping("/developers")
  ResponseEntity<byte[]> page(HttpServletRequest request) {
    var twins = List.of(new Page.Twin("/openapi.json", MediaType.APPLICATION_JSON_VALUE));
    Page page = pages.page(request).withTwins(twins);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .mark(pages.mark(index, page.language() + today))
        .body(() -> pages.render("developers", page, content(page.words(), today)));
  }

  private DevelopersPage content(Words words, LocalDate today) {
    try {
      Optional<Specimen> specimen = Specimen.find(index, browsing, tables, words);
      String week = today.minusDays(DAYS).toString();
      var examples = new DeveloperExamples(words, addresses.base(), week, specimen);
      return new DevelopersPage(
          addresses.base(),
          examples.chapters(),
          operations(words),
          identifiers(words),
          vocabularies(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By what they are about, in the order of the document.
  private List<DevelopersPage.Group> operations(Words words) {
    var groups = new LinkedHashMap<String, List<DevelopersPage.Operation>>();
    for (OpenApi.Operation operation : openApi.operations()) {
      groups
          .computeIfAbsent(operation.tag(), tag -> new ArrayList<>())
          .add(
              new DevelopersPage.Operation(
                  operation.method(),
                  operation.path(),
                  operation.isOpen() ? operation.path() : "",
                  operation.summary(),
                  String.join(", ", operation.parameters())));
    }
    return groups.entrySet().stream()
        .map(group ->
            new DevelopersPage.Group(words.t("developers.tag." + group.getKey()), group.getValue()))
        .toList();
  }

  private List<Fact> identifiers(Words words) {
    String base = addresses.base();
    var facts = new ArrayList<Fact>();
    add(facts, words, "dataset", base + "/datasets/{tenant}/{slug}");
    add(facts, words, "record", base + "/datasets/{tenant}/{slug}#record");
    add(facts, words, "file", base + "/files/{sha256}/{name}");
    add(facts, words, "table", base + "/api/v1/datasets/{tenant}/{slug}/tables/{number}");
    add(facts, words, "catalog", base + "/catalogs/{tenant}");
    add(facts, words, "publisher", base + "/catalogs/{tenant}#publisher");
    return facts;
  }

  private static void add(List<Fact> facts, Words words, String name, String form) {
    facts.add(new Fact(words.t("developers.id." + name), List.of(new Link(form, ""))));
  }

  /// Each leads to the query for its concepts.
  private static List<Link> vocabularies(Words words) {
    var links = new ArrayList<Link>();
    for (Scheme scheme : Scheme.values()) {
      String query =
          """
          PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
          SELECT ?concept ?label {
            GRAPH <%s> {
              ?concept skos:prefLabel ?label
              FILTER(lang(?label) = "%s")
            }
          } ORDER BY ?label LIMIT 500\
          """
              .formatted(scheme.uri(), words.language());
      links.add(new Link(scheme.uri(), Address.of("/sparql").with("query", query).toString()));
    }
    return links;
  }
}
