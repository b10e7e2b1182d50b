package org.allmende.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;

/// Who sends a request, as the gate has found out.
public final class Caller {

  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String SIGNED_IN = ATTRIBUTE + ".signedIn";

  private Caller() {}

  public static void remember(HttpServletRequest request, Actor actor) {
    request.setAttribute(ATTRIBUTE, actor);
  }

  /// Remembers somebody who is signed in with a browser.
  public static void rememberSignedIn(HttpServletRequest request, Actor actor) {
    remember(request, actor);
    request.setAttribute(SIGNED_IN, true);
  }

  /// Empty for readers without a token.
  public static Optional<Actor> of(HttpServletRequest request) {
    return Optional.ofNullable((Actor) request.getAttribute(ATTRIBUTE));
  }

  /// Whether the caller is signed in with a browser, so that pages say so.
  public static boolean isSignedIn(HttpServletRequest request) {
    return request.getAttribute(SIGNED_IN) != null;
  }

  /// Whether the caller may see what a tenant has not published.
  public static boolean mayRead(HttpServletRequest request, String tenant) {
    return of(request).map(actor -> actor.mayRead(tenant)).orElse(false);
  }

  /// How the trail names the caller; empty for readers without a token.
  public static String mark(HttpServletRequest request) {
    return of(request).map(Actor::mark).orElse("");
  }
}
