package org.allmende.web.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;

/// Takes for the caller whom a proxy names that is trusted. What others write into the header, or
/// wrote into it before the proxy did, is nothing.
public final class Proxies extends RemoteIpValve {

  private static final String HEADER = "X-Forwarded-For";
  private static final String PASSED_ON = Proxies.class.getName();

  /// @param trusted their addresses, separated by commas, in any spelling
  public Proxies(String trusted) {
    setRemoteIpHeader(HEADER);
    setProtocolHeader(null);
    setInternalProxies(
        Arrays.stream(trusted.split(",", -1))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .map(one -> InetAddress.ofLiteral(one).getHostAddress())
            .map(Pattern::quote)
            .collect(Collectors.joining("|")));
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getHeader(HEADER) != null) {
      request.setAttribute(PASSED_ON, true);
    }
    super.invoke(request, response);
  }

  /// Whether somebody has passed a request on; the header itself is gone by then.
  static boolean havePassedOn(HttpServletRequest request) {
    return request.getAttribute(PASSED_ON) != null;
  }
}
