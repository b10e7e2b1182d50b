package org.allmende.web;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser that keeps its cookie and fills in the forms it is given.
public final class Browser {

  public static final String ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final Portal portal;
  private String cookie = "";
  private HttpResponse<String> last;

  private Browser(Portal portal) {
    this.portal = portal;
    this.last = open("/upload");
  }

  public static Browser of(Portal portal) {
    return new Browser(portal);
  }

  /// Signed in with a tenant's token.
  public static Browser signedIn(Portal portal, String token) {
    var browser = new Browser(portal);
    browser.send("/upload/session", Map.of("token", token));
    browser.open("/upload");
    return browser;
  }

  public HttpResponse<String> open(String path) {
    var request = portal.request(path, "Accept", ACCEPT, "Accept-Language", "de");
    return done(cookie.isEmpty() ? request.GET() : request.header("Cookie", cookie).GET());
  }

  /// Sends the form of the page before, with what was filled in.
  public HttpResponse<String> send(String path, Map<String, String> filled) {
    String body =
        filled.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    for (String name : new String[] {"formToken", "change"}) {
      if (!filled.containsKey(name)) {
        body += "&" + name + "=" + encode(hidden(name));
      }
    }
    return done(
        portal
            .request(path, "Content-Type", "application/x-www-form-urlencoded", "Cookie", cookie)
            .header("Accept", ACCEPT)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> upload(String name, String content, Map<String, String> fields) {
    return upload("/upload", name, content, fields);
  }

  public HttpResponse<String> upload(
      String path, String name, String content, Map<String, String> fields) {
    var form = new Form().field("formToken", hidden("formToken"));
    fields.forEach(form::field);
    return done(
        portal
            .request(path, "Content-Type", Form.TYPE, "Cookie", cookie, "Accept", ACCEPT)
            .POST(form.file(name, content).body()));
  }

  /// The value of a hidden field of the page before.
  public String hidden(String name) {
    Matcher field = FIELD.matcher(last.body());
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    return "";
  }

  public String cookie() {
    return cookie;
  }

  private HttpResponse<String> done(HttpRequest.Builder request) {
    HttpResponse<String> answer = portal.send(request);
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(line -> cookie = line.substring(0, line.indexOf(';')));
    if (answer.statusCode() != 303) {
      last = answer;
    }
    return answer;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
