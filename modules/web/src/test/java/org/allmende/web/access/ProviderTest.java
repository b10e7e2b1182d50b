package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.allmende.web.Browser;
import org.allmende.web.FakeProvider;
import org.allmende.web.Portal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Signing in with somebody else, from end to end.
class ProviderTest {

  private final Portal portal = Portal.written();
  private final FakeProvider provider = portal.bean("provider", FakeProvider.class);

  @AfterEach
  void speak() {
    provider.fallSilent(false);
  }

  private HttpResponse<String> get(String path, String cookie) {
    return portal.send(request(path, cookie).GET());
  }

  /// From a network whose failed attempts nobody else suffers from.
  private HttpRequest.Builder request(String path, String cookie) {
    return portal
        .request(path, "Accept", Browser.ACCEPT, "Accept-Language", "de", "Cookie", cookie)
        .header("X-Forwarded-For", "192.0.2.77");
  }

  private static String cookie(HttpResponse<String> answer) {
    String line = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return line.substring(0, line.indexOf(';'));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> leave() {
    return get("/account/provider?next=/feedback", "x=y");
  }

  private HttpResponse<String> back(HttpResponse<String> left) {
    String state = location(left).replaceFirst(".*state=", "");
    return get("/account/provider/back?code=good&state=" + state, cookie(left));
  }

  @Test
  void whoeverTheProviderVouchesForIsSignedIn() {
    provider.vouchFor("11", "dienst.anna", "redaktion");
    HttpResponse<String> left = leave();
    assertEquals(303, left.statusCode());
    assertTrue(location(left).startsWith(FakeProvider.ISSUER + "/auth?state="));
    String line = left.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(line.startsWith("__Host-allmende-sign-in="), line);
    assertTrue(line.endsWith("; Max-Age=600; HttpOnly; SameSite=Lax; Secure"), line);

    HttpResponse<String> back = back(left);
    assertEquals(200, back.statusCode(), back.body());
    assertTrue(back.body().contains("<meta http-equiv=\"refresh\" content=\"0;url=/feedback\">"));
    assertTrue(back.headers().firstValue("Set-Cookie").orElseThrow().contains("SameSite=Strict"));
    String page = get("/upload", cookie(back)).body();
    assertTrue(page.contains("Frau dienst.anna"), page);
    assertFalse(page.contains("/account/password"), page);
  }

  @Test
  void comingBackWorksOnceAndOnlyForTheBrowserThatLeft() {
    provider.vouchFor("12", "dienst.berta", "redaktion");
    HttpResponse<String> left = leave();
    String state = location(left).replaceFirst(".*state=", "");
    for (String other : List.of("x=y", cookie(leave()))) {
      var refused = get("/account/provider/back?code=good&state=" + state, other);
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("abgelaufen"), refused.body());
      assertTrue(refused.body().contains("href=\"/account/provider?next="));
    }
    assertEquals(200, back(left).statusCode());
    assertEquals(403, back(left).statusCode());
  }

  @Test
  void whoHasNoRoleIsToldWhomToAsk() {
    provider.vouchFor("13", "dienst.carla", "kantine");
    HttpResponse<String> refused = back(leave());
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("„dienst.carla“ hat hier noch keine Rolle"), refused.body());
  }

  @Test
  void rolesAreRenewedAtEachSignIn() {
    provider.vouchFor("14", "dienst.dora", "portal-weidenstedt-administrator");
    String first = cookie(back(leave()));
    assertEquals(200, get("/manage/weidenstedt/people", first).statusCode());
    provider.vouchFor("14", "dienst.dora", "redaktion");
    String second = cookie(back(leave()));
    assertNotEquals(first, second);
    assertEquals(403, get("/manage/weidenstedt/people", second).statusCode());
    assertEquals(403, get("/manage/weidenstedt/people", first).statusCode());
  }

  @Test
  void whatFailsHasAWayOut() {
    HttpResponse<String> left = leave();
    String state = location(left).replaceFirst(".*state=", "");
    var bad = get("/account/provider/back?code=bad&state=" + state, cookie(left));
    assertEquals(403, bad.statusCode());
    assertTrue(bad.body().contains("hält der Prüfung nicht stand"), bad.body());
    provider.fallSilent(true);
    var silent = leave();
    assertEquals(403, silent.statusCode());
    assertTrue(silent.body().contains("antwortet gerade nicht"), silent.body());
  }

  @Test
  void goesOnToNoOtherSite() {
    provider.vouchFor("15", "dienst.emma", "redaktion");
    var left = get("/account/provider?next=https://evil.example", "x=y");
    assertTrue(back(left).body().contains("content=\"0;url=/upload\""));
  }

  @Test
  void signsOutAtTheProviderToo() {
    provider.vouchFor("16", "dienst.frida", "redaktion");
    String cookie = cookie(back(leave()));
    String token =
        get("/upload", cookie)
            .body()
            .replaceFirst("(?s).*name=\"formToken\" value=\"([^\"]*)\".*", "$1");
    var left =
        portal.send(
            request("/upload/leave", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("formToken=" + token)));
    assertEquals(200, left.statusCode());
    assertTrue(left.body().contains("url=" + FakeProvider.ISSUER + "/logout?proof=proof"));
    assertTrue(left.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
    assertTrue(get("/upload", cookie).body().contains("Anmelden mit Rathaus"));
  }
}
