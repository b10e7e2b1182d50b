package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.model.Addresses;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.http.Trouble;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Signing in, with a password or with a token, and out. A browser gets a new name by either, so
/// that nobody can have given it one before.
@RestController
public final class SessionController {

  private static final Pattern OWN_PATH =
      Pattern.compile(
          "/upload(?:/[a-z0-9-]+/[a-z0-9-]+(?:/(?:files|quality))?)?|/manage(?:/[a-z0-9-]+){1,5}|/account/password|/feedback");
  private static final int LONGEST_TOKEN = 500;
  private static final int LONGEST_LOGIN = 200;

  private final Persons persons;
  private final Sessions sessions;
  private final Attempts attempts;
  private final FormPages forms;
  private final SignInWays ways;
  private final URI home;
  private final ProblemWriter problems;

  SessionController(
      Persons persons,
      Sessions sessions,
      Attempts attempts,
      FormPages forms,
      SignInWays ways,
      Addresses addresses,
      ProblemWriter problems) {
    this.ways = ways;
    this.home = URI.create(addresses.base() + "/");
    this.persons = persons;
    this.sessions = sessions;
    this.attempts = attempts;
    this.forms = forms;
    this.problems = problems;
  }

  @PostMapping("/upload/session")
  ResponseEntity<byte[]> signIn(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String next) {
    sessions.requireOwnForm(request, formToken);
    attempts.require(request);
    boolean byToken = login.isBlank();
    String path = own(next);
    Optional<String> name = byToken ? byToken(token) : byPassword(login, password);
    if (name.isEmpty()) {
      attempts.failed(request);
      problems.count(Trouble.UNAUTHENTICATED);
      String shown = login.length() > LONGEST_LOGIN ? "" : login;
      return forms.signIn(
          request, path, shown, byToken ? "sign-in.failed" : "sign-in.failed.account");
    }
    sessions.close(request);
    return Sessions.with(forms.goOn(request, path), sessions.cookie(name.get()));
  }

  /// A path of ours to go on to; the workplace, where it is none.
  static String own(String next) {
    return OWN_PATH.matcher(next).matches() ? next : "/upload";
  }

  private Optional<String> byToken(String token) {
    return token.length() > LONGEST_TOKEN ? Optional.empty() : sessions.open(token.strip());
  }

  private Optional<String> byPassword(String typed, String password) {
    String login = Person.login(typed);
    attempts.requireFor(login);
    Optional<Person> person = persons.signIn(login, password);
    if (person.isEmpty()) {
      attempts.failedFor(login);
    }
    return person.map(sessions::open);
  }

  @PostMapping("/upload/leave")
  ResponseEntity<byte[]> leave(
      HttpServletRequest request, @RequestParam(defaultValue = "") String formToken) {
    sessions.requireOwnForm(request, formToken);
    Optional<URI> elsewhere =
        sessions
            .proof(request)
            .flatMap(proof -> ways.provider().flatMap(one -> one.farewell(proof, home)));
    sessions.close(request);
    return Sessions.with(
        elsewhere
            .map(address -> forms.passage(request, "provider.farewell", address.toString()))
            .orElseGet(() -> forms.goOn(request, "/")),
        sessions.noCookie());
  }
}
