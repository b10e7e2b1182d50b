package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.browsing.Describing;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.model.Addresses;
import org.allmende.model.State;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Syntaxes;
import org.allmende.web.http.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A dataset at its address, in the form asked for: a page for people, RDF or JSON for programs; or
/// in the form its ending names.
@RestController
public final class DescriptionController {

  private static final MediaType CSV = MediaType.parseMediaType("text/csv");
  public static final MediaType CSVW = MediaType.parseMediaType("application/csvm+json");
  private static final MediaType CSV_CONTENT =
      MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

  private final Visible visible;
  private final Browsing browsing;
  private final Describing describing;
  private final DatasetDocument document;
  private final ObjectProvider<DatasetPages> datasetPages;
  private final Addresses addresses;
  private final Pages pages;

  DescriptionController(
      Visible visible,
      Browsing browsing,
      Describing describing,
      DatasetDocument document,
      ObjectProvider<DatasetPages> datasetPages,
      Addresses addresses,
      Pages pages) {
    this.visible = visible;
    this.browsing = browsing;
    this.describing = describing;
    this.document = document;
    this.datasetPages = datasetPages;
    this.addresses = addresses;
    this.pages = pages;
  }

  @GetMapping("/datasets/{tenant}/{name}")
  @Nullable ResponseEntity<byte[]> dataset(
      @PathVariable String tenant,
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    int dot = name.indexOf('.');
    String slug = dot < 0 ? name : name.substring(0, dot);
    Shown shown = visible.orWithdrawn(request, tenant, slug);
    if (dot < 0) {
      return negotiated(request, response, shown);
    }
    Visible.refuseWithdrawn(shown);
    linkAlternates(response, shown);
    String suffix = name.substring(dot + 1);
    return switch (suffix) {
      case "csv" -> table(request, response, shown);
      case "csv-metadata.json" -> tableMetadata(request, shown);
      default -> suffixed(request, shown, suffix);
    };
  }

  private @Nullable ResponseEntity<byte[]> negotiated(
      HttpServletRequest request, HttpServletResponse response, Shown shown) throws IOException {
    DatasetPages page = datasetPages.getIfAvailable();
    MediaType chosen = Negotiation.require(offered(page != null, hasTable(shown)), request);
    if (page != null && chosen.equals(MediaType.TEXT_HTML)) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
      linkAlternates(response, shown);
      return page.page(request, shown);
    }
    Visible.refuseWithdrawn(shown);
    linkAlternates(response, shown);
    if (chosen.equals(CSV)) {
      return table(request, response, shown);
    }
    return chosen.equals(MediaType.APPLICATION_JSON)
        ? json(request, shown)
        : rdf(request, shown, RdfSyntax.ofMediaType(chosen.toString()).orElseThrow());
  }

  private void linkAlternates(HttpServletResponse response, Shown shown) {
    State state = shown.stored().entry().state();
    if (state != State.WITHDRAWN) {
      response.setHeader(HttpHeaders.LINK, Syntaxes.alternates(addresses.dataset(shown.id())));
    }
    if (state == State.PUBLISHED) {
      response.addHeader(HttpHeaders.LINK, Signposts.of(shown, addresses));
    }
  }

  private static List<MediaType> offered(boolean html, boolean table) {
    var offered = new ArrayList<MediaType>();
    if (html) {
      offered.add(MediaType.TEXT_HTML);
    }
    offered.addAll(Syntaxes.TYPES);
    offered.add(MediaType.APPLICATION_JSON);
    if (table) {
      offered.add(CSV);
    }
    return offered;
  }

  private ResponseEntity<byte[]> suffixed(HttpServletRequest request, Shown shown, String suffix) {
    return switch (suffix) {
      case "json" -> json(request, shown);
      default ->
          rdf(
              request,
              shown,
              Syntaxes.ofSuffix(suffix).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND)));
    };
  }

  private ResponseEntity<byte[]> rdf(HttpServletRequest request, Shown shown, RdfSyntax syntax) {
    return Reply.to(request)
        .type(Syntaxes.content(syntax))
        .vary(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LOCATION, location(shown, syntax.suffix()))
        .mark(pages.mark(shown.stored().change(), syntax.suffix()))
        .body(() -> describing.write(shown, syntax));
  }

  private ResponseEntity<byte[]> json(HttpServletRequest request, Shown shown) {
    return document.answer(request, shown, location(shown, "json"));
  }

  /// Whether its description names the table; what lies elsewhere is not given out here. Of what is
  /// withdrawn the table is offered too, so that whoever asks for it hears that it is gone.
  private static boolean hasTable(Shown shown) {
    if (shown.stored().entry().state() == State.WITHDRAWN) {
      return true;
    }
    String address = shown.dataset().uri() + ".csv";
    return shown.notes().isOurs()
        && shown.dataset().distributions().stream()
            .anyMatch(distribution -> address.equals(distribution.downloadUrl()));
  }

  /// The first table, repaired; it is on its way when this returns.
  private @Nullable ResponseEntity<byte[]> table(
      HttpServletRequest request, HttpServletResponse response, Shown shown) throws IOException {
    CleanTable table = cleanTable(shown);
    return Reply.to(request)
        .type(CSV_CONTENT)
        .vary(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LOCATION, location(shown, "csv"))
        .header(HttpHeaders.CONTENT_DISPOSITION, saved(shown))
        .header(HttpHeaders.LINK, describedBy(shown))
        .mark(table.mark())
        .stream(response, table::write);
  }

  /// What the table at `.csv` holds, where programs look for it ([CSVW,
  /// 5.2](https://www.w3.org/TR/tabular-data-model/#standard-file-metadata)).
  private ResponseEntity<byte[]> tableMetadata(HttpServletRequest request, Shown shown)
      throws IOException {
    CleanTable table = cleanTable(shown);
    String title = shown.dataset().title("de");
    return Reply.to(request)
        .vary(HttpHeaders.AUTHORIZATION)
        .type(CSVW)
        .mark(table.mark() + "-" + Integer.toHexString(title.hashCode()))
        .body(() -> Json.own().writeValueAsBytes(table.metadata(location(shown, "csv"), title)));
  }

  private CleanTable cleanTable(Shown shown) throws IOException {
    return browsing
        .cleanTable(shown)
        .orElseThrow(() ->
            Problem.of(
                Trouble.NOT_FOUND,
                "Dieser Datensatz hat keine Tabelle, die hier als CSV bereitliegt.",
                "This dataset has no table that is ready as CSV here."));
  }

  private String describedBy(Shown shown) {
    return "<"
        + location(shown, "csv-metadata.json")
        + ">; rel=\"describedby\"; type=\""
        + CSVW
        + "\"";
  }

  private static String saved(Shown shown) {
    return ContentDisposition.attachment().filename(shown.id().slug() + ".csv").build().toString();
  }

  private String location(Shown shown, String suffix) {
    return addresses.dataset(shown.id()) + "." + suffix;
  }
}
