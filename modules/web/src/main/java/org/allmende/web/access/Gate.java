package org.allmende.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.frame.Trace;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/// What every request passes first: it must be in the table of routes, and whoever asks must be
/// allowed to. Also says what holds for every answer: the security headers, and who may read it.
public final class Gate extends OncePerRequestFilter {

  private static final String BEARER = "bearer ";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/";
  private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

  /// For a year. A tenant's domain says nothing of what else its town has below it.
  private static final String HTTPS_ONLY = "max-age=31536000";

  private static final String POLICY_HEADER = "Content-Security-Policy";

  /// Scripts come from here, and ask nobody else; files that others have handed in are isolated.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
          + " font-src 'self'; img-src 'self' data:; "
          + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /// What other sites may show in a frame has no scripts and no forms.
  private static final String FRAMED_POLICY =
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
          + "form-action 'none'; base-uri 'none'; frame-ancestors *";

  private final Accounts accounts;
  private final Attempts attempts;
  private final Sessions sessions;
  private final Watchers watchers;
  private final Nodes nodes;
  private final Throttle throttle;
  private final ProblemWriter problems;
  private final String origin;

  public Gate(
      Accounts accounts,
      Attempts attempts,
      Sessions sessions,
      Watchers watchers,
      Nodes nodes,
      Throttle throttle,
      ProblemWriter problems,
      String base) {
    this.accounts = accounts;
    this.attempts = attempts;
    this.sessions = sessions;
    this.watchers = watchers;
    this.nodes = nodes;
    this.throttle = throttle;
    this.problems = problems;
    this.origin = origin(base);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (var _ = Trace.begin(request)) {
      pass(request, response, chain);
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    secure(request, response);
    try {
      Pace.keepUntilAnswered(request, place(request));
      PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
      String method = request.getMethod();
      if (method.equals("OPTIONS")) {
        preflight(path, response);
        return;
      }
      Routes.Route route = Routes.find(method, path).orElseThrow(() -> unknown(path));
      if (route.isOpen()) {
        allowEveryOrigin(response);
      }
      if (route.isFramed()) {
        response.setHeader(POLICY_HEADER, FRAMED_POLICY);
      }
      refuseUselessBody(request, route);
      readable(request);
      admit(request, route, path);
      nodes.requireWriting(route);
    } catch (Problem problem) {
      problems.write(request, response, problem);
      return;
    }
    chain.doFilter(request, response);
  }

  /// What runs on the machine itself and the other nodes are not counted.
  private Places.Place place(HttpServletRequest request) {
    if (Watchers.isFromHere(request) || nodes.admit(request)) {
      return Places.UNCOUNTED;
    }
    String address = request.getRemoteAddr();
    throttle.request(address);
    return throttle.place(address, hasBody(request));
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private void secure(HttpServletRequest request, HttpServletResponse response) {
    if (origin.startsWith("https:")) {
      boolean own = origin.equals("https://" + request.getHeader(HttpHeaders.HOST));
      response.setHeader(
          "Strict-Transport-Security", own ? HTTPS_ONLY + "; includeSubDomains" : HTTPS_ONLY);
    }
    response.setHeader(POLICY_HEADER, POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
  }

  /// A body in many parts would be written to disk as soon as a parameter is looked for, and a form
  /// sent by PUT or DELETE into memory: neither is taken where nobody reads it.
  private static void refuseUselessBody(HttpServletRequest request, Routes.Route route) {
    String type = request.getContentType();
    String method = request.getMethod();
    if (type == null) {
      return;
    }
    boolean writes = method.equals("POST") || method.equals("PUT");
    boolean multipart = isMultipart(request);
    boolean form = type.regionMatches(true, 0, FORM, 0, FORM.length());
    boolean keptInMemory = form && (method.equals("PUT") || method.equals("DELETE"));
    if (keptInMemory || (multipart && (!writes || route.isOpen()))) {
      throw Problem.of(Trouble.UNSUPPORTED_MEDIA_TYPE);
    }
  }

  /// Parameters that are no UTF-8, or too many, are the caller's mistake.
  private static void readable(HttpServletRequest request) {
    boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (request.getQueryString() != null && read) {
      try {
        var _ = request.getParameterMap();
      } catch (IllegalStateException e) {
        throw Problem.of(Trouble.INVALID_REQUEST);
      }
    }
  }

  private static void allowEveryOrigin(HttpServletResponse response) {
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.setHeader(
        HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
        "Content-Disposition, Content-Language, Content-Location, Content-Range, ETag, Link,"
            + " Retry-After");
  }

  private static void preflight(PathContainer path, HttpServletResponse response) {
    var methods = Routes.methods(path);
    if (methods.isEmpty()) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
    methods.removeIf(
        method -> Routes.find(method, path).map(route -> !route.isOpen()).orElse(true));
    if (!methods.isEmpty()) {
      allowEveryOrigin(response);
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
      response.setHeader(
          HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
          "Accept, Accept-Language, Content-Type, If-None-Match, If-Range, Range");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static Problem unknown(PathContainer path) {
    var methods = Routes.methods(path);
    return methods.isEmpty()
        ? Problem.of(Trouble.NOT_FOUND)
        : Problem.of(Trouble.METHOD_NOT_ALLOWED)
            .header(HttpHeaders.ALLOW, String.join(", ", methods));
  }

  private void admit(HttpServletRequest request, Routes.Route route, PathContainer path) {
    Leave.remember(request, route);
    if (route.isForm()) {
      refuseForeignForms(request);
      recognise(request);
      admitToForm(request, route, route.tenant(path));
      countUpload(request);
      return;
    }
    if (route.access() == Routes.Access.WATCHER && watchers.admit(request)) {
      return;
    }
    if (route.access() == Routes.Access.NODE && nodes.admit(request)) {
      return;
    }
    Optional<Actor> actor = authenticate(request);
    actor.ifPresent(known -> Caller.remember(request, known));
    if (route.isOpen()) {
      if (actor.isEmpty()) {
        recognise(request);
      }
      return;
    }
    if (!route.access().admits(actor.orElseThrow(Gate::unauthenticated), route.tenant(path))) {
      throw Problem.of(Trouble.FORBIDDEN);
    }
    countUpload(request);
  }

  /// What comes in many parts from somebody who is known is an upload.
  private void countUpload(HttpServletRequest request) {
    if (isMultipart(request)) {
      Caller.of(request).ifPresent(actor -> throttle.upload(actor.mark()));
    }
  }

  private static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
  }

  /// Whoever is not known yet may open a page, which asks who they are; nothing is taken from them.
  /// What belongs to another tenant is not there.
  private static void admitToForm(HttpServletRequest request, Routes.Route route, String tenant) {
    Optional<Actor> actor = Caller.of(request);
    if (route.access() == Routes.Access.ANYONE) {
      return;
    }
    if (actor.isEmpty()) {
      if (request.getMethod().equals("POST")) {
        throw signedOut();
      }
      return;
    }
    if (!route.access().admits(actor.get(), tenant)) {
      boolean known = tenant.isEmpty() || actor.get().mayRead(tenant);
      throw known ? Leave.roleTooLow() : Problem.of(Trouble.NOT_FOUND);
    }
  }

  /// A session opens the forms, and shows its tenant's drafts; it is no leave to write through the
  /// API.
  private void recognise(HttpServletRequest request) {
    sessions.actor(request).ifPresent(actor -> Caller.rememberSignedIn(request, actor));
  }

  /// Said before the body is read.
  private static Problem signedOut() {
    return Problem.of(
        Trouble.FORBIDDEN,
        "Sie sind nicht mehr angemeldet; gespeichert ist davon nichts. Melden Sie sich in einem"
            + " zweiten Fenster an und gehen Sie hier zurück: Die meisten Browser zeigen noch, was Sie"
            + " eingetragen haben. Kopieren Sie es und laden Sie die Seite dann neu.",
        "You are no longer signed in; nothing of this is saved. Sign in in a second window and go"
            + " back here: most browsers still show what you have typed. Copy it, and then load the"
            + " page anew.");
  }

  /// The token in an `Authorization` header; empty where it holds something else.
  static Optional<String> bearer(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).trim())
        : Optional.empty();
  }

  private Optional<Actor> authenticate(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.empty();
    }
    String address = request.getRemoteAddr();
    if (attempts.exhausted(address)) {
      throw Problem.of(Trouble.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "60");
    }
    Optional<Actor> actor = bearer(header).flatMap(accounts::authenticate);
    if (actor.isEmpty()) {
      attempts.failed(address);
      throw unauthenticated();
    }
    return actor;
  }

  private static Problem unauthenticated() {
    return Problem.of(Trouble.UNAUTHENTICATED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"allmende\"");
  }

  /// A form sent from a foreign page is refused before its body is read; the token in the form is
  /// checked besides.
  private void refuseForeignForms(HttpServletRequest request) {
    if (!request.getMethod().equals("POST")) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String sentFrom = request.getHeader(HttpHeaders.ORIGIN);
    boolean foreign = site != null && FOREIGN_SITES.contains(site);
    if (sentFrom != null && !sentFrom.equals(origin)) {
      String host = request.getHeader(HttpHeaders.HOST);
      foreign |= host == null || !sentFrom.endsWith("://" + host);
    }
    if (foreign) {
      throw Problem.of(Trouble.FORBIDDEN);
    }
  }

  private static String origin(String base) {
    URI uri = URI.create(base);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
