package org.allmende.web.quality;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.quality.Repairing;
import org.allmende.dcat.mending.Repair;
import org.allmende.model.State;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The quality of a dataset for whoever publishes it, and mending it with one button.
@RestController
public final class QualityController {

  private final QualityPages pages;
  private final Repairing repairing;
  private final Visible visible;
  private final Freshness freshness;
  private final FormPages forms;

  QualityController(
      QualityPages pages,
      Repairing repairing,
      Visible visible,
      Freshness freshness,
      FormPages forms) {
    this.pages = pages;
    this.repairing = repairing;
    this.visible = visible;
    this.freshness = freshness;
    this.forms = forms;
  }

  @GetMapping("/upload/{tenant}/{slug}/quality")
  ResponseEntity<byte[]> look(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    Optional<Actor> actor = Caller.of(request);
    if (actor.isEmpty()) {
      return forms.signIn(request, "/upload/" + tenant + "/" + slug + "/quality");
    }
    Words words = forms.frame(request).words();
    String mended = request.getParameter("mended");
    boolean number = mended != null && mended.matches("\\d{1,4}");
    String note = number ? words.t("quality.mended", Integer.parseInt(String.valueOf(mended))) : "";
    Browsing.Shown shown = find(request, tenant, slug);
    if (number && !freshness.shows(shown.stored().change())) {
      note += " " + words.t("dataset.soon");
    }
    return show(request, shown, note, HttpStatus.OK);
  }

  /// Mends what is sure, or what was chosen.
  @PostMapping("/upload/{tenant}/{slug}/quality")
  ResponseEntity<byte[]> mend(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    String token = request.getParameter("formToken");
    Actor actor = forms.sender(request, token == null ? "" : token);
    Browsing.Shown shown = find(request, tenant, slug);
    if (!Long.toString(shown.stored().change()).equals(request.getParameter("change"))) {
      String note = forms.frame(request).words().t("review.changed-meanwhile");
      return show(request, shown, note, HttpStatus.CONFLICT);
    }
    Repairing.Repaired repaired =
        repairing
            .repair(shown.id(), wanted(request), actor.mark())
            .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    if (!repaired.applied().isEmpty()) {
      freshness.await(repaired.change());
    }
    return forms.goOn(
        request, "/upload/" + shown.id() + "/quality?mended=" + repaired.applied().size());
  }

  private static Predicate<Repair> wanted(HttpServletRequest request) {
    if (!"chosen".equals(request.getParameter("do"))) {
      return Repair::sure;
    }
    String[] chosen = request.getParameterValues("code");
    Set<String> codes = chosen == null ? Set.of() : Set.copyOf(List.copyOf(Arrays.asList(chosen)));
    return repair -> codes.contains(repair.code());
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request, Browsing.Shown shown, String note, HttpStatus status)
      throws IOException {
    return forms.answer(
        request, status, "quality", forms.frame(request), pages.of(request, shown, note));
  }

  private Browsing.Shown find(HttpServletRequest request, String tenant, String slug) {
    Browsing.Shown shown = visible.toChange(request, tenant, slug);
    if (shown.stored().entry().state() == State.WITHDRAWN) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return shown;
  }
}
