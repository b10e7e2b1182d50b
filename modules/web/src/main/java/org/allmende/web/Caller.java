package org.allmende.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.allmende.catalog.Accounts.Actor;

/// Who sends a request, as the gate has found out.
final class Caller {

  private static final String ATTRIBUTE = Caller.class.getName();

  private Caller() {}

  static void remember(HttpServletRequest request, Actor actor) {
    request.setAttribute(ATTRIBUTE, actor);
  }

  /// Empty for readers without a token.
  static Optional<Actor> of(HttpServletRequest request) {
    return Optional.ofNullable((Actor) request.getAttribute(ATTRIBUTE));
  }

  /// Whether the caller may see what a tenant has not published.
  static boolean mayWrite(HttpServletRequest request, String tenant) {
    return of(request).map(actor -> actor.mayWrite(tenant)).orElse(false);
  }
}
