package org.allmende.web.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.overview.Overviews.Overview;
import org.allmende.web.page.Address;
import org.allmende.web.page.Fact;
import org.allmende.web.page.Link;
import org.allmende.web.page.OverviewPage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Themes;
import org.allmende.web.page.Words;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A page for each data theme of the EU.
@RestController
public final class ThemePages {

  private final SearchIndex index;
  private final Overviews overviews;
  private final Pages pages;
  private final InstantSource clock;

  ThemePages(SearchIndex index, Overviews overviews, Pages pages, InstantSource clock) {
    this.index = index;
    this.overviews = overviews;
    this.pages = pages;
    this.clock = clock;
  }

  @GetMapping("/themes/{code}")
  ResponseEntity<byte[]> page(@PathVariable String code, HttpServletRequest request) {
    if (!Themes.isKnown(code)) {
      String known = String.join(", ", Themes.codes());
      throw Problem.of(
          Trouble.NOT_FOUND,
          "Dieses Thema gibt es nicht. Die Themen der EU heißen: " + known + ".",
          "There is no such theme. The themes of the EU are: " + known + ".");
    }
    Page page = pages.page(request);
    Words words = page.words();
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .mark(pages.mark(index, overviews.mark(words, code)))
        .body(() -> {
          Overview overview = overviews.of(words, "theme", code);
          return pages.render(
              "overview", page.withTwins(overview.feeds()), content(words, code, overview));
        });
  }

  private OverviewPage content(Words words, String code, Overview overview) {
    var facts = new ArrayList<Fact>();
    facts.add(
        new Fact(
            words.t("overview.concept"), List.of(new Link(Themes.uri(code), Themes.uri(code)))));
    String query =
        """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?dataset ?title WHERE {
          ?dataset dcat:theme <%s> ;
            dct:title ?title .
        } ORDER BY ?title LIMIT 100
        """
            .formatted(Themes.uri(code))
            .strip();
    facts.add(
        new Fact(
            "SPARQL",
            List.of(
                new Link(
                    words.t("overview.query"),
                    Address.of("/sparql").with("query", query).toString()))));
    facts.addAll(overview.forPrograms(words));
    return new OverviewPage(
        words.t("theme." + code),
        words.t("theme." + code + ".say"),
        new OverviewPage.Sign.Icon(Themes.icon(code)),
        overview.total(),
        pages.tenants(List.of()),
        code,
        overview.search().toString(),
        List.of(),
        overviews.news(words, overview),
        overviews.facets(words, overview, List.of("tenant", "format", "year", "license")),
        overview.tiles(),
        clock.instant(),
        facts,
        words.t("overview.theme.nothing"));
  }
}
