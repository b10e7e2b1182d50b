package org.allmende.web.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.web.http.Reply;
import org.allmende.web.page.Address;
import org.allmende.web.page.Facet;
import org.allmende.web.page.Fact;
import org.allmende.web.page.Hit;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.ThemeLink;
import org.allmende.web.page.Themes;
import org.allmende.web.page.Tile;
import org.allmende.web.page.Words;
import org.allmende.web.search.Hits;
import org.allmende.web.search.Numbers;
import org.allmende.web.search.Twins;

/// What is said of all datasets that pass one filter: the newest, how to narrow them, how many
/// there are, and how to follow them. Every link is a search that shows what was counted.
public final class Overviews {

  private static final int NEWS = 5;
  private static final int VALUES = 8;

  private final Numbers numbers;
  private final Hits hits;

  public Overviews(Numbers numbers, Hits hits) {
    this.numbers = numbers;
    this.hits = hits;
  }

  /// All datasets that pass a filter.
  ///
  /// @param search shows them
  /// @param all what changed last among them, and what they are
  /// @param tiles numbers
  record Overview(Address search, SearchIndex.Results all, List<Tile> tiles) {

    long total() {
      return all.total();
    }

    /// The same search as a feed.
    List<Page.Twin> feeds() {
      return Twins.feeds(search);
    }

    /// How to follow and take them.
    List<Fact> forPrograms(Words words) {
      var facts = new ArrayList<Fact>();
      facts.add(
          new Fact(
              words.t("overview.follow"),
              List.of(
                  new Link("Atom", feeds().getFirst().href()),
                  new Link("JSON Feed", feeds().getLast().href()))));
      facts.add(
          new Fact(
              words.t("overview.api"),
              List.of(new Link("JSON", search.at("/api/v1/search").toString()))));
      return facts;
    }
  }

  Overview of(Words words, String facet, String value) {
    var filters = Map.of(facet, List.of(value));
    SearchIndex.Results all = numbers.newest(filters, NEWS);
    return new Overview(
        Address.of("/datasets").with(facet, value),
        all,
        numbers.tiles(words, filters, all.total()));
  }

  List<Hit> news(Words words, Overview overview) {
    return overview.all().hits().stream().map(hit -> hits.hit(words, hit)).toList();
  }

  /// The themes of the datasets, as searches within them.
  List<ThemeLink> themes(Words words, Overview overview) {
    return values(overview, "theme").stream()
        .map(value ->
            new ThemeLink(
                hits.label(words, "theme", value),
                Themes.icon(Themes.code(value.value())),
                overview.search().with("theme", Themes.code(value.value())).toString(),
                value.count()))
        .toList();
  }

  /// How to narrow the datasets.
  List<Facet> facets(Words words, Overview overview, List<String> names) {
    var facets = new ArrayList<Facet>();
    for (String name : names) {
      List<SearchIndex.FacetValue> values = values(overview, name);
      if (!values.isEmpty()) {
        facets.add(
            new Facet(
                words.t("facet." + name),
                true,
                values.stream()
                    .limit(VALUES)
                    .map(value -> value(words, overview.search(), name, value))
                    .toList(),
                values.size() > VALUES ? overview.search().with("facet", name).toString() : ""));
      }
    }
    return facets;
  }

  private Facet.Value value(
      Words words, Address search, String name, SearchIndex.FacetValue value) {
    return new Facet.Value(
        hits.label(words, name, value),
        value.count(),
        false,
        search.with(name, value.value()).toString());
  }

  private static List<SearchIndex.FacetValue> values(Overview overview, String facet) {
    return overview.all().facets().getOrDefault(facet, List.of()).stream()
        .filter(value -> value.count() > 0)
        .toList();
  }

  /// Changes whenever an overview may.
  ///
  /// @param about what it is about, in words that change with it
  String mark(Words words, String about) {
    return words.language() + "-" + numbers.today() + "-" + Reply.hash(about);
  }
}
