package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/// The number of a request: it stands in every line that is logged while the request is answered,
/// and in the problem document or page where it comes to nothing. Short enough to be read out on
/// the telephone.
///
/// Where a caller names the [trace](https://www.w3.org/TR/trace-context/) that the request belongs
/// to, that stands beside it in the log.
public final class Trace implements AutoCloseable {

  private static final String ATTRIBUTE = Trace.class.getName();
  private static final String NUMBER = "trace";
  private static final String PARENT = "parent";
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Trace() {}

  /// From now on, until it is closed, what this thread logs belongs to a request.
  public static Trace begin(HttpServletRequest request) {
    MDC.put(NUMBER, of(request));
    String named = request.getHeader("traceparent");
    if (named != null) {
      Matcher matcher = TRACEPARENT.matcher(named);
      if (matcher.matches()) {
        MDC.put(PARENT, matcher.group(1));
      }
    }
    return new Trace();
  }

  /// The number of a request.
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    String hex = HexFormat.of().formatHex(bytes);
    String number = hex.substring(0, 4) + "-" + hex.substring(4);
    request.setAttribute(ATTRIBUTE, number);
    return number;
  }

  @Override
  public void close() {
    MDC.remove(NUMBER);
    MDC.remove(PARENT);
  }
}
