package org.allmende.web.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.allmende.web.FixedReadings;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VersionsControllerTest {

  private static final Portal PORTAL = Portal.written();

  @BeforeAll
  static void publish() {
    publish("baeume");
    publish("beete");
  }

  private static void publish(String slug) {
    var first =
        new Form()
            .file(slug + ".csv", "Art\nAhorn\n" + slug + "\n")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, first.statusCode(), first.body());
    var second = replace(slug, "Art\nAhorn\nBirke\n" + slug + "\n", "");
    assertEquals(200, second.statusCode(), second.body());
  }

  private static HttpResponse<String> replace(String slug, String text, String metadata) {
    var form = new Form().file(slug + ".csv", text);
    if (!metadata.isEmpty()) {
      form.field("metadata", metadata);
    }
    return form.put(PORTAL, "weidenstedt", path(slug));
  }

  private static String path(String slug) {
    return "/api/v1/datasets/weidenstedt/" + slug;
  }

  private static String download(JsonNode version) {
    return version.path("files").path(0).path("url").asString().substring(Portal.BASE.length());
  }

  @Test
  void keepsWhatWasPublicDownloadable() {
    JsonNode versions = Form.json(PORTAL.get(path("baeume") + "/versions")).path("versions");
    assertEquals(2, versions.size(), versions::toString);
    assertEquals(2, versions.path(0).path("version").asInt());
    assertTrue(versions.path(0).path("until").isNull());
    assertTrue(versions.path(1).path("until").asString().endsWith("Z"), versions::toString);
    assertTrue(PORTAL.get(download(versions.path(1))).body().contains("Ahorn\nbaeume"));
    JsonNode tables = Form.json(PORTAL.get(path("baeume") + "/tables?version=1")).path("tables");
    assertEquals(3, tables.path(0).path("rows").asInt());
    String rows = tables.path(0).path("rowsUrl").asString().substring(Portal.BASE.length());
    assertTrue(PORTAL.get(rows).body().contains("Ahorn"));
    assertEquals(404, PORTAL.get(path("baeume") + "/tables?version=3").statusCode());
    assertEquals(400, PORTAL.get(path("baeume") + "/tables?version=eins").statusCode());
  }

  @Test
  void tellsOfNewVersionsInAFeed() {
    String feed = PORTAL.get("/datasets/weidenstedt/baeume/versions.atom").body();
    assertTrue(feed.contains("#version-2</id>"), feed);
    assertTrue(feed.contains("#version-1</id>"), feed);
    assertTrue(feed.indexOf("#version-2<") < feed.indexOf("#version-1<"), "the latest first");
    assertTrue(feed.contains("/diff?from=1&amp;to=2"), feed);
    assertEquals(404, PORTAL.get("/datasets/weidenstedt/nirgends/versions.atom").statusCode());
  }

  @Test
  void linksVersionsInRdf() {
    String uri = Portal.BASE + "/datasets/weidenstedt/beete";
    String said = PORTAL.get("/datasets/weidenstedt/beete.nt").body();
    String dcat = "<http://www.w3.org/ns/dcat#";
    assertTrue(said.contains("<" + uri + "> " + dcat + "version> \"2\" ."), said);
    assertTrue(
        said.contains("<" + uri + "> " + dcat + "previousVersion> <" + uri + "#version-1> ."),
        said);
    assertTrue(
        said.contains("<" + uri + "#version-1> " + dcat + "isVersionOf> <" + uri + "> ."), said);
  }

  @Test
  void keepsWhatTheClerkSaidWhenTheFileIsReplaced() {
    String said =
        "{\"title\":\"Unsere Spielplätze\",\"themes\":[\"SOCI\"],\"keywords\":[\"Kinder\"],"
            + "\"temporal\":{\"start\":\"2001-01-01\",\"end\":\"2001-12-31\"},\"spatial\":[\"05515000\"],"
            + "\"frequency\":\"NEVER\",\"license\":\"cc-zero\",\"language\":\"en\"}";
    var first =
        new Form()
            .file("spielplaetze_2019.csv", "Name,Jahr\nAm See,2019\nAm Wald,2018\n")
            .field("metadata", said)
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, first.statusCode(), first.body());
    String path = "/api/v1/datasets/" + Form.json(first).path("id").asString();
    var second =
        new Form()
            .file("baumkataster_2024.csv", "Name,Jahr\nAm See,2024\nAm Wald,2023\n")
            .put(PORTAL, "weidenstedt", path);
    assertEquals(200, second.statusCode(), second.body());
    JsonNode now = Form.json(PORTAL.get(path));
    assertEquals("Unsere Spielplätze", now.path("title").asString(), now::toString);
    assertEquals("[\"Kinder\"]", now.path("keywords").toString());
    assertTrue(now.path("themes").toString().contains("SOCI"), now::toString);
    assertEquals("2001-12-31", now.path("temporal").path("end").asString());
    assertTrue(now.path("spatial").toString().contains("05515000"), now::toString);
    assertTrue(now.path("frequency").asString().endsWith("NEVER"), now::toString);
    assertTrue(now.path("license").asString().endsWith("cc-zero"), now::toString);
    assertTrue(now.path("language").asString().endsWith("ENG"), now::toString);
    assertEquals(2, now.path("version").asInt());
  }

  @Test
  void saysWhatDiffers() {
    JsonNode diff = Form.json(PORTAL.get(path("baeume") + "/diff?limit=1"));
    assertEquals(1, diff.path("changed").asInt());
    assertEquals(
        "{\"change\":\"changed\",\"lineBefore\":2,\"lineAfter\":2,\"key\":{\"Art\":\"Ahorn\"},"
            + "\"before\":{\"Art\":\"Erle\"},\"after\":{\"Art\":\"Ahorn\"}}",
        diff.path("rows").path(0).toString());
    String next = diff.path("next").asString().substring(Portal.BASE.length());
    JsonNode second = Form.json(PORTAL.get(next));
    assertEquals("added", second.path("rows").path(0).path("change").asString());
    assertEquals(400, PORTAL.get(path("baeume") + "/diff?key=wrong").statusCode());
    assertEquals(404, PORTAL.get(path("baeume") + "/diff?to=1").statusCode());
    assertEquals(404, PORTAL.get(path("baeume") + "/diff?table=2").statusCode());
    String mark = PORTAL.get(path("baeume") + "/diff").headers().firstValue("ETag").orElseThrow();
    assertEquals(304, PORTAL.get(path("baeume") + "/diff", "If-None-Match", mark).statusCode());
  }

  @Test
  void stopsAFileThatBreaksWhatPeopleUse() {
    var stopped = replace("baeume", FixedReadings.RENAMED, "");
    assertEquals(422, stopped.statusCode(), stopped.body());
    assertTrue(stopped.body().contains("column-dropped"), stopped.body());
    JsonNode versions = Form.json(PORTAL.get(path("baeume") + "/versions")).path("versions");
    assertEquals(2, versions.size());
  }

  @Test
  void takesABreakThatIsMeant() {
    publish("straeucher");
    String decisions =
        "{\"decisions\":[{\"code\":\"column-dropped\",\"column\":\"Art\",\"reason\":\"neu\"}]}";
    var taken = replace("straeucher", FixedReadings.RENAMED, decisions);
    assertEquals(200, taken.statusCode(), taken.body());
    assertEquals("published", Form.json(taken).path("state").asString());
    JsonNode versions = Form.json(PORTAL.get(path("straeucher") + "/versions")).path("versions");
    assertEquals(3, versions.size());
  }

  @Test
  void asksAgainAtTheNextBreak() {
    publish("knicks");
    String decisions =
        "{\"decisions\":[{\"code\":\"column-dropped\",\"column\":\"Art\",\"reason\":\"neu\"}]}";
    assertEquals(200, replace("knicks", FixedReadings.RENAMED, decisions).statusCode());
    String back =
        "{\"decisions\":[{\"code\":\"column-dropped\",\"column\":\"Gehölz\",\"reason\":\"x\"}]}";
    assertEquals(200, replace("knicks", "Art\nAhorn\nwieder\n", back).statusCode());
    assertEquals(422, replace("knicks", FixedReadings.RENAMED, "").statusCode());
  }

  @Test
  void findsABreakBehindADraft() {
    publish("wiesen");
    var draft =
        new Form()
            .file("wiesen.csv", FixedReadings.RENAMED)
            .field("publish", "false")
            .put(PORTAL, "weidenstedt", path("wiesen"));
    assertEquals("draft", Form.json(draft).path("state").asString(), draft.body());
    var published = new Form().field("publish", "true").put(PORTAL, "weidenstedt", path("wiesen"));
    assertEquals("draft", Form.json(published).path("state").asString(), published.body());
    assertTrue(published.body().contains("column-dropped"), published.body());
  }

  @Test
  void bringsNothingBackThatWasWithdrawn() {
    publish("teiche");
    JsonNode versions = Form.json(PORTAL.get(path("teiche") + "/versions")).path("versions");
    String old = download(versions.path(1));
    String token = "Bearer " + Portal.token("weidenstedt");
    PORTAL.send(PORTAL.request(path("teiche"), "Authorization", token).DELETE());
    assertEquals(404, PORTAL.get(old).statusCode());
    var again =
        new Form()
            .file("teiche.csv", "Art\nAhorn\nbereinigt\n")
            .field("publish", "true")
            .put(PORTAL, "weidenstedt", path("teiche"));
    assertEquals(200, again.statusCode(), again.body());
    assertEquals(404, PORTAL.get(old).statusCode());
  }

  @Test
  void bringsAllVersionsBackWhereAWithdrawalIsUndone() {
    publish("moore");
    String decisions =
        "{\"decisions\":[{\"code\":\"column-dropped\",\"column\":\"Art\",\"reason\":\"neu\"}]}";
    assertEquals(200, replace("moore", FixedReadings.RENAMED, decisions).statusCode());
    var before = PORTAL.get(path("moore") + "/versions");
    String old = download(Form.json(before).path("versions").path(2));
    String token = "Bearer " + Portal.token("weidenstedt");
    PORTAL.send(PORTAL.request(path("moore"), "Authorization", token).DELETE());
    assertEquals(404, PORTAL.get(old).statusCode());
    var again = new Form().field("publish", "true").put(PORTAL, "weidenstedt", path("moore"));
    assertEquals("published", Form.json(again).path("state").asString(), again.body());
    assertEquals(200, PORTAL.get(old).statusCode());
    assertEquals(before.body(), PORTAL.get(path("moore") + "/versions").body());
  }

  @Test
  void leavesWithdrawnWhatMayNotComeBackAsItIs() {
    String decisions =
        "{\"decisions\":[{\"code\":\"personal-name\",\"column\":\"name\",\"reason\":\"erfunden\"}]}";
    var first =
        new Form()
            .file("vereine.csv", FixedReadings.PERSONAL)
            .field("metadata", decisions)
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals("published", Form.json(first).path("state").asString(), first.body());
    String token = "Bearer " + Portal.token("weidenstedt");
    PORTAL.send(PORTAL.request(path("vereine"), "Authorization", token).DELETE());
    var again =
        new Form()
            .field("metadata", "{\"title\":\"Vereine\",\"decisions\":[]}")
            .field("publish", "true")
            .put(PORTAL, "weidenstedt", path("vereine"));
    assertEquals(422, again.statusCode(), again.body());
    assertTrue(again.body().contains("personal-name"), again.body());
    assertEquals(410, PORTAL.get(path("vereine"), "Authorization", token).statusCode());
  }

  @Test
  void takesAVersionAwayThatShouldNotBePublic() {
    JsonNode versions = Form.json(PORTAL.get(path("beete") + "/versions")).path("versions");
    String old = download(versions.path(1));
    assertEquals(401, delete("beete", "1", "").statusCode());
    assertEquals(200, delete("beete", "1", Portal.token("weidenstedt")).statusCode());
    assertEquals(404, PORTAL.get(old).statusCode());
    assertEquals(404, delete("beete", "1", Portal.token("weidenstedt")).statusCode());
    assertEquals(404, delete("beete", "2", Portal.token("weidenstedt")).statusCode());
  }

  private static HttpResponse<String> delete(String slug, String version, String token) {
    String path = path(slug) + "/versions/" + version;
    var request =
        token.isEmpty()
            ? PORTAL.request(path)
            : PORTAL.request(path, "Authorization", "Bearer " + token);
    return PORTAL.send(request.DELETE());
  }
}
