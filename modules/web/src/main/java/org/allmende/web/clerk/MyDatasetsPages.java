package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.bulk.Bulk;
import org.allmende.catalog.bulk.Order;
import org.allmende.catalog.bulk.Step;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Review;
import org.allmende.model.DatasetId;
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.datasets.Plans;
import org.allmende.web.http.Pagination;
import org.allmende.web.page.Address;
import org.allmende.web.page.BulkPage;
import org.allmende.web.page.Choice;
import org.allmende.web.page.MyDatasetsPage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;

/// Makes the pages on which several datasets are chosen and changed.
public final class MyDatasetsPages {

  static final String PATH = "/manage/datasets";

  private static final int ON_A_PAGE = 50;
  private static final int LAST_PAGE = 200;
  private static final int LONGEST = 200;
  private static final int LONGEST_TEXT = 200;

  private final OwnDatasets datasets;
  private final Browsing browsing;
  private final Tenants tenants;
  private final ReviewFields fields;
  private final FormPages forms;

  public MyDatasetsPages(
      OwnDatasets datasets,
      Browsing browsing,
      Tenants tenants,
      ReviewFields fields,
      FormPages forms) {
    this.datasets = datasets;
    this.browsing = browsing;
    this.tenants = tenants;
    this.fields = fields;
    this.forms = forms;
  }

  /// What a form looks for.
  OwnDatasets.Wanted wanted(BulkForm form) {
    String text = form.one("q");
    return new OwnDatasets.Wanted(
        text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
        form.one("tenant"),
        OwnDatasets.Kind.of(form.one("state")));
  }

  /// The list, with what was filled in already.
  ///
  /// @param note key of what to say first; empty for nothing
  MyDatasetsPage list(HttpServletRequest request, Actor actor, BulkForm form, String note) {
    Page page = forms.frame(request);
    Words words = page.words();
    OwnDatasets.Wanted wanted = wanted(form);
    int number = number(form.one("page"));
    OwnDatasets.Found found = datasets.find(actor, words, wanted, number, ON_A_PAGE);
    int last = Math.clamp((found.total() + ON_A_PAGE - 1) / ON_A_PAGE, 1, LAST_PAGE);
    List<Tenant> own = datasets.tenants(actor);
    return new MyDatasetsPage(
        forms.formToken(request),
        PATH,
        note.isEmpty() ? "" : words.t(note),
        Plain.of(wanted.text()),
        own.size() < 2 ? List.of() : tenants(words, own, wanted.tenant()),
        states(words, wanted.kind()),
        wanted.tenant(),
        wanted.kind().code(),
        found.total(),
        Bulk.MOST,
        found.ids().stream()
            .flatMap(id -> browsing.find(id).stream())
            .map(shown -> row(words, actor, shown, form))
            .toList(),
        Pagination.links(words, here(page, wanted), number, last),
        form.has("which", "all"),
        own.stream().anyMatch(tenant -> actor.mayWrite(tenant.slug())),
        fields.several(words, form::one),
        fields.themes(words).stream()
            .map(theme ->
                new MyDatasetsPage.Theme(
                    theme.value(),
                    theme.label(),
                    form.has(BulkForm.THEMES_MORE, theme.value()),
                    form.has(BulkForm.THEMES_LESS, theme.value())))
            .toList(),
        Plain.of(form.one(BulkForm.KEYWORDS_MORE)),
        Plain.of(form.one(BulkForm.KEYWORDS_LESS)),
        Plain.of(form.one(BulkForm.REASON)));
  }

  private static int number(String text) {
    return text.matches("[1-9]\\d{0,2}") ? Math.min(LAST_PAGE, Integer.parseInt(text)) : 1;
  }

  private static Address here(Page page, OwnDatasets.Wanted wanted) {
    Address here = address(wanted);
    return page.languageSaid() ? here.with("lang", page.language()) : here;
  }

  private static Address address(OwnDatasets.Wanted wanted) {
    return Address.of(PATH)
        .with("q", wanted.text())
        .with("tenant", wanted.tenant())
        .with("state", wanted.kind().code());
  }

  private static List<Choice> tenants(Words words, List<Tenant> own, String chosen) {
    return Stream.concat(
            Stream.of(new Choice("", words.t("my.all-tenants"), chosen.isEmpty())),
            own.stream()
                .map(
                    one -> new Choice(one.slug(), Plain.of(one.name()), one.slug().equals(chosen))))
        .toList();
  }

  private static List<Choice> states(Words words, OwnDatasets.Kind chosen) {
    return Stream.of(OwnDatasets.Kind.values())
        .map(kind -> new Choice(kind.code(), words.t("my.state." + kind.code()), kind == chosen))
        .toList();
  }

  private MyDatasetsPage.Row row(Words words, Actor actor, Browsing.Shown shown, BulkForm form) {
    DatasetId id = shown.id();
    return new MyDatasetsPage.Row(
        id.toString(),
        title(words, shown),
        href(actor, shown),
        tenants.name(id.tenant()),
        state(words, shown),
        words.moment(shown.stored().modified()),
        form.has("id", id.toString()));
  }

