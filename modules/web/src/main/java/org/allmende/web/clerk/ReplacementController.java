package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.descriptors.HandedOver;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.tables.Breaks;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ReplacementPage;
import org.allmende.web.quality.Assessments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// A new version of a dataset, handed in by a form: what is said about it stays. Where the new
/// files break columns that people use, one reason confirms all.
@RestController
public final class ReplacementController {

  private static final int MOST_FINDINGS = 200;
  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_TITLE = 200;

  private final Visible visible;
  private final Accounts accounts;
  private final Publishing publishing;
  private final Freshness freshness;
  private final FormFiles files;
  private final FormPages forms;

  ReplacementController(
      Visible visible,
      Accounts accounts,
      Publishing publishing,
      Freshness freshness,
      FormFiles files,
      FormPages forms) {
    this.visible = visible;
    this.accounts = accounts;
    this.publishing = publishing;
    this.freshness = freshness;
    this.files = files;
    this.forms = forms;
  }

  @GetMapping("/upload/{tenant}/{slug}/files")
  ResponseEntity<byte[]> form(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug) {
    Optional<Actor> actor = Caller.of(request);
    return actor.isEmpty()
        ? forms.signIn(request, "/upload/" + tenant + "/" + slug + "/files")
        : show(request, find(request, tenant, slug), "", List.of(), HttpStatus.OK);
  }

  @PostMapping("/upload/{tenant}/{slug}/files")
  ResponseEntity<byte[]> take(
      HttpServletRequest request,
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> given)
      throws IOException {
    Actor actor = forms.sender(request, formToken);
    Shown shown = find(request, tenant, slug);
    HandedOver handedOver = files.receive(given);
    if (handedOver.uploads().isEmpty()) {
      return show(request, shown, "upload.no-file", List.of(), HttpStatus.BAD_REQUEST);
    }
    return publishing.alone(
        shown.id(), () -> replace(request, actor, find(request, tenant, slug), handedOver, reason));
  }

  private ResponseEntity<byte[]> replace(
      HttpServletRequest request, Actor actor, Shown shown, HandedOver given, String reason)
      throws IOException {
    HandedOver files = given.replacing(shown.notes());
    Metadata said = files.said().or(shown.notes().said());
    Outcome outcome = publish(actor, shown, files, said);
    if (outcome instanceof Outcome.Refused(var findings) && !reason.isBlank()) {
      outcome = publish(actor, shown, files, confirmed(said, findings, reason.strip()));
    }
    return switch (outcome) {
      case Outcome.Refused(var findings) ->
          show(request, shown, "replace.refused", findings, HttpStatus.UNPROCESSABLE_CONTENT);
      case Outcome.Kept kept -> {
        freshness.await(kept.change());
        yield forms.goOn(
            request, (kept.state() == State.DRAFT ? "/upload/" : "/datasets/") + kept.id());
      }
    };
  }

  private Outcome publish(Actor actor, Shown shown, HandedOver files, Metadata said)
      throws IOException {
    String tenant = shown.id().tenant();
    return publishing.publish(
        new Submission(
            accounts.tenant(tenant).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND)),
            shown.id(),
            shown.id().slug(),
            files.uploads(),
            said,
            files.findings(),
            shown.stored().entry().state() == State.PUBLISHED,
            actor.mark()));
  }

  /// What was said, with a decision about each break.
  private static Metadata confirmed(Metadata said, List<Finding> findings, String reason) {
    String shortened = Plain.shorten(reason, LONGEST_REASON);
    var decisions = new ArrayList<>(said.decisions());
    for (Finding finding : Publishing.undecided(findings, said)) {
      if (Breaks.isOne(finding.code())) {
        decisions.add(new Metadata.Decision(finding.code(), finding.place().column(), shortened));
      }
    }
    return said.deciding(decisions);
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request,
      Shown shown,
      String note,
      List<Finding> findings,
      HttpStatus status) {
    Page page = forms.frame(request);
    List<Finding> open = findings.stream().filter(Finding::blocks).limit(MOST_FINDINGS).toList();
    var content =
        new ReplacementPage(
            forms.formToken(request),
            "/upload/" + shown.id() + "/files",
            "/datasets/" + shown.id(),
            Plain.shorten(shown.dataset().title(page.language()), LONGEST_TITLE),
            note.isEmpty() ? "" : page.words().t(note),
            Assessments.findings(page.words(), open),
            open.stream().anyMatch(finding -> Breaks.isOne(finding.code())),
            page.words().bytes(files.limit()));
    return forms.answer(request, status, "replacement", page, content);
  }

  private Shown find(HttpServletRequest request, String tenant, String slug) {
    Shown shown = visible.toChange(request, tenant, slug);
    if (!shown.notes().isOurs() || shown.stored().entry().state() == State.WITHDRAWN) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return shown;
  }
}
