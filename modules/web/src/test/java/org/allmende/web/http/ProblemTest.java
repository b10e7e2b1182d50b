package org.allmende.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import org.allmende.catalog.said.Json;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private final Portal portal = Portal.shared();

  @Test
  void tellsProgramsInADocument() {
    var answer = portal.get("/nothing/here", "Accept-Language", "en");
    assertEquals(404, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    var document = Json.own().readTree(answer.body());
    assertEquals(Portal.BASE + "/problems#not-found", document.path("type").asString());
    assertEquals(404, document.path("status").asInt());
    assertEquals("This page is not here", document.path("title").asString());
    assertTrue(document.path("reference").asString().matches("[0-9a-f]{4}-[0-9a-f]{4}"));
  }

  @Test
  void tellsPeopleOnAPageWithAWayOut() {
    var answer = portal.get("/nothing/here", "Accept", "text/html,*/*;q=0.8");
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("Diese Seite gibt es hier nicht"));
    assertTrue(answer.body().contains("href=\"/datasets\""));
  }

  @Test
  void namesTheMethodsAnAddressKnows() {
    var answer =
        portal.send(
            portal.request("/datasets").method("DELETE", HttpRequest.BodyPublishers.noBody()));
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD, OPTIONS", answer.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void namesTheParameterThatIsWrong() {
    for (String wrong :
        new String[] {
          "size=1000000000",
          "size=NaN",
          "page=0",
          "page=99999999",
          "sort=__proto__",
          "bbox=8,51,6,49",
          "bbox=1,2,3",
          "modifiedFrom=gestern"
        }) {
      var answer = portal.get("/api/v1/search?q=a&" + wrong);
      assertEquals(400, answer.statusCode(), wrong);
      assertEquals(
          wrong.substring(0, wrong.indexOf('=')),
          Json.own().readTree(answer.body()).path("parameter").asString());
    }
  }

  @Test
  void answersOddSearchesWithoutFailing() {
    for (String odd :
        new String[] {
          "title:(a%20AND",
          "*a*",
          "/(a%7Cb)+.*/",
          "a%00b",
          "a%5E1e39",
          "%C3%28",
          "x&from=1000000000",
          "a" + "&q=a".repeat(2000),
          "a+".repeat(10_000),
          "a".repeat(40_000)
        }) {
      int status = portal.get("/api/v1/search?q=" + odd).statusCode();
      String start = odd.substring(0, Math.min(40, odd.length()));
      assertTrue(status == 200 || status == 400, status + " for " + start);
    }
  }

  @Test
  void hidesTheMachineryWhenTheServerItselfRefuses() {
    var answer = portal.get("/?q=" + "a".repeat(100_000));
    assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500);
    assertFalse(answer.body().contains("Tomcat"), answer.body());
    assertFalse(answer.body().contains("\tat "), answer.body());
  }

  @Test
  void refusesWritesWithoutAToken() {
    var answer =
        portal.send(
            portal
                .request("/api/v1/tenants", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertEquals(401, answer.statusCode());
    assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
  }

  @Test
  void letsEveryOriginReadAndNoneWrite() {
    var read = portal.get("/api/v1/search?q=a", "Origin", "https://elsewhere.example");
    assertEquals("*", read.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertTrue(read.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
    var preflight =
        portal.send(
            portal
                .request("/api/v1/tenants", "Origin", "https://elsewhere.example")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertEquals(
        "GET, HEAD", preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""));
  }
}
