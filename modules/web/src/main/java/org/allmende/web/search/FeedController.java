package org.allmende.web.search;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.XmlOutput;
import org.allmende.web.page.Address;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Any search as a feed, what changed here last first: as
/// [Atom](https://www.rfc-editor.org/rfc/rfc4287) with
/// [pages](https://www.rfc-editor.org/rfc/rfc5005) and as [JSON
/// Feed](https://www.jsonfeed.org/version/1.1/). The parameters are those of the search.
///
/// Dates are those of the changes, whatever a description says of itself, and come from the index
/// with the texts, so that neither is ahead of the other. The feed of everything, or of tenants,
/// tells as [deleted entries](https://www.rfc-editor.org/rfc/rfc6721) what was withdrawn since its
/// oldest entry.
@RestController
public final class FeedController {

  public static final String ATOM_PATH = "/datasets.atom";
  public static final String JSON_PATH = "/datasets.jsonfeed";
  public static final String ATOM = "application/atom+xml";
  public static final String JSON_FEED = "application/feed+json";

  private static final int USUAL = 25;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_WITHDRAWN = 100;
  private static final String TENANT = "tenant";

  private final SearchIndex index;
  private final Chronicle chronicle;
  private final DatasetStore store;
  private final Addresses addresses;
  private final Pages pages;

  FeedController(
      SearchIndex index,
      Chronicle chronicle,
      DatasetStore store,
      Addresses addresses,
      Pages pages) {
    this.index = index;
    this.chronicle = chronicle;
    this.store = store;
    this.addresses = addresses;
    this.pages = pages;
  }

  /// A page of a feed.
  ///
  /// @param next the following page; null after the last
  /// @param previous the page before; null for the first
  private record Feed(
      String title,
      String self,
      String first,
      @Nullable String next,
      @Nullable String previous,
      String page,
      List<Entry> entries,
      List<Gone> gone) {

    Instant updated() {
      return Stream.concat(
              entries.stream().map(entry -> entry.hit().changed()), gone.stream().map(Gone::when))
          .max(Instant::compareTo)
          .orElse(Instant.EPOCH);
    }
  }

  private record Entry(Hit hit, String page) {}

  private record Gone(String uri, Instant when) {}

  @GetMapping(ATOM_PATH)
  ResponseEntity<byte[]> atom(HttpServletRequest request) {
    return answer(
        request,
        MediaType.parseMediaType(ATOM + ";charset=UTF-8"),
        ATOM_PATH,
        FeedController::atom);
  }

  @GetMapping(JSON_PATH)
  ResponseEntity<byte[]> json(HttpServletRequest request) {
    return answer(request, MediaType.parseMediaType(JSON_FEED), JSON_PATH, FeedController::json);
  }

