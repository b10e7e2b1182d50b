package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.publishing.Reviewing.Verdict;
import org.allmende.model.State;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;

/// What the gate cannot know before a dataset is looked at: whether the row of the table of routes
/// that a request came in by lets its sender do this to what is public.
public final class Leave {

  private static final String ROUTE = Leave.class.getName();

  private Leave() {}

  static void remember(HttpServletRequest request, Routes.Route route) {
    request.setAttribute(ROUTE, route);
  }

  /// Lets whoever sends a request do to a dataset what the request's route does.
  ///
  /// @throws Problem where they may not
  static void require(HttpServletRequest request, Shown shown) {
    Actor actor = Caller.of(request).orElseThrow(() -> Problem.of(Trouble.UNAUTHENTICATED));
    var access =
        request.getAttribute(ROUTE) instanceof Routes.Route route
            ? shown.stored().entry().state() == State.DRAFT ? route.access() : route.published()
            : Routes.Access.OPERATOR;
    if (!access.admits(actor, shown.id().tenant())) {
      throw roleTooLow();
    }
  }

  /// Lets pass who may publish.
  ///
  /// @throws Problem for all others
  public static void require(Verdict verdict) {
    switch (verdict) {
      case YES -> {}
      case ROLE -> throw roleTooLow();
      case NOT_SUBMITTED ->
          throw Problem.of(
              Trouble.FORBIDDEN,
              "Hier gilt das Vier-Augen-Prinzip: Der Entwurf muss erst zur Freigabe eingereicht"
                  + " werden, und jemand anderes veröffentlicht ihn.",
              "Four eyes are wanted here: the draft has to be submitted first, and somebody else"
                  + " publishes it.");
      case OWN ->
          throw Problem.of(
              Trouble.FORBIDDEN,
              "Hier gilt das Vier-Augen-Prinzip: Sie haben den Entwurf selbst eingereicht, also"
                  + " veröffentlicht ihn jemand anderes.",
              "Four eyes are wanted here: you submitted the draft yourself, so somebody else"
                  + " publishes it.");
    }
  }

  static Problem roleTooLow() {
    return Problem.of(
        Trouble.FORBIDDEN,
        "Ihre Rolle reicht dafür nicht. Was Sie dürfen, bestimmt die Administration Ihrer Kommune.",
        "Your role does not go so far. What you may do is decided by your tenant’s administrator.");
  }
}
