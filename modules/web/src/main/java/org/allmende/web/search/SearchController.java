package org.allmende.web.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.catalog.asking.SearchIndex;
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
  private final Addresses addresses;
  private final Pages pages;

  SearchController(SearchIndex index, Addresses addresses, Pages pages) {
    this.index = index;
    this.addresses = addresses;
    this.pages = pages;
  }

  /// The answer of `/api/v1/search`.
  record Answer(
      long total,
      int page,
      int size,
      double tookMs,
      List<Hit> hits,
      Map<String, List<SearchIndex.FacetValue>> facets,
      @JsonInclude @Nullable String suggestion,
      List<SearchIndex.Understood> understood,
      @JsonInclude @Nullable String next,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Hit> nearest) {}

  /// One hit. The texts of `highlights` are HTML: escaped, with what was found in `mark` elements.
  record Hit(
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
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SearchIndex.Reason> reasons) {}

  @GetMapping("/api/v1/search")
  ResponseEntity<byte[]> search(HttpServletRequest request) {
    SearchIndex.Request asked = SearchParameters.readAll(request);
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
        asked.page(),
        asked.size(),
        Math.round(results.tookMillis() * 100) / 100.0,
        results.hits().stream().map(this::hit).toList(),
        new TreeMap<>(results.facets()),
        results.suggestion(),
        results.understood(),
        next == null ? null : Cursor.next(addresses.base() + "/api/v1/search", query, next),
        results.nearest().stream().map(this::hit).toList());
  }

  private Hit hit(SearchIndex.Hit hit) {
    var highlights = new TreeMap<String, List<String>>();
    hit.highlights()
        .forEach((field, texts) ->
            highlights.put(field, texts.stream().map(text -> Marked.of(text).html()).toList()));
    return new Hit(
        hit.id().toString(),
        hit.uri(),
        addresses.dataset(hit.id()),
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
        hit.reasons());
  }
}
