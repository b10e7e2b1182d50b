package org.allmende.web.catalog;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.Chronicle.Event;
import org.allmende.catalog.store.Chronicle.Span;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.Addresses;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.http.XmlOutput;
import org.allmende.web.page.Themes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// All pages for search engines, as [sitemaps](https://www.sitemaps.org/protocol.html): one while
/// there is room in it, else a list of several.
@RestController
public final class SitemapController {

  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
  private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");

  /// A sitemap holds 50,000 addresses; some are kept for pages that are no dataset's.
  private static final int SIZE = 45_000;

  private static final int MOST_OTHERS = 5_000;

  /// Pages there is one of.
  private static final List<String> OTHERS =
      List.of("/", "/datasets", "/tenants", "/sparql", "/developers", "/accessibility");

  private final Chronicle chronicle;
  private final DatasetStore store;
  private final Tenants tenants;
  private final Addresses addresses;
  private final Pages pages;

  SitemapController(
      Chronicle chronicle, DatasetStore store, Tenants tenants, Addresses addresses, Pages pages) {
    this.chronicle = chronicle;
    this.store = store;
    this.tenants = tenants;
    this.addresses = addresses;
    this.pages = pages;
  }

  @GetMapping("/sitemap.xml")
  ResponseEntity<byte[]> first(HttpServletRequest request) {
    return answer(
        request,
        "all",
        () -> {
          List<Event> all = all();
          return all.size() <= SIZE ? pages(all, true) : list(all);
        });
  }

  @GetMapping("/sitemap-{number}.xml")
  ResponseEntity<byte[]> part(@PathVariable String number, HttpServletRequest request) {
    if (!number.matches("[1-9]\\d{0,4}")) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return answer(
        request,
        number,
        () -> {
          List<Event> all = all();
          long from = (Long.parseLong(number) - 1) * SIZE;
          if (from >= all.size()) {
            throw Problem.of(Trouble.NOT_FOUND);
          }
          int to = (int) Math.min(all.size(), from + SIZE);
          return pages(all.subList((int) from, to), from == 0);
        });
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, String part, java.util.function.Supplier<byte[]> body) {
    return Reply.to(request)
        .type(XML)
        .mark(pages.mark(store.change(), "sitemap-" + part))
        .body(body);
  }

  private List<Event> all() {
    return chronicle.all(Span.ALL).stream()
        .filter(event -> !event.withdrawn())
        .sorted(Comparator.comparing(Event::id))
        .toList();
  }

  private byte[] pages(List<Event> datasets, boolean others) {
    var xml = new XmlOutput();
    xml.begin("urlset", "xmlns", NAMESPACE);
    if (others) {
      Stream<String> themes = Themes.codes().stream().map(code -> "/themes/" + code);
      Stream<String> tenantPages = tenants.all().stream().map(t -> "/tenants/" + t.slug());
      Stream.of(OTHERS.stream(), themes, tenantPages)
          .flatMap(paths -> paths)
          .limit(MOST_OTHERS)
          .forEach(path -> page(xml, "url", addresses.base() + path, null));
    }
    datasets.forEach(event -> page(xml, "url", addresses.dataset(event.id()), event.moment()));
    return xml.bytes();
  }

  private byte[] list(List<Event> all) {
    var xml = new XmlOutput();
    xml.begin("sitemapindex", "xmlns", NAMESPACE);
    for (int from = 0; from < all.size(); from += SIZE) {
      Instant latest =
          all.subList(from, Math.min(all.size(), from + SIZE)).stream()
              .map(Event::moment)
              .max(Instant::compareTo)
              .orElse(Instant.EPOCH);
      page(xml, "sitemap", addresses.base() + "/sitemap-" + (from / SIZE + 1) + ".xml", latest);
    }
    return xml.bytes();
  }

  private static void page(
      XmlOutput xml, String element, String address, @Nullable Instant modified) {
    xml.begin(element)
        .element("loc", address)
        .element("lastmod", modified == null ? null : modified.toString())
        .end();
  }
}
