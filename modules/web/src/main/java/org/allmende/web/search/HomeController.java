package org.allmende.web.search;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.page.HomePage;
import org.allmende.web.page.HomePage.Tile;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.Page.Twin;
import org.allmende.web.page.TenantLink;
import org.allmende.web.page.ThemeLink;
import org.allmende.web.page.Words;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The start page: search, themes, what is new, who takes part, and numbers that are true.
@RestController
public final class HomeController {

  private static final int NEWS = 4;
  private static final int TRIES = 4;
  private static final int MAX_TRY = 24;
  private static final List<String> OPEN_FORMATS =
      List.of("CSV", "TSV", "JSON", "GEOJSON", "XML", "XLSX", "ODS", "GPKG", "RDF_TURTLE");

  private static final Map<String, String> ICONS =
      Map.ofEntries(
          Map.entry("SOCI", "people"),
          Map.entry("ENVI", "tree"),
          Map.entry("TRAN", "road"),
          Map.entry("EDUC", "hat"),
          Map.entry("GOVE", "temple"),
          Map.entry("ECON", "euro"),
          Map.entry("HEAL", "heart"),
          Map.entry("ENER", "bolt"),
          Map.entry("REGI", "map"),
          Map.entry("JUST", "scales"),
          Map.entry("TECH", "chip"),
          Map.entry("AGRI", "ear"),
          Map.entry("INTR", "globe"));

  private final SearchIndex index;
  private final Accounts accounts;
  private final Pages pages;
  private final Hits hits;
  private final InstantSource clock;

  HomeController(
      SearchIndex index, Accounts accounts, Pages pages, Hits hits, InstantSource clock) {
    this.index = index;
    this.accounts = accounts;
    this.pages = pages;
    this.hits = hits;
    this.clock = clock;
  }

  @GetMapping("/")
  ResponseEntity<byte[]> home(HttpServletRequest request) {
    Page page = pages.page(request).withTwins(List.of(new Twin("/catalog.ttl", "text/turtle")));
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .mark(pages.mark(index, page.language() + today()))
        .body(() -> pages.render("home", page, content(page)));
  }

  private HomePage content(Page page) {
    var newest = index.search(counting(Map.of(), Range.OPEN, Sort.MODIFIED, NEWS));
    Words words = page.words();
    return new HomePage(
        newest.total(),
        pages.tenants(List.of()),
        tries(newest.hits()),
        themes(words, newest),
        newest.hits().stream().map(hits::hit).toList(),
        tenants(newest),
        tiles(words, newest.total()),
        clock.instant());
  }

  /// Searches that find something: the titles that changed last, where they are short.
  private static List<Link> tries(List<SearchIndex.Hit> newest) {
    var tries = new ArrayList<Link>();
    for (SearchIndex.Hit hit : newest) {
      String title = hit.title();
      if (title.length() <= MAX_TRY && tries.size() < TRIES) {
        tries.add(
            new Link(
                title, org.allmende.web.page.Address.of("/datasets").with("q", title).toString()));
      }
    }
    return tries;
  }

  private List<ThemeLink> themes(Words words, SearchIndex.Results all) {
    var themes = new ArrayList<ThemeLink>();
    for (SearchIndex.FacetValue value : all.facets().getOrDefault("theme", List.of())) {
      String code = value.value().substring(value.value().lastIndexOf('/') + 1);
      if (ICONS.containsKey(code)) {
        themes.add(
            new ThemeLink(
                hits.label(words, "theme", value),
                ICONS.getOrDefault(code, "info"),
                "/datasets?theme=" + code,
                value.count()));
      }
    }
    return themes;
  }

  private List<TenantLink> tenants(SearchIndex.Results all) {
    var tenants = new ArrayList<TenantLink>();
    List<SearchIndex.FacetValue> counts = all.facets().getOrDefault("tenant", List.of());
    for (Tenant tenant : accounts.tenants()) {
      long count =
          counts.stream()
              .filter(value -> value.value().equals(tenant.slug()))
              .mapToLong(SearchIndex.FacetValue::count)
              .sum();
      tenants.add(
          new TenantLink(tenant.slug(), tenant.name(), "/datasets?tenant=" + tenant.slug(), count));
    }
    tenants.sort((a, b) -> Long.compare(b.count(), a.count()));
    return tenants;
  }

  private List<Tile> tiles(Words words, long total) {
    if (total == 0) {
      return List.of(new Tile(words.number(0), words.t("tile.datasets")));
    }
    String yearAgo = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusYears(1).toString();
    long readable = count(Map.of("format", OPEN_FORMATS), Range.OPEN);
    long recent = count(Map.of(), new Range(yearAgo, null));
    long unlicensed = count(Map.of("license", List.of("none")), Range.OPEN);
    return List.of(
        new Tile(words.number(total), words.t("tile.datasets")),
        new Tile(percent(words, readable, total), words.t("tile.readable")),
        new Tile(percent(words, recent, total), words.t("tile.recent")),
        new Tile(words.number(unlicensed), words.t("tile.unlicensed")));
  }

  private long count(Map<String, List<String>> filters, Range modified) {
    return index.search(counting(filters, modified, Sort.RELEVANCE, 0)).total();
  }

  private static SearchIndex.Request counting(
      Map<String, List<String>> filters, Range modified, Sort sort, int size) {
    return new SearchIndex.Request("", filters, modified, Range.OPEN, null, sort, 1, size);
  }

  /// Rounded down: a hundred per cent is only said when nothing is missing.
  private static String percent(Words words, long part, long total) {
    return words.number(part * 100 / total) + " %";
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }
}
