package org.allmende.web.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.allmende.catalog.nodes.Everywhere;
import org.allmende.catalog.nodes.Node;
import org.allmende.catalog.nodes.OtherNodes;
import org.allmende.model.Addresses;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Cursor;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.page.Marked;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The search for programs.
@RestController
public final class SearchController {

  private static final int MAX_SUGGESTIONS = 10;

  private final SearchIndex index;
  private final Everywhere everywhere;
  private final Addresses addresses;
  private final Pages pages;

  SearchController(SearchIndex index, Everywhere everywhere, Addresses addresses, Pages pages) {
    this.index = index;
    this.everywhere = everywhere;
    this.addresses = addresses;
    this.pages = pages;
  }

  /// The answer of `/api/v1/search`.
  record Answer(
      long total,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long answering,
      int page,
      int size,
      double tookMs,
      List<Hit> hits,
      Map<String, List<SearchIndex.FacetValue>> facets,
      @JsonInclude @Nullable String suggestion,
      List<SearchIndex.Understood> understood,
      @JsonInclude @Nullable String next,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Hit> nearest,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Statistics statistics,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Told> nodes) {}

  /// What came of asking a node.
  record Told(
      String name,
      String status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total,
      long milliseconds) {}

  /// One hit. The texts of `highlights` are HTML: escaped, with what was found in `mark` elements.
  record Hit(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String node,
      String id,
      String uri,
      String page,
      String title,
      String description,
      String tenant,
      String publisher,
      List<String> themes,
      List<String> formats,
      @Nullable String license,
      List<String> licenses,
      @Nullable String modified,
      float score,
      Map<String, List<String>> highlights,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SearchIndex.Reason> reasons,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> shares) {}

  @GetMapping("/api/v1/search")
  ResponseEntity<byte[]> search(HttpServletRequest request) {
    SearchIndex.Request asked = SearchParameters.readAll(request);
    Optional<List<Node>> nodes = AskedNodes.read(request, asked, everywhere);
    if (nodes.isPresent()) {
      return Reply.to(request).json(() -> answer(asked, everywhere.search(asked, nodes.get())));
    }
    return Reply.to(request)
        .mark(pages.mark(index, "search"))
        .json(() -> answer(request, asked, found(asked)));
  }

  @GetMapping("/api/v1/suggest")
  ResponseEntity<byte[]> suggest(HttpServletRequest request) {
    String typed = SearchParameters.text(request, "q");
    int limit = SearchParameters.number(request, "size", MAX_SUGGESTIONS, 1, MAX_SUGGESTIONS);
    return Reply.to(request)
        .json(() ->
            Map.of(
                "q",
                typed,
                "suggestions",
                typed.isEmpty() ? List.of() : index.suggest(typed, limit)));
  }

  private SearchIndex.Results found(SearchIndex.Request asked) {
    try {
      return index.search(asked);
    } catch (SearchIndex.WrongPlace e) {
      throw Cursor.wrong();
    }
  }

  private Answer answer(
      HttpServletRequest request, SearchIndex.Request asked, SearchIndex.Results results) {
    String next = results.next();
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    return new Answer(
        results.total(),
        results.answering(),
        asked.page(),
        asked.size(),
        Math.round(results.tookMillis() * 100) / 100.0,
        results.hits().stream().map(this::hit).toList(),
        new TreeMap<>(results.facets()),
        results.suggestion(),
        results.understood(),
        next == null ? null : Cursor.next(addresses.base() + "/api/v1/search", query, next),
        results.nearest().stream().map(this::hit).toList(),
        results.statistics(),
        List.of());
  }

  private Answer answer(SearchIndex.Request asked, Everywhere.Everything all) {
    SearchIndex.Results local = all.local();
    return new Answer(
        all.total(),
        null,
        asked.page(),
        asked.size(),
        all.told().stream().mapToLong(Everywhere.Told::milliseconds).max().orElse(0),
        all.hits().stream().map(this::hit).toList(),
        new TreeMap<>(all.facets()),
        all.total() > local.total() ? null : local.suggestion(),
        local.understood(),
        null,
        all.total() > 0 ? List.of() : local.nearest().stream().map(this::hit).toList(),
        null,
        all.told().stream()
            .map(one -> new Told(one.name(), one.status().code(), one.total(), one.milliseconds()))
            .toList());
  }

  private Hit hit(OtherNodes.Found found) {
    String page = found.page();
    SearchIndex.Hit hit = found.hit().sharing(Map.of());
    return hit(hit, page.isEmpty() ? addresses.dataset(hit.id()) : page, found.node());
  }

  private Hit hit(SearchIndex.Hit hit) {
    return hit(hit, addresses.dataset(hit.id()), null);
  }

  private static Hit hit(SearchIndex.Hit hit, String page, @Nullable String node) {
    var highlights = new TreeMap<String, List<String>>();
    hit.highlights()
        .forEach((field, texts) ->
            highlights.put(field, texts.stream().map(text -> Marked.of(text).html()).toList()));
    return new Hit(
        node,
        hit.id().toString(),
        hit.uri(),
        page,
        hit.title(),
        hit.description(),
        hit.id().tenant(),
        hit.publisher(),
        hit.themes(),
        hit.formats(),
        hit.licenses().isEmpty() ? null : hit.licenses().getFirst(),
        hit.licenses(),
        hit.modified(),
        hit.score(),
        highlights,
        hit.reasons(),
        new TreeMap<>(hit.shares()));
  }
}
