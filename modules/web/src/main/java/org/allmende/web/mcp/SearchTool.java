package org.allmende.web.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.model.Addresses;
import org.allmende.web.page.Plain;
import org.jspecify.annotations.Nullable;

/// Searches datasets.
final class SearchTool implements AssistantTool {

  private static final int USUAL = 10;
  private static final int MOST = 50;
  private static final int MOST_PAGES = 200;
  private static final int LONGEST_DESCRIPTION = 400;
  private static final List<String> FILTERS =
      List.of("tenant", "theme", "format", "license", "publisher", "place", "year");

  private final SearchIndex index;
  private final Addresses addresses;

  SearchTool(SearchIndex index, Addresses addresses) {
    this.index = index;
    this.addresses = addresses;
  }

  @Override
  public String name() {
    return "search_datasets";
  }

  @Override
  public String title() {
    return "Search datasets";
  }

  @Override
  public String purpose() {
    return "Finds datasets by words in German or English, with places and years in them understood"
        + " (“Radwege Köln 2023”). Also finds words that stand only in the rows of tables."
        + " Answers with ids for describe_dataset, and with counts to narrow the search by.";
  }

  @Override
  public Map<String, Object> parameters() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("query", Schema.text("What to look for; empty for everything."));
    for (String filter : FILTERS) {
      parameters.put(
          filter, Schema.texts("Only datasets with one of these values, as “narrowBy” says them."));
    }
    parameters.put("page", Schema.number("Which page of hits.", 1, 1, MOST_PAGES));
    parameters.put("size", Schema.number("Hits on a page.", USUAL, 1, MOST));
    return parameters;
  }

  @Override
  public List<String> required() {
    return List.of();
  }

  @Override
  public Object answer(Arguments arguments) {
    var filters = new LinkedHashMap<String, List<String>>();
    for (String filter : FILTERS) {
      List<String> values = arguments.texts(filter);
      if (!values.isEmpty()) {
        filters.put(filter, values);
      }
    }
    int page = arguments.number("page", 1, 1, MOST_PAGES);
    int size = arguments.number("size", USUAL, 1, MOST);
    var results =
        index.search(
            new Request(
                arguments.text("query"),
                filters,
                Range.OPEN,
                Range.OPEN,
                null,
                Sort.RELEVANCE,
                page,
                size));
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("total", results.total());
    json.put("answeringTheWholeQuestion", results.answering());
    json.put("page", page);
    json.put("understood", results.understood());
    json.put("didYouMean", results.suggestion());
    json.put("datasets", results.hits().stream().map(this::hit).toList());
    if (!results.nearest().isEmpty()) {
      json.put("nothingFoundNearest", results.nearest().stream().map(this::hit).toList());
    }
    json.put("narrowBy", narrowBy(results));
    return json;
  }

  private static Map<String, Object> narrowBy(SearchIndex.Results results) {
    var by = new LinkedHashMap<String, Object>();
    for (String filter : FILTERS) {
      var values = new ArrayList<Map<String, Object>>();
      for (SearchIndex.FacetValue value : results.facets().getOrDefault(filter, List.of())) {
        if (values.size() < USUAL) {
          values.add(
              Map.of("value", value.value(), "label", value.label(), "count", value.count()));
        }
      }
      if (!values.isEmpty()) {
        by.put(filter, values);
      }
    }
    return by;
  }

  private Map<String, @Nullable Object> hit(SearchIndex.Hit hit) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", hit.id().toString());
    json.put("title", hit.title());
    json.put("description", Plain.shorten(hit.description(), LONGEST_DESCRIPTION));
    json.put("publisher", hit.publisher());
    json.put("modified", hit.modified());
    json.put("licenses", hit.licenses());
    json.put("formats", hit.formats());
    json.put("page", addresses.dataset(hit.id()));
    return json;
  }
}
