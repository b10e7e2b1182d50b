package org.allmende.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// The condition of a write that what it replaces is still what its sender has seen (`If-Match`,
/// [RFC 9110, 13.1.1](https://www.rfc-editor.org/rfc/rfc9110#name-if-match)).
///
/// A mark holds the number of the change it is about. That number is compared and nothing else: a
/// dataset read in English, or as Turtle, or before a restart is the same dataset.
public final class Unchanged {

  private static final Pattern MARK =
      Pattern.compile(
          "(?:W/)?\"(?:[0-9a-z]+-(?<change>\\d{1,18})-[0-9a-z-]*|(?<bare>\\d{1,18}))\"");

  private Unchanged() {}

  /// Lets a request pass that expects what there is.
  ///
  /// @throws Problem when the request has a condition that does not hold
  public static void require(HttpServletRequest request, long change) {
    var lines = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
    if (!lines.isEmpty() && lines.stream().noneMatch(line -> names(line, change))) {
      throw Problem.of(Trouble.PRECONDITION_FAILED).with("change", change);
    }
  }

  private static boolean names(String line, long change) {
    for (String one : line.split(",", -1)) {
      String candidate = one.trim();
      Matcher mark = MARK.matcher(candidate);
      if (candidate.equals("*")) {
        return true;
      }
      if (mark.matches()) {
        String number = mark.group("change") == null ? mark.group("bare") : mark.group("change");
        if (Long.parseLong(number) == change) {
          return true;
        }
      }
    }
    return false;
  }
}
