package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.IdentityProvider;
import org.allmende.catalog.accounts.IdentityProvider.Departure;
import org.allmende.catalog.accounts.IdentityProvider.Return;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Persons.Arrival;
import org.allmende.catalog.accounts.ProviderFailed;
import org.allmende.model.Addresses;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Address;
import org.allmende.web.page.Plain;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Signing in with somebody else, who says who it is.
///
/// The session's cookie is not sent along when another site leads here, so a browser that leaves
/// gets a second one, for minutes, that is. Whoever is back is shown a page of ours that goes on by
/// itself: from there, the session's cookie is sent again.
@RestController
public final class ProviderController {

  private static final System.Logger LOG = System.getLogger(ProviderController.class.getName());

  private static final String START = "/account/provider";
  private static final String BACK = START + "/back";
  private static final int MOST_STARTS = 60;
  private static final Duration START_WINDOW = Duration.ofMinutes(1);
  private static final int LONGEST_ANSWER = 8_192;

  private final SignInWays ways;
  private final Persons persons;
  private final Sessions sessions;
  private final Attempts attempts;
  private final Attempts starts;
  private final Departures departures;
  private final FormPages forms;
  private final String start;
  private final URI back;

  ProviderController(
      SignInWays ways,
      Persons persons,
      Sessions sessions,
      Attempts attempts,
      FormPages forms,
      Addresses addresses,
      InstantSource clock) {
    this.ways = ways;
    this.persons = persons;
    this.sessions = sessions;
    this.attempts = attempts;
    this.starts = new Attempts(clock, MOST_STARTS, START_WINDOW);
    this.departures = new Departures(clock);
    this.forms = forms;
    this.start = addresses.base() + START;
    this.back = URI.create(addresses.base() + BACK);
  }

  @GetMapping(START)
  ResponseEntity<byte[]> leave(
      HttpServletRequest request, @RequestParam(defaultValue = "") String next) {
    IdentityProvider provider = provider();
    if (forms.frame(request).house().atHome()) { // whoever comes back comes to the portal
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .cacheControl(CacheControl.noStore())
          .header(HttpHeaders.LOCATION, Address.of(start).with("next", next).toString())
          .build();
    }
    if (!starts.take(request.getRemoteAddr())) {
      throw Problem.of(Trouble.TOO_MANY_REQUESTS)
          .header(HttpHeaders.RETRY_AFTER, Long.toString(START_WINDOW.toSeconds()));
    }
    try {
      Departure departure = provider.depart(back, forms.frame(request).language());
      String browser = sessions.newName();
      departures.add(browser, departure, SessionController.own(next));
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .cacheControl(CacheControl.noStore())
          .header(HttpHeaders.LOCATION, departure.address().toString())
          .header(HttpHeaders.SET_COOKIE, sessions.departureCookie(browser))
          .build();
    } catch (ProviderFailed e) {
      return failed(request, SessionController.own(next), e);
    }
  }

  @GetMapping(BACK)
  ResponseEntity<byte[]> arrive(
      HttpServletRequest request, @RequestParam(defaultValue = "") String state) {
    IdentityProvider provider = provider();
    attempts.require(request);
    String browser = sessions.departed(request);
    Optional<Departures.Left> left = departures.back(browser, state);
    if (left.isEmpty()) {
      if (!browser.isEmpty()) { // else any page could have sent them here
        attempts.failed(request);
      }
      return refused(request, "/upload", "provider.expired", "");
    }
    String next = left.get().next();
    try {
      Return back = provider.redeem(left.get().departure(), this.back, answer(request));
      return arrived(request, next, provider, back);
    } catch (ProviderFailed e) {
      if (e.why() == ProviderFailed.Why.NOT_BELIEVED) {
        attempts.failed(request);
      }
      return failed(request, next, e);
    }
  }

  private ResponseEntity<byte[]> arrived(
      HttpServletRequest request, String next, IdentityProvider provider, Return back) {
    var identity = back.identity();
    return switch (persons.arrive(identity, provider.groups().allow(identity.groups()))) {
      case Arrival.Welcome(var person) -> {
        sessions.close(request);
        String name = sessions.open(person, back.proof());
        yield Sessions.with(
            forms.passage(request, "provider.welcome", forms.to(request, next)),
            sessions.cookie(name));
      }
      case Arrival.NoRole _ ->
          refused(request, next, "provider.no-role", Plain.of(identity.login()));
      case Arrival.Closed _ -> refused(request, next, "provider.closed", "");
      case Arrival.LoginTaken(var login) -> refused(request, next, "provider.taken", login);
      case Arrival.NoLogin _ -> refused(request, next, "provider.no-login", "");
      case Arrival.Full _ -> refused(request, next, "provider.full", "");
    };
  }

  private ResponseEntity<byte[]> failed(
      HttpServletRequest request, String next, ProviderFailed why) {
    LOG.log(
        System.Logger.Level.WARNING, "Nobody is signed in by the provider: {0}", why.getMessage());
    String key =
        switch (why.why()) {
          case UNREACHABLE -> "provider.unreachable";
          case REFUSED -> "provider.refused";
          case NOT_BELIEVED -> "provider.not-believed";
        };
    return refused(request, next, key, "");
  }

  private ResponseEntity<byte[]> refused(
      HttpServletRequest request, String next, String key, String what) {
    return Sessions.with(forms.signIn(request, next, "", key, what), sessions.noDepartureCookie());
  }

  private IdentityProvider provider() {
    return ways.provider().orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  /// What the provider has sent along. A parameter said twice says nothing.
  private static Map<String, String> answer(HttpServletRequest request) {
    var answer = new HashMap<String, String>();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (values.length == 1 && values[0].length() <= LONGEST_ANSWER) {
            answer.put(name, values[0]);
          }
        });
    return answer;
  }
}