  private interface Form {
    byte[] of(Feed feed, String language);
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, MediaType type, String path, Form form) {
    SearchIndex.Request asked = asked(request);
    String language = Pages.language(request);
    return Reply.to(request)
        .type(type)
        .vary(HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .mark(pages.mark(index, "feed-" + language))
        .body(() -> form.of(feed(request, asked, path, language), language));
  }

  private static SearchIndex.Request asked(HttpServletRequest request) {
    SearchIndex.Request asked = SearchParameters.read(request);
    return new SearchIndex.Request(
        asked.text(),
        asked.filters(),
        asked.modified(),
        asked.coverage(),
        asked.box(),
        request.getParameter("sort") == null ? Sort.CHANGED : asked.sort(),
        asked.page(),
        request.getParameter("size") == null ? USUAL : asked.size());
  }

  private Feed feed(
      HttpServletRequest request, SearchIndex.Request asked, String path, String language) {
    Address here = Address.of(path, request.getParameterMap());
    Results results = index.search(asked);
    Words words = Words.of(language);
    int page = asked.page();
    boolean more =
        (long) page * asked.size() < Math.min(results.total(), SearchParameters.MAX_DEPTH);
    List<Entry> entries = results.hits().stream().map(this::entry).toList();
    return new Feed(
        asked.text().isEmpty()
            ? words.t("feed.title")
            : words.t("feed.title.for", Plain.shorten(asked.text(), LONGEST_TITLE)),
        absolute(here),
        absolute(here.without("page")),
        more && asked.size() > 0 ? absolute(here.with("page", Integer.toString(page + 1))) : null,
        page > 1 ? absolute(here.with("page", Integer.toString(page - 1))) : null,
        absolute(here.without("page").at("/datasets")),
        entries,
        tellsWithdrawals(asked) ? gone(asked, results.hits(), more) : List.of());
  }

  private Entry entry(Hit hit) {
    return new Entry(hit, addresses.dataset(hit.id()));
  }

  /// Whether it can be said of a withdrawn dataset that it was in the feed.
  private static boolean tellsWithdrawals(SearchIndex.Request asked) {
    return asked.page() == 1
        && asked.sort() == Sort.CHANGED
        && asked.text().isEmpty()
        && Set.of(TENANT).containsAll(asked.filters().keySet())
        && asked.modified().equals(Range.OPEN)
        && asked.coverage().equals(Range.OPEN)
        && asked.box() == null;
  }

  private List<Gone> gone(SearchIndex.Request asked, List<Hit> hits, boolean more) {
    List<String> tenants = asked.filters().getOrDefault(TENANT, List.of());
    Set<DatasetId> here = hits.stream().map(Hit::id).collect(Collectors.toSet());
    Instant oldest = more && !hits.isEmpty() ? hits.getLast().changed() : Instant.EPOCH;
    return chronicle
        .withdrawn(Chronicle.Span.since(null, oldest), id -> covers(tenants, id), MOST_WITHDRAWN)
        .stream()
        .filter(event -> !here.contains(event.id()))
        .flatMap(event ->
            store
                .find(event.id())
                .map(stored -> new Gone(stored.entry().uri(), event.moment()))
                .stream())
        .toList();
  }

  private static boolean covers(List<String> tenants, DatasetId id) {
    return tenants.isEmpty() || tenants.contains(id.tenant());
  }

  private String absolute(Address address) {
    return addresses.base() + address;
  }

  private static byte[] atom(Feed feed, String language) {
    var xml = new XmlOutput();
    xml.begin(
        "feed",
        "xmlns",
        "http://www.w3.org/2005/Atom",
        "xmlns:at",
        "http://purl.org/atompub/tombstones/1.0",
        "xml:lang",
        language);
    xml.element("id", feed.first());
    xml.element("title", feed.title());
    xml.element("updated", feed.updated().toString());
    xml.element("generator", "Allmende");
    link(xml, "self", feed.self(), ATOM);
    link(xml, "alternate", feed.page(), "text/html");
    link(xml, "first", feed.first(), ATOM);
    link(xml, "next", feed.next(), ATOM);
    link(xml, "previous", feed.previous(), ATOM);
    for (Entry entry : feed.entries()) {
      Hit hit = entry.hit();
      xml.begin("entry");
      xml.element("id", hit.uri());
      xml.element("title", title(hit));
      xml.element("updated", hit.changed().toString());
      link(xml, "alternate", entry.page(), "text/html");
      link(xml, "describedby", entry.page() + ".ttl", "text/turtle");
      xml.begin("author").element("name", author(hit)).end();
      hit.themes().forEach(theme -> xml.empty("category", "term", theme));
      xml.element("summary", Plain.shorten(hit.description(), LONGEST_TEXT));
      xml.end();
    }
    for (Gone gone : feed.gone()) {
      xml.begin("at:deleted-entry", "ref", gone.uri(), "when", gone.when().toString()).end();
    }
    return xml.bytes();
  }

  /// A link of a feed or an entry; nothing where it leads nowhere.
  public static void link(XmlOutput xml, String relation, @Nullable String href, String type) {
    if (href != null) {
      xml.empty("link", "rel", relation, "type", type, "href", href);
    }
  }

  private static String title(Hit hit) {
    String title = Plain.shorten(hit.title(), LONGEST_TITLE);
    return title.isBlank() ? hit.uri() : title;
  }

  private static String author(Hit hit) {
    return hit.publisher().isBlank() ? hit.id().tenant() : Plain.of(hit.publisher());
  }

  private static byte[] json(Feed feed, String language) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", "https://jsonfeed.org/version/1.1");
    json.put("title", feed.title());
    json.put("home_page_url", feed.page());
    json.put("feed_url", feed.self());
    if (feed.next() != null) {
      json.put("next_url", feed.next());
    }
    json.put("language", language);
    var items = new ArrayList<Map<String, Object>>();
    for (Entry entry : feed.entries()) {
      Hit hit = entry.hit();
      var item = new LinkedHashMap<String, Object>();
      item.put("id", hit.uri());
      item.put("url", entry.page());
      item.put("title", title(hit));
      item.put("content_text", Plain.shorten(hit.description(), LONGEST_TEXT));
      item.put("date_modified", hit.changed().toString());
      item.put("authors", List.of(Map.of("name", author(hit))));
      item.put("tags", hit.themes());
      items.add(item);
    }
    json.put("items", items);
    if (!feed.gone().isEmpty()) {
      json.put("_allmende", Map.of("withdrawn", feed.gone()));
    }
    return Json.own().writeValueAsBytes(json);
  }
}
