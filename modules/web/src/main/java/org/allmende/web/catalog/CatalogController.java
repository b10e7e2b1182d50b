package org.allmende.web.catalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Listing;
import org.allmende.catalog.said.IsoDates;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.model.Slug;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Syntaxes;
import org.allmende.web.http.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The catalogues for harvesters: of all tenants and of each, page by page or whole. People are led
/// to the list of datasets.
@RestController
public final class CatalogController {

  private static final int MAX_DIGITS = 7;
  private static final int LONGEST_DATE = 40;
  private static final int MOST_DUMPS = 4;
  private static final int BUFFER = 1 << 16;
  private static final MediaType GZIP = MediaType.parseMediaType("application/gzip");

  private final Listing listing;
  private final DatasetStore store;
  private final Tenants tenants;
  private final Pages pages;
  private final Semaphore dumps = new Semaphore(MOST_DUMPS);

  CatalogController(Listing listing, DatasetStore store, Tenants tenants, Pages pages) {
    this.listing = listing;
    this.store = store;
    this.tenants = tenants;
    this.pages = pages;
  }

  @GetMapping("/catalog")
  ResponseEntity<byte[]> all(HttpServletRequest request) {
    return negotiated(request, null);
  }

  @GetMapping("/catalog.{syntax}")
  @Nullable ResponseEntity<byte[]> all(
      @PathVariable String syntax, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return suffixed(request, response, null, syntax);
  }

  @GetMapping("/catalogs/{name}")
  @Nullable ResponseEntity<byte[]> one(
      @PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int dot = name.indexOf('.');
    String tenant = dot < 0 ? name : name.substring(0, dot);
    if (!Slug.isValid(tenant) || tenants.find(tenant).isEmpty()) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return dot < 0
        ? negotiated(request, tenant)
        : suffixed(request, response, tenant, name.substring(dot + 1));
  }

  private ResponseEntity<byte[]> negotiated(HttpServletRequest request, @Nullable String tenant) {
    var offered = new ArrayList<MediaType>(Syntaxes.TYPES);
    offered.add(MediaType.TEXT_HTML);
    MediaType chosen = Negotiation.require(offered, request);
    if (chosen.equals(MediaType.TEXT_HTML)) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(tenant == null ? "/datasets" : "/datasets?tenant=" + tenant))
          .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
          .build();
    }
    return page(request, tenant, RdfSyntax.ofMediaType(chosen.toString()).orElseThrow());
  }

  private @Nullable ResponseEntity<byte[]> suffixed(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable String tenant,
      String suffix)
      throws IOException {
    return switch (suffix) {
      case "nt.gz" -> dump(request, response, tenant, false);
      case "nq.gz" -> dump(request, response, tenant, true);
      default ->
          page(
              request,
              tenant,
              Syntaxes.ofSuffix(suffix).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND)));
    };
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, @Nullable String tenant, RdfSyntax syntax) {
    Instant settled = store.settled();
    var part = new Listing.Part(tenant, since(request));
    int number = number(request);
    int last = listing.pages(part);
    if (number > last) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    String address = listing.address(part, syntax);
    String variant = syntax.suffix() + "-" + number;
    return Reply.to(request)
        .type(Syntaxes.content(syntax))
        .vary(HttpHeaders.ACCEPT)
        .header(HttpHeaders.CONTENT_LOCATION, address + number)
        .date(settled)
        .header(HttpHeaders.LINK, links(address, number, last))
        .mark(
            pages.mark(
                store.change(),
                part.since() == null ? variant : variant + "-" + part.since().toEpochMilli()))
        .body(() ->
            listing.page(part, number, syntax).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND)));
  }

  /// The whole catalogue, on its way while it is made. Whoever reads slowly holds up nobody but
  /// others who want dumps.
  private @Nullable ResponseEntity<byte[]> dump(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable String tenant,
      boolean quads)
      throws IOException {
    String name = (tenant == null ? "catalog" : tenant) + (quads ? ".nq.gz" : ".nt.gz");
    return Reply.to(request)
        .type(GZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .mark(pages.mark(store.change(), quads ? "quads" : "triples"))
        .stream(response, out -> dump(tenant, quads, out));
  }

  private void dump(@Nullable String tenant, boolean quads, OutputStream out) throws IOException {
    if (!dumps.tryAcquire()) {
      throw Problem.of(Trouble.BUSY).header(HttpHeaders.RETRY_AFTER, "60");
    }
    try {
      var zipped = new GZIPOutputStream(out, BUFFER);
      if (!listing.dump(tenant, quads, zipped)) {
        throw Problem.of(Trouble.NOT_FOUND);
      }
      zipped.finish();
    } finally {
      dumps.release();
    }
  }

  /// Since when datasets have changed that are asked for, by our name for it or that of
  /// ckanext-dcat; null where it is not said.
  private static @Nullable Instant since(HttpServletRequest request) {
    String ours = request.getParameter("modifiedSince");
    String asked = ours == null ? request.getParameter("modified_since") : ours;
    if (asked == null || asked.isBlank()) {
      return null;
    }
    Instant since = asked.length() > LONGEST_DATE ? null : IsoDates.moment(asked.strip());
    if (since == null) {
      throw SearchParameters.wrong(
          ours == null ? "modified_since" : "modifiedSince",
          "ein Datum wie 2026-05-31 oder 2026-05-31T12:00:00Z",
          "a date such as 2026-05-31 or 2026-05-31T12:00:00Z");
    }
    return since;
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

  /// @param address of every page but for its number
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
    return "<" + address + page + ">; rel=\"" + relation + "\"";
  }
}
