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

/// A form in which a reader writes to the office about a dataset, or to the operator about the
/// portal: without an account, a cookie or a script. Against programs stand a field that people do
/// not see, the time a form was open, and how many messages come from one network; none of it asks
/// anything of the reader.
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

  /// What a message is about.
  ///
  /// @param path of the form
  /// @param mark what its times are sealed with
  /// @param shown the dataset; null where it is the portal
  private record About(String path, String mark, @Nullable Shown shown) {}

  private static final About PORTAL = new About("/contact", "portal", null);

  /// About a dataset.
  ///
  /// @param sent says that a message has just been taken
  @GetMapping("/datasets/{tenant}/{slug}/feedback")
  ResponseEntity<byte[]> form(
      HttpServletRequest request,
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String sent) {
    return show(request, about(request, tenant, slug), !sent.isEmpty(), "", "", HttpStatus.OK);
  }

  @PostMapping("/datasets/{tenant}/{slug}/feedback")
  ResponseEntity<byte[]> take(
      HttpServletRequest request,
      @PathVariable String tenant,
      @PathVariable String slug,
      @RequestParam(defaultValue = "") String opened,
      @RequestParam(defaultValue = "") String website,
      @RequestParam(defaultValue = "") String text) {
    return take(request, about(request, tenant, slug), opened, website, text);
  }

  /// About the portal: what is wrong with it, and what bars somebody from using it.
  @GetMapping("/contact")
  ResponseEntity<byte[]> form(
      HttpServletRequest request, @RequestParam(defaultValue = "") String sent) {
    return show(request, PORTAL, !sent.isEmpty(), "", "", HttpStatus.OK);
  }

  @PostMapping("/contact")
  ResponseEntity<byte[]> take(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String opened,
      @RequestParam(defaultValue = "") String website,
      @RequestParam(defaultValue = "") String text) {
    return take(request, PORTAL, opened, website, text);
  }

  private ResponseEntity<byte[]> take(
      HttpServletRequest request, About about, String opened, String website, String text) {
    if (feedback.days() == 0) {
      return show(request, about, false, "", "", HttpStatus.FORBIDDEN);
    }
    String plain = Feedback.plain(Plain.shorten(text, LONGEST_SHOWN));
    int length = plain.codePointCount(0, plain.length());
    if (length < Feedback.SHORTEST || length > Feedback.LONGEST) {
      return again(request, about, plain, "feedback.length", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    if (!website.isEmpty()) {
      return sent(request, about);
    }
    return switch (times.of(opened, about.mark())) {
      case STALE ->
          again(request, about, plain, "feedback.stale", HttpStatus.UNPROCESSABLE_CONTENT);
      case TOO_SOON ->
          again(request, about, plain, "feedback.too-soon", HttpStatus.UNPROCESSABLE_CONTENT);
      case IN_TIME -> keep(request, about, plain);
    };
  }

  private ResponseEntity<byte[]> keep(HttpServletRequest request, About about, String text) {
    if (!messages.take(request.getRemoteAddr())) {
      return again(request, about, text, "feedback.throttled", HttpStatus.TOO_MANY_REQUESTS);
    }
    Shown shown = about.shown();
    boolean taken = shown == null ? feedback.receive(text) : feedback.receive(shown.id(), text);
    return taken
        ? sent(request, about)
        : again(request, about, text, "feedback.full", HttpStatus.SERVICE_UNAVAILABLE);
  }

  private ResponseEntity<byte[]> sent(HttpServletRequest request, About about) {
    return forms.goOn(request, about.path() + "?sent=1");
  }

  private ResponseEntity<byte[]> again(
      HttpServletRequest request, About about, String text, String note, HttpStatus status) {
    return show(request, about, false, text, note, status);
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request,
      About about,
      boolean sent,
      String text,
      String note,
      HttpStatus status) {
    Shown shown = about.shown();
    Page page = shown == null ? forms.frame(request) : forms.frame(request, shown.id().tenant());
    var content =
        new FeedbackPage(
            subject(page, about),
            about.path(),
            times.now(about.mark()),
            text,
            note.isEmpty() ? "" : page.words().t(note, Feedback.SHORTEST, Feedback.LONGEST),
            sent,
            Feedback.LONGEST,
            feedback.days());
    return forms.answer(request, status, "feedback", page, content);
  }

  private FeedbackPage.Subject subject(Page page, About about) {
    Shown shown = about.shown();
    if (shown == null) {
      String office = page.words().t("contact.office");
      return new FeedbackPage.Subject(true, page.portal().name(), null, "/", office, List.of());
    }
    String slug = shown.id().tenant();
    Tenant tenant = tenants.find(slug).orElse(null);
    String title = Plain.shorten(shown.dataset().title(page.language()), LONGEST);
    return new FeedbackPage.Subject(
        false,
        title.isBlank() ? page.words().t("dataset.untitled") : title,
        other(shown.dataset().titleLanguage(page.language()), page),
        "/datasets/" + shown.id(),
        tenant == null ? slug : tenant.name(),
        contact(shown.dataset().contact(), tenant));
  }

  /// A language that is not the page's; null else.
  private static @Nullable String other(String language, Page page) {
    return language.isEmpty() || language.equals(page.language()) ? null : language;
  }

  /// Where else one can ask: the dataset's own address, else the tenant's.
  private static List<Link> contact(Metadata.@Nullable Contact own, @Nullable Tenant tenant) {
    Metadata.Contact contact = own != null || tenant == null ? own : tenant.contact();
    return Links.contact(contact).stream().filter(link -> !link.href().isEmpty()).toList();
  }

  private About about(HttpServletRequest request, String tenant, String slug) {
    Shown shown = visible.find(request, tenant, slug);
    if (shown.stored().entry().state() != State.PUBLISHED) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    String id = shown.id().toString();
    return new About("/datasets/" + id + "/feedback", id, shown);
  }
}
