package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Reviewing.Verdict;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Review;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Severity;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.allmende.web.access.FormPages;
import org.allmende.web.datasets.Plans;
import org.allmende.web.http.Caller;
import org.allmende.web.page.FindingView;
import org.allmende.web.page.Formats;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ReadingPreview;
import org.allmende.web.page.ReviewPage;
import org.allmende.web.page.ReviewPage.Field;
import org.allmende.web.page.ReviewPage.Gate;
import org.allmende.web.page.ReviewPage.Line;
import org.allmende.web.page.ReviewPage.Yours;
import org.allmende.web.page.TypedPage;
import org.allmende.web.page.Words;
import org.allmende.web.quality.Assessments;
import org.allmende.web.rows.TablePreviews;
import org.jspecify.annotations.Nullable;

/// Makes the page on which a file is looked over before it is published.
public final class Reviews {

  private static final int MOST_FINDINGS = 200;
  private static final int FIRST_ALIKE = 3;
  private static final int MOST_PREVIEWED = 20;
  private static final int MOST_FILES = 20;
  private static final int MOST_GAINS = 4;
  private static final int FIRST_ROWS = 3;
  private static final int LONGEST_LINE = 300;
  private static final int LONGEST = 200;
  private static final int LONGEST_DAY = 100;
  private static final String USUAL_TIME = "08:00";

  private final Browsing browsing;
  private final Reviewing reviewing;
  private final Rereading rereading;
  private final FormPages forms;
  private final ReviewFields fields;

  public Reviews(
      Browsing browsing,
      Reviewing reviewing,
      Rereading rereading,
      FormPages forms,
      ReviewFields fields) {
    this.browsing = browsing;
    this.rereading = rereading;
    this.reviewing = reviewing;
    this.forms = forms;
    this.fields = fields;
  }

  /// What the page says besides what is stored.
  ///
  /// @param note what has just happened; empty when nothing has
  /// @param sent what was sent, which stands in the form again
  /// @param wrong what of it was typed for a day and is none, by the fields' names
  /// @param unfit what of it was said about how to read the file and cannot be so
  /// @param unplanned key of why that moment cannot be planned; empty where it can
  /// @param yours what was typed into a form that came too late
  private record Answer(
      String note,
      Map<String, String> sent,
      Map<String, String> wrong,
      List<Finding> unfit,
      String unplanned,
      List<Yours> yours) {

    static Answer of(String note, Map<String, String> sent) {
      return new Answer(note, sent, Map.of(), List.of(), "", List.of());
    }
  }

  /// The page with the description as it is.
  ///
  /// @param note key of what to say first; empty for nothing
  ReviewPage page(HttpServletRequest request, Browsing.Shown shown, String note)
      throws IOException {
    String said = note.isEmpty() ? "" : words(request).t(note);
    return page(request, shown, browsing.findings(shown), Answer.of(said, Map.of()));
  }

  /// The page as it is now, with what somebody had typed into the one before.
  ReviewPage late(HttpServletRequest request, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    Words words = words(request);
    String note = words.t("review.changed-meanwhile");
    List<Yours> yours = fields.late(words, shown, sent);
    var answer = new Answer(note, Map.of(), Map.of(), List.of(), "", yours);
    return page(request, shown, browsing.findings(shown), answer);
  }

  /// The page with what was sent, of which nothing is taken while some of it is wrong.
  ///
  /// @param wrong what was typed for a day and is none, by the fields' names
  ReviewPage wrong(
      HttpServletRequest request,
      Browsing.Shown shown,
      Map<String, String> sent,
      Map<String, String> wrong)
      throws IOException {
    String note = words(request).t("review.wrong", wrong.size());
    var answer = new Answer(note, sent, wrong, List.of(), "", List.of());
    return page(request, shown, browsing.findings(shown), answer);
  }

  /// The page with what was sent, and why that moment cannot be planned.
  ///
  /// @param why key of the reason
  ReviewPage unplanned(
      HttpServletRequest request, Browsing.Shown shown, Map<String, String> sent, String why)
      throws IOException {
    var answer = new Answer(words(request).t(why), sent, Map.of(), List.of(), why, List.of());
    return page(request, shown, browsing.findings(shown), answer);
  }

