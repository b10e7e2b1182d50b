package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every route, for everybody: who is let in, and who is turned away before anything happens.
class AuthorisationTest {

  private static final Set<Integer> TURNED_AWAY = Set.of(401, 403);

  private final Portal portal = Portal.written();

  private enum Who {
    NOBODY,
    OTHER,
    OWN,
    OPERATOR
  }

  @TestFactory
  List<DynamicTest> matrix() {
    var tests = new ArrayList<DynamicTest>();
    for (Routes.Route route : Routes.TABLE) {
      for (Who who : Who.values()) {
        String name = route.method() + " " + route.pattern() + " " + who;
        tests.add(dynamicTest(name, () -> check(route, who)));
      }
    }
    return tests;
  }

  private void check(Routes.Route route, Who who) {
    long before = portal.store().change();
    HttpResponse<String> answer = send(route, who);
    int status = answer.statusCode();
    boolean allowed =
        switch (route.access()) {
          case ANYONE, FORM -> true;
          case TOKEN -> who != Who.NOBODY;
          case TENANT -> who == Who.OWN || who == Who.OPERATOR;
          case OPERATOR -> who == Who.OPERATOR;
        };
    if (!allowed) {
      assertEquals(who == Who.NOBODY ? 401 : 403, status);
      assertTrue(
          answer.headers().firstValue("Content-Type").orElse("").contains("problem+json"),
          answer.body());
    } else if (route.access() != Routes.Access.FORM) {
      assertFalse(TURNED_AWAY.contains(status), status + ": " + answer.body());
      assertTrue(status < 500, status + ": " + answer.body());
    }
    assertEquals(before, portal.store().change());
  }

  /// A request that would be wrong even for who may send it: nothing is there to be changed.
  private HttpResponse<String> send(Routes.Route route, Who who) {
    String path =
        route
            .pattern()
            .getPatternString()
            .replace("{tenant}", "weidenstedt")
            .replace("{*path}", "x")
            .replaceAll("\\{\\w+\\}", "nothing-here");
    var request = portal.request(path, "Content-Type", "application/json");
    switch (who) {
      case NOBODY -> {}
      case OTHER -> request.header("Authorization", "Bearer " + Portal.token("hohenlinde"));
      case OWN -> request.header("Authorization", "Bearer " + Portal.token("weidenstedt"));
      case OPERATOR -> request.header("Authorization", "Bearer " + Portal.OPERATOR);
    }
    return portal.send(
        request.method(
            route.method(),
            route.method().equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{}")));
  }

  @Test
  void believesOnlyTheToken() {
    for (String[] headers :
        new String[][] {
          {"Authorization", "Bearer"},
          {"Authorization", "Basic " + Portal.OPERATOR},
          {"X-Forwarded-User", "admin"},
          {"X-Remote-User", "admin"},
          {"Cookie", "session=" + Portal.OPERATOR}
        }) {
      var answer =
          portal.send(
              portal
                  .request("/api/v1/datasets", headers)
                  .header("Content-Type", Form.TYPE)
                  .POST(new Form().file("x.csv", "a\n").body()));
      assertEquals(401, answer.statusCode(), headers[0]);
    }
    var inTheAddress =
        portal.send(
            portal
                .request("/api/v1/datasets?access_token=" + Portal.OPERATOR)
                .header("Content-Type", Form.TYPE)
                .POST(new Form().file("x.csv", "a\n").body()));
    assertEquals(401, inTheAddress.statusCode());
  }
}
