package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
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
import org.allmende.web.page.ChartView;
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

/// The drawing of a dataset's rows as a page of its own, without anything around it, which other
/// sites may show in a frame. It takes the parameters of the dataset's page.
@RestController
public final class ChartPages {

  private static final int LONGEST = 200;

  private final Visible visible;
  private final DatasetTables tables;
  private final DatasetRows rows;
  private final DatasetFacts facts;
  private final Tenants tenants;
  private final Pages pages;
  private final Addresses addresses;

  ChartPages(
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

  /// The address of what a dataset's page draws.
  static Address address(Page page, DatasetId id) {
    return page.address()
        .without("page")
        .without("sort")
        .with("lang", page.language())
        .at("/datasets/" + id + "/chart");
  }

  @GetMapping("/datasets/{tenant}/{slug}/chart")
  ResponseEntity<byte[]> chart(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    List<DatasetTables.Found> all = tables.all(shown, "");
    if (all.isEmpty() || shown.stored().entry().state() != State.PUBLISHED) {
      throw nothing();
    }
    Page page = pages.page(request, shown.id().tenant());
    Words words = page.words();
    String wanted = Plain.shorten(SearchParameters.text(request, "find"), LONGEST);
    var found = all.get(HtmlDatasetPages.chosen(request, all.size()));
    ChartView chart = rows.show(request, page.address(), found, wanted, true, words).chart();
    if (chart == null) {
      throw nothing();
    }
    byte[] html = pages.render("framed", page, content(words, shown, chart));
    return Reply.to(request)
        .type(Pages.HTML)
        .vary(HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, words.language())
        .body(() -> html);
  }

  private FramedPage content(Words words, Shown shown, ChartView chart) {
    Metadata.Agent publisher = shown.dataset().publisher();
    String slug = shown.id().tenant();
    String by =
        publisher == null || publisher.name().isBlank() ? tenants.name(slug) : publisher.name();
    return new FramedPage(
        HtmlDatasetPages.title(words, shown.dataset()),
        addresses.dataset(shown.id()),
        Plain.shorten(by, LONGEST),
        facts.license(words, shown).names(),
        chart);
  }

  private static Problem nothing() {
    return Problem.of(
        Trouble.NOT_FOUND,
        "Aus diesem Datensatz lässt sich kein Diagramm zeichnen.",
        "There is nothing to draw in this dataset.");
  }
}
