package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Difference;
import org.allmende.catalog.asking.RowEngine.Summary;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.page.Address;
import org.allmende.web.page.DifferencePage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetTables;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows people what differs between two versions of a table.
@RestController
public final class DifferenceController {

  private static final int MOST_ROWS = 100;
  private static final int MOST_COLUMNS = 24;
  private static final int MOST_NAMES = 20;
  private static final int LONGEST = 60;
  private static final int LONGEST_TITLE = 300;

  private final Visible visible;
  private final DatasetTables tables;
  private final RowEngine rows;
  private final Pages pages;

  DifferenceController(Visible visible, DatasetTables tables, RowEngine rows, Pages pages) {
    this.visible = visible;
    this.tables = tables;
    this.rows = rows;
    this.pages = pages;
  }

  @GetMapping("/datasets/{tenant}/{slug}/diff")
  ResponseEntity<byte[]> page(
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "1") int table,
      HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    var asked = tables.versions(shown, from, to, table);
    Page page = pages.page(request, shown.id().tenant());
    return Reply.to(request)
        .type(Pages.HTML)
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, page.language())
        .mark(pages.mark(shown.stored().change(), "diff-" + page.variant()))
        .body(() -> {
          DifferencePage content = content(shown, asked, page.words());
          var twins = List.of(new Page.Twin(content.all(), MediaType.APPLICATION_JSON_VALUE));
          return pages.render("difference", page.withTwins(twins), content);
        });
  }

  private DifferencePage content(Shown shown, DatasetTables.Versions asked, Words words) {
    var collected = new Collected(words);
    try {
      rows.compare(asked.before().source(), asked.after().source(), "", MOST_ROWS, 0, collected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String all =
        Address.of(tables.address(shown) + "/diff")
            .with("from", Integer.toString(asked.from()))
            .with("to", Integer.toString(asked.to()))
            .with("table", Integer.toString(asked.after().number()))
            .toString();
    return collected.page(
        "/datasets/" + shown.id(),
        Plain.shorten(shown.dataset().title(words.language()), LONGEST_TITLE),
        words.t("diff.between", asked.from(), asked.to()),
        all);
  }

  /// The first differences, in words.
  private static final class Collected implements RowEngine.Differences {

    private final Words words;
    private final List<DifferencePage.Row> rows = new ArrayList<>();
    private Summary summary = new Summary(List.of(), List.of(), List.of(), List.of(), 0, 0, 0, 0);

    Collected(Words words) {
      this.words = words;
    }

    @Override
    public void summary(Summary found) {
      summary = found;
    }

    @Override
    public void difference(Difference difference) {
      List<@Nullable Object> before = difference.before();
      List<@Nullable Object> after = difference.after();
      String kind = difference.kind();
      List<@Nullable Object> shown = after.isEmpty() ? before : after;
      var cells = new ArrayList<DifferencePage.Cell>();
      for (int i = 0; i < Math.min(MOST_COLUMNS, shown.size()); i++) {
        boolean same = !kind.equals("changed") || !difference.differsIn(i);
        cells.add(new DifferencePage.Cell(same ? "" : text(before.get(i)), text(shown.get(i))));
      }
      rows.add(new DifferencePage.Row(kind, words.t("diff." + kind), cells));
    }

    private String text(@Nullable Object value) {
      String text = words.value(value);
      return text.isEmpty() ? words.t("table.missing") : Plain.shorten(text, LONGEST);
    }

    DifferencePage page(String path, String title, String between, String all) {
      var notes = new ArrayList<String>();
      names("diff.columns.added", summary.addedColumns(), notes);
      names("diff.columns.removed", summary.removedColumns(), notes);
      String key =
          summary.key().isEmpty()
              ? words.t("diff.no-key")
              : words.t("diff.key", String.join(", ", summary.key()));
      List<String> columns = summary.columns();
      return new DifferencePage(
          path,
          title,
          between,
          words.t(
              "diff.summary",
              summary.added(),
              summary.removed(),
              summary.changed(),
              summary.unchanged()),
          key,
          notes,
          columns.subList(0, Math.min(MOST_COLUMNS, columns.size())),
          rows,
          all);
    }

    private void names(String key, List<String> names, List<String> notes) {
      if (!names.isEmpty()) {
        var few = names.subList(0, Math.min(MOST_NAMES, names.size()));
        notes.add(words.t(key, Plain.shorten(String.join(", ", few), 600)));
      }
    }
  }
}
