package org.allmende.web.search;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.nodes.Everywhere;
import org.allmende.catalog.nodes.Node;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Pagination;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.page.Address;
import org.allmende.web.page.Choice;
import org.allmende.web.page.Facet;
import org.allmende.web.page.Hit;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.Page;
import org.allmende.web.page.PageLink;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ResultsPage;
import org.allmende.web.page.ResultsPage.Elsewhere;
import org.allmende.web.page.RowsView;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The search for people: hits, facets as links, and every state of it an address.
@RestController
public final class ResultsController {

  private static final int VALUES_SHOWN = 8;
  private static final int OPEN_FACETS = 3;
  private static final int MOST_LOOKED = 3;
  private static final int LONGEST_TYPED = 60;
  private static final int MOST_KILOMETRES = 500;
  private static final String ALL_VALUES = "facet";
  private static final String NEAR = "near";
  private static final String RADIUS = "radius";
  private static final List<SearchIndex.Sort> OFFERED =
      List.of(SearchIndex.Sort.RELEVANCE, SearchIndex.Sort.MODIFIED, SearchIndex.Sort.TITLE);

  private final SearchIndex index;
  private final Everywhere everywhere;
  private final Pages pages;
  private final Hits hits;
  private final HitRows rows;
  private final Accounts accounts;
  private final Nearby nearby = new Nearby(Vocabularies.shipped().places());
  private final InstantSource clock;

  ResultsController(
      SearchIndex index,
      Everywhere everywhere,
      Pages pages,
      Hits hits,
      HitRows rows,
      Accounts accounts,
      InstantSource clock) {
    this.index = index;
    this.everywhere = everywhere;
    this.accounts = accounts;
    this.pages = pages;
    this.hits = hits;
    this.rows = rows;
    this.clock = clock;
  }

  @GetMapping("/datasets")
  ResponseEntity<byte[]> results(HttpServletRequest request) {
    SearchIndex.Request asked = SearchParameters.read(request);
    Page page = pages.page(request);
    String typed = SearchParameters.text(request, NEAR);
    int radius = SearchParameters.number(request, RADIUS, Nearby.USUAL, 1, MOST_KILOMETRES);
    Optional<Place> place = typed.isEmpty() ? Optional.empty() : nearby.place(typed);
    if (place.isPresent()) {
      Address around = fresh(page.address()).with("bbox", Nearby.around(place.get(), radius));
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .header(HttpHeaders.LOCATION, around.toString())
          .build();
    }
    Optional<List<Node>> nodes = AskedNodes.read(request, asked, everywhere);
    Address feed = feed(page.address());
    page =
        page.withTwins(
            List.of(
                new Page.Twin(
                    fresh(page.address()).without("lang").at("/api/v1/search").toString(),
                    "application/json"),
                new Page.Twin(feed.at(FeedController.ATOM_PATH).toString(), FeedController.ATOM),
                new Page.Twin(
                    feed.at(FeedController.JSON_PATH).toString(), FeedController.JSON_FEED)));
    return results(request, asked, page, nodes);
  }

  private ResponseEntity<byte[]> results(
      HttpServletRequest request,
      SearchIndex.Request asked,
      Page page,
      Optional<List<Node>> nodes) {
    Reply reply =
        Reply.to(request)
            .type(Pages.HTML)
            .vary("Accept-Language")
            .header("Content-Language", page.language());
    if (nodes.isPresent()) {
      return reply.body(() -> pages.render("results", page, merged(page, asked, nodes.get())));
    }
    return reply
        .mark(pages.mark(index, page.language()))
        .body(() -> pages.render("results", page, own(page, asked, index.search(asked))));
  }

  /// What is shown.
  ///
  /// @param reachable how many of all hits can be
  private record Listed(
      List<Hit> hits, long reachable, List<Facet> facets, @Nullable Elsewhere elsewhere) {}