  /// The page with what was sent about how to read the file, which cannot be so.
  ReviewPage unfit(
      HttpServletRequest request,
      Browsing.Shown shown,
      Map<String, String> sent,
      List<Finding> unfit)
      throws IOException {
    String note = words(request).t("reading.unfit");
    var answer = new Answer(note, sent, Map.of(), unfit, "", List.of());
    return page(request, shown, browsing.findings(shown), answer);
  }

  /// The page with what was sent, which could not be taken.
  ReviewPage refused(
      HttpServletRequest request,
      Browsing.Shown shown,
      Map<String, String> sent,
      List<Finding> findings)
      throws IOException {
    String note = words(request).t("review.refused");
    return page(request, shown, findings, Answer.of(note, sent));
  }

  private Words words(HttpServletRequest request) {
    return forms.frame(request).words();
  }

  /// What a file would be.
  ///
  /// @param wrong what was said about it and cannot be so
  ReadingPreview preview(Words words, Reading reading, List<Finding> wrong) throws IOException {
    Draft draft = reading instanceof Reading.Understood(var read, var _) ? read : null;
    Table table = draft == null || draft.tables().isEmpty() ? null : draft.tables().getFirst();
    List<Finding> findings =
        reading.findings().stream().filter(finding -> !Rereading.isUnfit(finding)).toList();
    return new ReadingPreview(
        words.t("reading.preview", findings.size()),
        ReadingPages.wrong(words, wrong),
        table == null ? null : TablePreviews.of(words, table),
        table == null ? List.of() : lines(table),
        Assessments.findings(
            words, findings.subList(0, Math.min(MOST_PREVIEWED, findings.size()))));
  }

  /// What the page says once what was typed is kept.
  ///
  /// @param wrong what of it was typed for a day and is none
  TypedPage kept(Words words, Browsing.Shown now, Collection<String> wrong) {
    List<Field> all = fields.all(words, now, Map.of());
    return typed(words, now.stored().change(), "typing.kept", wrong, all, now.stored().entry());
  }

  /// What the page says of what is typed and not kept.
  ///
  /// @param entry with what is typed
  /// @param wrong what of it was typed for a day and is none
  TypedPage typed(Words words, Browsing.Shown shown, Entry entry, Collection<String> wrong) {
    return typed(words, shown.stored().change(), "typing.shown", wrong, List.of(), entry);
  }

  private TypedPage typed(
      Words words,
      long change,
      String said,
      Collection<String> wrong,
      List<Field> fields,
      Entry entry) {
    return new TypedPage(
        Long.toString(change),
        words.t(said),
        wrong.stream().map(typed -> noDay(words, typed)).toList(),
        fields,
        Assessments.score(words, browsing.quality(entry), MOST_GAINS));
  }

  private ReviewPage page(
      HttpServletRequest request, Browsing.Shown shown, List<Finding> findings, Answer answer)
      throws IOException {
    Words words = words(request);
    List<Draft> drafts = browsing.drafts(shown);
    Table table =
        drafts.stream().flatMap(draft -> draft.tables().stream()).findFirst().orElse(null);
    List<Gate> gates = Gates.of(words, findings, shown.notes().said(), answer.sent());
    int open = (int) gates.stream().filter(gate -> gate.reason().isEmpty()).count();
    List<Finding> others = others(findings);
    Draft subject = Rereading.subject(drafts).orElse(null);
    return new ReviewPage(
        forms.formToken(request),
        Long.toString(shown.stored().change()),
        "/upload/" + shown.id(),
        "/datasets/" + shown.id(),
        answer.note(),
        answer.yours(),
        shown.stored().entry().state() == State.PUBLISHED,
        request.getParameter("withdraw") != null,
        standing(request, words, shown),
        plan(request, words, shown, answer),
        heading(words, open, others, table != null || subject == null),
        drafts.stream().limit(MOST_FILES).map(draft -> file(words, draft)).toList(),
        table == null ? List.of() : readings(words, table),
        open,
        findings(words, others, subject),
        ReviewDownloads.of(words, shown.id(), drafts, browsing.badTables(shown)),
        gates,
        table == null ? List.of() : lines(table),
        table == null ? null : TablePreviews.of(words, table),
        subject == null
            ? null
            : ReadingPages.of(
                words, subject, "/upload/" + shown.id(), answer.sent(), answer.unfit()),
        fields.main(words, shown, answer.sent()).stream()
            .map(field -> told(words, field, answer.wrong()))
            .toList(),
        fields.further(words, shown, answer.sent()),
        Assessments.score(words, browsing.quality(shown), MOST_GAINS));
  }

