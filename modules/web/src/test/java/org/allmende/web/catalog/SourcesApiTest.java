package org.allmende.web.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.said.Json;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

final class SourcesApiTest {

  private static final String PATH = "/api/v1/sources/weidenstedt/land";

  private final Portal portal = Portal.written();

  private HttpResponse<String> send(String method, String path, String body) {
    return portal.send(
        portal
            .request(path, "Content-Type", "application/json")
            .header("Authorization", "Bearer " + Portal.token("weidenstedt"))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void entersShowsAndForgetsASource() {
    var put = send("PUT", PATH, "{\"url\":\"https://q.example.org/catalog.ttl\",\"every\":\"6h\"}");
    assertEquals(200, put.statusCode(), put.body());
    var json = Json.own().readTree(send("GET", PATH, "").body());
    assertEquals("PT6H", json.path("every").asString());
    assertEquals("dcat", json.path("kind").asString());
    assertEquals(404, send("POST", PATH + "/runs", "{\"replay\":7}").statusCode());
    assertEquals(404, send("GET", PATH + "/runs/1", "").statusCode());
    assertEquals(204, send("DELETE", PATH, "").statusCode());
    assertEquals(404, send("GET", PATH, "").statusCode());
  }

  @Test
  void tellsWhatADryRunForesaw() throws Exception {
    send("PUT", PATH, "{\"url\":\"https://q.example.org/catalog.ttl\"}");
    assertEquals(404, send("GET", PATH + "/dry-run", "").statusCode());
    assertEquals(202, send("POST", PATH + "/runs", "{\"dryRun\":true}").statusCode());
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Json.own().readTree(send("GET", PATH, "").body()).path("underWay").asBoolean()) {
      assertTrue(System.nanoTime() < end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
    var told = send("GET", PATH + "/dry-run", "");
    assertEquals(200, told.statusCode(), told.body());
    var json = Json.own().readTree(told.body());
    assertEquals(0, json.path("run").asInt(-1));
    assertTrue(json.path("records").isArray());
    send("PUT", PATH, "{\"url\":\"https://q.example.org/other.ttl\"}");
    assertEquals(404, send("GET", PATH + "/dry-run", "").statusCode());
  }

  @Test
  void saysWhichFieldIsWrongAndWhereItMustNotGo() {
    var wrong = send("PUT", PATH, "{\"url\":\"https://q.example.org/\",\"every\":\"1s\"}");
    assertEquals(400, wrong.statusCode());
    assertEquals("every", Json.own().readTree(wrong.body()).path("parameter").asString());
    assertEquals(422, send("PUT", PATH, "{\"url\":\"http://127.0.0.1/\"}").statusCode());
  }
}
