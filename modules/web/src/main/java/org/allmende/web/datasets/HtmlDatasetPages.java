package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.dcat.reading.Tombstone;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.Choice;
import org.allmende.web.page.DatasetPage;
import org.allmende.web.page.Download;
import org.allmende.web.page.FindingView;
import org.allmende.web.page.Hit;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.WithdrawnPage;
import org.allmende.web.page.Words;
import org.allmende.web.quality.Assessments;
import org.allmende.web.rows.DatasetRows;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.search.FeedController;
import org.allmende.web.search.Hits;
import org.allmende.web.search.Twins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// The dataset page: the sentence first, then the data, then everything else that is known.
public final class HtmlDatasetPages implements DatasetPages {

  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_LEAD = 320;
  private static final int MOST_PARAGRAPHS = 200;
  private static final int MOST_NOTICES = 12;
  private static final int MOST_GAINS = 4;
  private static final int SIMILAR = 4;
  private static final int LONGEST_WANTED = 200;

  private final Browsing browsing;
  private final SearchIndex index;
  private final Freshness freshness;
  private final Accounts accounts;
  private final Pages pages;
  private final Hits hits;
  private final DatasetFacts facts;
  private final DatasetTables datasetTables;
  private final DatasetRows rows;
  private final FormPages forms;

  public HtmlDatasetPages(
      Browsing browsing,
      SearchIndex index,
      Freshness freshness,
      Accounts accounts,
      Pages pages,
      Hits hits,
      DatasetFacts facts,
      DatasetTables datasetTables,
      DatasetRows rows,
      FormPages forms) {
    this.browsing = browsing;
    this.index = index;
    this.freshness = freshness;
    this.accounts = accounts;
    this.pages = pages;
    this.hits = hits;
    this.facts = facts;
    this.datasetTables = datasetTables;
    this.rows = rows;
    this.forms = forms;
  }

  @Override
  public ResponseEntity<byte[]> page(HttpServletRequest request, Browsing.Shown shown)
      throws IOException {
    Page page = pages.page(request, shown.id().tenant());
    return switch (shown.stored().entry().state()) {
      case PUBLISHED -> published(request, page, shown);
      case DRAFT -> draft(request, page, shown);
      case WITHDRAWN -> withdrawn(request, page, shown);
    };
  }

  private ResponseEntity<byte[]> published(
      HttpServletRequest request, Page page, Browsing.Shown shown) throws IOException {
    String mark =
        pages.mark(
            shown.stored().change(),
            page.variant() + "-" + index.position() + "-" + browsing.linkMark(shown));
    if (!Caller.isSignedIn(request) && Reply.matches(request, "W/\"" + mark + "\"")) {
      return reply(request, page).mark(mark).body(() -> new byte[0]);
    }
    DatasetPage content = content(request, page, shown);
    byte[] html = html(page, shown, content);
    boolean busy = content.rows() != null && content.rows().busy();
    Reply reply = reply(request, page);
    return (busy ? reply : reply.mark(mark)).body(() -> html);
  }

  private static Reply reply(HttpServletRequest request, Page page) {
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept", "Accept-Language")
        .header(HttpHeaders.CONTENT_LANGUAGE, page.language());
  }

  private ResponseEntity<byte[]> draft(HttpServletRequest request, Page page, Browsing.Shown shown)
      throws IOException {
    if (!Caller.mayRead(request, shown.id().tenant())) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return ResponseEntity.ok()
        .contentType(Pages.HTML)
        .cacheControl(CacheControl.noStore().cachePrivate())
        .header(HttpHeaders.CONTENT_LANGUAGE, page.language())
        .body(html(page, shown, content(request, page, shown)));
  }

  private byte[] html(Page page, Browsing.Shown shown, DatasetPage content) {
    boolean open = shown.stored().entry().state() == State.PUBLISHED;
    var twins = new ArrayList<Page.Twin>();
    if (open) {
      twins.addAll(Twins.rdf(path(shown.id())));
      twins.add(new Page.Twin(path(shown.id()) + ".json", MediaType.APPLICATION_JSON_VALUE));
      twins.add(new Page.Twin(path(shown.id()) + "/versions.atom", FeedController.ATOM));
      Address feed = DatasetFacts.feed(shown);
      twins.add(new Page.Twin(feed.at(FeedController.ATOM_PATH).toString(), FeedController.ATOM));
    }
    return pages.render("dataset", page.withTwins(twins), content);
  }

