package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.descriptors.HandedOver;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Version;
import org.allmende.catalog.tables.Breaks;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Upload;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ReplacementPage;
import org.allmende.web.page.Words;
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
/// files break columns that people use, one reason confirms all; each column that is about people
/// needs one of its own.
@RestController
public final class ReplacementController {

  private static final int MOST_FINDINGS = 200;
  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_EARLIER = 20;
  private static final int LONGEST_NAMES = 200;

  private final Visible visible;
  private final Accounts accounts;
  private final Publishing publishing;
  private final Freshness freshness;
  private final FormFiles files;
  private final FileStore store;
  private final FormPages forms;

  ReplacementController(
      Visible visible,
      Accounts accounts,
      Publishing publishing,
      Freshness freshness,
      FormFiles files,
      FileStore store,
      FormPages forms) {
    this.visible = visible;
    this.accounts = accounts;
    this.publishing = publishing;
    this.freshness = freshness;
    this.files = files;
    this.store = store;
    this.forms = forms;
  }

  @GetMapping("/upload/{tenant}/{slug}/files")
  ResponseEntity<byte[]> form(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug) {
    Optional<Actor> actor = Caller.of(request);
    return actor.isEmpty()
        ? forms.signIn(request, "/upload/" + tenant + "/" + slug + "/files")
        : show(request, find(request, tenant, slug), Wish.NONE, "", List.of(), HttpStatus.OK);
  }

  @PostMapping("/upload/{tenant}/{slug}/files")
  ResponseEntity<byte[]> take(
      HttpServletRequest request,
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> given)
      throws IOException {
    Actor actor = forms.sender(request, formToken);
    Shown shown = find(request, tenant, slug);
    Wish wish = Wish.of(version, FormPages.sent(request));
    HandedOver handedOver = version == 0 ? files.receive(given) : earlier(shown, version);
    if (handedOver.uploads().isEmpty()) {
      return show(request, shown, wish, "upload.no-file", List.of(), HttpStatus.BAD_REQUEST);
    }
    return publishing.alone(
        shown.id(), () -> replace(request, actor, find(request, tenant, slug), handedOver, wish));
  }

  /// What somebody wants of a new version besides its files.
  ///
  /// @param version the earlier one that shall be the newest again; 0 where files are given
  /// @param reason why columns that people use may go or change; empty where nobody says so
  /// @param decisions why columns about people may be published
  private record Wish(int version, String reason, List<Metadata.Decision> decisions) {

    static final Wish NONE = new Wish(0, "", List.of());

    static Wish of(int version, Map<String, String> sent) {
      return new Wish(
          version,
          Plain.shorten(sent.getOrDefault("reason", "").strip(), LONGEST_REASON),
          ReviewForm.decisions(Metadata.NOTHING, sent));
    }

    /// Why something may be public that a finding is about; empty where nobody says so.
    String reason(Finding finding) {
      if (!Gates.isPersonal(finding)) {
        return Breaks.isOne(finding.code()) ? reason : "";
      }
      return decisions.stream()
          .filter(one -> one.code().equals(finding.code()))
          .filter(one -> Objects.equals(one.column(), finding.place().column()))
          .map(one -> Plain.shorten(one.reason(), LONGEST_REASON))
          .findFirst()
          .orElse("");
    }
  }

  /// The files of a version that was public before.
  ///
  /// @throws Problem when there is no such version
  private HandedOver earlier(Shown shown, int version) {
    Version wanted =
        shown.stored().entry().earlier().stream()
            .filter(one -> one.number() == version)
            .findFirst()
            .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    var uploads = new ArrayList<Upload>();
    for (Notes.File file : wanted.files()) {
      uploads.add(
          file.at(store.find(file.sha256()).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND))));
    }
    return new HandedOver(uploads, Metadata.NOTHING, List.of());
  }

  private ResponseEntity<byte[]> replace(
      HttpServletRequest request, Actor actor, Shown shown, HandedOver given, Wish wish)
      throws IOException {
    HandedOver files = wish.version() == 0 ? given.replacing(shown.notes()) : given;
    Metadata said = files.said().or(shown.notes().said());
    Outcome outcome = publish(actor, shown, files, said);
    if (outcome instanceof Outcome.Refused(var findings)) {
      Metadata confirmed = confirmed(said, findings, wish);
      outcome = confirmed.equals(said) ? outcome : publish(actor, shown, files, confirmed);
    }
    return switch (outcome) {
      case Outcome.Refused(var findings) ->
          show(request, shown, wish, "replace.refused", findings, HttpStatus.UNPROCESSABLE_CONTENT);
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

  /// What was said, with a decision about each finding for which there is a reason.
  private static Metadata confirmed(Metadata said, List<Finding> findings, Wish wish) {
    var decisions = new LinkedHashSet<>(said.decisions());
    for (Finding finding : Publishing.undecided(findings, said)) {
      String reason = wish.reason(finding);
      if (!reason.isEmpty()) {
        decisions.add(new Metadata.Decision(finding.code(), finding.place().column(), reason));
      }
    }
    return said.deciding(List.copyOf(decisions));
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request,
      Shown shown,
      Wish wish,
      String note,
      List<Finding> findings,
      HttpStatus status) {
    Page page = forms.frame(request);
    List<Finding> open =
        Publishing.undecided(findings, shown.notes().said()).stream().limit(MOST_FINDINGS).toList();
    List<Finding> personal = open.stream().filter(Gates::isPersonal).toList();
    List<Finding> others = open.stream().filter(finding -> !Gates.isPersonal(finding)).toList();
    Metadata decided = Metadata.NOTHING.deciding(wish.decisions());
    var content =
        new ReplacementPage(
            forms.formToken(request),
            "/upload/" + shown.id() + "/files",
            "/datasets/" + shown.id(),
            Plain.shorten(shown.dataset().title(page.language()), LONGEST_TITLE),
            note.isEmpty() ? "" : page.words().t(note),
            Assessments.findings(page.words(), others),
            open.stream().anyMatch(finding -> Breaks.isOne(finding.code())),
            wish.reason(),
            Gates.of(page.words(), personal, decided, Map.of()),
            page.words().bytes(files.limit()),
            earlier(page.words(), shown),
            wish.version());
    return forms.answer(request, status, "replacement", page, content);
  }

  private static List<ReplacementPage.Earlier> earlier(Words words, Shown shown) {
    return shown.stored().entry().earlier().stream()
        .sorted(Comparator.comparingInt(Version::number).reversed())
        .limit(MOST_EARLIER)
        .map(one ->
            new ReplacementPage.Earlier(
                one.number(),
                words.date(one.until().toString()),
                Plain.shorten(
                    one.files().stream().map(Notes.File::name).collect(Collectors.joining(", ")),
                    LONGEST_NAMES)))
        .toList();
  }

  private Shown find(HttpServletRequest request, String tenant, String slug) {
    Shown shown = visible.toChange(request, tenant, slug);
    if (!shown.notes().isOurs() || shown.stored().entry().state() == State.WITHDRAWN) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return shown;
  }
}
