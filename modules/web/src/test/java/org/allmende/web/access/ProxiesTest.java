package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

/// Behind a proxy that is trusted, who asks is whom it names.
class ProxiesTest {

  private final Portal portal = Portal.shared();

  private HttpResponse<String> ask(String path, String passedOn) {
    return portal.get(path, "X-Forwarded-For", passedOn);
  }

  @Test
  void countsTheClientAndNotTheProxy() {
    for (int i = 0; i < Portal.REQUESTS_PER_MINUTE; i++) {
      assertEquals(200, ask("/robots.txt", "203.0.113.7").statusCode());
    }
    var refused = ask("/robots.txt", "203.0.113.7");
    assertEquals(429, refused.statusCode());
    assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")) > 0);
    assertTrue(refused.body().contains("too-many-requests"), refused.body());
    assertEquals(200, ask("/robots.txt", "203.0.113.8").statusCode(), "another client");
    assertEquals(
        429,
        ask("/robots.txt", "203.0.113.9, 203.0.113.7").statusCode(),
        "what the client itself wrote in front of it is nothing");
    assertEquals(200, portal.get("/robots.txt").statusCode(), "what runs on the machine itself");
  }

  @Test
  void letsNobodyPassForTheMachineItself() {
    assertEquals(401, ask("/actuator/prometheus", "127.0.0.2").statusCode());
    assertEquals(401, ask("/actuator/prometheus", "127.0.0.1, 203.0.113.10").statusCode());
  }

  @Test
  void letsTheTokenOfTheWatchersWatchAndDoNothingElse() {
    String[] from = {
      "X-Forwarded-For", "203.0.113.11", "Authorization", "Bearer " + Portal.WATCHER
    };
    assertNotEquals(401, portal.get("/actuator/prometheus", from).statusCode());
    assertEquals(401, portal.get("/api/v1/sources/weidenstedt", from).statusCode());
    from[3] = "Bearer " + Portal.WATCHER + "x";
    assertEquals(401, portal.get("/actuator/prometheus", from).statusCode());
  }
}