  private ResultsPage own(Page page, SearchIndex.Request asked, SearchIndex.Results results) {
    List<Hit> shown =
        rows.with(
            results.hits().stream().map(hit -> hits.hit(page.words(), hit)).toList(),
            results.hits(),
            MOST_LOOKED,
            page.words());
    var elsewhere = everywhere.nodes().isEmpty() ? null : offered(page);
    List<Facet> facets = facets(page, asked, results);
    recency(page, asked).ifPresent(facets::add);
    return content(page, asked, results, new Listed(shown, results.total(), facets, elsewhere));
  }

  private static Elsewhere offered(Page page) {
    String all = fresh(page.address()).with(AskedNodes.NAME, Node.ALL).toString();
    return new Elsewhere(new Link(page.words().t("elsewhere.search"), all), "", "");
  }

  private ResultsPage merged(Page page, SearchIndex.Request asked, List<Node> nodes) {
    Everywhere.Everything all = everywhere.search(asked, nodes);
    SearchIndex.Results local = all.local();
    long most = all.told().stream().mapToLong(Everywhere.Told::milliseconds).max().orElse(0);
    var results =
        new SearchIndex.Results(
            all.total(),
            all.total(),
            most,
            List.of(),
            all.facets(),
            all.total() > local.total() ? null : local.suggestion(),
            local.understood(),
            null,
            all.total() > 0 ? List.of() : local.nearest(),
            null);
    List<Hit> shown = all.hits().stream().map(hit -> hits.hit(page.words(), hit)).toList();
    List<Facet> facets = facets(page, asked, results);
    return content(
        page, asked, results, new Listed(shown, all.reachable(), facets, told(page, all)));
  }

  private static Elsewhere told(Page page, Everywhere.Everything all) {
    Words words = page.words();
    var answered = new ArrayList<String>();
    var missing = new ArrayList<String>();
    for (Everywhere.Told one : all.told()) {
      Long total = one.total();
      if (one.name().equals(Node.LOCAL)) {
        answered.add(words.t("elsewhere.here", all.local().total()));
      } else if (total != null) {
        answered.add(words.t("elsewhere.answered", one.name(), total));
      } else {
        missing.add(
            words.t("elsewhere.missing", one.name(), words.t("elsewhere." + one.status().code())));
      }
    }
    String here = fresh(page.address()).without(AskedNodes.NAME).toString();
    return new Elsewhere(
        new Link(words.t("elsewhere.only-here"), here),
        words.t("elsewhere.found", String.join(", ", answered)),
        missing.isEmpty() ? "" : words.t("elsewhere.silent", String.join(", ", missing)));
  }

  private ResultsPage content(
      Page page, SearchIndex.Request asked, SearchIndex.Results results, Listed listed) {
    Words words = page.words();
    Address here = page.address();
    String suggestion = results.suggestion();
    return new ResultsPage(
        asked.text(),
        results.total(),
        results.answering(),
        Math.round(results.tookMillis()),
        (asked.page() - 1) * asked.size() + 1,
        isOneAtMost(asked)
            ? pages.tenants(asked.filters().getOrDefault("tenant", List.of()))
            : List.of(),
        kept(here, asked),
        near(page),
        results.understood().stream()
            .map(u -> new ResultsPage.Understood(u.words(), u.meaning()))
            .toList(),
        suggestion == null
            ? null
            : new Link(suggestion, fresh(here).with("q", suggestion).toString()),
        listed.facets(),
        active(page, asked, results),
        bare(here).toString(),
        sorts(words, here, asked.sort()),
        listed.hits(),
        results.nearest().stream().map(hit -> hits.hit(words, hit)).toList(),
        links(words, here, asked, listed.reachable()),
        fresh(here).without("lang").at("/api/v1/search").toString(),
        feed(here).at(FeedController.ATOM_PATH).toString(),
        feed(here).at(FeedController.JSON_PATH).toString(),
        tenant(asked.filters().getOrDefault("tenant", List.of())),
        listed.elsewhere());
  }

  private static boolean isOneAtMost(SearchIndex.Request asked) {
    return asked.filters().getOrDefault("tenant", List.of()).size() < 2;
  }

