package org.allmende.web.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.page.Address;
import org.allmende.web.page.HomePage;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.TenantLink;
import org.allmende.web.page.ThemeLink;
import org.allmende.web.page.Themes;
import org.allmende.web.page.Words;
import org.allmende.web.search.Hits;
import org.allmende.web.search.Numbers;
import org.allmende.web.search.Twins;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The start page: search, themes, what is new, who takes part, and numbers that are true. At the
/// domain of a tenant it is the page of that tenant.
@RestController
public final class HomeController {

  private static final String ALL = "/datasets";
  private static final int NEWS = 4;
  private static final int TRIES = 4;
  private static final int MAX_TRY = 24;
  private static final int TENANTS = 12;

  private final SearchIndex index;
  private final Accounts accounts;
  private final Pages pages;
  private final Hits hits;
  private final Numbers numbers;
  private final TenantPages tenantPages;
  private final InstantSource clock;

  HomeController(
      SearchIndex index,
      Accounts accounts,
      Pages pages,
      Hits hits,
      Numbers numbers,
      TenantPages tenantPages,
      InstantSource clock) {
    this.index = index;
    this.accounts = accounts;
    this.pages = pages;
    this.hits = hits;
    this.numbers = numbers;
    this.tenantPages = tenantPages;
    this.clock = clock;
  }

  @GetMapping("/")
  ResponseEntity<byte[]> home(HttpServletRequest request) {
    Page asked = pages.page(request);
    if (asked.house().atHome()) {
      return tenantPages.page(asked.house().slug(), request);
    }
    Page page = asked.withTwins(Twins.of(Address.of(ALL), "/catalog"));
    String tenants = Reply.hash(accounts.tenants().toString());
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .mark(pages.mark(index, page.language() + numbers.today() + tenants))
        .body(() -> pages.render("home", page, content(page)));
  }

  private HomePage content(Page page) {
    var newest = numbers.newest(Map.of(), NEWS);
    Words words = page.words();
    return new HomePage(
        newest.total(),
        pages.tenants(List.of()),
        tries(newest.hits()),
        themes(words, newest),
        newest.hits().stream().map(hit -> hits.hit(words, hit)).toList(),
        tenants(newest),
        accounts.tenants().size(),
        numbers.tiles(words, Map.of(), newest.total()),
        clock.instant());
  }

  /// Searches that find something: the titles that changed last, where they are short.
  private static List<Link> tries(List<SearchIndex.Hit> newest) {
    var tries = new ArrayList<Link>();
    for (SearchIndex.Hit hit : newest) {
      String title = hit.title();
      if (title.length() <= MAX_TRY && tries.size() < TRIES) {
        tries.add(new Link(title, Address.of(ALL).with("q", title).toString()));
      }
    }
    return tries;
  }

  private List<ThemeLink> themes(Words words, SearchIndex.Results all) {
    var themes = new ArrayList<ThemeLink>();
    for (SearchIndex.FacetValue value : all.facets().getOrDefault("theme", List.of())) {
      String href = Themes.page(value.value());
      if (!href.isEmpty()) {
        themes.add(
            new ThemeLink(
                hits.label(words, "theme", value),
                Themes.icon(Themes.code(value.value())),
                href,
                value.count()));
      }
    }
    return themes;
  }

  /// Those who publish most.
  private List<TenantLink> tenants(SearchIndex.Results all) {
    List<SearchIndex.FacetValue> counts = all.facets().getOrDefault("tenant", List.of());
    return accounts.tenants().stream()
        .map(tenant -> hits.tenant(tenant, counts))
        .sorted(Comparator.comparingLong(TenantLink::count).reversed())
        .limit(TENANTS)
        .toList();
  }
}
