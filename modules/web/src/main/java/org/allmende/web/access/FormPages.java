package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.allmende.web.page.PassagePage;
import org.allmende.web.page.SignInPage;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Pages with forms, for those who publish: never kept by anybody, and every form carries the token
/// of its browser.
public final class FormPages {

  private static final String NAME = FormPages.class.getName();

  private final Pages pages;
  private final Sessions sessions;
  private final SignInWays ways;

  public FormPages(Pages pages, Sessions sessions, SignInWays ways) {
    this.ways = ways;
    this.pages = pages;
    this.sessions = sessions;
  }

  /// The frame for a request's answer.
  public Page frame(HttpServletRequest request) {
    return pages.bare(request);
  }

  /// The frame for an answer about what a tenant has.
  public Page frame(HttpServletRequest request, String tenant) {
    return pages.dressed(frame(request), tenant);
  }

  /// What the forms of the answer carry. A browser without a name gets one with the answer.
  public String formToken(HttpServletRequest request) {
    return sessions.formToken(name(request));
  }

  private String name(HttpServletRequest request) {
    String known = sessions.name(request);
    if (!known.isEmpty()) {
      return known;
    }
    Object given = request.getAttribute(NAME);
    String name = given == null ? sessions.newName() : given.toString();
    request.setAttribute(NAME, name);
    return name;
  }

  /// What a form says: of each field the first value.
  public static Map<String, String> sent(HttpServletRequest request) {
    var sent = new HashMap<String, String>();
    request.getParameterMap().forEach((name, values) -> sent.put(name, values[0]));
    return sent;
  }

  /// Who is signed in.
  ///
  /// @throws Problem when nobody is, or the form is not ours
  public Actor sender(HttpServletRequest request, String formToken) {
    sessions.requireOwnForm(request, formToken);
    return Caller.of(request)
        .orElseThrow(() ->
            Problem.of(
                Trouble.FORBIDDEN,
                "Sie sind nicht mehr angemeldet. Melden Sie sich neu an.",
                "You are no longer signed in. Sign in again."));
  }

  public ResponseEntity<byte[]> answer(
      HttpServletRequest request, HttpStatus status, String template, Page page, Object content) {
    var answer =
        ResponseEntity.status(status)
            .contentType(Pages.HTML)
            .cacheControl(CacheControl.noStore().cachePrivate())
            .header(HttpHeaders.CONTENT_LANGUAGE, page.language());
    Object given = request.getAttribute(NAME);
    if (given != null) {
      answer.header(HttpHeaders.SET_COOKIE, sessions.cookie(given.toString()));
    }
    return answer.body(pages.render(template, page, content));
  }

  /// The page to sign in on.
  ///
  /// @param next the path to go on to
  public ResponseEntity<byte[]> signIn(HttpServletRequest request, String next) {
    return signIn(request, next, "", "", "");
  }

  /// The same after an attempt that failed.
  ///
  /// @param login as it was typed
  /// @param failed key of what to say about it
  ResponseEntity<byte[]> signIn(
      HttpServletRequest request, String next, String login, String failed) {
    return signIn(request, next, login, failed, "");
  }

  /// @param what the message speaks of
  ResponseEntity<byte[]> signIn(
      HttpServletRequest request, String next, String login, String failed, String what) {
    Page page = frame(request).at(next);
    String said = failed.isEmpty() ? "" : page.words().t(failed, what);
    var content =
        new SignInPage(
            formToken(request), next, login, said, ways.passwords(), ways.providerName());
    HttpStatus status = failed.isEmpty() ? HttpStatus.OK : HttpStatus.FORBIDDEN;
    return answer(request, status, "sign-in", page, content);
  }

  /// A page that says what was done and goes on by itself. A form cannot lead to another site, and
  /// the session's cookie is not sent along on the way from one; a page of ours can, and has it.
  ///
  /// @param said key of what was done
  /// @param next an address
  ResponseEntity<byte[]> passage(HttpServletRequest request, String said, String next) {
    Page page = frame(request);
    var content = new PassagePage(next, page.words().t(said));
    return answer(request, HttpStatus.OK, "passage", page, content);
  }

  /// A path of ours, in the language of the request.
  String to(HttpServletRequest request, String path) {
    return frame(request).to(path);
  }

  /// Sends the browser on after a form was taken in.
  public ResponseEntity<byte[]> goOn(HttpServletRequest request, String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.LOCATION, frame(request).to(path))
        .build();
  }
}