  /// A field that says what is wrong with it.
  private static Field told(Words words, Field field, Map<String, String> wrong) {
    String typed = wrong.get(field.name());
    return typed == null ? field : field.with(noDay(words, typed));
  }

  private static String noDay(Words words, String typed) {
    return words.t("review.wrong.day", Plain.shorten(typed, LONGEST_DAY));
  }

  /// What was noticed: what somebody should look at, of each kind the first few, then the others,
  /// then what is good to know.
  private ReviewPage.Findings findings(Words words, List<Finding> others, @Nullable Draft subject)
      throws IOException {
    var shown = new ArrayList<Finding>();
    var alike = new ArrayList<Finding>();
    var hints = new ArrayList<Finding>();
    var seen = new HashMap<String, Integer>();
    for (Finding finding : others) {
      boolean first =
          finding.place().line() == null
              || seen.merge(finding.code(), 1, Integer::sum) <= FIRST_ALIKE;
      (finding.severity() == Severity.INFO ? hints : first ? shown : alike).add(finding);
    }
    int left =
        Math.max(0, shown.size() - MOST_FINDINGS) + Math.max(0, alike.size() - MOST_FINDINGS);
    return new ReviewPage.Findings(
        views(words, first(shown), subject),
        views(words, first(alike), subject),
        views(words, first(hints), subject),
        left);
  }

  private static List<Finding> first(List<Finding> findings) {
    return findings.subList(0, Math.min(MOST_FINDINGS, findings.size()));
  }

  /// Findings with the buttons that set them right: those about the first table of the file that
  /// can be told how it is to be read.
  private List<FindingView> views(Words words, List<Finding> findings, @Nullable Draft subject)
      throws IOException {
    List<FindingView> views = Assessments.findings(words, findings);
    if (subject == null || subject.tables().isEmpty()) {
      return views;
    }
    Set<Finding> own = Set.copyOf(rereading.preview(subject, subject.upload().told()).findings());
    Table table = subject.tables().getFirst();
    var all = new ArrayList<FindingView>();
    for (int i = 0; i < views.size(); i++) {
      Finding finding = findings.get(i);
      all.add(
          own.contains(finding)
              ? views.get(i).with(ReadingPages.repairs(words, finding, table))
              : views.get(i));
    }
    return all;
  }

  private ReviewPage.Standing standing(
      HttpServletRequest request, Words words, Browsing.Shown shown) {
    Verdict verdict =
        Caller.of(request)
            .map(actor -> reviewing.verdict(actor, shown.stored()))
            .orElse(Verdict.ROLE);
    Review review = shown.notes().review();
    boolean waits = review != null && review.waits();
    String hint =
        switch (verdict) {
          case YES -> "";
          case ROLE -> words.t(waits ? "standing.waits" : "standing.role");
          case NOT_SUBMITTED -> words.t("standing.four-eyes");
          case OWN -> words.t("standing.own");
        };
    boolean returns =
        waits
            && Caller.of(request).map(actor -> actor.mayPublish(shown.id().tenant())).orElse(false);
    return new ReviewPage.Standing(
        verdict == Verdict.YES,
        verdict != Verdict.YES && !waits,
        returns,
        review == null ? "" : said(words, review),
        hint);
  }

  private ReviewPage.Plan plan(
      HttpServletRequest request, Words words, Browsing.Shown shown, Answer answer) {
    Map<String, String> sent = answer.sent();
    Plan plan = shown.notes().plan();
    Optional<Actor> actor = Caller.of(request);
    return new ReviewPage.Plan(
        Plans.said(words, plan),
        plan != null && !plan.waits(),
        actor.filter(one -> reviewing.verdict(one, shown.stored()) == Verdict.YES).isPresent(),
        plan != null && actor.filter(one -> one.mayPublish(shown.id().tenant())).isPresent(),
        Plain.of(sent.getOrDefault("plan.day", plan == null ? "" : Plans.day(plan.at()))),
        Plain.of(sent.getOrDefault("plan.time", plan == null ? USUAL_TIME : Plans.time(plan.at()))),
        answer.unplanned().isEmpty() ? "" : words.t(answer.unplanned()));
  }

