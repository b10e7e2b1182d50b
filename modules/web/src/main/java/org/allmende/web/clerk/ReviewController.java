package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Prospect;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Scheduling;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Review;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Told;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Leave;
import org.allmende.web.access.Visible;
import org.allmende.web.datasets.Plans;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.allmende.web.page.ReviewPage;
import org.allmende.web.page.TypedPage;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Looking over what was handed in: its findings, its description, the decisions it waits for; and
/// then publishing it.
@RestController
public final class ReviewController {

  private final Accounts accounts;
  private final Visible visible;
  private final Publishing publishing;
  private final Reviewing reviewing;
  private final Scheduling scheduling;
  private final Rereading rereading;
  private final Browsing browsing;
  private final Freshness freshness;
  private final Reviews reviews;
  private final FormPages forms;

  ReviewController(
      Accounts accounts,
      Visible visible,
      Publishing publishing,
      Reviewing reviewing,
      Scheduling scheduling,
      Rereading rereading,
      Browsing browsing,
      Freshness freshness,
      Reviews reviews,
      FormPages forms) {
    this.accounts = accounts;
    this.visible = visible;
    this.publishing = publishing;
    this.reviewing = reviewing;
    this.scheduling = scheduling;
    this.rereading = rereading;
    this.browsing = browsing;
    this.freshness = freshness;
    this.reviews = reviews;
    this.forms = forms;
  }

  @GetMapping("/upload/{tenant}/{slug}")
  ResponseEntity<byte[]> look(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    Optional<Actor> actor = Caller.of(request);
    if (actor.isEmpty()) {
      return forms.signIn(request, "/upload/" + tenant + "/" + slug);
    }
    Browsing.Shown shown = visible.toChange(request, tenant, slug);
    // What is being kept while the page is asked for stands in it.
    return publishing.alone(
        shown.id(), () -> looked(request, visible.toChange(request, tenant, slug)));
  }

  private ResponseEntity<byte[]> looked(HttpServletRequest request, Browsing.Shown shown)
      throws IOException {
    return isEditable(shown)
        ? show(request, shown, note(request), HttpStatus.OK)
        : forms.goOn(request, "/datasets/" + shown.id());
  }

  @PostMapping("/upload/{tenant}/{slug}")
  ResponseEntity<byte[]> take(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    return alone(request, tenant, slug, this::taken);
  }

  /// What is done with a form that somebody has sent.
  private interface Taking {
    ResponseEntity<byte[]> take(
        HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
        throws IOException;
  }

  /// Does something with a form of ours while nobody else writes its dataset.
  private ResponseEntity<byte[]> alone(
      HttpServletRequest request, String tenant, String slug, Taking taking) throws IOException {
    Map<String, String> sent = FormPages.sent(request);
    Actor actor = forms.sender(request, sent.getOrDefault("formToken", ""));
    return publishing.alone(
        visible.toChange(request, tenant, slug).id(),
        () -> taking.take(request, actor, visible.toChange(request, tenant, slug), sent));
  }

  private ResponseEntity<byte[]> taken(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    if ("restore".equals(sent.get("do")) && isWithdrawn(shown) && shown.notes().isOurs()) {
      return restore(request, actor, shown, sent);
    }
    if (!isEditable(shown)) {
      return forms.goOn(request, "/datasets/" + shown.id());
    }
    if (!isOf(shown, sent)) {
      return answer(request, HttpStatus.CONFLICT, reviews.late(request, shown, sent));
    }
    String wanted = sent.getOrDefault("do", "draft");
    boolean keeps = !wanted.equals("withdraw") && !wanted.equals("return");
    Map<String, String> wrong = keeps ? said(shown, sent).wrong() : Map.of();
    if (!wrong.isEmpty()) {
      return unprocessable(request, reviews.wrong(request, shown, sent, wrong));
    }
    Optional<Draft> file = keeps ? Rereading.subject(browsing.drafts(shown)) : Optional.empty();
    if (file.isPresent()) {
      ReadingForm.Said said = ReadingForm.said(file.get(), sent);
      if (!said.wrong().isEmpty()) {
        return unprocessable(request, reviews.unfit(request, shown, sent, said.wrong()));
      }
      if (!said.told().equals(file.get().upload().told())) {
        return reread(request, actor, shown, sent, file.get(), said.told());
      }
    }
    return switch (wanted) {
      case "withdraw" -> withdraw(request, actor, shown, sent.getOrDefault("reason", ""));
      case "publish" -> {
        Leave.require(reviewing.verdict(actor, shown.stored()));
        yield keep(request, actor, shown, sent, true);
      }
      case "submit" -> submit(request, actor, shown, sent);
      case "plan" -> plan(request, actor, shown, sent);
      case "cancel" -> cancel(request, actor, shown, sent);
      case "return" -> giveBack(request, actor, shown, sent.getOrDefault("reason", "").strip());
      default -> keep(request, actor, shown, sent, isPublic(shown));
    };
  }

