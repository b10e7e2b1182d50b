package org.allmende.web.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Who is signed in with a browser. A session is a random name in a cookie; what it stands for is
/// kept here, in memory, and asked anew at every request, so that a token that was revoked opens
/// nothing any more, nor a password that was changed.
///
/// A browser that has not signed in gets such a name too, but nothing is kept under it. Every form
/// carries a token computed from the name, which only a page of this portal can know.
public final class Sessions {

  private static final Duration IDLE = Duration.ofHours(2);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final int MOST = 10_000;
  private static final int NAME_BYTES = 32;
  private static final int NAME_LENGTH = 43;

  private final Accounts accounts;
  private final Persons persons;
  private final InstantSource clock;
  private final boolean secure;
  private final SecureRandom random = new SecureRandom();
  private final Seal seal = new Seal();
  private final Map<String, Session> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MOST;
        }
      };

  /// @param base the portal's public address; cookies are kept to `https` where it is one
  public Sessions(Accounts accounts, Persons persons, InstantSource clock, String base) {
    this.accounts = accounts;
    this.persons = persons;
    this.clock = clock;
    this.secure = base.startsWith("https:");
  }

  /// By what a session was opened.
  private sealed interface Key {

    record ByToken(String secret) implements Key {}

    /// @param hash of the password then
    record ByPassword(String login, String hash) implements Key {}

    /// @param issuer who said so
    /// @param subject by what name
    /// @param proof of it, for signing out there
    record ByProvider(String login, String issuer, String subject, String proof) implements Key {}
  }

  private record Session(Key key, Instant since, Instant seen) {}

  /// Opens a session for whoever knows this secret, and returns its name.
  Optional<String> open(String secret) {
    if (accounts.authenticate(secret).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(open(new Key.ByToken(secret)));
  }

  /// Opens a session for a person who has just shown to be one, and returns its name.
  String open(Person person) {
    return open(new Key.ByPassword(person.login(), String.valueOf(person.password())));
  }

  /// Opens a session for a person for whom a provider has vouched, and returns its name.
  ///
  /// @param proof of that
  String open(Person person, String proof) {
    Person.Outside outside = person.outside();
    if (outside == null) {
      throw new IllegalArgumentException("nobody vouches for " + person.login());
    }
    return open(new Key.ByProvider(person.login(), outside.issuer(), outside.subject(), proof));
  }

  private String open(Key key) {
    String name = newName();
    Instant now = clock.instant();
    synchronized (open) {
      open.put(name, new Session(key, now, now));
    }
    return name;
  }

  void close(HttpServletRequest request) {
    synchronized (open) {
      open.remove(name(request));
    }
  }

  /// Who sends a request, told by its cookie.
  Optional<Actor> actor(HttpServletRequest request) {
    String name = name(request);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Session session;
    synchronized (open) {
      session = open.get(name);
      if (session == null) {
        return Optional.empty();
      }
      if (now.isAfter(session.since().plus(LONGEST)) || now.isAfter(session.seen().plus(IDLE))) {
        open.remove(name);
        return Optional.empty();
      }
      open.put(name, new Session(session.key(), session.since(), now));
    }
    return switch (session.key()) {
      case Key.ByToken(var secret) -> accounts.authenticate(secret);
      case Key.ByPassword(var login, var hash) -> persons.actor(login, hash);
      case Key.ByProvider(var login, var issuer, var subject, var _) ->
          persons.actorOutside(login, issuer, subject);
    };
  }

  /// What proves to the provider that opened a session who was signed in; empty for all others.
  Optional<String> proof(HttpServletRequest request) {
    Session session;
    synchronized (open) {
      session = open.get(name(request));
    }
    return session != null && session.key() instanceof Key.ByProvider key
        ? Optional.of(key.proof())
        : Optional.empty();
  }

  /// The name in a request's cookie; empty when there is none.
  String name(HttpServletRequest request) {
    return named(request, cookieName());
  }

  /// The name of a browser that comes back from signing in elsewhere; empty when it has none.
  String departed(HttpServletRequest request) {
    return named(request, departureName());
  }

  private static String named(HttpServletRequest request, String cookieName) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(cookieName) && cookie.getValue().length() == NAME_LENGTH) {
          return cookie.getValue();
        }
      }
    }
    return "";
  }

  /// A name nobody has.
  String newName() {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The `Set-Cookie` line that gives a browser a name. It is forgotten when the browser is closed.
  String cookie(String name) {
    return line(cookieName(), name, "; Path=/; HttpOnly; SameSite=Strict");
  }

  private String line(String cookieName, String value, String rules) {
    return cookieName + "=" + value + rules + (secure ? "; Secure" : "");
  }

  private String departureName() {
    return cookieName() + "-sign-in";
  }

  /// The `Set-Cookie` line for a browser that goes to sign in elsewhere. It is sent along also when
  /// the browser comes back from there, and stands for nothing but that.
  String departureCookie(String browser) {
    return line(departureName(), browser, "; Path=/; Max-Age=600; HttpOnly; SameSite=Lax");
  }

  String noDepartureCookie() {
    return line(departureName(), "", "; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  }

  /// The `Set-Cookie` line that takes the name away.
  String noCookie() {
    return cookie("") + "; Max-Age=0";
  }

  /// An answer that gives a browser a name, or takes it away.
  static ResponseEntity<byte[]> with(ResponseEntity<byte[]> answer, String cookie) {
    var headers = new HttpHeaders();
    headers.addAll(answer.getHeaders());
    headers.add(HttpHeaders.SET_COOKIE, cookie);
    return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
  }

  /// What the forms of a browser with this name carry.
  String formToken(String name) {
    return seal.of(name);
  }

  /// Lets only forms pass that a page of this portal has given to the same browser.
  ///
  /// @throws Problem for all others
  void requireOwnForm(HttpServletRequest request, String formToken) {
    String name = name(request);
    if (name.isEmpty() || !seal.fits(name, formToken)) {
      throw Problem.of(
          Trouble.FORBIDDEN,
          "Das Formular ist abgelaufen; gespeichert ist davon nichts. Gehen Sie zurück: Die meisten"
              + " Browser zeigen noch, was Sie eingetragen haben. Kopieren Sie es und laden Sie die"
              + " Seite dann neu.",
          "The form has expired; nothing of this is saved. Go back: most browsers still show what"
              + " you have typed. Copy it, and then load the page anew.");
    }
  }

  private String cookieName() {
    return secure ? "__Host-allmende" : "allmende";
  }
}
