package org.allmende.web.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Portal;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class FeedbackPagesTest {

  private static final String TEXT = "Am Markt fehlt <b>eine</b> Rutsche.\nGrüße";

  private final Portal portal = Portal.written();

  private String published(String slug) {
    var id = new DatasetId("weidenstedt", slug);
    String uri = Portal.BASE + "/datasets/" + id;
    var graph = GraphFactory.createDefaultGraph();
    String text =
        "<%s> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> \"%s\"@de ."
            .formatted(uri, slug);
    RDFParser.fromString(text, Lang.TURTLE).parse(graph);
    portal.store().put(new Entry(id, uri, State.PUBLISHED, graph, ""));
    return "/datasets/weidenstedt/" + slug;
  }

  /// A reader says what is wrong with the portal itself, and the operator reads it.
  private void aboutThePortal() {
    String page = portal.get("/contact", "Accept", Browser.ACCEPT, "Accept-Language", "de").body();
    assertTrue(page.contains("Hindert Sie eine Barriere?"), page);
    assertFalse(page.contains("<a href=\"/feedback\">"), "that asks readers to sign in");
    assertTrue(page.contains("<a href=\"/contact\">Rückmeldung, Barriere melden</a>"), page);
    var times = portal.bean("formTimes", FormTimes.class);
    String opened = times.at(Portal.NOW.minus(Duration.ofMinutes(1)), "portal");
    var sent =
        send("/contact", Map.of("opened", opened, "text", "Die Karte lässt sich nicht bedienen."));
    assertEquals("/contact?sent=1", sent.headers().firstValue("Location").orElse(sent.body()));

    var clerk = Browser.signedIn(portal, Portal.token("weidenstedt"));
    assertFalse(clerk.open("/feedback").body().contains("Die Karte lässt"), "not theirs");
    var operator = Browser.signedIn(portal, Portal.OPERATOR);
    String inbox = operator.open("/feedback").body();
    assertTrue(inbox.contains("Die Karte lässt sich nicht bedienen."), inbox);
    assertTrue(inbox.contains("<a href=\"/contact\">Rückmeldung zum Portal</a>"), inbox);
    String id = operator.hidden("id");
    operator.send("/feedback", Map.of("id", id, "action", "erase"));
    assertFalse(operator.open("/feedback").body().contains("Die Karte lässt"));
  }

  private HttpResponse<String> send(String path, Map<String, String> form, String... headers) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return portal.send(
        portal
            .request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", Browser.ACCEPT)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String opened(String path, Duration ago) {
    var times = portal.bean("formTimes", FormTimes.class);
    return times.at(Portal.NOW.minus(ago), path.substring("/datasets/".length()));
  }

  private Map<String, String> written(String path, String text) {
    return Map.of("opened", opened(path, Duration.ofMinutes(1)), "text", text);
  }

  @Test
  void theWayFromReaderToOfficeAndOut() {
    String path = published("rutsche");
    assertTrue(portal.get(path, "Accept", Browser.ACCEPT).body().contains(path + "/feedback"));
    var form = portal.get(path + "/feedback", "Accept", Browser.ACCEPT);
    assertEquals(200, form.statusCode());
    assertTrue(form.headers().firstValue("Set-Cookie").isEmpty(), "a cookie for a reader");
    assertTrue(form.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    assertTrue(form.body().contains("Nach 30 Tagen wird er gelöscht."), form.body());

    var sent = send(path + "/feedback", written(path, TEXT));
    assertEquals(303, sent.statusCode(), sent::body);
    String there = sent.headers().firstValue("Location").orElse("");
    assertEquals(path + "/feedback?sent=1", there);
    assertTrue(portal.get(there).body().contains("Danke, Ihr Text ist angekommen."));

    var stranger = Browser.signedIn(portal, Portal.token("hohenlinde"));
    assertFalse(stranger.open("/feedback").body().contains("Rutsche"));
    var office = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String list = office.open("/feedback").body();
    assertTrue(list.contains("Am Markt fehlt &lt;b&gt;eine&lt;/b&gt; Rutsche.\nGrüße"), list);
    String id = office.hidden("id");
    stranger.open("/upload");
    assertEquals(404, stranger.send("/feedback", Map.of("id", id, "action", "erase")).statusCode());
    assertEquals(400, office.send("/feedback", Map.of("id", id, "action", "burn")).statusCode());
    office.open("/feedback");
    assertEquals(303, office.send("/feedback", Map.of("id", id, "action", "done")).statusCode());
    assertTrue(office.open("/feedback").body().contains("Wieder öffnen"));
    assertEquals(303, office.send("/feedback", Map.of("id", id, "action", "erase")).statusCode());
    assertFalse(office.open("/feedback").body().contains("Rutsche"));

    aboutThePortal();
    int taken = 2;
    while (send(path + "/feedback", written(path, TEXT + taken)).statusCode() == 303) {
      taken++;
    }
    assertEquals(10, taken);
    var enough = send(path + "/feedback", written(path, TEXT));
    assertEquals(429, enough.statusCode());
    assertTrue(enough.body().contains("Rutsche"), "the text is still there");
  }

  @Test
  void whatProgramsSendIsNotKept() {
    String path = published("schaukel");
    String form = path + "/feedback";
    var trapped = new java.util.HashMap<>(written(path, "Kaufen Sie unsere Schaukeln"));
    trapped.put("website", "https://spam.example");
    assertEquals(303, send(form, trapped).statusCode());
    var soon = Map.of("opened", opened(path, Duration.ZERO), "text", TEXT);
    assertTrue(send(form, soon).body().contains("schneller, als Menschen schreiben"));
    for (String wrong :
        new String[] {
          "",
          "1.x",
          opened(path, Duration.ofDays(1)),
          opened("/datasets/weidenstedt/rutsche", Duration.ofMinutes(1))
        }) {
      var stale = send(form, Map.of("opened", wrong, "text", TEXT));
      assertEquals(422, stale.statusCode());
      assertTrue(stale.body().contains("Rutsche"), "the text is still there");
    }
    assertEquals(
        403, send(form, written(path, TEXT), "Origin", "https://elsewhere.example").statusCode());
    var office = Browser.signedIn(portal, Portal.token("weidenstedt"));
    assertFalse(office.open("/feedback").body().contains("schaukel"));
  }

  @Test
  void saysHowLongATextMayBe() {
    String path = published("wippe");
    for (String text : new String[] {"", "kurz", "x".repeat(3001), "x".repeat(100_000)}) {
      var answer = send(path + "/feedback", written(path, text));
      assertEquals(422, answer.statusCode());
      assertTrue(answer.body().contains("mindestens 10 und höchstens 3.000 Zeichen"));
      assertTrue(answer.body().length() < 60_000);
    }
  }

  @Test
  void whereNothingIsPublishedNothingIsTaken() {
    assertEquals(404, portal.get("/datasets/weidenstedt/nirgends/feedback").statusCode());
    assertEquals(
        404,
        send("/datasets/weidenstedt/nirgends/feedback", written("/datasets/a/b", TEXT))
            .statusCode());
  }

  @Test
  void whoIsNotSignedInIsAskedToSignIn() {
    var answer = portal.get("/feedback", "Accept", Browser.ACCEPT);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("name=\"next\" value=\"/feedback\""), answer.body());
    assertEquals(403, send("/feedback", Map.of("id", "0".repeat(32))).statusCode());
  }
}