  /// The form to search around a place, with what was typed in it and is no place.
  private static ResultsPage.Near near(Page page) {
    Address here = page.address();
    String typed = here.value(NEAR);
    String wanted = here.value(RADIUS);
    return new ResultsPage.Near(
        typed,
        Nearby.RADII.stream()
            .map(one ->
                new Choice(
                    one.toString(),
                    page.words().t("near.radius.km", one),
                    wanted.isEmpty() ? one == Nearby.USUAL : wanted.equals(one.toString())))
            .toList(),
        typed.isEmpty() ? "" : page.words().t("near.unknown", Plain.shorten(typed, LONGEST_TYPED)),
        fresh(here).without("bbox").without("lang").parameters().stream()
            .map(one -> new RowsView.Kept(one.getKey(), one.getValue()))
            .toList());
  }

  /// What narrows a search besides its words, and has no field beside them.
  private static List<RowsView.Kept> kept(Address here, SearchIndex.Request asked) {
    Address rest = fresh(here).without("q").without("lang");
    return (isOneAtMost(asked) ? rest.without("tenant") : rest)
        .parameters().stream().map(one -> new RowsView.Kept(one.getKey(), one.getValue())).toList();
  }

  /// Who publishes, where one tenant's data alone is asked for.
  private ResultsPage.@Nullable Tenant tenant(List<String> asked) {
    return asked.size() == 1
        ? accounts.tenant(asked.getFirst()).map(this::head).orElse(null)
        : null;
  }

  private ResultsPage.Tenant head(Tenant tenant) {
    Metadata.Contact contact = tenant.contact();
    String homepage = tenant.homepage();
    String mail = contact == null ? null : contact.email();
    String name = contact == null ? null : contact.name();
    return new ResultsPage.Tenant(
        tenant.slug(),
        tenant.name(),
        homepage == null ? "" : Links.safe(homepage),
        name != null ? name : mail == null ? "" : mail,
        mail == null ? "" : Links.safe("mailto:" + mail),
        "/catalogs/" + tenant.slug() + ".ttl");
  }

  /// The address without what belongs to the list already seen.
  private static Address fresh(Address here) {
    return here.without("page").without(ALL_VALUES).without(NEAR).without(RADIUS);
  }

  /// What feeds take of a search: they tell of this installation only.
  private static Address feed(Address here) {
    return fresh(here).without("lang").without("size").without(AskedNodes.NAME);
  }

  /// The search without any filter.
  private static Address bare(Address here) {
    Address bare = fresh(here);
    for (String facet : SearchParameters.FACETS) {
      bare = bare.without(facet);
    }
    for (String name :
        List.of("modifiedFrom", "modifiedTo", "coverageFrom", "coverageTo", "bbox")) {
      bare = bare.without(name);
    }
    return bare;
  }

  private List<Facet> facets(Page page, SearchIndex.Request asked, SearchIndex.Results results) {
    var facets = new ArrayList<Facet>();
    for (String name : SearchParameters.FACETS) {
      List<SearchIndex.FacetValue> values = results.facets().getOrDefault(name, List.of());
      if (!values.isEmpty()) {
        List<String> chosen = asked.filters().getOrDefault(name, List.of());
        facets.add(facet(page, name, values, chosen, facets.size() < OPEN_FACETS));
      }
    }
    return facets;
  }

  private Facet facet(
      Page page,
      String name,
      List<SearchIndex.FacetValue> values,
      List<String> chosen,
      boolean open) {
    Address here = page.address();
    boolean all = here.has(ALL_VALUES, name);
    var shown = new ArrayList<Facet.Value>();
    for (SearchIndex.FacetValue value : values) {
      String set = chosen.stream().filter(c -> means(c, value)).findFirst().orElse("");
      if (all || shown.size() < VALUES_SHOWN || !set.isEmpty()) {
        Address target =
            set.isEmpty() ? fresh(here).plus(name, value.value()) : fresh(here).minus(name, set);
        shown.add(
            new Facet.Value(
                hits.label(page.words(), name, value),
                value.count(),
                !set.isEmpty(),
                target.toString()));
      }
    }
    String more = shown.size() < values.size() ? fresh(here).plus(ALL_VALUES, name).toString() : "";
    return new Facet(
        page.words().t("facet." + name), open || all || !chosen.isEmpty(), shown, more);
  }