  private DatasetPage.Embed embed(
      Page page, Browsing.Shown shown, DatasetRows.@Nullable Shown rowsShown) {
    return rowsShown == null
        ? new DatasetPage.Embed("", "", "")
        : new DatasetPage.Embed(
            embed(page, shown, FramedPages.Part.TABLE),
            rowsShown.chart() == null ? "" : embed(page, shown, FramedPages.Part.CHART),
            rowsShown.map() == null ? "" : embed(page, shown, FramedPages.Part.MAP));
  }

  private String embed(Page page, Browsing.Shown shown, FramedPages.Part part) {
    return facts.embed(page.words(), shown, FramedPages.address(page, shown.id(), part));
  }

  private DatasetPage content(HttpServletRequest request, Page page, Browsing.Shown shown)
      throws IOException {
    Words words = page.words();
    Dataset dataset = shown.dataset();
    List<String> text = paragraphs(dataset.description(words.language()));
    List<DatasetTables.Found> all = datasetTables.all(shown, "");
    List<Table> tables = all.stream().map(DatasetTables.Found::table).toList();
    int chosen = chosen(request, tables.size());
    String wanted = Plain.shorten(SearchParameters.text(request, "find"), LONGEST_WANTED);
    boolean open = shown.stored().entry().state() == State.PUBLISHED;
    DatasetRows.Shown rowsShown =
        all.isEmpty()
            ? null
            : rows.show(request, page.address(), all.get(chosen), wanted, open, words);
    List<Download> downloads = facts.downloads(words, dataset);
    List<Finding> findings = browsing.findings(shown);
    return new DatasetPage(
        path(shown.id()),
        title(words, dataset),
        other(dataset.titleLanguage(words.language()), words),
        text.isEmpty() ? "" : text.getFirst(),
        other(dataset.descriptionLanguage(words.language()), words),
        text.isEmpty() ? List.of() : text.subList(1, text.size()),
        by(shown),
        tenant(shown.id()),
        dataset.modified() == null ? "" : words.date(dataset.modified()),
        facts.frequency(words, dataset),
        dataset.hvdCategories().isEmpty() ? List.of() : List.of(words.t("dataset.hvd")),
        facts.best(dataset, downloads),
        choices(words, shown.id(), tables, chosen),
        rowsShown == null ? null : rowsShown.table(),
        rowsShown == null ? null : rowsShown.rows(),
        rowsShown == null ? null : rowsShown.chart(),
        rowsShown == null ? null : rowsShown.map(),
        embed(page, shown, open ? rowsShown : null),
        wanted,
        facts.versions(words, shown, !tables.isEmpty()),
        downloads,
        facts.descriptions(words, shown),
        notices(words, findings),
        tables.isEmpty() || !CleanTable.hasBadRows(findings)
            ? ""
            : "/api/v1" + path(shown.id()) + "/tables/" + (chosen + 1) + "/bad-rows",
        facts.license(words, shown),
        facts.cited(words, shown, tenant(shown.id()).label()),
        open ? path(shown.id()) + "/feedback" : "",
        facts.facts(words, shown),
        facts.machine(words, shown, tables, chosen),
        Assessments.score(words, browsing.quality(shown), MOST_GAINS),
        similar(words, shown),
        facts.source(shown),
        owner(request, words, shown),
        facts.structuredData(words, shown, tables));
  }

  /// A language that is not the page's; null else.
  private static @Nullable String other(String language, Words words) {
    return language.isEmpty() || language.equals(words.language()) ? null : language;
  }

  static String title(Words words, Dataset dataset) {
    String title = Plain.shorten(dataset.title(words.language()), LONGEST_TITLE);
    return title.isBlank() ? words.t("dataset.untitled") : title;
  }

  /// A description as paragraphs, the first of them short enough to be read at a glance.
  static List<String> paragraphs(String text) {
    var paragraphs = new ArrayList<String>();
    for (String paragraph : Plain.of(text).split("\\n+", MOST_PARAGRAPHS)) {
      if (!paragraph.isBlank()) {
        paragraphs.add(paragraph.strip());
      }
    }
    if (!paragraphs.isEmpty() && paragraphs.getFirst().length() > LONGEST_LEAD) {
      String first = paragraphs.getFirst();
      int end = first.lastIndexOf(". ", LONGEST_LEAD);
      if (end > LONGEST_LEAD / 4) {
        paragraphs.set(0, first.substring(0, end + 1));
        paragraphs.add(1, first.substring(end + 2));
      }
    }
    return paragraphs;
  }

