package org.allmende.web.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;
import org.allmende.model.Told;
import org.allmende.web.Browser;
import org.allmende.web.FixedReadings;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

/// Setting right how a file was read, as a page and for programs.
class ReadingTest {

  private static final String PLAYGROUNDS =
      """
      Stadt Weidenstedt;;;
      Spielplatzliste, Stand 20.11.2026;;;
      Name;Ortsteil;Alter ab;Alter bis
      Am Wasserturm;Nordheim;3;12
      Bachgasse;Altstadt;0;6
      Ziegelei;Nordheim;6;k. A.
      Mühleninsel;Uferviertel;6;14
      Lindenhof;Nordheim;3;zwölf
      Rosengarten;Altstadt;3;9
      Auwald;Nordheim;3;11
      Hafen;Nordheim;3;11
      Heide;Nordheim;3;11
      Markt;Nordheim;3;11
      Summe;;42;98
      """;

  private final Portal portal = Portal.written();

  private String uploaded(Browser browser, String name) {
    String content = PLAYGROUNDS + "# " + name + "\n";
    portal.bean("derived", FixedReadings.class).leave(content);
    HttpResponse<String> sent = browser.upload(name + ".csv", content, Map.of());
    return sent.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
  }

  private static Browser editor() {
    return Browser.signedIn(Portal.written(), Portal.token("weidenstedt"));
  }

  private Notes.File file(String review) {
    var id = DatasetId.parse(review.replaceFirst("^/upload/", ""));
    return Notes.read(portal.store().find(id).orElseThrow().entry().notes()).files().getFirst();
  }

  private Told told(String review) {
    return file(review).told();
  }

  private static String value(String page, String field) {
    var found =
        Pattern.compile("name=\"" + Pattern.quote(field) + "\" value=\"([^\"]*)\"").matcher(page);
    assertTrue(found.find(), field);
    return found.group(1);
  }

  private static String button(String page, String label) {
    var found =
        Pattern.compile(
                "value=\"([^\"]*)\"[^>]*><span class=\"kern-label\">" + Pattern.quote(label))
            .matcher(page);
    assertTrue(found.find(), label + " in " + page);
    return found.group(1).replace("&#34;", "\"").replace("&quot;", "\"");
  }

  @Test
  void showsHowTheFileWasReadAndWhy() {
    var browser = editor();
    String review = uploaded(browser, "warum");
    String page = browser.open(review).body();
    assertTrue(page.contains("<option value=\"utf-8\" selected>UTF-8</option>"), page);
    assertTrue(page.contains("<option value=\";\" selected>Semikolon</option>"));
    assertEquals("3", value(page, "read.headerRow"));
    assertTrue(page.contains("Aus der Datei erkannt: weil so aus der ersten Stelle"));
    assertTrue(page.contains("<option value=\"number\" selected>Zahl</option>"));
    assertFalse(page.contains("Das haben Sie festgelegt"));
  }

  @Test
  void readsTheFileAgainAsItIsToldAndKeepsWhatWasTyped() {
    var browser = editor();
    String review = uploaded(browser, "anders");
    browser.open(review);
    var answer =
        browser.send(
            review,
            Map.of(
                "do", "read",
                "title.de", "Plätze zum Spielen",
                "read.encoding", "windows-1252",
                "read.delimiter", ";",
                "read.headerRow", "4"));
    assertEquals(303, answer.statusCode(), answer.body());
    String page = browser.open(review + "?read=1").body();
    assertTrue(page.contains("Die Datei ist neu gelesen."));
    assertTrue(page.contains("MÃ¼hleninsel"), page);
    assertTrue(page.contains("Plätze zum Spielen"));
    assertEquals("4", value(page, "read.headerRow"));
    assertTrue(page.contains("Von Ihnen festgelegt."));
    assertTrue(page.contains("Zeichenkodierung: Windows-1252"));
    Told told = told(review);
    assertEquals("windows-1252", told.encoding());
    assertEquals(4, told.headerRow());
    assertNull(told.delimiter(), "what was only shown is not said");
    assertEquals(
        1,
        Notes.read(
                portal
                    .store()
                    .find(DatasetId.parse(review.substring(8)))
                    .orElseThrow()
                    .entry()
                    .notes())
            .version());
  }

