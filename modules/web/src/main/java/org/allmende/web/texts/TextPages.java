package org.allmende.web.texts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Link;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.TextPage;
import org.allmende.web.page.Words;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Pages with the words of the operator or of a tenant. About accessibility, about data of readers
/// and in plain language the program says itself what it does, whoever runs it.
@RestController
public final class TextPages {

  private static final int LONGEST = 200;

  private final OwnTexts texts;
  private final Tenants tenants;
  private final Pages pages;

  TextPages(OwnTexts texts, Tenants tenants, Pages pages) {
    this.texts = texts;
    this.tenants = tenants;
    this.pages = pages;
  }

  @GetMapping("/accessibility")
  ResponseEntity<byte[]> accessibility(HttpServletRequest request) {
    return show(request, Topic.ACCESSIBILITY);
  }

  @GetMapping("/plain-language")
  ResponseEntity<byte[]> plainLanguage(HttpServletRequest request) {
    return show(request, Topic.PLAIN_LANGUAGE);
  }

  @GetMapping("/sign-language")
  ResponseEntity<byte[]> signLanguage(HttpServletRequest request) {
    return show(request, Topic.SIGN_LANGUAGE);
  }

  @GetMapping("/imprint")
  ResponseEntity<byte[]> imprint(HttpServletRequest request) {
    return show(request, Topic.IMPRINT);
  }

  @GetMapping("/privacy")
  ResponseEntity<byte[]> privacy(HttpServletRequest request) {
    return show(request, Topic.PRIVACY);
  }

  @GetMapping("/tenants/{tenant}/{topic}")
  ResponseEntity<byte[]> tenant(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String topic) {
    Tenant found = tenants.find(tenant).orElseThrow(TextPages::nothing);
    Topic wanted = Topic.of(topic).orElseThrow(TextPages::nothing);
    Page page = pages.page(request, found.slug());
    OwnTexts.Own own = texts.find(tenant, wanted, page.language()).orElseThrow(TextPages::nothing);
    String name = Plain.shorten(found.name(), LONGEST);
    return answer(
        request,
        page,
        new TextPage(
            page.words().t("text." + wanted.path()),
            new Link(name, "/tenants/" + tenant),
            own.html(),
            own.language(),
            TextPage.Ours.NOTHING,
            List.of()));
  }

  private ResponseEntity<byte[]> show(HttpServletRequest request, Topic topic) {
    Page page = pages.page(request);
    Words words = page.words();
    Optional<OwnTexts.Own> own = texts.find("", topic, page.language());
    TextPage.Ours ours =
        switch (topic) {
          case ACCESSIBILITY -> TextPage.Ours.ACCESSIBILITY;
          case PLAIN_LANGUAGE -> TextPage.Ours.PLAIN_LANGUAGE;
          case PRIVACY -> TextPage.Ours.PRIVACY;
          case IMPRINT, SIGN_LANGUAGE -> TextPage.Ours.NOTHING;
        };
    if (own.isEmpty() && ours == TextPage.Ours.NOTHING && topic != Topic.IMPRINT) {
      throw nothing();
    }
    return answer(
        request,
        page,
        new TextPage(
            words.t("text." + topic.path()),
            new Link("", ""),
            own.map(OwnTexts.Own::html).orElse(""),
            own.map(OwnTexts.Own::language).orElse(page.language()),
            ours,
            others(words, topic)));
  }

  /// The other texts of the portal.
  private List<Link> others(Words words, Topic besides) {
    var links = new ArrayList<Link>();
    List<Topic> written = texts.topics("");
    for (Topic topic : Topic.values()) {
      if (topic != besides && (topic != Topic.SIGN_LANGUAGE || written.contains(topic))) {
        links.add(new Link(words.t("text." + topic.path()), "/" + topic.path()));
      }
    }
    return links;
  }

  private ResponseEntity<byte[]> answer(HttpServletRequest request, Page page, TextPage content) {
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .body(() -> pages.render("text", page, content));
  }

  private static Problem nothing() {
    return Problem.of(
        Trouble.NOT_FOUND,
        "Diesen Text hat hier niemand geschrieben. Im Fuß jeder Seite stehen die, die es gibt.",
        "Nobody has written this text here. Those that there are stand in the foot of every page.");
  }
}
