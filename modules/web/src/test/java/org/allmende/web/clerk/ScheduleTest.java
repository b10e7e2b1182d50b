package org.allmende.web.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Plan;
import org.allmende.model.DatasetId;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Playgrounds;
import org.allmende.web.Portal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Drafts that become public later: the form, the lists, and the same for programs.
class ScheduleTest {

  private static final String TENANT = "weidenstedt";

  private final Portal portal = Portal.written();
  private final List<DatasetId> made = new ArrayList<>();
  private final Playgrounds playgrounds = new Playgrounds(portal);

  private Browser publisher() {
    return Browser.signedIn(portal, Portal.token(TENANT, Role.PUBLISHER));
  }

  private String draft(Browser browser, String name) {
    playgrounds.clean(name + ".csv", name);
    return made(browser.upload(name + ".csv", Playgrounds.csv(name), Map.of()));
  }

  private String made(HttpResponse<String> answer) {
    String review = answer.headers().firstValue("Location").orElseThrow();
    made.add(id(review));
    return review;
  }

  private static DatasetId id(String review) {
    return DatasetId.parse(review.substring("/upload/".length()));
  }

  @AfterEach
  void tidy() {
    made.forEach(portal.store()::erase);
  }

  private static Map<String, String> at(String day, String time) {
    return Map.of("do", "plan", "plan.day", day, "plan.time", time);
  }

  private Plan planned(String review) {
    return Objects.requireNonNull(plan(review));
  }

  private @Nullable Plan plan(String review) {
    return Notes.read(portal.store().find(id(review)).orElseThrow().entry().notes()).plan();
  }