  /// Keeps what is typed while it is typed, and says how good that makes the description: a part of
  /// the page. Of what is public, or waits for somebody or a day, nothing changes before its button
  /// is pressed; how good it would be is said all the same.
  @PostMapping("/upload/{tenant}/{slug}/typing")
  ResponseEntity<byte[]> typing(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    return alone(request, tenant, slug, this::typed);
  }

  private ResponseEntity<byte[]> typed(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    if (!isEditable(shown) || !isOf(shown, sent)) {
      throw Problem.of(
          Trouble.CONFLICT,
          "Dieser Datensatz wurde inzwischen anderswo geändert. Laden Sie die Seite neu.",
          "This dataset was changed elsewhere in the meantime. Load the page anew.");
    }
    ReviewForm.Said said = said(shown, sent);
    Collection<String> wrong = said.wrong().values();
    Submission submission = submission(actor, shown, said.metadata(), false);
    if (isOwnDraft(shown) && publishing.publish(submission) instanceof Outcome.Kept) {
      Browsing.Shown now = visible.toChange(request, shown.id().tenant(), shown.id().slug());
      return typed(request, page -> reviews.kept(page.words(), now, wrong));
    }
    Entry entry =
        publishing.prospect(submission) instanceof Prospect.Kept(var would, var _)
            ? would
            : shown.stored().entry();
    return typed(request, page -> reviews.typed(page.words(), shown, entry, wrong));
  }

  private ResponseEntity<byte[]> typed(
      HttpServletRequest request, Function<Page, TypedPage> content) {
    Page page = forms.frame(request);
    return forms.answer(request, HttpStatus.OK, "typed", page, content.apply(page));
  }

  /// Whether a dataset is a draft that waits neither for somebody else nor for its day.
  private static boolean isOwnDraft(Browsing.Shown shown) {
    Review review = shown.notes().review();
    Plan plan = shown.notes().plan();
    return !isPublic(shown)
        && (review == null || !review.waits())
        && (plan == null || !plan.waits());
  }

  /// Keeps what was typed, and submits it.
  private ResponseEntity<byte[]> submit(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    ResponseEntity<byte[]> kept = keep(request, actor, shown, sent, false);
    if (kept.getStatusCode().isError()) {
      return kept;
    }
    reviewing.submit(shown.id(), actor);
    return forms.goOn(request, "/upload/" + shown.id() + "?submitted=1");
  }

  /// Keeps what was typed, and plans to publish it.
  private ResponseEntity<byte[]> plan(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    if (isPublic(shown)) {
      return forms.goOn(request, "/datasets/" + shown.id());
    }
    Leave.require(reviewing.verdict(actor, shown.stored()));
    Optional<Instant> at =
        Plans.moment(sent.getOrDefault("plan.day", ""), sent.getOrDefault("plan.time", ""));
    if (at.isEmpty()) {
      return unprocessable(request, reviews.unplanned(request, shown, sent, "plan.no.unreadable"));
    }
    Optional<Scheduling.No> fault = scheduling.fault(at.get());
    if (fault.isPresent()) {
      String why = "plan.no." + ScheduleApi.code(fault.get());
      return unprocessable(request, reviews.unplanned(request, shown, sent, why));
    }
    ResponseEntity<byte[]> kept = keep(request, actor, shown, sent, false);
    if (kept.getStatusCode().isError()) {
      return kept;
    }
    return switch (scheduling.plan(shown.id(), actor, at.get())) {
      case Scheduling.Answer.Planned(var _, var receipt) -> {
        freshness.await(receipt.change());
        yield forms.goOn(request, "/upload/" + shown.id() + "?planned=1");
      }
      case Scheduling.Answer.Refused(var why) -> {
        Browsing.Shown now = visible.toChange(request, shown.id().tenant(), shown.id().slug());
        yield unprocessable(
            request, reviews.unplanned(request, now, sent, "plan.no." + ScheduleApi.code(why)));
      }
    };
  }

  /// Keeps what was typed, and takes back what was planned.
  private ResponseEntity<byte[]> cancel(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    if (!actor.mayPublish(shown.id().tenant())) {
      Leave.require(Reviewing.Verdict.ROLE);
    }
    ResponseEntity<byte[]> kept = keep(request, actor, shown, sent, isPublic(shown));
    if (kept.getStatusCode().isError()) {
      return kept;
    }
    scheduling.cancel(shown.id(), actor).ifPresent(done -> freshness.await(done.change()));
    return forms.goOn(request, "/upload/" + shown.id() + "?cancelled=1");
  }

  private ResponseEntity<byte[]> giveBack(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, String reason)
      throws IOException {
    if (!actor.mayPublish(shown.id().tenant())) {
      Leave.require(Reviewing.Verdict.ROLE);
    }
    if (reason.isEmpty()) {
      return show(request, shown, "standing.no-reason", HttpStatus.BAD_REQUEST);
    }
    reviewing.giveBack(shown.id(), actor, reason);
    return forms.goOn(request, "/upload");
  }

