package org.allmende.web.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantsApiTest {

  private static final String JSON = "application/json";

  private final Portal portal = Portal.written();

  @Test
  void takesATenantInAsJsonAndAsAForm() {
    String settings =
        "{\"slug\":\"neudorf\",\"name\":\"Neudorf\",\"contactEmail\":\"a@b.example\"}";
    var created = post(JSON, settings);
    assertEquals(201, created.statusCode(), created.body());
    assertEquals(
        Portal.BASE + "/catalogs/neudorf", created.headers().firstValue("Location").orElse(""));
    assertEquals(200, post(JSON, settings).statusCode());
    assertEquals(409, post(JSON, settings.replace("Neudorf", "Anders")).statusCode());
    var form = post("application/x-www-form-urlencoded", "slug=altdorf&name=Alt%C3%B6tting");
    assertEquals(201, form.statusCode(), form.body());
    JsonNode altdorf = find("altdorf");
    assertEquals("Altötting", altdorf.path("name").asString());
    assertEquals("a@b.example", find("neudorf").path("contactEmail").asString());
    assertEquals(200, portal.get("/catalogs/altdorf.ttl").statusCode());
  }

  private HttpResponse<String> post(String type, String body) {
    return portal.send(
        portal
            .request(
                "/api/v1/tenants",
                "Content-Type",
                type,
                "Authorization",
                "Bearer " + Portal.OPERATOR)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode find(String slug) {
    for (JsonNode tenant : Form.json(portal.get("/api/v1/tenants"))) {
      if (tenant.path("slug").asString().equals(slug)) {
        return tenant;
      }
    }
    throw new AssertionError("no tenant " + slug);
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    for (String wrong :
        new String[] {"{", "[]", "{}", "{\"slug\":\"A B\"}", "{\"slug\":\"a\",\"ags\":\"x\"}"}) {
      var answer = post(JSON, wrong);
      assertEquals(400, answer.statusCode(), wrong);
      assertTrue(Form.json(answer).path("findings").size() > 0, answer.body());
    }
    assertEquals(415, post("text/plain", "slug=x").statusCode());
    assertEquals(413, post(JSON, " ".repeat(1_048_577)).statusCode());
  }

  @Test
  void listsWhoPublishesHere() {
    JsonNode weidenstedt = find("weidenstedt");
    assertEquals("Stadt Weidenstedt", weidenstedt.path("name").asString());
    assertEquals("05315000", weidenstedt.path("ags").asString());
    assertEquals(Portal.BASE + "/catalogs/weidenstedt", weidenstedt.path("catalog").asString());
    assertTrue(weidenstedt.path("datasets").isIntegralNumber());
    var list = portal.get("/api/v1/tenants");
    String mark = list.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, portal.get("/api/v1/tenants", "If-None-Match", mark).statusCode());
  }
}