  private HttpResponse<String> api(String method, String path, Role role, String body) {
    return portal.send(
        portal
            .request(path, "Content-Type", "application/json")
            .header("Authorization", "Bearer " + Portal.token(TENANT, role))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void aPublisherPlansWithAFormAndSeesItEverywhere() {
    var browser = publisher();
    String review = draft(browser, "abend");
    String form = browser.open(review).body();
    assertTrue(form.contains("name=\"plan.day\""), form);
    var sent = browser.send(review, at("2027-01-31", "08:00"));
    assertEquals(303, sent.statusCode(), sent.body());
    assertEquals("2027-01-31T07:00:00Z", planned(review).at().toString(), "by the German clock");
    String page = browser.open(sent.headers().firstValue("Location").orElseThrow()).body();
    assertTrue(page.contains("Der Termin ist gesetzt."), page);
    assertTrue(page.contains("Wird am 31.01.2027, 08:00 Uhr veröffentlicht, geplant von"), page);
    assertTrue(page.contains("Ändert jemand anderes den Entwurf"), page);
    assertTrue(page.contains("value=\"2027-01-31\""), page);
    assertTrue(browser.open("/upload").body().contains("Wird am 31.01.2027, 08:00 Uhr"));
    String dataset = review.replace("/upload/", "/datasets/");
    assertTrue(browser.open(dataset).body().contains("Wird am 31.01.2027, 08:00 Uhr"));
    assertEquals(404, portal.get(dataset, "Accept", Browser.ACCEPT).statusCode());

    browser.open(review);
    browser.send(review, at("1.7.2027", "9:30"));
    assertEquals("2027-07-01T07:30:00Z", planned(review).at().toString(), "changed, in summer");
    browser.open(review);
    var cancelled = browser.send(review, Map.of("do", "cancel"));
    assertEquals(review + "?cancelled=1", cancelled.headers().firstValue("Location").orElse(""));
    assertNull(plan(review));
  }

  @Test
  void saysBesideTheFieldWhatIsWrongAndKeepsWhatWasTyped() {
    var browser = publisher();
    String review = draft(browser, "irrtum");
    for (String[] typed :
        new String[][] {
          {"2020-01-31", "08:00", "schon vorbei"},
          {"2029-01-31", "08:00", "mehr als zwei Jahre"},
          {"31. Februar", "08:00", "Wählen Sie einen Tag und eine Uhrzeit"},
          {"30.02.2027", "08:00", "Wählen Sie einen Tag und eine Uhrzeit"},
          {"", "", "Wählen Sie einen Tag und eine Uhrzeit"}
        }) {
      browser.open(review);
      var answer =
          browser.send(
              review,
              Map.of(
                  "do",
                  "plan",
                  "plan.day",
                  typed[0],
                  "plan.time",
                  typed[1],
                  "title.de",
                  "Was ich getippt habe"));
      assertEquals(422, answer.statusCode());
      assertTrue(answer.body().contains(typed[2]), answer.body());
      assertTrue(answer.body().contains("aria-invalid=\"true\" aria-describedby=\"plan-wrong\""));
      assertTrue(answer.body().contains("Was ich getippt habe"));
      assertNull(plan(review));
    }
  }

  @Test
  void whatBlocksIsDecidedFirst() {
    playgrounds.messy("geplante-paten.csv", "planned-people");
    var browser = publisher();
    String review =
        made(browser.upload("geplante-paten.csv", Playgrounds.csv("planned-people"), Map.of()));
    browser.open(review);
    var blocked = browser.send(review, at("2027-01-31", "08:00"));
    assertEquals(422, blocked.statusCode());
    assertTrue(blocked.body().contains("Zuerst ist zu entscheiden"), blocked.body());
    var api = api("PUT", address(review), Role.PUBLISHER, "{\"at\":\"2027-01-31T07:00:00Z\"}");
    assertEquals(409, api.statusCode(), api.body());
    assertEquals("blocked", Form.json(api).path("reason").asString());
  }

  @Test
  void fallsWhenAnEditorChangesTheDraftAndIsSeenAtTheWorkplace() {
    var browser = publisher();
    String review = draft(browser, "gefallen");
    browser.open(review);
    browser.send(review, at("2027-01-31", "08:00"));
    var editor = Browser.signedIn(portal, Portal.token(TENANT, Role.EDITOR));
    String page = editor.open(review).body();
    assertTrue(page.contains("Wird am 31.01.2027"), page);
    assertFalse(page.contains("name=\"plan.day\""), "editors do not plan");
    assertEquals(403, editor.send(review, at("2027-01-31", "08:00")).statusCode());
    editor.open(review);
    assertEquals(403, editor.send(review, Map.of("do", "cancel")).statusCode());
    editor.open(review);
    editor.send(review, Map.of("do", "draft", "title.de", "Ein anderer Titel"));
    assertEquals(Plan.Why.CHANGED, planned(review).failed());
    String workplace = browser.open("/upload").body();
    assertTrue(workplace.contains("Nicht wie geplant veröffentlicht"), workplace);
    assertTrue(workplace.contains("Jemand anderes hat den Entwurf danach geändert."), workplace);
    assertFalse(
        Browser.signedIn(portal, Portal.token("hohenlinde"))
            .open("/upload")
            .body()
            .contains("Ein anderer Titel"));
  }

  @Test
  void staysWhenWhoeverPlannedItChangesTheDraft() {
    var browser = publisher();
    String review = draft(browser, "bleibt");
    browser.open(review);
    browser.send(review, at("2027-01-31", "08:00"));
    browser.open(review);
    browser.send(review, Map.of("do", "draft", "title.de", "Mein neuer Titel"));
    assertTrue(planned(review).waits());
  }

  @Test
  void programsPlanTwiceAndCancelTwice() {
    var browser = publisher();
    String review = draft(browser, "programm");
    String path = address(review);
    assertEquals(404, api("GET", path, Role.READER, "").statusCode());
    var planned = api("PUT", path, Role.PUBLISHER, "{\"at\":\"2027-01-31T08:00:00+01:00\"}");
    assertEquals(200, planned.statusCode(), planned.body());
    assertEquals("2027-01-31T07:00:00Z", Form.json(planned).path("at").asString());
    var again = api("PUT", path, Role.PUBLISHER, "{\"at\":\"2027-01-31T07:00:00Z\"}");
    assertEquals(planned.body(), again.body());
    var read = api("GET", path, Role.READER, "");
    assertEquals(planned.body(), read.body());
    assertTrue(Form.json(read).path("failed").isNull());
    for (String wrong : new String[] {"2020-01-31T08:00:00Z", "2031-01-31T08:00:00Z", "morgen"}) {
      var answer = api("PUT", path, Role.PUBLISHER, "{\"at\":\"" + wrong + "\"}");
      assertEquals(400, answer.statusCode(), answer.body());
      assertEquals("at", Form.json(answer).path("parameter").asString());
    }
    assertEquals(403, api("PUT", path, Role.EDITOR, "{}").statusCode());
    assertEquals(204, api("DELETE", path, Role.PUBLISHER, "").statusCode());
    assertEquals(204, api("DELETE", path, Role.PUBLISHER, "").statusCode());
    assertEquals(404, api("GET", path, Role.READER, "").statusCode());
  }

  private static String address(String review) {
    return review.replace("/upload/", "/api/v1/datasets/") + "/schedule";
  }
}
