package org.allmende.web.feedback;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.feedback.Feedback;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.web.access.Attempts;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.FeedbackPage;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A form in which a reader writes to the office about a dataset: without an account, a cookie or a
/// script. Against programs stand a field that people do not see, the time a form was open, and how
/// many messages come from one network; none of it asks anything of the reader.
@RestController
public final class FeedbackController {

  private static final int LONGEST = 200;
  private static final int LONGEST_SHOWN = 20_000;

  private final Visible visible;
  private final Tenants tenants;
  private final Feedback feedback;
  private final FormTimes times;
  private final Attempts messages;
  private final FormPages forms;

  FeedbackController(
      Visible visible,
      Tenants tenants,
      Feedback feedback,
      FormTimes times,
      Attempts messages,
      FormPages forms) {
    this.visible = visible;
    this.tenants = tenants;
    this.feedback = feedback;
    this.times = times;
    this.messages = messages;
    this.forms = forms;
  }

  @GetMapping("/datasets/{tenant}/{slug}/feedback")
  ResponseEntity<byte[]> form(
      HttpServletRequest request,
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String sent) {
    Shown shown = find(request, tenant, slug);
    return show(request, shown, !sent.isEmpty(), "", "", HttpStatus.OK);
  }

  @PostMapping("/datasets/{tenant}/{slug}/feedback")
  ResponseEntity<byte[]> take(
      HttpServletRequest request,
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String opened,
      @RequestParam(defaultValue = "") String website,
      @RequestParam(defaultValue = "") String text) {
    Shown shown = find(request, tenant, slug);
    if (feedback.days() == 0) {
      return show(request, shown, false, "", "", HttpStatus.FORBIDDEN);
    }
    String plain = Feedback.plain(Plain.shorten(text, LONGEST_SHOWN));
    int length = plain.codePointCount(0, plain.length());
    if (length < Feedback.SHORTEST || length > Feedback.LONGEST) {
      return again(request, shown, plain, "feedback.length", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    if (!website.isEmpty()) {
      return sent(request, shown);
    }
    return switch (times.of(opened, shown.id().toString())) {
      case STALE ->
          again(request, shown, plain, "feedback.stale", HttpStatus.UNPROCESSABLE_CONTENT);
      case TOO_SOON ->
          again(request, shown, plain, "feedback.too-soon", HttpStatus.UNPROCESSABLE_CONTENT);
      case IN_TIME -> keep(request, shown, plain);
    };
  }

  private ResponseEntity<byte[]> keep(HttpServletRequest request, Shown shown, String text) {
    if (!messages.take(request.getRemoteAddr())) {
      return again(request, shown, text, "feedback.throttled", HttpStatus.TOO_MANY_REQUESTS);
    }
    return feedback.receive(shown.id(), text)
        ? sent(request, shown)
        : again(request, shown, text, "feedback.full", HttpStatus.SERVICE_UNAVAILABLE);
  }

  private ResponseEntity<byte[]> sent(HttpServletRequest request, Shown shown) {
    return forms.goOn(request, path(shown) + "?sent=1");
  }

  private ResponseEntity<byte[]> again(
      HttpServletRequest request, Shown shown, String text, String note, HttpStatus status) {
    return show(request, shown, false, text, note, status);
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request,
      Shown shown,
      boolean sent,
      String text,
      String note,
      HttpStatus status) {
    String slug = shown.id().tenant();
    Page page = forms.frame(request, slug);
    Tenant tenant = tenants.find(slug).orElse(null);
    String title = Plain.shorten(shown.dataset().title(page.language()), LONGEST);
    var content =
        new FeedbackPage(
            title.isBlank() ? page.words().t("dataset.untitled") : title,
            "/datasets/" + shown.id(),
            path(shown),
            tenant == null ? slug : tenant.name(),
            contact(shown.dataset().contact(), tenant),
            times.now(shown.id().toString()),
            text,
            note.isEmpty() ? "" : page.words().t(note, Feedback.SHORTEST, Feedback.LONGEST),
            sent,
            Feedback.LONGEST,
            feedback.days());
    return forms.answer(request, status, "feedback", page, content);
  }

  /// Where else one can ask: the dataset's own address, else the tenant's.
  private static List<Link> contact(Metadata.@Nullable Contact own, @Nullable Tenant tenant) {
    Metadata.Contact contact = own != null || tenant == null ? own : tenant.contact();
    return Links.contact(contact).stream().filter(link -> !link.href().isEmpty()).toList();
  }

  private static String path(Shown shown) {
    return "/datasets/" + shown.id() + "/feedback";
  }

  private Shown find(HttpServletRequest request, String tenant, String slug) {
    Shown shown = visible.find(request, tenant, slug);
    if (shown.stored().entry().state() != State.PUBLISHED) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return shown;
  }
}
