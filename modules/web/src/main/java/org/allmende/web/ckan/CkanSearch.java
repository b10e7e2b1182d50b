package org.allmende.web.ckan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.Chronicle.Event;
import org.allmende.model.DatasetId;
import org.allmende.model.Tenant;
import org.allmende.web.page.Words;
import org.allmende.web.search.Hits;
import org.jspecify.annotations.Nullable;

/// `package_search` of CKAN's action API and what is like it. What no words are asked for comes
/// from the chronicle, exact and to any depth; what words are asked for comes from the search
/// index, the first ten thousand.
public final class CkanSearch {

  private static final int USUAL = 10;
  static final int MOST = 1_000;
  private static final int PAGE = 100;
  private static final int DEEPEST = 10_000;
  private static final int MOST_SORTED = 2_000;
  private static final int USUAL_VALUES = 50;

  private static final Map<String, String> FACETS =
      Map.of(
          "organization", "tenant",
          "groups", "theme",
          "res_format", "format",
          "license_id", "license");

  private final SearchIndex index;
  private final Chronicle chronicle;
  private final Tenants tenants;
  private final CkanPackages packages;
  private final Hits hits;
  private final Words words = Words.of("de");

  public CkanSearch(
      SearchIndex index, Chronicle chronicle, Tenants tenants, CkanPackages packages, Hits hits) {
    this.index = index;
    this.chronicle = chronicle;
    this.tenants = tenants;
    this.packages = packages;
    this.hits = hits;
  }

  /// Some of the datasets found.
  private record Found(long count, List<DatasetId> ids) {}

  Map<String, @Nullable Object> packages(CkanCall call) {
    var filters = new ArrayList<String>();
    if (call.has("fq")) {
      filters.add(call.text("fq"));
    }
    filters.addAll(call.has("fq_list") ? call.texts("fq_list") : List.of());
    CkanFilter filter = CkanFilter.read(call.text("q"), filters);
    String sort = call.text("sort");
    int rows = call.number("rows", USUAL, MOST);
    int start = call.number("start", 0, Integer.MAX_VALUE);
    Found found = find(filter, order(sort), start, rows);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("count", found.count());
    json.put("sort", sort.isEmpty() ? "score desc, metadata_modified desc" : sort);
    facets(json, call, filter);
    json.put(
        "results",
        found.ids().stream()
            .flatMap(id -> packages.published(id).stream())
            .map(packages::dict)
            .toList());
    return json;
  }

  /// An order CKAN knows.
  private record Order(String field, boolean descending) {

    Comparator<Event> ofEvents() {
      Comparator<Event> ascending =
          field.equals("moment")
              ? Comparator.comparing(Event::moment).thenComparing(Event::id)
              : Comparator.comparing(Event::id);
      return descending ? ascending.reversed() : ascending;
    }
  }

  private static Order order(String sort) {
    String first = sort.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
    String[] parts = first.split("\\s+", 2);
    boolean descending = parts.length > 1 && parts[1].equals("desc");
    return switch (parts[0]) {
      case "" -> new Order("score", true);
      case "score", "views_recent" -> new Order("score", true);
      case "metadata_modified", "metadata_created" -> new Order("moment", descending);
      case "title", "title_string" -> new Order("title", descending);
      case "id", "name" -> new Order("id", descending);
      default -> throw CkanProblem.wrongQuery("Cannot sort by field: " + parts[0]);
    };
  }

  private Found find(CkanFilter filter, Order order, int start, int rows) {
    if (filter.matchesNothing()) {
      return new Found(0, List.of());
    }
    if (filter.text().isEmpty() && filter.facets().isEmpty()) {
      return chronicled(filter, order, start, rows);
    }
    return indexed(filter, order, start, rows);
  }

  private Found chronicled(CkanFilter filter, Order order, int start, int rows) {
    Order exact = order.field().equals("score") ? new Order("moment", true) : order;
    List<DatasetId> ids = events(filter).sorted(exact.ofEvents()).map(Event::id).toList();
    return new Found(ids.size(), part(ids, start, rows));
  }