  private static String href(Actor actor, Browsing.Shown shown) {
    String tenant = shown.id().tenant();
    boolean edits =
        switch (shown.stored().entry().state()) {
          case DRAFT -> actor.mayWrite(tenant);
          case PUBLISHED -> actor.mayPublish(tenant);
          case WITHDRAWN -> false;
        };
    return (edits && shown.notes().isOurs() ? "/upload/" : "/datasets/") + shown.id();
  }

  private static String state(Words words, Browsing.Shown shown) {
    Review review = shown.notes().review();
    Plan plan = shown.notes().plan();
    return switch (shown.stored().entry().state()) {
      case PUBLISHED -> words.t("my.is.published");
      case WITHDRAWN -> words.t("my.is.withdrawn");
      case DRAFT ->
          plan != null
              ? Plans.tag(words, plan)
              : review == null
                  ? words.t("my.is.draft")
                  : review.waits()
                      ? words.t("workplace.waits", Plain.of(review.name()))
                      : words.t("workplace.returned");
    };
  }

  private static String title(Words words, Browsing.Shown shown) {
    return Plain.shorten(shown.dataset().title(words.language()), LONGEST);
  }

  /// What an order would do.
  BulkPage preview(HttpServletRequest request, BulkForm form, Order order, List<Step> steps) {
    Words words = forms.frame(request).words();
    long goes = steps.stream().filter(step -> step.refused() == null).count();
    List<BulkPage.Hidden> hidden = new ArrayList<>(form.hidden());
    hidden.add(new BulkPage.Hidden("confirm", "yes"));
    for (Step step : steps) {
      Browsing.Shown shown = step.shown();
      if (step.refused() == null && shown != null) {
        hidden.add(new BulkPage.Hidden("item", step.id() + "@" + shown.stored().change()));
      }
    }
    String code = form.one("do");
    return page(
        request,
        form,
        order,
        steps,
        new Heading(
            false, words.t("bulk.title." + code, goes), words.t("bulk.go." + code, goes), hidden));
  }

  /// What was done.
  BulkPage result(HttpServletRequest request, BulkForm form, Order order, List<Step> steps) {
    Words words = forms.frame(request).words();
    long goes = steps.stream().filter(step -> step.refused() == null).count();
    return page(
        request,
        form,
        order,
        steps,
        new Heading(true, words.t("bulk.done." + form.one("do"), goes), "", List.of()));
  }

  private record Heading(boolean done, String title, String button, List<BulkPage.Hidden> hidden) {}

  private BulkPage page(
      HttpServletRequest request, BulkForm form, Order order, List<Step> steps, Heading heading) {
    Words words = forms.frame(request).words();
    return new BulkPage(
        forms.formToken(request),
        PATH,
        address(wanted(form)).toString(),
        heading.done(),
        heading.title(),
        steps.stream()
            .filter(step -> step.refused() == null)
            .map(step -> row(words, order, step))
            .toList(),
        steps.stream()
            .filter(step -> step.refused() != null)
            .map(step -> row(words, order, step))
            .toList(),
        heading.hidden(),
        heading.button(),
        heading.done() || !(order instanceof Order.Withdraw) ? "" : words.t("bulk.withdraw.say"));
  }

  private BulkPage.Row row(Words words, Order order, Step step) {
    Browsing.Shown shown = step.shown();
    Step.Why why = step.refused();
    String said =
        why != null
            ? words.t("bulk.why." + why.code())
            : step.planFalls() ? words.t("bulk.plan-falls") : "";
    return shown == null
        ? new BulkPage.Row(Plain.shorten(step.id().toString(), LONGEST), "", "", List.of(), said)
        : new BulkPage.Row(
            title(words, shown),
            "/datasets/" + shown.id(),
            tenants.name(shown.id().tenant()),
            why == null ? differences(words, order, shown, step) : List.of(),
            said);
  }

  private List<BulkPage.Difference> differences(
      Words words, Order order, Browsing.Shown shown, Step step) {
    return switch (order) {
      case Order.Edit _ ->
          step.differences().stream()
              .map(one ->
                  new BulkPage.Difference(
                      words.t("field." + one.field().code()),
                      written(words, one.before()),
                      written(words, one.after())))
              .toList();
      case Order.Submit _ -> List.of(moved(words, shown, "my.is.submitted"));
      case Order.Publish _ -> List.of(moved(words, shown, "my.is.published"));
      case Order.Withdraw _ -> List.of(moved(words, shown, "my.is.withdrawn"));
    };
  }

  private static BulkPage.Difference moved(Words words, Browsing.Shown shown, String after) {
    return new BulkPage.Difference(words.t("field.status"), state(words, shown), words.t(after));
  }

  private String written(Words words, List<String> values) {
    return values.isEmpty()
        ? words.t("bulk.empty")
        : Plain.shorten(
            values.stream()
                .map(value -> fields.label(words, value))
                .collect(Collectors.joining(", ")),
            LONGEST);
  }
}