  private static String said(Words words, Review review) {
    String day = words.date(review.at().toString());
    String reason = review.returned();
    return reason == null
        ? words.t("standing.submitted", Plain.of(review.name()), day)
        : words.t("standing.returned", day, Plain.of(reason));
  }

  /// @param read whether what could be a table was read as one
  private static String heading(Words words, int open, List<Finding> others, boolean read) {
    if (open > 0) {
      return words.t("review.heading.open");
    }
    boolean calm = read && others.stream().noneMatch(f -> f.severity() != Severity.INFO);
    return words.t(calm ? "review.heading.clear" : "review.heading");
  }

  /// What is not about people and is told in the table: what stops first, then kind by kind; what
  /// sums up a kind follows it.
  private static List<Finding> others(List<Finding> findings) {
    var kinds = new LinkedHashMap<String, Integer>();
    findings.forEach(finding -> kinds.putIfAbsent(finding.code(), kinds.size()));
    return findings.stream()
        .filter(finding -> !Gates.isPersonal(finding))
        .sorted(
            Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(finding -> kinds.getOrDefault(finding.code(), 0))
                .thenComparing(finding -> finding.place().line() == null))
        .toList();
  }

  private static String file(Words words, Draft draft) {
    String name = Plain.shorten(draft.upload().name(), LONGEST);
    String size = words.bytes(draft.upload().size());
    if (draft.tables().isEmpty()) {
      return words.t("review.file", name, Formats.label(draft.format()), size);
    }
    Table first = draft.tables().getFirst();
    String sentence =
        words.t("review.file.table", name, first.dataRows(), first.columns().size(), size);
    int more = draft.tables().size() - 1;
    return more == 0 ? sentence : sentence + " " + words.t("review.file.more-tables", more);
  }

  /// How the first table was read, in the words of the town hall.
  private static List<String> readings(Words words, Table table) {
    var readings = new ArrayList<String>();
    Dialect dialect = table.dialect();
    if (dialect != null) {
      readings.add(ReadingPages.encoding(dialect.encoding()));
      readings.add(ReadingPages.delimiter(words, dialect.delimiter()));
    }
    Integer header = table.headerRow();
    if (header != null || dialect != null) {
      readings.add(
          header == null ? words.t("reading.no-header") : words.t("reading.header", header));
    }
    if (dialect != null) {
      decimal(words, dialect.decimal(), readings);
    }
    if (!table.preamble().isEmpty()) {
      readings.add(words.t("reading.preamble", table.preamble().size()));
    }
    if (table.footerRows() > 0) {
      readings.add(words.t("reading.footer", table.footerRows()));
    }
    return readings;
  }

  private static void decimal(Words words, @Nullable String decimal, List<String> readings) {
    if (decimal != null) {
      readings.add(words.t(decimal.equals("comma") ? "reading.comma" : "reading.point"));
    }
  }

  /// The beginning of the file: what stands before the names of the columns, the names, a few rows.
  private static List<Line> lines(Table table) {
    Dialect dialect = table.dialect();
    Integer header = table.headerRow();
    if (dialect == null || header == null || table.headerRows() != 1) {
      return List.of();
    }
    var lines = new ArrayList<Line>();
    if (table.preamble().size() == header - 1) {
      for (int i = 0; i < table.preamble().size(); i++) {
        lines.add(new Line(i + 1, "skip", line(table.preamble().get(i))));
      }
    }
    String names =
        String.join(
            dialect.delimiter(), table.columns().stream().map(column -> column.name()).toList());
    lines.add(new Line(header, "head", line(names)));
    int rows = Math.min(FIRST_ROWS, table.firstRows().size());
    for (int i = 0; i < rows; i++) {
      String cells = String.join(dialect.delimiter(), table.firstRows().get(i));
      lines.add(new Line(table.firstDataRow() + i, "", line(cells)));
    }
    return lines;
  }

  private static String line(String text) {
    return Plain.shorten(text.replace('\n', ' '), LONGEST_LINE);
  }
}
