package org.allmende.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import org.allmende.catalog.DatasetStore;
import org.allmende.catalog.Listing;
import org.allmende.catalog.Tenants;
import org.allmende.dcat.RdfSyntax;
import org.allmende.model.Addresses;
import org.allmende.model.Slug;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The catalogues for harvesters: of all tenants and of each, page by page. People are led to the
/// list of datasets.
@RestController
final class CatalogController {

  private static final int MAX_DIGITS = 7;

  private final Listing listing;
  private final DatasetStore store;
  private final Tenants tenants;
  private final Addresses addresses;
  private final Pages pages;

  CatalogController(
      Listing listing, DatasetStore store, Tenants tenants, Addresses addresses, Pages pages) {
    this.listing = listing;
    this.store = store;
    this.tenants = tenants;
    this.addresses = addresses;
    this.pages = pages;
  }

  /// A catalogue asked for.
  ///
  /// @param tenant empty for the catalogue of all
  private record Asked(String tenant, String address) {

    String list() {
      return tenant.isEmpty() ? "/datasets" : "/datasets?tenant=" + tenant;
    }
  }

  @GetMapping("/catalog")
  ResponseEntity<byte[]> all(HttpServletRequest request) {
    return negotiated(request, new Asked("", addresses.catalog()));
  }

  @GetMapping("/catalog.{syntax}")
  ResponseEntity<byte[]> all(@PathVariable String syntax, HttpServletRequest request) {
    return page(request, new Asked("", addresses.catalog()), syntax(syntax));
  }

  @GetMapping("/catalogs/{name}")
  ResponseEntity<byte[]> one(@PathVariable String name, HttpServletRequest request) {
    int dot = name.indexOf('.');
    String tenant = dot < 0 ? name : name.substring(0, dot);
    if (!Slug.isValid(tenant) || tenants.find(tenant).isEmpty()) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    var asked = new Asked(tenant, addresses.catalog(tenant));
    return dot < 0
        ? negotiated(request, asked)
        : page(request, asked, syntax(name.substring(dot + 1)));
  }

  private static RdfSyntax syntax(String suffix) {
    return Syntaxes.ofSuffix(suffix).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private ResponseEntity<byte[]> negotiated(HttpServletRequest request, Asked asked) {
    var offered = new ArrayList<MediaType>(Syntaxes.TYPES);
    offered.add(MediaType.TEXT_HTML);
    MediaType chosen = Negotiation.require(offered, request);
    if (chosen.equals(MediaType.TEXT_HTML)) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(asked.list()))
          .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
          .build();
    }
    return page(request, asked, RdfSyntax.ofMediaType(chosen.toString()).orElseThrow());
  }

  private ResponseEntity<byte[]> page(HttpServletRequest request, Asked asked, RdfSyntax syntax) {
    int number = number(request);
    int last = asked.tenant().isEmpty() ? listing.pages() : listing.pages(asked.tenant());
    if (number > last) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    String address = asked.address() + "." + syntax.suffix();
    return Reply.to(request)
        .type(Syntaxes.content(syntax))
        .vary(HttpHeaders.ACCEPT)
        .header(HttpHeaders.CONTENT_LOCATION, address + "?page=" + number)
        .header(HttpHeaders.LINK, links(address, number, last))
        .mark(pages.mark(store.change(), syntax.suffix() + "-" + number))
        .body(() -> bytes(asked.tenant(), number, syntax));
  }

  private byte[] bytes(String tenant, int number, RdfSyntax syntax) {
    var page =
        tenant.isEmpty() ? listing.page(number, syntax) : listing.page(tenant, number, syntax);
    return page.orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  /// A page that cannot be is a page that is not there.
  private static int number(HttpServletRequest request) {
    String asked = request.getParameter("page");
    if (asked == null || asked.isEmpty()) {
      return 1;
    }
    boolean number = asked.length() <= MAX_DIGITS && asked.matches("[1-9][0-9]*");
    if (!number) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return Integer.parseInt(asked);
  }

  private static String links(String address, int number, int last) {
    var links = new ArrayList<String>();
    links.add(link(address, 1, "first"));
    if (number > 1) {
      links.add(link(address, number - 1, "prev"));
    }
    if (number < last) {
      links.add(link(address, number + 1, "next"));
    }
    links.add(link(address, last, "last"));
    return String.join(", ", links);
  }

  private static String link(String address, int page, String relation) {
    return "<" + address + "?page=" + page + ">; rel=\"" + relation + "\"";
  }
}
