package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Signing in with a token, and out.
@RestController
public final class SessionController {

  private static final Pattern OWN_PATH =
      Pattern.compile("/feedback|/upload(?:/[a-z0-9-]+/[a-z0-9-]+)?");
  private static final int LONGEST_TOKEN = 500;

  private final Sessions sessions;
  private final Attempts attempts;
  private final FormPages forms;

  SessionController(Sessions sessions, Attempts attempts, FormPages forms) {
    this.sessions = sessions;
    this.attempts = attempts;
    this.forms = forms;
  }

  @PostMapping("/upload/session")
  ResponseEntity<byte[]> signIn(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String next) {
    sessions.requireOwnForm(request, formToken);
    String address = request.getRemoteAddr();
    if (attempts.exhausted(address)) {
      throw Problem.of(Trouble.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "60");
    }
    String path = OWN_PATH.matcher(next).matches() ? next : "/upload";
    var name =
        token.length() > LONGEST_TOKEN
            ? java.util.Optional.<String>empty()
            : sessions.open(token.strip());
    if (name.isEmpty()) {
      attempts.failed(address);
      return forms.signIn(request, path, true);
    }
    sessions.close(request);
    return withCookie(forms.goOn(request, path), sessions.cookie(name.get()));
  }

  @PostMapping("/upload/leave")
  ResponseEntity<byte[]> leave(
      HttpServletRequest request, @RequestParam(defaultValue = "") String formToken) {
    sessions.requireOwnForm(request, formToken);
    sessions.close(request);
    return withCookie(forms.goOn(request, "/"), sessions.noCookie());
  }

  private static ResponseEntity<byte[]> withCookie(ResponseEntity<byte[]> answer, String cookie) {
    var headers = new HttpHeaders();
    headers.addAll(answer.getHeaders());
    headers.add(HttpHeaders.SET_COOKIE, cookie);
    return new ResponseEntity<>(headers, HttpStatus.SEE_OTHER);
  }
}
