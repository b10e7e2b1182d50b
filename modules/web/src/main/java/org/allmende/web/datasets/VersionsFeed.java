package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.store.Version;
import org.allmende.model.Addresses;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.http.XmlOutput;
import org.allmende.web.page.Address;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.search.FeedController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The versions of a dataset as [Atom](https://www.rfc-editor.org/rfc/rfc4287), the latest first:
/// for who wants to know when new data come. The entry of the present version is updated when its
/// description changes, too.
@RestController
public final class VersionsFeed {

  private static final int MOST = 50;

  private final Visible visible;
  private final DatasetTables tables;
  private final Tenants tenants;
  private final Pages pages;
  private final Addresses addresses;

  VersionsFeed(
      Visible visible, DatasetTables tables, Tenants tenants, Pages pages, Addresses addresses) {
    this.visible = visible;
    this.tables = tables;
    this.tenants = tenants;
    this.pages = pages;
    this.addresses = addresses;
  }

  /// A version that is or was public.
  ///
  /// @param page what it changed; the dataset where there was none before it
  private record Entry(int number, Instant came, Instant updated, String page) {}

  @GetMapping("/datasets/{tenant}/{slug}/versions.atom")
  ResponseEntity<byte[]> feed(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    boolean compares =
        !shown.stored().entry().earlier().isEmpty() && !tables.all(shown, "").isEmpty();
    Words words = Words.of(Pages.language(request));
    return Reply.to(request)
        .type(MediaType.parseMediaType(FeedController.ATOM + ";charset=UTF-8"))
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, words.language())
        .mark(pages.mark(shown.stored().change(), "versions-" + words.language()))
        .body(() -> atom(words, shown, compares));
  }

  private byte[] atom(Words words, Shown shown, boolean compares) {
    String page = addresses.dataset(shown.id());
    String title = HtmlDatasetPages.title(words, shown.dataset());
    var xml = new XmlOutput();
    xml.begin("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", words.language());
    xml.element("id", page + "/versions.atom");
    xml.element("title", title);
    xml.element("updated", shown.stored().modified().toString());
    xml.element("generator", "Allmende");
    FeedController.link(xml, "self", page + "/versions.atom", FeedController.ATOM);
    FeedController.link(xml, "alternate", page, "text/html");
    xml.begin("author").element("name", tenants.name(shown.id().tenant())).end();
    for (Entry entry : entries(shown, compares)) {
      xml.begin("entry");
      xml.element("id", page + "#version-" + entry.number());
      xml.element("title", words.t("versions.entry", title, entry.number()));
      xml.element("published", entry.came().toString());
      xml.element("updated", entry.updated().toString());
      FeedController.link(xml, "alternate", entry.page(), "text/html");
      xml.element("summary", words.t("versions.entry.came", words.moment(entry.came())));
      xml.end();
    }
    return xml.bytes();
  }

  /// The latest first. A version came when the one before it went.
  ///
  /// @param compares whether there are tables whose versions can be compared
  private List<Entry> entries(Shown shown, boolean compares) {
    var entries = new ArrayList<Entry>();
    Instant came = shown.stored().issued();
    String page = addresses.dataset(shown.id());
    int now = Math.max(1, shown.notes().version());
    List<Version> earlier = shown.stored().entry().earlier();
    for (int i = 0; i < earlier.size(); i++) {
      Version version = earlier.get(i);
      entries.add(new Entry(version.number(), came, version.until(), page));
      came = version.until();
      int next = i + 1 < earlier.size() ? earlier.get(i + 1).number() : now;
      page = compares ? difference(shown, version.number(), next) : page;
    }
    entries.add(new Entry(now, came, shown.stored().modified(), page));
    List<Entry> latest = entries.reversed();
    return latest.subList(0, Math.min(MOST, latest.size()));
  }

  /// What a version changed.
  private String difference(Shown shown, int before, int number) {
    return addresses.base()
        + Address.of("/datasets/" + shown.id() + "/diff")
            .with("from", Integer.toString(before))
            .with("to", Integer.toString(number));
  }
}
