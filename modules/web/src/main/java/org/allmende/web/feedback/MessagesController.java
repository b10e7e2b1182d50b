package org.allmende.web.feedback;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.feedback.Feedback;
import org.allmende.catalog.feedback.Message;
import org.allmende.model.DatasetId;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Pagination;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.MessagesPage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What readers have written, for the people of the tenant it was written to.
@RestController
public final class MessagesController {

  private static final String PATH = "/feedback";
  private static final int ON_A_PAGE = 25;
  private static final int LAST_PAGE = 1_000;
  private static final int LONGEST_TITLE = 200;

  private final Feedback feedback;
  private final Browsing browsing;
  private final Tenants tenants;
  private final FormPages forms;

  MessagesController(Feedback feedback, Browsing browsing, Tenants tenants, FormPages forms) {
    this.feedback = feedback;
    this.browsing = browsing;
    this.tenants = tenants;
    this.forms = forms;
  }

  @GetMapping(PATH)
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    Optional<Actor> actor = Caller.of(request);
    if (actor.isEmpty()) {
      return forms.signIn(request, PATH);
    }
    List<Message> all = feedback.of(actor.get()::mayWrite);
    int last = Math.max(1, (all.size() + ON_A_PAGE - 1) / ON_A_PAGE);
    int number = Math.min(last, SearchParameters.number(request, "page", 1, 1, LAST_PAGE));
    int from = (number - 1) * ON_A_PAGE;
    List<Message> shown = all.subList(from, Math.min(all.size(), from + ON_A_PAGE));
    Page page = forms.frame(request);
    Words words = page.words();
    var content =
        new MessagesPage(
            forms.formToken(request),
            all.stream().filter(message -> !message.done()).count(),
            shown.stream().map(message -> said(words, message)).toList(),
            number,
            Pagination.links(words, here(page), number, last),
            feedback.days());
    return forms.answer(request, HttpStatus.OK, "messages", page, content);
  }

  private static Address here(Page page) {
    Address here = Address.of(PATH);
    return page.languageSaid() ? here.with("lang", page.language()) : here;
  }

  private MessagesPage.Said said(Words words, Message message) {
    DatasetId id = message.dataset();
    return new MessagesPage.Said(
        message.id(),
        id == null ? words.t("contact.title") : Plain.shorten(title(words, id), LONGEST_TITLE),
        id == null ? "/contact" : "/datasets/" + id,
        id == null ? words.t("contact.office") : tenants.name(id.tenant()),
        words.moment(message.received()),
        message.text(),
        message.done());
  }

  private String title(Words words, DatasetId id) {
    return browsing
        .find(id)
        .map(shown -> shown.dataset().title(words.language()))
        .filter(found -> !found.isBlank())
        .orElse(id.toString());
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> act(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "1") String page) {
    Actor actor = forms.sender(request, formToken);
    Message message =
        feedback
            .find(id)
            .filter(found -> actor.mayWrite(found.tenant()))
            .orElseThrow(MessagesController::gone);
    switch (action) {
      case "done" -> feedback.done(message, true);
      case "open" -> feedback.done(message, false);
      case "erase" -> feedback.erase(message);
      default -> throw Problem.of(Trouble.INVALID_REQUEST);
    }
    return forms.goOn(request, page.matches("[2-9]|[1-9]\\d{1,2}") ? PATH + "?page=" + page : PATH);
  }

  private static Problem gone() {
    return Problem.of(
        Trouble.NOT_FOUND,
        "Diese Rückmeldung gibt es nicht mehr. Unter „Rückmeldungen“ stehen alle, die noch da sind.",
        "This message is no longer there. All that are still here stand under “Feedback”.");
  }
}
