package org.allmende.web.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.following.NodeRole;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.LoneNode;
import org.allmende.web.Portal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReplicationControllerTest {

  private static final String PATH = "/api/v1/replication";
  private static final String LEADER = "http://a.example.org";

  private final Portal portal = Portal.shared();
  private final LoneNode node = portal.bean("node", LoneNode.class);

  @AfterEach
  void writeAgain() {
    node.become(NodeRole.ALONE);
  }

  private HttpResponse<String> get(String path, String... headers) {
    var request = portal.request(PATH + path, "Authorization", "Bearer " + Portal.NODES);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return portal.send(request.GET());
  }

  private HttpResponse<String> post(String path, String token, String body) {
    return portal.send(
        portal
            .request(path, "Authorization", "Bearer " + token, "Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void saysNothingToWhoHasNotTheTokenOfTheNodes() {
    for (String path : List.of("", "/base", "/changes?store=lone&epoch=1&after=0")) {
      assertEquals(401, portal.get(PATH + path).statusCode());
      for (String token : List.of("falsch", Portal.WATCHER, Portal.NODES + "x")) {
        var answer = portal.get(PATH + path, "Authorization", "Bearer " + token);
        assertEquals(401, answer.statusCode(), token);
        assertFalse(answer.body().contains(LoneNode.STORE));
      }
      var ofTenant = "Bearer " + Portal.token("weidenstedt");
      assertEquals(403, portal.get(PATH + path, "Authorization", ofTenant).statusCode());
      assertEquals(200, get(path).statusCode(), path);
    }
  }

  @Test
  void theTokenOfTheNodesIsGoodForNothingElse() {
    var answer = portal.get("/api/v1/trail", "Authorization", "Bearer " + Portal.NODES);
    assertEquals(401, answer.statusCode());
    assertEquals(401, post(PATH + "/promotion", Portal.NODES, "").statusCode());
  }

  @Test
  void givesTheTransactionsAfterANumberAndSaysWhereItStands() {
    var answer = get("/changes?store=lone&epoch=1&after=6&wait=1");
    assertEquals(200, answer.statusCode());
    assertEquals(LoneNode.TRANSACTION, answer.body());
    assertEquals("7", answer.headers().firstValue("Allmende-Transaction").orElse(""));
    assertEquals("1", answer.headers().firstValue("Allmende-Epoch").orElse(""));
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("", get("/changes?store=lone&epoch=1&after=7&wait=1").body());
  }

  @Test
  void saysWhyACopyCannotGoOn() {
    var answer = get("/changes?store=another&epoch=1&after=6");
    assertEquals(409, answer.statusCode());
    assertEquals("other-store", Form.json(answer).path("why").asString());
    for (String wrong : List.of("store=lone", "store=lone&epoch=-1&after=0", "wait=21")) {
      assertEquals(400, get("/changes?" + wrong).statusCode(), wrong);
    }
  }

  @Test
  void givesTheRestOfACopyThatBrokeOff() {
    assertEquals("0123456789", get("/base").body());
    var rest = get("/base", "Range", "bytes=4-", "If-Range", "\"lone-1-6\"");
    assertEquals(206, rest.statusCode());
    assertEquals("456789", rest.body());
    var anew = get("/base", "Range", "bytes=4-", "If-Range", "\"lone-1-5\"");
    assertEquals("0123456789", anew.body(), "of another copy there is no rest");
  }

  @Test
  void aNodeThatFollowsAnswersAndNamesTheOneThatWrites() {
    node.become(NodeRole.following(LEADER));
    var refused = post("/api/v1/tenants", Portal.OPERATOR, "{\"slug\":\"neu\",\"name\":\"Neu\"}");
    assertEquals(503, refused.statusCode());
    JsonNode problem = Form.json(refused);
    assertEquals(LEADER, problem.path("leader").asString());
    assertTrue(problem.path("type").asString().endsWith("#read-only"), problem::toString);
    assertTrue(problem.path("detail").asString().contains(LEADER), problem::toString);
    assertEquals(401, post("/api/v1/tenants", "falsch", "{}").statusCode());
    assertEquals(200, portal.get("/datasets").statusCode());
    var asked = portal.request("/sparql", "Content-Type", "application/sparql-query");
    var answered = portal.send(asked.POST(HttpRequest.BodyPublishers.ofString("ASK {}")));
    assertEquals(200, answered.statusCode());
    JsonNode status = Form.json(get(""));
    assertEquals("follower", status.path("role").asString());
    assertEquals(1.5, status.path("lagSeconds").asDouble());
    assertEquals(3, status.path("behind").asLong());
  }

  @Test
  void aFormIsRefusedThereInWords() {
    var browser = Browser.signedIn(portal, Portal.OPERATOR);
    node.become(NodeRole.following(LEADER));
    var page = browser.send("/manage/weidenstedt/people", Map.of("login", "x"));
    assertEquals(503, page.statusCode());
    assertTrue(page.body().contains("schreiben Sie dort"), page::body);
  }

  @Test
  void hearsThatAnotherNodeHasTakenOver() {
    assertEquals(409, post(PATH + "/epoch", Portal.NODES, "{\"epoch\":9}").statusCode());
    String old = "{\"store\":\"lone\",\"epoch\":1,\"by\":\"http://b.example.org\"}";
    assertEquals(
        "leader", Form.json(post(PATH + "/epoch", Portal.NODES, old)).path("role").asString());
    String next = old.replace("1,", "2,");
    JsonNode status = Form.json(post(PATH + "/epoch", Portal.NODES, next));
    assertEquals("superseded", status.path("role").asString());
    assertEquals(503, post("/api/v1/tenants", Portal.OPERATOR, "{}").statusCode());
  }

  @Test
  void whoeverHasHeardOfALaterEpochTellsItByAsking() {
    get("/changes?store=lone&epoch=2&after=7");
    assertFalse(node.role().writes());
  }

  @Test
  void anOperatorHasAFollowerTakeOver() {
    assertEquals(409, post(PATH + "/promotion", Portal.OPERATOR, "").statusCode());
    node.become(NodeRole.following(LEADER));
    JsonNode done = Form.json(post(PATH + "/promotion", Portal.OPERATOR, ""));
    assertEquals(2, done.path("epoch").asLong(), done::toString);
    assertTrue(done.path("complete").asBoolean());
  }
}