  private Stream<Event> events(CkanFilter filter) {
    var wanted = filter.tenants(all()).map(Set::copyOf);
    var span = new Chronicle.Span(null, filter.from(), filter.until());
    Stream<Event> events =
        filter
            .ids()
            .map(ids -> ids.stream().flatMap(id -> chronicle.of(id).stream()))
            .orElseGet(() -> chronicle.all(span).stream());
    return events
        .filter(event -> !event.withdrawn())
        .filter(event -> !event.moment().isBefore(filter.from()))
        .filter(event -> !event.moment().isAfter(filter.until()))
        .filter(event -> wanted.isEmpty() || wanted.get().contains(event.id().tenant()));
  }

  private List<String> all() {
    return tenants.all().stream().map(Tenant::slug).toList();
  }

  private static List<DatasetId> part(List<DatasetId> ids, int start, int rows) {
    int from = Math.min(start, ids.size());
    return ids.subList(from, (int) Math.min(ids.size(), (long) from + rows));
  }

  private Found indexed(CkanFilter filter, Order order, int start, int rows) {
    Sort sort = order.field().equals("title") ? Sort.TITLE : Sort.RELEVANCE;
    sort = order.field().equals("moment") ? Sort.CHANGED : sort;
    long total = ask(filter, sort, 1, 0).total();
    boolean sorted =
        order.field().equals("score")
            || (sort == Sort.TITLE && !order.descending())
            || (sort == Sort.CHANGED && order.descending());
    boolean narrowed = filter.hasSpan() || filter.ids().isPresent();
    if (!narrowed && (sorted || total > MOST_SORTED)) {
      return new Found(total, window(filter, sort, start, rows));
    }
    List<DatasetId> all = window(filter, sort, 0, DEEPEST);
    if (narrowed) {
      Set<DatasetId> kept =
          events(filter).map(Event::id).collect(java.util.stream.Collectors.toSet());
      all = all.stream().filter(kept::contains).toList();
    }
    if (order.field().equals("id")) {
      all = all.stream().sorted().toList();
    }
    boolean turned =
        order.field().equals("id") ? order.descending() : !sorted && sort != Sort.RELEVANCE;
    List<DatasetId> ordered = turned ? all.reversed() : all;
    return new Found(ordered.size(), part(ordered, start, rows));
  }

  /// Hits from a place on, page by page.
  private List<DatasetId> window(CkanFilter filter, Sort sort, int start, int rows) {
    var ids = new ArrayList<DatasetId>();
    long end = Math.min(DEEPEST, (long) start + rows);
    for (int page = start / PAGE; (long) page * PAGE < end; page++) {
      var found = ask(filter, sort, page + 1, PAGE).hits();
      for (int i = 0; i < found.size(); i++) {
        long place = (long) page * PAGE + i;
        if (place >= start && place < end) {
          ids.add(found.get(i).id());
        }
      }
      if (found.size() < PAGE) {
        break;
      }
    }
    return ids;
  }

  private Results ask(CkanFilter filter, Sort sort, int page, int size) {
    var facets = new HashMap<>(filter.facets());
    filter
        .tenants(all())
        .ifPresent(wanted -> facets.put("tenant", wanted.isEmpty() ? List.of("none") : wanted));
    return index.search(
        new SearchIndex.Request(
            filter.text(), facets, Range.OPEN, Range.OPEN, null, sort, page, size));
  }

