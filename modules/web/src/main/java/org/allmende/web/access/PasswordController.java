package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.PasswordRules;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Persons.Setting;
import org.allmende.web.http.Caller;
import org.allmende.web.page.Page;
import org.allmende.web.page.PasswordPage;
import org.allmende.web.page.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Setting a password: by a link, once, or by knowing the one before. Whoever did is signed in
/// anew, and every other session of theirs ends.
@RestController
public final class PasswordController {

  private static final String PATH = "/account/password";
  private static final int LONGEST_LINK = 200;

  private final Persons persons;
  private final Sessions sessions;
  private final Attempts attempts;
  private final FormPages forms;

  PasswordController(Persons persons, Sessions sessions, Attempts attempts, FormPages forms) {
    this.persons = persons;
    this.sessions = sessions;
    this.attempts = attempts;
    this.forms = forms;
  }

  @GetMapping(PATH)
  ResponseEntity<byte[]> ask(
      HttpServletRequest request, @RequestParam(defaultValue = "") String link) {
    if (!persons.takePasswords()) {
      return page(request, HttpStatus.NOT_FOUND, "", "", "password.none");
    }
    if (link.isEmpty()) {
      return signedIn(request)
          .map(login -> page(request, HttpStatus.OK, "", login, ""))
          .orElseGet(() -> forms.signIn(request, PATH));
    }
    attempts.require(request);
    Optional<Person> owner = owner(link);
    if (owner.isEmpty()) {
      attempts.failed(request);
      return page(request, HttpStatus.FORBIDDEN, "", "", "password.link-gone");
    }
    return page(request, HttpStatus.OK, link, owner.get().login(), "");
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> set(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String link,
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String password) {
    sessions.requireOwnForm(request, formToken);
    attempts.require(request);
    return link.isEmpty() ? changed(request, old, password) : byLink(request, link, password);
  }

  private ResponseEntity<byte[]> byLink(HttpServletRequest request, String link, String password) {
    Optional<Person> owner = owner(link);
    Setting setting = owner.isEmpty() ? new Setting.NotAllowed() : persons.set(link, password);
    String login = owner.map(Person::login).orElse("");
    return answer(request, setting, link, login, "password.link-gone");
  }

  private ResponseEntity<byte[]> changed(HttpServletRequest request, String old, String password) {
    Optional<String> login = signedIn(request);
    if (login.isEmpty()) {
      return forms.signIn(request, PATH);
    }
    attempts.requireFor(login.get());
    Setting setting = persons.change(login.get(), old, password);
    if (setting instanceof Setting.NotAllowed) {
      attempts.failedFor(login.get());
    }
    return answer(request, setting, "", login.get(), "password.old-wrong");
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, Setting setting, String link, String login, String notAllowed) {
    return switch (setting) {
      case Setting.Done(var person) -> {
        sessions.close(request);
        yield Sessions.with(forms.goOn(request, "/upload"), sessions.cookie(sessions.open(person)));
      }
      case Setting.Refused(var fault) ->
          page(request, HttpStatus.UNPROCESSABLE_CONTENT, link, login, key(fault));
      case Setting.NotAllowed _ -> {
        attempts.failed(request);
        String known = notAllowed.equals("password.link-gone") ? "" : login;
        yield page(request, HttpStatus.FORBIDDEN, "", known, notAllowed);
      }
    };
  }

  private static String key(PasswordRules.Fault fault) {
    return switch (fault) {
      case TOO_SHORT -> "password.too-short";
      case TOO_LONG -> "password.too-long";
      case COMMON -> "password.common";
      case LIKE_LOGIN -> "password.like-login";
    };
  }

  private Optional<Person> owner(String link) {
    return link.length() > LONGEST_LINK ? Optional.empty() : persons.byLink(link);
  }

  /// The login of whoever is signed in with a password.
  private static Optional<String> signedIn(HttpServletRequest request) {
    return Caller.of(request)
        .filter(actor -> actor.mark().equals(actor.login()))
        .map(Actor::login)
        .filter(login -> !login.isEmpty());
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, HttpStatus status, String link, String login, String note) {
    Page page = forms.frame(request);
    Words words = page.words();
    String said = note.isEmpty() ? "" : words.t(note, PasswordRules.SHORTEST);
    var content =
        new PasswordPage(
            forms.formToken(request),
            link,
            login,
            said,
            PasswordRules.SHORTEST,
            PasswordRules.LONGEST);
    return forms.answer(request, status, "password", page, content);
  }
}
