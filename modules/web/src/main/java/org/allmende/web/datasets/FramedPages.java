package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.FramedPage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetRows;
import org.allmende.web.rows.DatasetTables;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The table, the chart or the map of a dataset's rows as a page of its own, without anything
/// around it, which other sites may show in a frame. It takes the parameters of the dataset's page.
@RestController
public final class FramedPages {

  private static final int LONGEST = 200;

  private final Visible visible;
  private final DatasetTables tables;
  private final DatasetRows rows;
  private final DatasetFacts facts;
  private final Tenants tenants;
  private final Pages pages;
  private final Addresses addresses;

  FramedPages(
      Visible visible,
      DatasetTables tables,
      DatasetRows rows,
      DatasetFacts facts,
      Tenants tenants,
      Pages pages,
      Addresses addresses) {
    this.visible = visible;
    this.tables = tables;
    this.rows = rows;
    this.facts = facts;
    this.tenants = tenants;
    this.pages = pages;
    this.addresses = addresses;
  }

  /// What of a dataset other sites may show, by the last part of its address.
  enum Part {
    TABLE,
    CHART,
    MAP;

    private String path() {
      return "/" + name().toLowerCase(Locale.ROOT);
    }
  }

  /// The address of what a dataset's page shows.
  static Address address(Page page, DatasetId id, Part part) {
    Address here = page.address().with("lang", page.language()).without("page");
    Address sorted = part == Part.TABLE ? here : here.without("sort").without("from").without("by");
    return sorted.at("/datasets/" + id + part.path());
  }

  @GetMapping("/datasets/{tenant}/{slug}/table")
  ResponseEntity<byte[]> table(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    return framed(visible.find(request, tenant, slug), request, Part.TABLE);
  }

  @GetMapping("/datasets/{tenant}/{slug}/chart")
  ResponseEntity<byte[]> chart(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    return framed(visible.find(request, tenant, slug), request, Part.CHART);
  }

  @GetMapping("/datasets/{tenant}/{slug}/map")
  ResponseEntity<byte[]> map(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    return framed(visible.find(request, tenant, slug), request, Part.MAP);
  }

  private ResponseEntity<byte[]> framed(Shown shown, HttpServletRequest request, Part part)
      throws IOException {
    List<DatasetTables.Found> all = tables.all(shown, "");
    if (all.isEmpty() || shown.stored().entry().state() != State.PUBLISHED) {
      throw nothing(part);
    }
    Page page = pages.page(request, shown.id().tenant());
    Words words = page.words();
    String wanted = Plain.shorten(SearchParameters.text(request, "find"), LONGEST);
    var found = all.get(HtmlDatasetPages.chosen(request, all.size()));
    var rowsShown = rows.show(request, page.address(), found, wanted, true, words);
    if (rowsShown.rows().busy()) {
      throw Problem.of(Trouble.BUSY).header(HttpHeaders.RETRY_AFTER, "5");
    }
    FramedPage content = content(words, shown, rowsShown, part);
    if (content.isEmpty()) {
      throw nothing(part);
    }
    byte[] html = pages.render("framed", page, content);
    return Reply.to(request)
        .type(Pages.HTML)
        .vary(HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, words.language())
        .body(() -> html);
  }

  private FramedPage content(Words words, Shown shown, DatasetRows.Shown rowsShown, Part part) {
    Metadata.Agent publisher = shown.dataset().publisher();
    String slug = shown.id().tenant();
    String by =
        publisher == null || publisher.name().isBlank() ? tenants.name(slug) : publisher.name();
    return new FramedPage(
        HtmlDatasetPages.title(words, shown.dataset()),
        addresses.dataset(shown.id()),
        Plain.shorten(by, LONGEST),
        facts.license(words, shown).names(),
        part == Part.TABLE ? rowsShown.table() : null,
        rowsShown.rows(),
        part == Part.CHART ? rowsShown.chart() : null,
        part == Part.MAP ? rowsShown.map() : null);
  }

  private static Problem nothing(Part part) {
    return switch (part) {
      case TABLE ->
          Problem.of(
              Trouble.NOT_FOUND,
              "Dieser Datensatz hat keine Tabelle.",
              "This dataset has no table.");
      case CHART ->
          Problem.of(
              Trouble.NOT_FOUND,
              "Aus diesem Datensatz lässt sich kein Diagramm zeichnen.",
              "There is nothing to draw in this dataset.");
      case MAP ->
          Problem.of(
              Trouble.NOT_FOUND,
              "Dieser Datensatz sagt nicht, wo etwas liegt.",
              "This dataset does not say where anything lies.");
    };
  }
}