  @Test
  void answersBesideTheFieldWhatCannotBeSo() {
    var browser = editor();
    String review = uploaded(browser, "unmöglich");
    browser.open(review);
    var answer =
        browser.send(
            review,
            Map.of("do", "read", "title.de", "Noch nicht gespeichert", "read.headerRow", "400"));
    assertEquals(422, answer.statusCode());
    String page = answer.body();
    assertTrue(
        page.contains("<span class=\"al-wrong\" id=\"read-headerRow-wrong\">In Zeile 400 kann"),
        page);
    assertTrue(page.contains("aria-invalid=\"true\""));
    assertTrue(page.contains("Noch nicht gespeichert"));
    assertTrue(told(review).saysNothing());
    browser.open(review);
    var words = browser.send(review, Map.of("do", "read", "read.headerRow", "drei"));
    assertEquals(422, words.statusCode());
    assertTrue(words.body().contains("In Zeile drei kann"));
    browser.open(review);
    var type =
        browser.send(
            review, Map.of("do", "read", "read.column.1", "Name", "read.column.1.type", "number"));
    assertEquals(422, type.statusCode());
    assertTrue(type.body().contains("id=\"column-1-wrong\">Was zum Inhalt"), type.body());
  }

  @Test
  void setsFindingsRightWithOneClickAndTakesItBackWithAnother() {
    var browser = editor();
    String review = uploaded(browser, "heilen");
    String page = browser.open(review).body();
    browser.send(review, Map.of("mend", button(page, "„zwölf“ als fehlend lesen")));
    page = browser.open(review).body();
    browser.send(review, Map.of("mend", button(page, "Zeile 14 weglassen")));
    page = browser.open(review).body();
    assertTrue(page.contains("Spalte „Alter bis“: „zwölf“ steht für „kein Wert“"), page);
    assertTrue(page.contains("Zeile 14 ist weggelassen"));
    assertFalse(page.contains("„zwölf“ als fehlend lesen"));
    assertEquals(List.of(14), told(review).skippedRows());
    String back = button(page, "Zurücknehmen");
    browser.send(review, Map.of("back", back));
    page = browser.open(review).body();
    assertTrue(page.contains("„zwölf“ als fehlend lesen"));
    assertTrue(page.contains("Zeile 14 ist weggelassen"));
    browser.send(review, Map.of("back", "[\"all\"]"));
    assertTrue(told(review).saysNothing());
  }

  @Test
  void publishesNothingThatNobodyHasSeen() {
    var browser = editor();
    String review = uploaded(browser, "ungesehen");
    browser.open(review);
    var answer = browser.send(review, Map.of("do", "publish", "read.headerRow", "0"));
    assertTrue(
        answer.headers().firstValue("Location").orElse("").contains("?read=1"), answer.body());
    var published = portal.get(review.replace("/upload/", "/datasets/"), "Accept", Browser.ACCEPT);
    assertEquals(404, published.statusCode());
  }

