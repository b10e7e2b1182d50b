package org.allmende.web.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Collator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.frame.Looks;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Pagination;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Syntaxes;
import org.allmende.web.http.Trouble;
import org.allmende.web.overview.Overviews.Overview;
import org.allmende.web.page.Fact;
import org.allmende.web.page.Formats;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.OverviewPage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.TenantLink;
import org.allmende.web.page.TenantsPage;
import org.allmende.web.page.Words;
import org.allmende.web.search.Hits;
import org.allmende.web.search.Twins;
import org.allmende.web.texts.OwnTexts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Who publishes here: all of them in the order of their names, and a page for each.
@RestController
public final class TenantPages {

  private static final int ON_A_PAGE = 60;
  private static final int LAST_PAGE = 10_000;
  private static final int LONGEST_FIND = 200;
  private static final int LONGEST = 200;

  private final SearchIndex index;
  private final Tenants tenants;
  private final Overviews overviews;
  private final Hits hits;
  private final Concepts concepts;
  private final Vocabularies vocabularies;
  private final OwnTexts texts;
  private final Pages pages;
  private final InstantSource clock;

  TenantPages(
      SearchIndex index,
      Tenants tenants,
      Overviews overviews,
      Hits hits,
      Concepts concepts,
      Vocabularies vocabularies,
      OwnTexts texts,
      Pages pages,
      InstantSource clock) {
    this.index = index;
    this.tenants = tenants;
    this.overviews = overviews;
    this.hits = hits;
    this.concepts = concepts;
    this.vocabularies = vocabularies;
    this.texts = texts;
    this.pages = pages;
    this.clock = clock;
  }

  @GetMapping("/tenants")
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    String find = Plain.shorten(SearchParameters.text(request, "find"), LONGEST_FIND);
    int number = SearchParameters.number(request, "page", 1, 1, LAST_PAGE);
    Page page = pages.page(request);
    List<Tenant> fitting = fitting(page.words(), find);
    int last = Math.max(1, (fitting.size() + ON_A_PAGE - 1) / ON_A_PAGE);
    if (number > last) {
      throw SearchParameters.wrong(
          "page", "eine Seite von 1 bis " + last, "a page from 1 to " + last);
    }
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .mark(pages.mark(index, overviews.mark(page.words(), fitting.toString())))
        .body(() -> {
          int from = (number - 1) * ON_A_PAGE;
          var shown = fitting.subList(from, Math.min(fitting.size(), from + ON_A_PAGE));
          var content =
              new TenantsPage(
                  fitting.size(),
                  find,
                  counted(shown),
                  Pagination.links(page.words(), page.address(), number, last));
          var twins = List.of(new Page.Twin("/api/v1/tenants", "application/json"));
          return pages.render("tenants", page.withTwins(twins), content);
        });
  }

  private List<Tenant> fitting(Words words, String find) {
    String wanted = find.toLowerCase(Locale.ROOT);
    Collator order = Collator.getInstance(Locale.of(words.language()));
    return tenants.all().stream()
        .filter(tenant -> tenant.name().toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(Comparator.comparing(Tenant::name, order).thenComparing(Tenant::slug))
        .toList();
  }

  private List<TenantLink> counted(List<Tenant> shown) {
    if (shown.isEmpty()) {
      return List.of();
    }
    var filter = Map.of("tenant", shown.stream().map(Tenant::slug).toList());
    var asked =
        new SearchIndex.Request("", filter, Range.OPEN, Range.OPEN, null, Sort.RELEVANCE, 1, 0);
    var counts = index.search(asked.counting(Set.of("tenant"))).facets();
    return shown.stream()
        .map(tenant -> hits.tenant(tenant, counts.getOrDefault("tenant", List.of())))
        .toList();
  }

  @GetMapping("/tenants/{tenant}")
  ResponseEntity<byte[]> page(@PathVariable String tenant, HttpServletRequest request) {
    Tenant found =
        tenants
            .find(tenant)
            .orElseThrow(() ->
                Problem.of(
                    Trouble.NOT_FOUND,
                    "Unter diesem Namen veröffentlicht hier niemand. Unter „Kommunen“ stehen alle,"
                        + " die es tun.",
                    "Nobody publishes here under this name. All who do are listed under"
                        + " “Municipalities”."));
    Page page = pages.page(request, found.slug());
    page = page.at(page.address().at("/tenants/" + found.slug()));
    return page(request, page, found);
  }

  private ResponseEntity<byte[]> page(HttpServletRequest request, Page page, Tenant found) {
    Words words = page.words();
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .mark(
            pages.mark(
                index, overviews.mark(words, found + texts.links(words, found.slug()).toString())))
        .body(() -> {
          Overview overview = overviews.of(words, "tenant", found.slug());
          var twins = Twins.of(overview.search(), "/catalogs/" + found.slug());
          return pages.render("overview", page.withTwins(twins), content(words, found, overview));
        });
  }

  private OverviewPage content(Words words, Tenant tenant, Overview overview) {
    var facts = new ArrayList<>(facts(words, tenant));
    facts.addAll(overview.forPrograms(words));
    String name = Plain.shorten(tenant.name(), LONGEST);
    return new OverviewPage(
        name,
        words.t("overview.tenant.say", overview.total()),
        new OverviewPage.Sign.Crest(tenant.slug(), Looks.crest(tenant)),
        overview.total(),
        pages.tenants(List.of(tenant.slug())),
        "",
        overview.search().toString(),
        overviews.themes(words, overview),
        overviews.news(words, overview),
        overviews.facets(words, overview, List.of("format", "year", "license", "publisher")),
        overview.tiles(),
        clock.instant(),
        facts,
        words.t("overview.tenant.nothing", name));
  }

  private List<Fact> facts(Words words, Tenant tenant) {
    var facts = new ArrayList<Fact>();
    add(facts, words.t("field.contact"), Links.contact(tenant.contact()));
    String homepage = tenant.homepage();
    if (homepage != null) {
      add(facts, words.t("overview.homepage"), List.of(outside(homepage)));
    }
    String ags = tenant.ags();
    if (ags != null) {
      var place = vocabularies.places().byAgs(ags).map(Place::officialName);
      add(facts, words.t("field.spatial"), place.map(p -> new Link(p, "")).stream().toList());
    }
    add(facts, words.t("overview.texts"), texts.links(words, tenant.slug()));
    String license = tenant.license();
    if (license != null) {
      add(facts, words.t("overview.license"), List.of(concepts.licenseLink(words, license)));
    }
    var catalogs = new ArrayList<Link>();
    for (RdfSyntax syntax : RdfSyntax.values()) {
      catalogs.add(new Link(Formats.label(Syntaxes.format(syntax)), catalog(tenant, syntax)));
    }
    catalogs.add(new Link("N-Quads (gzip)", "/catalogs/" + tenant.slug() + ".nq.gz"));
    add(facts, words.t("overview.catalog"), catalogs);
    String endpoint = "/catalogs/" + tenant.slug() + "/sparql";
    add(facts, "SPARQL", List.of(new Link(words.t("overview.sparql"), endpoint)));
    return facts;
  }

  private static void add(List<Fact> facts, String label, List<Link> values) {
    if (!values.isEmpty()) {
      facts.add(new Fact(label, values));
    }
  }

  private static Link outside(String address) {
    return new Link(Plain.shorten(address, LONGEST), Links.safe(address));
  }

  private static String catalog(Tenant tenant, RdfSyntax syntax) {
    return "/catalogs/" + tenant.slug() + "." + syntax.suffix();
  }
}
