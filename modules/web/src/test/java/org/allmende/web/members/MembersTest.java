package org.allmende.web.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Role;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Playgrounds;
import org.allmende.web.Portal;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.http.Trouble;
import org.junit.jupiter.api.Test;

/// People who sign in, work together on a draft, and are looked after.
class MembersTest {

  private static final String PEOPLE = "/manage/weidenstedt/people";
  private static final String PASSWORD = "eine lange Reihe Linden";
  private static final Pattern LINK = Pattern.compile("/account/password\\?link=[\\w-]+");
  private static final Pattern SECRET = Pattern.compile("id=\"secret\" value=\"(allmende_[\\w-]+)");

  private final Portal portal = Portal.written();
  private final Playgrounds playgrounds = new Playgrounds(portal);

  private Browser administrator() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt", Role.ADMINISTRATOR));
    browser.open(PEOPLE);
    return browser;
  }

  private String invited(String login, Role role) {
    var page =
        administrator()
            .send(PEOPLE, Map.of("do", "give", "login", login, "name", "", "role", role.code()));
    assertEquals(200, page.statusCode(), page.body());
    var link = LINK.matcher(page.body());
    assertTrue(link.find(), page.body());
    return link.group();
  }

  private Browser member(String login, Role role) {
    String link = invited(login, role);
    var browser = Browser.of(portal);
    assertTrue(browser.open(link).body().contains("value=\"" + login + "\""));
    var set = browser.send("/account/password", filled(browser, PASSWORD));
    assertEquals(303, set.statusCode(), set.body());
    browser.open("/upload");
    return browser;
  }

  private static Map<String, String> filled(Browser browser, String password) {
    return Map.of("link", browser.hidden("link"), "password", password);
  }

  @Test
  void aLinkOpensAnAccountOnce() {
    String link = invited("anna.beck", Role.EDITOR);
    var browser = Browser.of(portal);
    browser.open(link);
    var weak = browser.send("/account/password", filled(browser, "passwort1234"));
    assertEquals(422, weak.statusCode());
    assertTrue(weak.body().contains("als eines der ersten"), weak.body());
    String before = browser.cookie();
    assertEquals(303, browser.send("/account/password", filled(browser, PASSWORD)).statusCode());
    assertFalse(browser.cookie().equals(before), "the browser gets a new name");
    assertTrue(browser.open("/").body().contains("Angemeldet: anna.beck"));
    var again = Browser.of(portal).open(link);
    assertEquals(403, again.statusCode());
    assertTrue(again.body().contains("Dieser Link gilt nicht mehr"));
  }

  @Test
  void signsInWithAPasswordAndSaysNotWhatWasWrong() {
    member("bernd", Role.READER);
    var browser = Browser.of(portal);
    var problems = portal.bean("problemWriter", ProblemWriter.class);
    long before = problems.told(Trouble.UNAUTHENTICATED);
    var unknown = signIn(browser, "niemand", PASSWORD);
    var wrong = signIn(browser, "bernd", "etwas ganz anderes");
    assertEquals(403, wrong.statusCode());
    assertEquals(before + 2, problems.told(Trouble.UNAUTHENTICATED));
    assertEquals(unknown.body().replace("value=\"niemand\"", "value=\"bernd\""), wrong.body());
    assertEquals(303, signIn(browser, " Bernd", PASSWORD).statusCode());
    String workplace = browser.open("/upload").body();
    assertTrue(workplace.contains("Angemeldet: bernd"));
    assertFalse(workplace.contains("Hochladen und prüfen"), "readers hand nothing in");
    assertEquals(403, browser.open(PEOPLE).statusCode());
    assertEquals(404, browser.open("/manage/hohenlinde/people").statusCode());
  }

  private static HttpResponse<String> signIn(Browser browser, String login, String password) {
    return browser.send("/upload/session", Map.of("login", login, "password", password));
  }

  @Test
  void aPasswordIsChangedByWhoKnowsIt() {
    var browser = member("dora", Role.READER);
    browser.open("/account/password");
    assertEquals(
        403,
        browser
            .send("/account/password", Map.of("old", "falsch", "password", PASSWORD + " 2"))
            .statusCode());
    var other = Browser.of(portal);
    signIn(other, "dora", PASSWORD);
    browser.open("/account/password");
    assertEquals(
        303,
        browser
            .send("/account/password", Map.of("old", PASSWORD, "password", PASSWORD + " 2"))
            .statusCode());
    assertTrue(browser.open("/upload").body().contains("Angemeldet: dora"));
    assertFalse(other.open("/upload").body().contains("Angemeldet: dora"), "others end");
  }

  @Test
  void oneSubmitsAndAnotherPublishesOrReturns() {
    playgrounds.clean("gemeinsam.csv", "together");
    var editor = member("emil", Role.EDITOR);
    String review =
        editor
            .upload("gemeinsam.csv", Playgrounds.csv("together"), Map.of())
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String page = editor.open(review).body();
    assertTrue(page.contains("value=\"submit\""));
    assertFalse(page.contains("value=\"publish\""));
    assertEquals(403, editor.send(review, Map.of("do", "publish")).statusCode());
    editor.open(review);
    assertEquals(303, editor.send(review, Map.of("do", "submit")).statusCode());

    var publisher = member("frieda", Role.PUBLISHER);
    assertTrue(
        publisher.open("/upload").body().contains("Wartet auf Freigabe, eingereicht von emil"));
    assertTrue(publisher.open(review).body().contains("value=\"return\""));
    var mute = publisher.send(review, Map.of("do", "return", "reason", " "));
    assertEquals(400, mute.statusCode());
    publisher.open(review);
    var returned = publisher.send(review, Map.of("do", "return", "reason", "Der Titel <fehlt>."));
    assertEquals(303, returned.statusCode());
    assertTrue(editor.open(review).body().contains("Der Titel &lt;fehlt&gt;."));
    assertEquals(303, editor.send(review, Map.of("do", "submit")).statusCode());
    publisher.open(review);
    assertEquals(303, publisher.send(review, Map.of("do", "publish")).statusCode());
    String dataset = review.replace("/upload/", "/datasets/");
    assertEquals(200, portal.get(dataset, "Accept", Browser.ACCEPT).statusCode());
    assertEquals(403, editor.open(review).statusCode(), "what is public is the publisher's");

    String trail = administrator().open("/manage/weidenstedt/trail").body();
    assertTrue(trail.contains("zurückgegeben: Der Titel &lt;fehlt&gt;."), trail);
    assertTrue(trail.contains("veröffentlicht"));
    var lines =
        Form.json(
            portal.get(
                "/api/v1/tenants/weidenstedt/trail?object=" + review.substring("/upload/".length()),
                "Authorization",
                "Bearer " + Portal.OPERATOR));
    assertEquals("published", lines.at("/lines/0/what").asString());
    assertEquals("frieda", lines.at("/lines/0/by").asString());
    assertTrue(lines.at("/lines/0/change").asLong() > 0);
    assertEquals(
        "drafted", lines.path("lines").get(lines.path("lines").size() - 1).path("what").asString());
  }

  @Test
  void fourEyesAreFourEyes() {
    playgrounds.clean("augen.csv", "eyes");
    var browser = Browser.signedIn(portal, Portal.token("hohenlinde", Role.ADMINISTRATOR));
    String people = "/manage/hohenlinde/people";
    browser.open(people);
    assertEquals(200, browser.send(people, Map.of("do", "rules", "four-eyes", "on")).statusCode());
    browser.open("/upload");
    String review =
        browser
            .upload("augen.csv", Playgrounds.csv("eyes"), Map.of())
            .headers()
            .firstValue("Location")
            .orElseThrow();
    browser.open(review);
    assertEquals(403, browser.send(review, Map.of("do", "publish")).statusCode());
    browser.open(review);
    browser.send(review, Map.of("do", "submit"));
    var own = browser.open(review);
    assertFalse(own.body().contains("value=\"publish\""));
    assertEquals(403, browser.send(review, Map.of("do", "publish")).statusCode());
    var direct =
        new Form()
            .file("x.csv", "Art\nAhorn\n")
            .field("publish", "true")
            .post(portal, "hohenlinde");
    assertEquals(403, direct.statusCode());
    var other = Browser.signedIn(portal, Portal.token("hohenlinde", Role.PUBLISHER));
    other.open(review);
    assertEquals(303, other.send(review, Map.of("do", "publish")).statusCode());
    browser.open(people);
    browser.send(people, Map.of("do", "rules"));
  }

  @Test
  void makesTokensThatEndAndTakesThemBack() {
    var browser = administrator();
    var made =
        browser.send(
            PEOPLE,
            Map.of("do", "token", "token", "Fachamt", "role", "editor", "expires", "2027-01-31"));
    var secret = SECRET.matcher(made.body());
    assertTrue(secret.find(), made.body());
    var form = new Form().file("token.csv", "Art\nAhorn\n").body();
    var request =
        portal
            .request("/api/v1/datasets", "Content-Type", Form.TYPE)
            .header("Authorization", "Bearer " + secret.group(1))
            .POST(form);
    assertEquals(201, portal.send(request).statusCode());
    String page = browser.open(PEOPLE).body();
    assertFalse(page.contains(secret.group(1)), "shown once");
    assertTrue(page.contains("31.01.2027"));
    var past =
        browser.send(
            PEOPLE,
            Map.of("do", "token", "token", "alt", "role", "editor", "expires", "2020-01-31"));
    assertEquals(422, past.statusCode());
    browser.open(PEOPLE);
    browser.send(PEOPLE, Map.of("do", "revoke", "token", "Fachamt"));
    assertEquals(401, portal.send(request).statusCode());
    browser.open(PEOPLE);
    assertEquals(
        422,
        browser.send(PEOPLE, Map.of("do", "revoke", "token", "hohenlinde")).statusCode(),
        "of another tenant");
  }

  @Test
  void programsDoTheSame() {
    String api = "/api/v1/tenants/weidenstedt";
    var given = api("PUT", api + "/members/gerd@example.org", "{\"role\":\"editor\"}");
    assertEquals(201, given.statusCode(), given.body());
    assertTrue(LINK.matcher(given.body()).find(), given.body());
    var again = api("PUT", api + "/members/gerd@example.org", "{\"role\":\"publisher\"}");
    assertEquals(200, again.statusCode(), again.body());
    assertEquals("publisher", Form.json(again).path("role").asString());
    assertTrue(api("GET", api + "/members", "").body().contains("gerd@example.org"));
    assertEquals(204, api("DELETE", api + "/members/gerd@example.org", "").statusCode());
    assertEquals(404, api("DELETE", api + "/members/gerd@example.org", "").statusCode());
    assertEquals(
        409, api("PUT", api + "/members/kein%20login", "{\"role\":\"editor\"}").statusCode());
    assertEquals(400, api("PUT", api + "/members/gerd", "{\"role\":\"king\"}").statusCode());
    assertEquals(400, api("PUT", api + "/members/gerd", "{").statusCode());
    var token = api("POST", api + "/tokens", "{\"name\":\"api\",\"role\":\"reader\"}");
    assertEquals(201, token.statusCode(), token.body());
    assertEquals("2027-11-24T10:00:00Z", Form.json(token).path("expires").asString());
    assertEquals(
        409, api("POST", api + "/tokens", "{\"name\":\"api\",\"role\":\"reader\"}").statusCode());
    assertEquals(
        409,
        api("POST", api + "/tokens", "{\"name\":\"bootstrap\",\"role\":\"reader\"}").statusCode(),
        "the operator’s own");
    assertFalse(api("GET", api + "/tokens", "").body().contains("allmende_"));
    assertEquals(204, api("DELETE", api + "/tokens/api", "").statusCode());
    assertEquals(
        "true",
        Form.json(api("PUT", api + "/rules", "{\"fourEyes\":true}")).path("fourEyes").asString());
    api("PUT", api + "/rules", "{\"fourEyes\":false}");
    assertEquals(400, api("GET", api + "/trail?before=x", "").statusCode());
  }

  @Test
  void programsSubmitAndReturnToo() {
    var drafted = new Form().file("amtlich.csv", "Art\nAhorn\nEiche\n").post(portal, "weidenstedt");
    String path = "/api/v1/datasets/" + Form.json(drafted).path("id").asString() + "/submission";
    assertEquals(409, api("DELETE", path + "?reason=x", "").statusCode(), "nothing waits");
    var submitted = api("POST", path, "");
    assertEquals(200, submitted.statusCode(), submitted.body());
    assertTrue(Form.json(submitted).path("submitted").asBoolean());
    assertEquals(400, api("DELETE", path, "").statusCode());
    var returned = api("DELETE", path + "?reason=Titel%20fehlt", "");
    assertEquals(200, returned.statusCode(), returned.body());
  }

  private HttpResponse<String> api(String method, String path, String body) {
    return portal.send(
        portal
            .request(path, "Content-Type", "application/json")
            .header("Authorization", "Bearer " + Portal.token("weidenstedt", Role.ADMINISTRATOR))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }
}