  @Test
  void showsAPreviewAndKeepsNothingOfIt() {
    var browser = editor();
    String review = uploaded(browser, "vorschau");
    browser.open(review);
    var answer = browser.send(review + "/reading", Map.of("read.headerRow", "5"));
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("Noch ist nichts geändert."), answer.body());
    assertTrue(answer.body().contains("Bachgasse"));
    assertFalse(answer.body().contains("<html"));
    assertTrue(told(review).saysNothing());
    browser.open(review);
    var wrong = browser.send(review + "/reading", Map.of("read.delimiter", "|"));
    assertTrue(wrong.body().contains("data-wrong=\"delimiter\""), wrong.body());
  }

  @Test
  void keepsOthersAway() {
    var browser = editor();
    String review = uploaded(browser, "fremd");
    var foreign = Browser.signedIn(portal, Portal.token("hohenlinde"));
    int answered = foreign.send(review + "/reading", Map.of()).statusCode();
    assertTrue(answered == 403 || answered == 404, "status " + answered);
    var reader = Browser.signedIn(portal, Portal.token("weidenstedt", Role.READER));
    assertEquals(403, reader.send(review, Map.of("do", "read")).statusCode());
    assertTrue(told(review).saysNothing());
  }

  @Test
  void keepsWhatWasToldForANewVersionSaveTheRowsLeftOut() {
    var browser = editor();
    String review = uploaded(browser, "fassung");
    String page = browser.open(review).body();
    browser.send(review, Map.of("mend", button(page, "Zeile 14 weglassen")));
    browser.open(review);
    browser.send(
        review, Map.of("do", "read", "read.column.1", "Alter ab", "read.column.1.type", "text"));
    browser.open(review + "/files");
    String content = PLAYGROUNDS + "# eine neue Fassung\n";
    portal.bean("derived", FixedReadings.class).leave(content);
    var taken = browser.upload(review + "/files", "fassung.csv", content, Map.of());
    assertEquals(303, taken.statusCode(), taken.body());
    Told told = told(review);
    assertEquals("Alter ab", told.columns().getFirst().column());
    assertTrue(told.skippedRows().isEmpty());
  }

  private HttpResponse<String> put(String review, String json, String token) {
    return portal.send(
        portal
            .request(
                review.replace("/upload/", "/api/v1/datasets/") + "/reading",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  @Test
  void tellsProgramsHowItIsReadAndListensToThem() {
    var browser = editor();
    String review = uploaded(browser, "programme");
    String token = Portal.token("weidenstedt");
    var told =
        put(
            review,
            "{\"headerRow\":4,\"columns\":[{\"column\":3,\"type\":\"string\",\"missing\":[\"0\"]}]}",
            token);
    assertEquals(200, told.statusCode(), told.body());
    var json = Form.json(told);
    assertEquals(4, json.path("told").path("headerRow").asInt());
    assertEquals("string", json.path("read").path("columns").path(2).path("type").asString());
    var read =
        portal.get(
            review.replace("/upload/", "/api/v1/datasets/") + "/reading",
            "Authorization",
            "Bearer " + token);
    assertEquals(4, Form.json(read).path("read").path("headerRow").asInt());
    assertTrue(Form.json(read).path("why").has("encoding"));
    var wrong = new HashMap<String, Integer>();
    wrong.put("{\"columns\":[{\"column\":7,\"type\":\"string\"}]}", 422);
    wrong.put("{\"encoding\":\"utf-16\",\"headerRow\":900}", 422);
    wrong.put("{\"header\":1}", 400);
    wrong.put("{\"headerRow\":-1}", 400);
    wrong.put("[]", 400);
    wrong.forEach(
        (sent, status) -> assertEquals(status, put(review, sent, token).statusCode(), sent));
    assertEquals(4, told(review).headerRow());
    assertEquals(403, put(review, "{}", Portal.token("hohenlinde")).statusCode());
    assertEquals(200, put(review, "{}", token).statusCode());
    assertTrue(told(review).saysNothing());
  }

  @Test
  void takesHowAFileIsToBeReadAlongWithIt() {
    String content = PLAYGROUNDS + "# gleich\n";
    portal.bean("derived", FixedReadings.class).leave(content);
    var answer =
        new Form()
            .file("gleich.csv", content)
            .field("reading", "{\"headerRow\":4,\"skippedColumns\":[\"Nordheim\",3]}")
            .post(portal, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
    Told told = told("/upload/" + Form.json(answer).path("id").asString());
    assertEquals(4, told.headerRow());
    assertEquals(List.of("Nordheim", "3"), told.skippedColumns());
  }

  @Test
  void keepsNothingOfAFileThatCannotBeReadAsItIsTold() {
    String content = PLAYGROUNDS + "# niemals\n";
    portal.bean("derived", FixedReadings.class).leave(content);
    var form = new Form().file("niemals.csv", content);
    var unfit = form.field("reading", "{\"headerRow\":99}").post(portal, "weidenstedt");
    assertEquals(422, unfit.statusCode(), unfit.body());
    assertEquals("told-header", Form.json(unfit).at("/findings/0/code").asString());
    for (var wrong : Map.of("{\"head\":1}", "reading/head", "[1", "reading").entrySet()) {
      var refused =
          new Form()
              .file("niemals.csv", content)
              .field("reading", wrong.getKey())
              .post(portal, "weidenstedt");
      assertEquals(400, refused.statusCode(), refused.body());
      assertEquals(wrong.getValue(), Form.json(refused).path("parameter").asString());
    }
    assertEquals(404, portal.get("/api/v1/datasets/weidenstedt/niemals").statusCode());
  }

  @Test
  void leavesAColumnOutAndTakesItBack() {
    var browser = editor();
    String review = uploaded(browser, "spalten");
    browser.open(review);
    var answer =
        browser.send(
            review, Map.of("do", "read", "read.column.1", "Ortsteil", "read.column.1.type", "out"));
    assertEquals(303, answer.statusCode(), answer.body());
    assertEquals(List.of("Ortsteil"), told(review).skippedColumns());
    String page = browser.open(review + "?read=1").body();
    assertTrue(page.contains("Spalte „Ortsteil“ ist weggelassen"), page);
    assertFalse(page.contains("value=\"Ortsteil\""));
    browser.send(review, Map.of("back", "[\"out\",\"Ortsteil\"]"));
    assertTrue(told(review).saysNothing());
  }
}