  /// Reads the file anew and keeps what was typed. It is looked over before it is published, so
  /// that nothing goes out that nobody has seen.
  private ResponseEntity<byte[]> reread(
      HttpServletRequest request,
      Actor actor,
      Browsing.Shown shown,
      Map<String, String> sent,
      Draft file,
      Told told)
      throws IOException {
    Submission submission = submission(actor, shown, said(shown, sent).metadata(), isPublic(shown));
    return switch (rereading.reread(submission, shown.notes(), file, told)) {
      case Rereading.Answer.Unfit(var findings) ->
          unprocessable(request, reviews.unfit(request, shown, sent, findings));
      case Rereading.Answer.Read(Outcome.Refused(var findings)) ->
          unprocessable(request, reviews.refused(request, shown, sent, findings));
      case Rereading.Answer.Read(Outcome.Kept kept) -> {
        freshness.await(kept.change());
        yield forms.goOn(request, "/upload/" + kept.id() + "?read=1#reading");
      }
    };
  }

  private static String note(HttpServletRequest request) {
    if (request.getParameter("read") != null) {
      return "reading.done";
    }
    if (request.getParameter("submitted") != null) {
      return "standing.sent";
    }
    if (request.getParameter("planned") != null) {
      return "plan.kept";
    }
    if (request.getParameter("cancelled") != null) {
      return "plan.cancelled";
    }
    return request.getParameter("saved") == null ? "" : "review.saved";
  }

  private ResponseEntity<byte[]> keep(
      HttpServletRequest request,
      Actor actor,
      Browsing.Shown shown,
      Map<String, String> sent,
      boolean publish)
      throws IOException {
    Submission submission = submission(actor, shown, said(shown, sent).metadata(), publish);
    return switch (publishing.publish(submission)) {
      case Outcome.Refused(var findings) ->
          unprocessable(request, reviews.refused(request, shown, sent, findings));
      case Outcome.Kept kept -> kept(request, kept, publish);
    };
  }

  private static ReviewForm.Said said(Browsing.Shown shown, Map<String, String> sent) {
    return new ReviewForm(shown.dataset(), shown.notes().said()).said(sent);
  }

  private Submission submission(Actor actor, Browsing.Shown shown, Metadata said, boolean publish) {
    return new Submission(
        tenant(shown.id()),
        shown.id(),
        shown.id().slug(),
        List.of(),
        said,
        List.of(),
        publish,
        actor.mark());
  }

  private ResponseEntity<byte[]> kept(
      HttpServletRequest request, Outcome.Kept kept, boolean publish) {
    if (kept.state() == State.PUBLISHED) {
      freshness.await(kept.change());
      return forms.goOn(request, "/datasets/" + kept.id());
    }
    return forms.goOn(request, "/upload/" + kept.id() + (publish ? "#open" : "?saved=1"));
  }

  private ResponseEntity<byte[]> withdraw(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, String reason) {
    String kept = reason.length() > 2000 ? reason.substring(0, 2000) : reason.strip();
    publishing
        .withdraw(shown.id(), kept, actor.mark())
        .ifPresent(receipt -> freshness.await(receipt.change()));
    boolean draft = shown.stored().entry().state() == State.DRAFT;
    return forms.goOn(request, draft ? "/upload" : "/datasets/" + shown.id());
  }

  /// Publishes again what was withdrawn, as it was. Whoever may withdraw may take that back alone:
  /// nothing becomes public that was not before.
  private ResponseEntity<byte[]> restore(
      HttpServletRequest request, Actor actor, Browsing.Shown shown, Map<String, String> sent)
      throws IOException {
    if (!isOf(shown, sent)) {
      return forms.goOn(request, "/datasets/" + shown.id());
    }
    Submission submission = submission(actor, shown, shown.notes().said(), true);
    return switch (publishing.publish(submission)) {
      case Outcome.Kept kept -> kept(request, kept, true);
      case Outcome.Refused(var findings) ->
          throw Problem.of(
              Trouble.CONFLICT,
              "Das lässt sich so nicht wieder veröffentlichen: " + said(findings, "de"),
              "This cannot be published again as it is: " + said(findings, "en"));
    };
  }

  private static String said(List<Finding> findings, String language) {
    return findings.isEmpty() ? "" : findings.getFirst().message().in(language);
  }

  private static boolean isWithdrawn(Browsing.Shown shown) {
    return shown.stored().entry().state() == State.WITHDRAWN;
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request, Browsing.Shown shown, String note, HttpStatus status)
      throws IOException {
    return answer(request, status, reviews.page(request, shown, note));
  }

  private ResponseEntity<byte[]> unprocessable(HttpServletRequest request, ReviewPage page) {
    return answer(request, HttpStatus.UNPROCESSABLE_CONTENT, page);
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, HttpStatus status, ReviewPage page) {
    return forms.answer(request, status, "review", forms.frame(request), page);
  }

  private static boolean isEditable(Browsing.Shown shown) {
    return shown.notes().isOurs() && !isWithdrawn(shown);
  }

  /// Whether a form was filled in from what is stored now.
  private static boolean isOf(Browsing.Shown shown, Map<String, String> sent) {
    return Long.toString(shown.stored().change()).equals(sent.get("change"));
  }

  private static boolean isPublic(Browsing.Shown shown) {
    return shown.stored().entry().state() == State.PUBLISHED;
  }

  private Tenant tenant(DatasetId id) {
    return accounts.tenant(id.tenant()).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }
}
