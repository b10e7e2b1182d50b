package org.allmende.web.quality;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.quality.QualityJson;
import org.allmende.catalog.quality.Repairing;
import org.allmende.dcat.checking.Downstream;
import org.allmende.dcat.checking.Downstream.Fate;
import org.allmende.dcat.mending.Repair;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.model.Finding;
import org.allmende.web.access.FormPages;
import org.allmende.web.page.Plain;
import org.allmende.web.page.QualityPage;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Makes the page that shows how good a description is and what becomes of it.
public final class QualityPages {

  private static final int MOST_GAINS = 30;
  private static final int MOST_FINDINGS = 100;
  private static final int MOST_REPAIRS = 100;
  private static final int MOST_ROWS = 100;
  private static final int LONGEST = 160;
  private static final int LONGEST_SENTENCE = 400;

  private final Browsing browsing;
  private final Repairing repairing;
  private final Downstream downstream;
  private final FormPages forms;

  public QualityPages(
      Browsing browsing, Repairing repairing, Downstream downstream, FormPages forms) {
    this.browsing = browsing;
    this.repairing = repairing;
    this.downstream = downstream;
    this.forms = forms;
  }

  /// The page of a dataset.
  ///
  /// @param note what to say first; empty for nothing
  QualityPage of(HttpServletRequest request, Browsing.Shown shown, String note) throws IOException {
    Words words = forms.frame(request).words();
    var entry = shown.stored().entry();
    List<Finding> findings = browsing.findings(shown);
    return new QualityPage(
        forms.formToken(request),
        Long.toString(shown.stored().change()),
        "/upload/" + shown.id() + "/quality",
        "/datasets/" + shown.id(),
        Plain.shorten(shown.dataset().title(words.language()), LONGEST),
        note,
        Assessments.score(words, browsing.quality(shown), MOST_GAINS),
        Assessments.findings(words, findings.stream().limit(MOST_FINDINGS).toList()),
        repairing.proposals(shown).stream()
            .limit(MOST_REPAIRS)
            .map(repair -> mend(words, repair))
            .toList(),
        downstream.of(entry.graph(), entry.uri()).stream()
            .map(view -> portal(words, view))
            .toList(),
        browsing.links(shown).stream()
            .filter(one -> !answers(one))
            .limit(MOST_ROWS)
            .map(one -> link(words, one))
            .toList());
  }

  private static boolean answers(KnownLinks.Checked checked) {
    return checked.status().map(s -> s.state() == LinkStatus.State.ANSWERS).orElse(false);
  }

  private static QualityPage.LinkRow link(Words words, KnownLinks.Checked checked) {
    LinkStatus status = checked.status().orElse(null);
    String kind = "info";
    String state = "unchecked";
    if (status != null) {
      state = status.state().name().toLowerCase(Locale.ROOT);
      kind =
          switch (status.state()) {
            case BROKEN -> "bad";
            case FAILING -> "warn";
            case NOT_ASKED, ANSWERS -> "info";
          };
    }
    return new QualityPage.LinkRow(
        kind,
        words.t("link." + state),
        words.t("field." + checked.link().field()),
        Plain.shorten(checked.link().address(), LONGEST),
        words.t(status == null ? QualityJson.NOT_YET : status.says()),
        status == null || checked.own() ? "" : words.moment(status.asked()));
  }

  private static QualityPage.Mend mend(Words words, Repair repair) {
    String key = "field." + repair.field();
    return new QualityPage.Mend(
        repair.code(),
        words.has(key) ? words.t(key) : repair.field(),
        Plain.shorten(words.t(repair.says()), LONGEST_SENTENCE),
        repair.sure());
  }

  private static QualityPage.Portal portal(Words words, Downstream.View view) {
    return new QualityPage.Portal(
        view.portal().title(),
        view.taken(),
        words.t(view.verdict()),
        view.lines().stream()
            .filter(line -> line.fate() != Fate.KEPT)
            .sorted(
                java.util.Comparator.comparing((Downstream.Line line) -> line.fate()).reversed())
            .limit(MOST_ROWS)
            .map(line -> row(words, line))
            .toList(),
        words.t("quality.kept", view.count(Fate.KEPT)));
  }

  private static QualityPage.Row row(Words words, Downstream.Line line) {
    String kind =
        switch (line.fate()) {
          case LOST -> "bad";
          case ASSUMED -> "warn";
          case CHANGED, KEPT -> "info";
        };
    return new QualityPage.Row(
        kind,
        words.t("fate." + line.fate().name().toLowerCase(Locale.ROOT)),
        plain(line.file()),
        words.t(line.field()),
        plain(line.ours()),
        plain(line.theirs()),
        words.t(line.says()));
  }

  private static String plain(@Nullable String text) {
    return text == null ? "" : Plain.shorten(text, LONGEST);
  }
}