  /// Whether a filter as somebody wrote it means a facet's value: the same, or the end of its URI.
  private static boolean means(String written, SearchIndex.FacetValue value) {
    return value.value().equals(written)
        || value.value().endsWith("/" + written)
        || written.endsWith("/" + value.value());
  }

  private Optional<Facet> recency(Page page, SearchIndex.Request asked) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var values = new ArrayList<Facet.Value>();
    values.add(since(page, asked, "recency.month", today.minusDays(30)));
    values.add(since(page, asked, "recency.year", today.minusYears(1)));
    values.removeIf(value -> value.count() == 0 && !value.chosen());
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Facet(page.words().t("facet.recency"), true, values, ""));
  }

  private Facet.Value since(Page page, SearchIndex.Request asked, String key, LocalDate from) {
    String day = from.toString();
    boolean chosen = day.equals(asked.modified().from());
    var counting =
        new SearchIndex.Request(
            asked.text(),
            asked.filters(),
            new Range(day, null),
            asked.coverage(),
            asked.box(),
            asked.sort(),
            1,
            0);
    Address target = fresh(page.address()).without("modifiedTo");
    return new Facet.Value(
        page.words().t(key),
        index.search(counting).total(),
        chosen,
        (chosen ? target.without("modifiedFrom") : target.with("modifiedFrom", day)).toString());
  }

  private List<Link> active(Page page, SearchIndex.Request asked, SearchIndex.Results results) {
    var active = new ArrayList<Link>();
    Address here = fresh(page.address());
    for (String name : SearchParameters.FACETS) {
      for (String chosen : asked.filters().getOrDefault(name, List.of())) {
        String label =
            results.facets().getOrDefault(name, List.of()).stream()
                .filter(value -> means(chosen, value))
                .findFirst()
                .map(value -> hits.label(page.words(), name, value))
                .orElse(chosen);
        active.add(
            new Link(
                page.words().t("facet." + name) + ": " + label,
                here.minus(name, chosen).toString()));
      }
    }
    addDate(active, page, "modifiedFrom", asked.modified().from());
    addDate(active, page, "modifiedTo", asked.modified().to());
    addDate(active, page, "coverageFrom", asked.coverage().from());
    addDate(active, page, "coverageTo", asked.coverage().to());
    if (asked.box() != null) {
      active.add(
          new Link(nearby.label(page.words(), asked.box()), here.without("bbox").toString()));
    }
    return active;
  }

  private static void addDate(List<Link> active, Page page, String name, @Nullable String value) {
    if (value != null) {
      Words words = page.words();
      active.add(
          new Link(
              words.t("active." + name, words.date(value)),
              fresh(page.address()).without(name).toString()));
    }
  }

  private static List<ResultsPage.Sort> sorts(Words words, Address here, SearchIndex.Sort current) {
    var sorts = new ArrayList<ResultsPage.Sort>();
    for (SearchIndex.Sort sort : OFFERED) {
      String key = sort == SearchIndex.Sort.RELEVANCE ? "" : sort.name().toLowerCase(Locale.ROOT);
      sorts.add(
          new ResultsPage.Sort(
              words.t("sort." + (key.isEmpty() ? "relevance" : key)),
              fresh(here).with("sort", key).toString(),
              sort == current));
    }
    return sorts;
  }

  private static List<PageLink> links(
      Words words, Address here, SearchIndex.Request asked, long total) {
    if (asked.size() == 0) {
      return List.of();
    }
    long last = (Math.min(total, SearchParameters.MAX_DEPTH) + asked.size() - 1) / asked.size();
    return Pagination.links(words, here, asked.page(), last);
  }
}
