package org.allmende.web.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.FixedReadings;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DatasetsApiTest {

  private static final String TREES = "Art\nAhorn\nBirke\nLinde\n";
  private static final String[] OWN = {
    "Authorization", "Bearer " + Portal.token("weidenstedt"), "Accept", "application/json"
  };

  private final Portal portal = Portal.written();

  @Test
  void publishesAFileAndSaysWhereItIs() {
    var answer =
        new Form()
            .file("Stra\u00dfenb\u00e4ume 2024.csv", TREES)
            .field("publish", "true")
            .post(portal, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
    JsonNode json = Form.json(answer);
    assertEquals("weidenstedt/strassenbaeume-2024", json.path("id").asString());
    assertEquals(Portal.BASE + "/datasets/weidenstedt/strassenbaeume-2024", uri(json));
    assertEquals("published", json.path("state").asString());
    assertTrue(json.path("change").asLong() > 0);
    assertTrue(json.path("findings").isArray());
    assertEquals(405, json.path("quality").path("of").asInt());
    assertEquals(
        Portal.BASE + "/api/v1/datasets/weidenstedt/strassenbaeume-2024",
        answer.headers().firstValue("Location").orElse(""));

    JsonNode read = Form.json(portal.get("/api/v1/datasets/weidenstedt/strassenbaeume-2024"));
    assertEquals(uri(json), uri(read));
    assertEquals(uri(json), read.path("page").asString());
    assertEquals(1, read.path("version").asInt());
    assertEquals("Art", read.at("/tables/0/columns/0/name").asString());
    assertEquals("Stra\u00dfenb\u00e4ume 2024.csv", read.at("/files/0/name").asString());
    assertEquals(TREES.length(), read.at("/distributions/1/byteSize").asInt());
    assertEquals(3, read.at("/distributions/1/rows").asInt());
  }

  private static String uri(JsonNode json) {
    return json.path("uri").asString();
  }

  @Test
  void saysThatWhatIsStoredIsNotSeenYet() {
    portal.keepSearchBehind(true);
    try {
      var made =
          new Form().file("stand.csv", TREES).field("publish", "true").post(portal, "weidenstedt");
      requireSoon(made);
      assertEquals(
          Portal.BASE + "/api/v1/datasets/weidenstedt/stand",
          made.headers().firstValue("Location").orElse(""));
      assertEquals("published", Form.json(made).path("state").asString());
      String path = "/api/v1/datasets/weidenstedt/stand";
      requireSoon(put(path, "{\"title\":\"Stände\"}"));
      requireSoon(portal.send(portal.request(path, OWN).DELETE()));
      var draft = new Form().file("entwurf-stand.csv", TREES).post(portal, "weidenstedt");
      assertEquals(201, draft.statusCode(), draft.body());
    } finally {
      portal.keepSearchBehind(false);
    }
    assertEquals(
        201,
        new Form()
            .file("stand-zwei.csv", TREES)
            .field("publish", "true")
            .post(portal, "weidenstedt")
            .statusCode());
  }

  private static void requireSoon(HttpResponse<String> answer) {
    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
    JsonNode json = Form.json(answer);
    assertFalse(json.path("visible").asBoolean(true));
    assertTrue(json.path("change").asLong() > 0);
    assertTrue(json.path("note").asString().contains("gespeichert"), answer.body());
  }

  @Test
  void takesWhatThePublisherSays() {
    var answer =
        new Form()
            .file("x.csv", TREES)
            .field("metadata", "{\"title\":\"Bäume am Wall\",\"wrong\":1,\"keywords\":[\"Baum\"]}")
            .field("publish", "true")
            .field("colour", "green")
            .post(portal, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
    JsonNode json = Form.json(answer);
    assertEquals("weidenstedt/baeume-am-wall", json.path("id").asString());
    assertTrue(codes(json).contains("metadata-unknown-field"), answer.body());
    assertTrue(codes(json).contains("part-unknown"), answer.body());
    JsonNode read = Form.json(portal.get("/api/v1/datasets/weidenstedt/baeume-am-wall"));
    assertEquals("Bäume am Wall", read.path("title").asString());
    assertEquals("Baum", read.at("/keywords/0").asString());
  }

  private static Set<String> codes(JsonNode json) {
    var codes = new TreeSet<String>();
    json.path("findings").forEach(finding -> codes.add(finding.path("code").asString()));
    return codes;
  }

  @Test
  void keepsADraftBetweenUsUntilSomebodyDecides() {
    var held =
        new Form()
            .file("personen.csv", FixedReadings.PERSONAL)
            .field("metadata", "{\"title\":\"Personen\"}")
            .field("publish", "true")
            .post(portal, "weidenstedt");
    assertEquals(201, held.statusCode());
    assertEquals("draft", Form.json(held).path("state").asString());
    String path = "/api/v1/datasets/" + Form.json(held).path("id").asString();
    String page = path.replace("/api/v1", "");
    for (String hidden : new String[] {path, page, page + ".ttl", page + ".json"}) {
      assertEquals(404, portal.get(hidden).statusCode(), hidden);
      assertEquals(
          404,
          portal.get(hidden, "Authorization", "Bearer " + Portal.token("hohenlinde")).statusCode());
      assertEquals(200, portal.get(hidden, OWN).statusCode(), hidden);
    }
    var decided =
        put(
            path,
            """
            {"decisions":[{"code":"personal-name","column":"name","reason":"erfunden"}],
             "publish":true}
            """);
    assertEquals(200, decided.statusCode(), decided.body());
    assertEquals("published", Form.json(decided).path("state").asString());
    assertEquals("erfunden", Form.json(portal.get(path, OWN)).at("/decisions/0/reason").asString());
    assertTrue(Form.json(portal.get(path)).path("decisions").isEmpty());
    assertEquals("Personen", Form.json(portal.get(path)).path("title").asString());
    assertEquals("draft", Form.json(put(path, "{\"publish\":false}")).path("state").asString());
    assertEquals("Personen", Form.json(portal.get(path, OWN)).path("title").asString());
  }

  private HttpResponse<String> put(String path, String json, String... headers) {
    var request =
        portal.request(
            path,
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + Portal.token("weidenstedt"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return portal.send(request.PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  @Test
  void refusesAFileNobodyCanRead() {
    var answer = new Form().file("x.bin", FixedReadings.UNREADABLE).post(portal, "weidenstedt");
    assertEquals(422, answer.statusCode());
    assertEquals(Set.of("unknown-format"), codes(Form.json(answer)));
    assertEquals(Portal.BASE + "/problems#unreadable", Form.json(answer).path("type").asString());
  }

  @Test
  void replacesOnlyWhatIsSent() {
    String path = publish("ersetzen.csv", TREES);
    assertEquals(200, put(path, "{\"title\":\"Ersetzt\",\"license\":\"cc-by/4.0\"}").statusCode());
    var answer = new Form().file("ersetzen.csv", TREES + "Ulme\n").put(portal, "weidenstedt", path);
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode read = Form.json(portal.get(path));
    assertEquals("Ersetzt", read.path("title").asString());
    assertEquals("published", read.path("state").asString());
    assertEquals(2, read.path("version").asInt());
  }

  private String publish(String name, String content) {
    var answer =
        new Form().file(name, content).field("publish", "true").post(portal, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
    return "/api/v1/datasets/" + Form.json(answer).path("id").asString();
  }

  @Test
  void takesBackWhatItHasAnswered() {
    String path = publish("hinundzurueck.csv", TREES);
    String json = portal.get(path).body();
    var answer = put(path, json);
    assertEquals(200, answer.statusCode(), answer.body());
    assertFalse(codes(Form.json(answer)).contains("metadata-unknown-field"), answer.body());
    assertEquals(
        Form.json(portal.get(path)).path("title"),
        tools.jackson.databind.json.JsonMapper.shared().readTree(json).path("title"));
  }

  @Test
  void keepsWhatIsPublicWhenSomethingUndecidedWouldTakeItsPlace() {
    String path = publish("bleibt.csv", TREES);
    var answer =
        new Form().file("bleibt.csv", FixedReadings.PERSONAL).put(portal, "weidenstedt", path);
    assertEquals(422, answer.statusCode());
    assertEquals(Portal.BASE + "/problems#refused", Form.json(answer).path("type").asString());
    assertEquals(1, Form.json(portal.get(path)).path("version").asInt());
  }

  @Test
  void writesOnlyOverWhatTheSenderHasSeen() {
    String path = publish("bedingt.csv", TREES);
    String seen = portal.get(path, "Accept-Language", "en").headers().firstValue("ETag").orElse("");
    assertEquals(
        304, portal.get(path, "Accept-Language", "en", "If-None-Match", seen).statusCode());
    assertEquals(200, put(path, "{\"title\":\"Eins\"}", "If-Match", seen).statusCode());
    assertEquals(412, put(path, "{\"title\":\"Zwei\"}", "If-Match", seen).statusCode());
    assertEquals(200, put(path, "{\"title\":\"Drei\"}", "If-Match", "*").statusCode());
    assertEquals(412, delete(path, "If-Match", "\"nonsense\"").statusCode());
    assertEquals("Drei", Form.json(portal.get(path)).path("title").asString());
  }

  private HttpResponse<String> delete(String path, String... headers) {
    var request = portal.request(path, "Authorization", "Bearer " + Portal.token("weidenstedt"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return portal.send(request.DELETE());
  }

  @Test
  void leavesATombstoneWhenItIsWithdrawn() {
    String path = publish("weg.csv", TREES);
    var answer = delete(path + "?reason=veraltet");
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("withdrawn", Form.json(answer).path("state").asString());
    String page = path.replace("/api/v1", "");
    for (String gone : new String[] {path, page, page + ".ttl"}) {
      var told = portal.get(gone, "Accept", "text/turtle, application/json");
      assertEquals(410, told.statusCode(), gone);
      assertEquals("veraltet", Form.json(told).path("reason").asString());
      assertEquals("weidenstedt/weg", Form.json(told).path("id").asString());
    }
    assertEquals(200, delete(path).statusCode());
    assertEquals(410, put(path, "{}").statusCode());
    assertEquals(200, put(path, "{\"publish\":true}").statusCode());
    assertEquals(200, portal.get(path).statusCode());
  }

  @Test
  void namesWhatIsMissingOrWrong() {
    var none = new Form().field("tenant", "weidenstedt").post(portal, "weidenstedt");
    assertEquals(400, none.statusCode());
    assertEquals("file", Form.json(none).path("parameter").asString());
    var foreign =
        new Form().file("x.csv", TREES).field("tenant", "hohenlinde").post(portal, "weidenstedt");
    assertEquals(403, foreign.statusCode());
    var truth =
        new Form().file("x.csv", TREES).field("publish", "maybe").post(portal, "weidenstedt");
    assertEquals("publish", Form.json(truth).path("parameter").asString());
    for (String broken : new String[] {"{\"title\":", "[1]", "\"x\""}) {
      var answer =
          new Form().file("x.csv", TREES).field("metadata", broken).post(portal, "weidenstedt");
      assertEquals(400, answer.statusCode(), broken);
      assertEquals("metadata", Form.json(answer).path("parameter").asString());
      assertFalse(Form.json(answer).path("findings").isEmpty());
    }
    var operator = new Form().file("x.csv", TREES).post(portal, "operator");
    assertEquals("tenant", Form.json(operator).path("parameter").asString());
    var unknown =
        new Form().file("x.csv", TREES).field("tenant", "nirgendwo").post(portal, "operator");
    assertEquals("tenant", Form.json(unknown).path("parameter").asString());
    assertEquals(404, put("/api/v1/datasets/weidenstedt/nichts", "{}").statusCode());
    assertEquals(404, delete("/api/v1/datasets/weidenstedt/nichts").statusCode());
  }

  @Test
  void takesOnlyTheTypesItUnderstands() {
    String path = publish("typ.csv", TREES);
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      var answer =
          portal.send(
              portal
                  .request(path, "Content-Type", type, "Authorization", OWN[1])
                  .PUT(HttpRequest.BodyPublishers.ofString("{}")));
      assertEquals(415, answer.statusCode(), type);
    }
    var post =
        portal.send(
            portal
                .request(
                    "/api/v1/datasets", "Content-Type", "application/json", "Authorization", OWN[1])
                .POST(HttpRequest.BodyPublishers.ofString("{\"tenant\":\"hohenlinde\"}")));
    assertEquals(415, post.statusCode());
  }

  @Test
  void refusesWhatIsTooLarge() {
    var answer = new Form().file("gross.csv", "a".repeat(1_100_000)).post(portal, "weidenstedt");
    assertEquals(413, answer.statusCode(), answer.body());
    String metadata = "{\"title\":\"" + "a".repeat(1_048_600) + "\"}";
    var talk =
        new Form().file("x.csv", TREES).field("metadata", metadata).post(portal, "weidenstedt");
    assertEquals(413, talk.statusCode(), talk.body());
  }

  @Test
  void callsAFileByTheLastPartOfItsName() throws Exception {
    var names =
        new String[][] {
          {"../../../../tmp/evil.csv", "evil.csv"},
          {"C:\\\\temp\\\\x.csv", "x.csv"},
          {"\u202egpj.csv", "gpj.csv"},
          {"..", "unbenannt"},
          {"a".repeat(4000) + ".csv", "a".repeat(196) + ".csv"}
        };
    for (String[] pair : names) {
      var answer = new Form().file(pair[0], TREES + pair[1] + "\n").post(portal, "weidenstedt");
      assertEquals(201, answer.statusCode(), pair[0]);
      var id = DatasetId.parse(Form.json(answer).path("id").asString());
      assertEquals(State.DRAFT, portal.store().find(id).orElseThrow().entry().state());
      JsonNode read = Form.json(portal.get("/api/v1/datasets/" + id, OWN));
      assertEquals(pair[1], read.at("/files/0/name").asString());
    }
    assertTrue(portal.store().names().stream().allMatch(name -> name.matches("[0-9a-f]{64}")));
  }

  @Test
  void readsNoPartsForThoseWhoMayNotSendThem() {
    for (String path : new String[] {"/sparql", "/api/v1/datasets"}) {
      var answer =
          portal.send(
              portal
                  .request(path, "Content-Type", Form.TYPE)
                  .POST(new Form().field("query", "ASK {}").body()));
      assertTrue(Set.of(401, 415).contains(answer.statusCode()), path);
    }
    var get =
        portal.send(
            portal
                .request("/datasets?q=a", "Content-Type", Form.TYPE)
                .method("GET", new Form().field("q", "b").body()));
    assertEquals(415, get.statusCode());
  }
}
