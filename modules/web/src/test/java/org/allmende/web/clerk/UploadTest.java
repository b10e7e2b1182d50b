package org.allmende.web.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.web.Browser;
import org.allmende.web.FixedReadings;
import org.allmende.web.Form;
import org.allmende.web.Playgrounds;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

class UploadTest {

  private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*method=\"post\".*?</form>");

  private static final Pattern DATA =
      Pattern.compile("(?s)<data data-field=\"([^\"]+)\" value=\"([^\"]*)\">");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?s)<(?:textarea|input)[^>]*name=\"([a-z]+[.a-z]*)\"[^>]*?(?:>([^<]*)</textarea>|"
              + "value=\"([^\"]*)\")");

  private final Portal portal = Portal.written();
  private final Playgrounds playgrounds = new Playgrounds(portal);

  @Test
  void publishesACleanFileInThreeClicksWithNothingTyped() {
    playgrounds.clean("spielplaetze.csv", "clean");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    var sent = browser.upload("spielplaetze.csv", Playgrounds.csv("clean"), Map.of());
    String review = location(sent);
    assertTrue(review.startsWith("/upload/weidenstedt/spielplaetze"), review);
    String page = browser.open(review).body();
    assertTrue(page.contains("Windows-1252"), page);
    assertTrue(page.contains("Spaltennamen in Zeile 3"));
    assertTrue(page.contains("1.042 Zeilen"));
    var published = browser.send(review, Map.of("do", "publish"));
    assertEquals(303, published.statusCode(), published.body());
    assertEquals(review.replace("/upload/", "/datasets/"), location(published));
    var reader = portal.get(location(published), "Accept", Browser.ACCEPT);
    assertEquals(200, reader.statusCode());
    assertTrue(reader.body().contains("Am Alten Wasserturm"));
    assertFalse(reader.body().contains("Dies ist ein Entwurf"));
  }

  @Test
  void waitsForADecisionAboutPeople() {
    playgrounds.messy("paten.csv", "people");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("paten.csv", Playgrounds.csv("people"), Map.of()));
    String page = browser.open(review).body();
    assertTrue(page.contains("Namen von Personen"), page);
    assertTrue(page.contains("31.02.2026"));
    assertTrue(page.contains("&lt;/script&gt;"));
    String held = location(browser.send(review, Map.of("do", "publish")));
    assertEquals(review + "#open", held);
    String dataset = review.replace("/upload/", "/datasets/");
    assertEquals(404, portal.get(dataset, "Accept", Browser.ACCEPT).statusCode());
    assertTrue(browser.open(dataset).body().contains("Dies ist ein Entwurf"));
    browser.open(review);
    String english = location(browser.send(review + "?lang=en", Map.of("do", "publish")));
    assertEquals(review + "?lang=en#open", english);
    browser.open(review);
    var decided =
        browser.send(
            review,
            Map.of(
                "do", "publish",
                "gate.1.code", "personal-name",
                "gate.1.column", "Name",
                "gate.1.reason", "Es sind Namen von Plätzen."));
    assertEquals(dataset, location(decided));
    String shown = portal.get(dataset, "Accept", Browser.ACCEPT).body();
    assertFalse(shown.contains("Namen von Plätzen"), "the reason is not for publication");
  }

  @Test
  void offersTheRowsToMendAndTheRepairedTable() {
    playgrounds.messy("schaukeln.csv", "swings");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("schaukeln.csv", Playgrounds.csv("swings"), Map.of()));
    String page = browser.open(review).body();
    String dataset = review.replace("/upload/", "/datasets/");
    String bad = "/api/v1" + dataset + "/tables/1/bad-rows";
    assertTrue(page.contains("<a href=\"" + bad + "\">Die betroffenen Zeilen"), page);
    assertTrue(page.contains("<a href=\"" + dataset + ".csv\">Die Tabelle"), page);
    assertEquals(200, browser.open(bad).statusCode());
    assertEquals(200, browser.open(dataset + ".csv").statusCode());
    assertEquals(404, portal.get(dataset + ".csv").statusCode(), "it is a draft");
  }

  @Test
  void takesANewVersionWhenItsBreaksAreMeant() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("straucharten.csv", "Art\nAhorn\nneu\n", Map.of()));
    browser.open(review);
    String dataset = location(browser.send(review, Map.of("do", "publish")));
    String form = review + "/files";
    assertTrue(browser.open(dataset).body().contains("href=\"" + form));
    browser.open(form);
    var stopped = browser.upload(form, "straucharten.csv", FixedReadings.RENAMED, Map.of());
    assertEquals(422, stopped.statusCode());
    assertTrue(stopped.body().contains("Die Spalte „Art“ der bisherigen Fassung fehlt"));
    assertTrue(stopped.body().contains("name=\"reason\""));
    var taken =
        browser.upload(
            form, "straucharten.csv", FixedReadings.RENAMED, Map.of("reason", "Neues Amt"));
    assertEquals(dataset, location(taken), taken.body());
    String page = portal.get(dataset, "Accept", Browser.ACCEPT).body();
    assertTrue(page.contains("Fassung 1, bis"), page);
    assertFalse(page.contains("Neues Amt"), "the reason is not for publication");
    String difference = portal.get(dataset + "/diff", "Accept", Browser.ACCEPT).body();
    assertTrue(difference.contains("2 Zeilen neu, keine entfallen, 1 geändert"), difference);
    assertTrue(
        difference.contains(
            "type=\"application/json\" href=\""
                + Portal.BASE
                + "/api/v1"
                + dataset
                + "/diff?from=1&amp;to=2&amp;table=1\">"),
        difference);
  }

  @Test
  void takesANewVersionWithAColumnAboutPeopleForAReason() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("baumpaten.csv", "Art\nAhorn\nPaten\n", Map.of()));
    browser.open(review);
    String dataset = location(browser.send(review, Map.of("do", "publish")));
    String form = review + "/files";
    browser.open(form);
    var stopped = browser.upload(form, "baumpaten.csv", FixedReadings.PERSONAL, Map.of());
    assertEquals(422, stopped.statusCode());
    assertTrue(stopped.body().contains("name=\"gate.1.reason\""), stopped.body());
    assertFalse(stopped.body().contains("name=\"reason\""), "no column goes or changes");
    assertEquals("personal-name", browser.hidden("gate.1.code"));
    assertEquals("name", browser.hidden("gate.1.column"));
    var unsaid =
        Map.of("gate.1.code", "personal-name", "gate.1.column", "name", "gate.1.reason", " ");
    assertEquals(
        422, browser.upload(form, "baumpaten.csv", FixedReadings.PERSONAL, unsaid).statusCode());
    var said =
        Map.of(
            "gate.1.code", "personal-name",
            "gate.1.column", "name",
            "gate.1.reason", "Alle haben zugestimmt.");
    var taken = browser.upload(form, "baumpaten.csv", FixedReadings.PERSONAL, said);
    assertEquals(dataset, location(taken), taken.body());
    assertEquals(
        List.of(new Metadata.Decision("personal-name", "name", "Alle haben zugestimmt.")),
        said(review).decisions());
    String page = portal.get(dataset, "Accept", Browser.ACCEPT).body();
    assertFalse(page.contains("zugestimmt"), "the reason is not for publication");
  }

  /// What was said about the dataset that is looked over on a page.
  private Metadata said(String review) {
    return notes(review).said();
  }

  private Notes notes(String review) {
    var id = DatasetId.parse(review.substring("/upload/".length()));
    return Notes.read(portal.store().find(id).orElseThrow().entry().notes());
  }

  @Test
  void goesBackToAnEarlierVersionWithOneClick() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("hecken.csv", "Art\nAhorn\neins\n", Map.of()));
    browser.open(review);
    String dataset = location(browser.send(review, Map.of("do", "publish")));
    String form = review + "/files";
    assertFalse(browser.open(form).body().contains("name=\"version\""));
    browser.upload(
        form, "hecken.csv", FixedReadings.RENAMED + "zwei\n", Map.of("reason", "Versehen"));
    browser.upload(form, "hecken.csv", FixedReadings.RENAMED, Map.of("reason", "Versehen"));
    String back = "href=\"" + form + "#h-earlier\"";
    assertTrue(browser.open(dataset).body().contains(back), "its owner finds the way");
    assertFalse(portal.get(dataset, "Accept", Browser.ACCEPT).body().contains(back));
    String page = browser.open(form).body();
    assertTrue(page.contains("Zurück zu einer früheren Fassung"), page);
    var restored = browser.send(form, Map.of("version", "1", "reason", "Versehen"));
    assertEquals(dataset, location(restored), restored.body());
    var entry = portal.store().find(DatasetId.parse(dataset.substring(10))).orElseThrow().entry();
    var first = entry.earlier().getFirst();
    assertEquals(
        first.files().getFirst().sha256(), Notes.read(entry.notes()).files().getFirst().sha256());
    browser.open(form);
    assertEquals(404, browser.send(form, Map.of("version", "77")).statusCode());
    assertEquals(400, browser.send(form, Map.of("version", "x")).statusCode());
  }

  @Test
  void fetchesAFileByItsAddress() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    var taken = browser.send("/upload", Map.of("address", " https://stadt.example/d/linden.csv "));
    assertEquals(303, taken.statusCode(), taken.body());
    assertTrue(browser.open(location(taken)).body().contains("linden.csv"));
    browser.open("/upload");
    var nothing = browser.send("/upload", Map.of("address", "https://stadt.example/nirgends"));
    assertEquals(422, nothing.statusCode());
    assertTrue(nothing.body().contains("Nichts da. Prüfen."), nothing.body());
    assertEquals(422, browser.send("/upload", Map.of("address", "kein url {")).statusCode());
  }

  @Test
  void keepsWhatIsTypedIntoADraft() {
    playgrounds.clean("getippt.csv", "typed");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("getippt.csv", Playgrounds.csv("typed"), Map.of()));
    browser.open(review);
    String first = browser.hidden("change");
    String formToken = browser.hidden("formToken");
    var typed = browser.send(review + "/typing", Map.of("title.de", "Schaukeln und Rutschen"));
    assertEquals(200, typed.statusCode(), typed.body());
    assertTrue(typed.body().contains("Als Entwurf gespeichert."), typed.body());
    assertTrue(typed.body().contains("al-score"), typed.body());
    assertTrue(browser.open(review).body().contains("value=\"Schaukeln und Rutschen\""));
    assertFalse(browser.hidden("change").equals(first), "the form goes on from what is stored");
    assertTrue(typed.body().contains("data-field=\"title.de\""), "what follows comes back");
    var late =
        browser.send(
            review + "/typing",
            Map.of("change", first, "formToken", formToken, "title.de", "Zu spät"));
    assertEquals(409, late.statusCode());
    browser.open(review);
    String dataset = location(browser.send(review, Map.of("do", "publish")));
    browser.open(review);
    var shown = browser.send(review + "/typing", Map.of("title.de", "Nur getippt"));
    assertTrue(shown.body().contains("Gespeichert ist es noch nicht."), shown.body());
    assertFalse(portal.get(dataset, "Accept", Browser.ACCEPT).body().contains("Nur getippt"));
    assertEquals(200, browser.open(review).statusCode());
    browser.open(review);
    assertEquals(
        409, browser.send(review + "/typing", Map.of("change", "1", "title.de", "x")).statusCode());
  }

  @Test
  void takesNothingWhileADayIsWrong() {
    playgrounds.clean("tage.csv", "days");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("tage.csv", Playgrounds.csv("days"), Map.of()));
    browser.open(review);
    String wrong = "Den Tag „31.02.2026“ gibt es nicht. Schreiben Sie ihn wie 31.01.2026.";
    for (String wanted : List.of("publish", "draft", "submit", "plan", "cancel")) {
      var answer =
          browser.send(
              review, Map.of("do", wanted, "title.de", "Getippt", "temporal.start", "31.02.2026"));
      assertEquals(422, answer.statusCode(), wanted);
      assertTrue(answer.body().contains("Eine Angabe stimmt noch nicht."), answer.body());
      assertTrue(answer.body().contains("id=\"f-temporal-start-wrong\">" + wrong), answer.body());
      assertFalse(answer.body().contains("f-temporal-end-wrong"));
      assertTrue(answer.body().contains("value=\"Getippt\""), "what was typed is still there");
    }
    assertEquals(Map.of(), said(review).title());
    browser.open(review);
    var typed =
        browser.send(
            review + "/typing", Map.of("title.de", "Getippt", "temporal.start", "31.02.2026"));
    assertTrue(typed.body().contains("Als Entwurf gespeichert."), typed.body());
    assertTrue(typed.body().contains(wrong), typed.body());
    assertEquals(Map.of("de", "Getippt"), said(review).title());
    assertTrue(
        notes(review).findings().stream()
            .noneMatch(finding -> finding.code().equals("metadata-wrong-value")),
        "nobody is told of it later");
    browser.open(review);
    var right = Map.of("do", "publish", "temporal.start", "28.02.2026");
    String dataset = location(browser.send(review, right));
    String page = portal.get(dataset, "Accept", Browser.ACCEPT).body();
    assertTrue(page.contains("28.02.2026"), page);
  }

  @Test
  void takesNothingForSaidThatOnlyFollowedFromWhatWasTyped() {
    playgrounds.clean("gefolgt.csv", "followed");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("gefolgt.csv", Playgrounds.csv("followed"), Map.of()));
    String page = browser.open(review).body();
    var whole = fields(page);
    whole.remove("change");
    whole.put("description.de", "Wo man schaukeln kann.");
    for (int i = 0; i < 2; i++) {
      browser.open(review);
      var typed = browser.send(review + "/typing", whole);
      assertEquals(200, typed.statusCode(), typed.body());
      var now = DATA.matcher(typed.body());
      while (now.find()) {
        whole.put(now.group(1), HtmlUtils.htmlUnescape(now.group(2)));
      }
      whole.put("description.de", "Wo man schaukeln und rutschen kann.");
    }
    var said = said(review);
    assertEquals(Map.of("de", "Wo man schaukeln und rutschen kann."), said.description());
    assertEquals(Map.of(), said.title());
    assertEquals(List.of(), said.keywords());
  }

  private static Map<String, String> fields(String page) {
    var fields = new HashMap<String, String>();
    var inputs = FIELD.matcher(page);
    while (inputs.find()) {
      fields.put(
          inputs.group(1),
          HtmlUtils.htmlUnescape(inputs.group(2) != null ? inputs.group(2) : inputs.group(3)));
    }
    return fields;
  }

  @Test
  void changesNothingOfWhatWaitsForSomebodyElse() {
    playgrounds.clean("wartet.csv", "waits");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("wartet.csv", Playgrounds.csv("waits"), Map.of()));
    browser.open(review);
    browser.send(review, Map.of("do", "submit"));
    browser.open(review);
    var typed = browser.send(review + "/typing", Map.of("title.de", "Nur getippt"));
    assertTrue(typed.body().contains("Gespeichert ist es noch nicht."), typed.body());
    assertFalse(browser.open(review).body().contains("Nur getippt"));
  }

  @Test
  void takesOnlyWhatWasChangedForSaid() {
    playgrounds.clean("wasser.csv", "said");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("wasser.csv", Playgrounds.csv("said"), Map.of()));
    browser.open(review);
    browser.send(review, Map.of("do", "draft", "title.de", "Wasserspielplätze\u202e <b>"));
    String page = browser.open(review + "?saved=1").body();
    assertTrue(page.contains("Der Entwurf ist gespeichert"));
    assertTrue(page.contains("value=\"Wasserspielplätze &lt;b>\""), page);
    var said = said(review);
    assertEquals(1, said.title().size());
    assertTrue(said.description().isEmpty());
    assertTrue(said.keywords().isEmpty());
  }

  @Test
  void tellsWhatMayBeDoneAboutAFileNobodyCanRead() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    var answer = browser.upload("kaputt.csv", FixedReadings.UNREADABLE, Map.of());
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("Das geht nicht."));
    assertTrue(answer.body().contains("href=\"/upload\""));
  }

  @Test
  void asksForAFileAndATenant() {
    var browser = Browser.signedIn(portal, Portal.OPERATOR);
    assertTrue(browser.open("/upload").body().contains("<select class=\"al-input\" id=\"tenant\""));
    assertEquals(400, browser.upload("a.csv", "a;b", Map.of()).statusCode());
    browser.open("/upload");
    var none = browser.upload("", "", Map.of("tenant", "weidenstedt"));
    assertEquals(400, none.statusCode());
    assertTrue(none.body().contains("Wählen Sie eine Datei aus"));
  }

  @Test
  void goesOnWhereSomebodyWasGoingBeforeTheySignedIn() {
    for (String end : new String[] {"", "/files", "/quality"}) {
      var browser = Browser.of(portal);
      String path = "/upload/weidenstedt/kladde" + end;
      browser.open(path);
      assertEquals(path, browser.hidden("next"));
      var failed = browser.send("/upload/session", Map.of("token", "nonsense", "next", path));
      assertTrue(failed.body().contains("href=\"" + path + "?lang=en\""), failed.body());
      var sent =
          browser.send(
              "/upload/session", Map.of("token", Portal.token("weidenstedt"), "next", path));
      assertEquals(path, location(sent));
    }
  }

  @Test
  void tellsReadersThatTheyMayNotPublish() {
    String page =
        Browser.signedIn(portal, Portal.token("weidenstedt", Role.READER)).open("/upload").body();
    assertTrue(page.contains("Sie dürfen hier lesen"), page);
    assertFalse(page.contains("noch keine Kommune"), page);
  }

  @Test
  void discardsADraftForGood() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt", Role.EDITOR));
    String review = location(browser.upload("kladde.csv", "Art\nAhorn\nk\n", Map.of()));
    String page = browser.open(review).body();
    assertTrue(page.contains("Entwurf verwerfen"), page);
    assertEquals("/upload", location(browser.send(review, Map.of("do", "withdraw"))));
    assertEquals(404, browser.open(review).statusCode(), "nothing is left of it");
    assertTrue(portal.store().find(DatasetId.parse(review.substring(8))).isEmpty());
  }

  @Test
  void publishesAgainWhatWasWithdrawn() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("rosen.csv", "Art\nRose\nr\n", Map.of()));
    browser.open(review);
    String dataset = location(browser.send(review, Map.of("do", "publish")));
    String way = review + "?withdraw=1";
    assertTrue(browser.open(dataset).body().contains("href=\"" + way + "#h-withdraw\""));
    String open = "open><summary id=\"h-withdraw\">";
    assertFalse(browser.open(review).body().contains(open));
    assertTrue(browser.open(way).body().contains(open), "one more click withdraws it");
    browser.send(review, Map.of("do", "withdraw", "reason", "Aus Versehen"));
    var reader = portal.get(dataset, "Accept", Browser.ACCEPT);
    assertEquals(410, reader.statusCode());
    assertFalse(reader.body().contains("Wieder veröffentlichen"), "readers cannot");
    var editor = Browser.signedIn(portal, Portal.token("weidenstedt", Role.EDITOR));
    assertFalse(editor.open(dataset).body().contains("Wieder veröffentlichen"));
    assertEquals(403, editor.send(review, Map.of("do", "restore")).statusCode());

    String list = browser.open("/manage/datasets?state=withdrawn").body();
    assertTrue(list.contains("href=\"" + dataset + "\""), list);
    assertTrue(browser.open(dataset).body().contains("Wieder veröffentlichen"));
    assertEquals(dataset, location(browser.send(review, Map.of("do", "restore"))));
    var again = portal.get(dataset, "Accept", Browser.ACCEPT);
    assertEquals(200, again.statusCode());
    assertTrue(again.body().contains("href=\"#download\""), again.body());
  }

  @Test
  void withdrawsWhatWasPublished() {
    playgrounds.clean("alt.csv", "old");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("alt.csv", Playgrounds.csv("old"), Map.of()));
    browser.open(review);
    String dataset = location(browser.send(review, Map.of("do", "publish")));
    assertTrue(browser.open(review).body().contains("Veröffentlichte Daten bearbeiten"));
    browser.send(review, Map.of("do", "withdraw", "reason", "Ersetzt <i>durch</i> Neues."));
    var gone = portal.get(dataset, "Accept", Browser.ACCEPT, "Accept-Language", "de");
    assertEquals(410, gone.statusCode());
    assertTrue(gone.body().contains("Ersetzt &lt;i&gt;durch&lt;/i&gt; Neues."), gone.body());
    assertTrue(gone.body().contains("24.11.2026"));
  }

  @Test
  void saysThatWhatIsStoredIsNotSeenYet() {
    playgrounds.clean("spaet.csv", "soon");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("spaet.csv", Playgrounds.csv("soon"), Map.of()));
    browser.open(review);
    portal.keepSearchBehind(true);
    String soon = "Suche und SPARQL zeigen diesen Stand noch nicht";
    String dataset;
    try {
      dataset = location(browser.send(review, Map.of("do", "publish")));
      assertTrue(browser.open(dataset).body().contains(soon));
      assertFalse(portal.get(dataset, "Accept", Browser.ACCEPT).body().contains(soon));
      browser.open(review);
      browser.send(review, Map.of("do", "withdraw", "reason", ""));
      assertTrue(browser.open(dataset).body().contains(soon));
    } finally {
      portal.keepSearchBehind(false);
    }
    assertFalse(browser.open(dataset).body().contains(soon));
  }

  @Test
  void givesTheCookieToNoScriptAndNoOtherSite() {
    var page = portal.get("/upload", "Accept", Browser.ACCEPT);
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.startsWith("__Host-allmende="), cookie);
    for (String flag : new String[] {"; HttpOnly", "; SameSite=Strict", "; Secure", "; Path=/"}) {
      assertTrue(cookie.contains(flag), cookie);
    }
    assertTrue(page.headers().firstValue("Cache-Control").orElse("").contains("no-store"));
  }

  @Test
  void givesANewNameToWhoeverSignsIn() {
    var browser = Browser.of(portal);
    String before = browser.cookie();
    browser.send("/upload/session", Map.of("token", Portal.token("weidenstedt")));
    assertFalse(browser.cookie().equals(before));
    assertTrue(browser.open("/upload").body().contains("Hochladen und prüfen"));
    assertTrue(browser.open("/").body().contains("Angemeldet: weidenstedt"));
    browser.open("/upload");
    assertEquals(303, browser.send("/upload/leave", Map.of()).statusCode());
    assertTrue(browser.open("/upload").body().contains("name=\"token\""));
  }

  @Test
  void turnsAwayAWrongToken() {
    var browser = Browser.of(portal);
    var answer = browser.send("/upload/session", Map.of("token", "allmende_wrong"));
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("name=\"token\""), answer.body());
  }

  @Test
  void everyFormCarriesTheTokenOfItsBrowser() {
    playgrounds.clean("token.csv", "token");
    var browser = Browser.of(portal);
    requireTokens(browser.open("/upload").body());
    browser.send("/upload/session", Map.of("token", Portal.token("weidenstedt")));
    requireTokens(browser.open("/upload").body());
    String review = location(browser.upload("token.csv", Playgrounds.csv("token"), Map.of()));
    requireTokens(browser.open(review).body());
    var foreign = Map.of("do", "publish", "formToken", "made-up", "change", "1");
    assertEquals(403, browser.send(review, foreign).statusCode());
    String other = Browser.of(portal).hidden("formToken");
    var stolen = Map.of("do", "publish", "formToken", other, "change", "1");
    assertEquals(403, browser.send(review, stolen).statusCode());
  }

  private static void requireTokens(String page) {
    var forms = FORM.matcher(page).results().toList();
    assertFalse(forms.isEmpty());
    forms.forEach(form -> assertTrue(form.group().contains("name=\"formToken\""), form.group()));
  }

  @Test
  void keepsTheDraftsOfOthersToThemselves() {
    playgrounds.clean("geheim.csv", "secret");
    var own = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(own.upload("geheim.csv", Playgrounds.csv("secret"), Map.of()));
    var other = Browser.signedIn(portal, Portal.token("hohenlinde"));
    assertEquals(404, other.open(review).statusCode());
    assertEquals(404, other.open(review.replace("/upload/", "/datasets/")).statusCode());
    assertTrue(Browser.of(portal).open(review).body().contains("name=\"token\""));
  }

  @Test
  void aSessionIsNoLeaveToWriteThroughTheApi() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    var answer =
        portal.send(
            portal
                .request("/api/v1/datasets", "Content-Type", Form.TYPE, "Cookie", browser.cookie())
                .POST(new Form().file("a.csv", "a").body()));
    assertEquals(401, answer.statusCode());
  }

  @Test
  void readsNoFilesOfStrangers() {
    var answer =
        portal.send(
            portal
                .request("/upload", "Content-Type", Form.TYPE, "Accept", Browser.ACCEPT)
                .POST(HttpRequest.BodyPublishers.ofString("no parts at all")));
    assertEquals(403, answer.statusCode());
  }

  @Test
  void doesNotOverwriteWhatSomebodyElseHasChanged() {
    playgrounds.clean("beide.csv", "both");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("beide.csv", Playgrounds.csv("both"), Map.of()));
    browser.open(review);
    var stale = Map.of("do", "draft", "title.de", "Zweiter", "change", "0");
    var answer = browser.send(review, stale);
    assertEquals(409, answer.statusCode());
    assertTrue(answer.body().contains("Inzwischen wurde dieser Datensatz anderswo geändert"));
    assertTrue(answer.body().contains("Das stand in Ihrem Formular"), answer.body());
    assertTrue(answer.body().contains(">Zweiter</code>"), "what was typed can be copied");
    assertFalse(answer.body().contains("value=\"Zweiter\""), "the form is that of now");
    var same = browser.send(review, Map.of("do", "draft", "change", "0"));
    assertFalse(same.body().contains("Das stand in Ihrem Formular"), same.body());
  }

  @Test
  void leadsBackToTheFormOfSomebodyWhoIsNoLongerSignedIn() {
    var browser = Browser.of(portal);
    String review = "/upload/weidenstedt/kladde";
    var answer = browser.send(review, Map.of("title.de", "Getippt"));
    assertEquals(403, answer.statusCode());
    assertTrue(
        answer.body().contains("Melden Sie sich in einem zweiten Fenster an"), answer.body());
    assertTrue(answer.body().contains("<a href=\"" + review + "\">Anmelden</a>"), answer.body());
    browser.open("/upload");
    var part = browser.send(review + "/typing", Map.of("title.de", "Getippt"));
    assertFalse(part.body().contains("href=\"" + review + "/typing\""), "that is no page");
  }

  @Test
  void leadsBackToAFormThatHasExpired() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    String review = location(browser.upload("ahorne.csv", "Art\nAhorn\na\n", Map.of()));
    var answer = browser.send(review, Map.of("formToken", "of yesterday", "change", "1"));
    assertEquals(403, answer.statusCode());
    assertTrue(
        answer.body().contains("<a href=\"" + review + "\">Das Formular neu öffnen</a>"),
        answer.body());
  }

  private static String location(java.net.http.HttpResponse<String> answer) {
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