  private void facets(Map<String, @Nullable Object> json, CkanCall call, CkanFilter filter) {
    var counts = new LinkedHashMap<String, Object>();
    var described = new LinkedHashMap<String, Object>();
    if (call.has("facet.field") && call.flag("facet", true)) {
      int most = call.number("facet.limit", USUAL_VALUES, MOST);
      boolean none = filter.matchesNothing();
      Results results = none ? null : ask(filter, Sort.RELEVANCE, 1, 0);
      for (String field : call.texts("facet.field")) {
        List<FacetValue> values =
            results == null
                ? List.of()
                : results.facets().getOrDefault(FACETS.getOrDefault(field, ""), List.of());
        var names = new LinkedHashMap<String, Long>();
        var items = new ArrayList<Map<String, Object>>();
        for (FacetValue value : values.subList(0, Math.min(most, values.size()))) {
          if (!value.value().equals("none")) {
            names.put(name(field, value), value.count());
            var item = new LinkedHashMap<String, Object>();
            item.put("name", name(field, value));
            item.put("display_name", hits.label(words, FACETS.getOrDefault(field, ""), value));
            item.put("count", value.count());
            items.add(item);
          }
        }
        counts.put(field, names);
        var facet = new LinkedHashMap<String, Object>();
        facet.put("title", field);
        facet.put("items", items);
        described.put(field, facet);
      }
    }
    json.put("facets", counts);
    json.put("search_facets", described);
  }

  private static String name(String field, FacetValue value) {
    String end = value.value().substring(value.value().lastIndexOf('/') + 1);
    return switch (field) {
      case "groups" -> end.toLowerCase(Locale.ROOT);
      case "license_id" -> value.value();
      default -> end;
    };
  }

  /// The packages a filter lets through.
  List<Map<String, @Nullable Object>> named(String filter, int most) {
    return find(CkanFilter.read("", List.of(filter)), order(""), 0, most).ids().stream()
        .flatMap(id -> packages.published(id).stream())
        .map(packages::dict)
        .toList();
  }

  /// Packages by how their title begins.
  List<Map<String, @Nullable Object>> completions(CkanCall call) {
    String typed = call.required("q");
    int most = call.number("limit", USUAL, PAGE);
    CkanFilter filter = CkanFilter.read(typed, List.of());
    var found = filter.text().isEmpty() ? null : ask(filter, Sort.RELEVANCE, 1, most);
    var completions = new ArrayList<Map<String, @Nullable Object>>();
    if (found != null) {
      found
          .hits()
          .forEach(hit -> {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("name", CkanPackages.name(hit.id()));
            json.put("title", hit.title());
            json.put("match_field", "title");
            json.put("match_displayed", hit.title());
            completions.add(json);
          });
    }
    return completions;
  }

  /// Resources whose fields hold a text: `query=name:baum`, more than one has to hold.
  Map<String, @Nullable Object> resources(CkanCall call) {
    var terms = new ArrayList<String[]>();
    var typed = new ArrayList<String>();
    for (String one : call.texts("query")) {
      String[] term = one.split(":", 2);
      if (term.length < 2 || term[1].isBlank()) {
        throw CkanProblem.invalid("query", "Must be <field>:<value>");
      }
      terms.add(new String[] {term[0], term[1].toLowerCase(Locale.ROOT)});
      typed.add(term[1]);
    }
    if (terms.isEmpty()) {
      throw CkanProblem.invalid("query", "Missing value");
    }
    int offset = call.number("offset", 0, DEEPEST);
    int limit = call.number("limit", PAGE, MOST);
    boolean format = terms.stream().allMatch(term -> term[0].equals("format"));
    CkanFilter filter =
        format
            ? CkanFilter.read(
                "", List.of("res_format:\"" + typed.getFirst().replace("\"", "") + "\""))
            : CkanFilter.read(String.join(" ", typed), List.of());
    var all = new ArrayList<Map<String, @Nullable Object>>();
    for (DatasetId id : window(filter, Sort.RELEVANCE, 0, MOST)) {
      packages
          .published(id)
          .ifPresent(shown -> {
            for (Map<String, @Nullable Object> resource : packages.resources(shown)) {
              if (terms.stream().allMatch(term -> holds(resource.get(term[0]), term[1]))) {
                all.add(resource);
              }
            }
          });
    }
    int from = Math.min(offset, all.size());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("count", all.size());
    json.put("results", all.subList(from, Math.min(all.size(), from + limit)));
    return json;
  }

  private static boolean holds(@Nullable Object value, String wanted) {
    return value != null && value.toString().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