  /// The table an address asks for, from 0; the first where it asks for none.
  static int chosen(HttpServletRequest request, int tables) {
    String wanted = request.getParameter("table");
    boolean number = wanted != null && wanted.matches("\\d{1,4}");
    int chosen = number ? Integer.parseInt(String.valueOf(wanted)) - 1 : 0;
    return chosen < 0 || chosen >= tables ? 0 : chosen;
  }

  private static List<Choice> choices(Words words, DatasetId id, List<Table> tables, int chosen) {
    var choices = new ArrayList<Choice>();
    for (int i = 0; i < tables.size() && tables.size() > 1; i++) {
      String name = Plain.shorten(tables.get(i).name(), 60);
      choices.add(
          new Choice(
              path(id) + "?table=" + (i + 1),
              name.isBlank() ? words.t("table.number", i + 1) : name,
              i == chosen));
    }
    return choices;
  }

  /// What its publisher has left as it is.
  private static List<FindingView> notices(Words words, List<Finding> findings) {
    List<Finding> left =
        findings.stream()
            .filter(finding -> finding.severity() == Severity.WARNING)
            .limit(MOST_NOTICES)
            .toList();
    return Assessments.findings(words, left);
  }

  private List<Hit> similar(Words words, Browsing.Shown shown) {
    return shown.stored().entry().state() == State.PUBLISHED
        ? index.similar(shown.id(), SIMILAR).stream().map(hit -> hits.hit(words, hit)).toList()
        : List.of();
  }

  private DatasetPage.@Nullable Owner owner(
      HttpServletRequest request, Words words, Browsing.Shown shown) {
    if (!mayChange(request, shown)) {
      return null;
    }
    boolean ours = shown.notes().isOurs();
    String path = "/upload/" + shown.id();
    return new DatasetPage.Owner(
        ours ? path : "",
        ours ? path + "/files" : "",
        path + "/quality",
        shown.stored().entry().state() == State.DRAFT,
        !freshness.shows(shown.stored().change()),
        Plans.said(words, shown.notes().plan()));
  }

  private static boolean mayChange(HttpServletRequest request, Browsing.Shown shown) {
    String tenant = shown.id().tenant();
    boolean draft = shown.stored().entry().state() == State.DRAFT;
    return Caller.of(request)
        .map(actor -> draft ? actor.mayWrite(tenant) : actor.mayPublish(tenant))
        .orElse(false);
  }

  private String by(Browsing.Shown shown) {
    Metadata.Agent publisher = shown.dataset().publisher();
    return publisher == null || publisher.name().isBlank()
        ? tenant(shown.id()).label()
        : Plain.shorten(publisher.name(), LONGEST_TITLE);
  }

  private Link tenant(DatasetId id) {
    String name = accounts.tenant(id.tenant()).map(Tenant::name).orElse(id.tenant());
    return new Link(name, "/tenants/" + id.tenant());
  }

  private static String path(DatasetId id) {
    return "/datasets/" + id;
  }

  private ResponseEntity<byte[]> withdrawn(
      HttpServletRequest request, Page page, Browsing.Shown shown) {
    Words words = page.words();
    Dataset dataset = shown.dataset();
    var content =
        new WithdrawnPage(
            title(words, dataset),
            dataset.modified() == null ? "" : words.date(dataset.modified()),
            by(shown),
            Plain.of(Tombstone.reason(shown.stored().entry().graph(), dataset.uri())),
            pages.tenants(List.of(shown.id().tenant())),
            tenant(shown.id()),
            again(request, shown),
            mayChange(request, shown) && !freshness.shows(shown.stored().change()));
    return content.again() == null
        ? ResponseEntity.status(HttpStatus.GONE)
            .contentType(Pages.HTML)
            .cacheControl(CacheControl.noCache())
            .header(HttpHeaders.CONTENT_LANGUAGE, page.language())
            .header(HttpHeaders.VARY, "Accept, Accept-Language")
            .body(pages.render("withdrawn", page, content))
        : forms.answer(request, HttpStatus.GONE, "withdrawn", page, content);
  }

  private WithdrawnPage.@Nullable Again again(HttpServletRequest request, Browsing.Shown shown) {
    return Caller.isSignedIn(request) && mayChange(request, shown) && shown.notes().isOurs()
        ? new WithdrawnPage.Again(
            "/upload/" + shown.id(),
            forms.formToken(request),
            Long.toString(shown.stored().change()))
        : null;
  }
}
