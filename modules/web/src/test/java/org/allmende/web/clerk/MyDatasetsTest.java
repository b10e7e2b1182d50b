package org.allmende.web.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Role;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several datasets are chosen, looked at once more, and changed, without a script.
class MyDatasetsTest {

  private static final String PATH = "/manage/datasets";
  private static final String TENANT = "weidenstedt";
  private static final String CC_BY = "http://dcat-ap.de/def/licenses/cc-by/4.0";
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final Portal portal = Portal.written();
  private final List<DatasetId> made = new ArrayList<>();

  private DatasetId dataset(String tenant, String name, boolean publish) {
    var answer =
        new Form()
            .file(name + ".csv", "Art\nAhorn\n" + name + "\n")
            .field("publish", Boolean.toString(publish))
            .post(portal, tenant);
    assertEquals(201, answer.statusCode(), answer.body());
    var id = DatasetId.parse(Form.json(answer).path("id").asString());
    made.add(id);
    return id;
  }

  @AfterEach
  void tidy() {
    made.forEach(portal.store()::erase);
  }

  private Browser clerk(Role role) {
    var browser = Browser.signedIn(portal, Portal.token(TENANT, role));
    browser.open("/upload");
    return browser;
  }

  /// Sends the list's form with fields that may repeat.
  private HttpResponse<String> send(Browser browser, String... pairs) {
    var fields = new ArrayList<String>(List.of("formToken", browser.hidden("formToken")));
    fields.addAll(List.of(pairs));
    return post(browser, fields);
  }

  private HttpResponse<String> post(Browser browser, List<String> pairs) {
    var body = new StringBuilder();
    for (int i = 0; i < pairs.size(); i += 2) {
      body.append(body.isEmpty() ? "" : "&");
      body.append(encode(pairs.get(i))).append('=').append(encode(pairs.get(i + 1)));
    }
    return portal.send(
        portal
            .request(PATH, "Content-Type", "application/x-www-form-urlencoded")
            .headers("Cookie", browser.cookie(), "Accept", Browser.ACCEPT)
            .header("Accept-Language", "de")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /// Sends the form of a page that says what would be done.
  private HttpResponse<String> confirm(Browser browser, HttpResponse<String> preview) {
    var fields = new ArrayList<String>();
    HIDDEN
        .matcher(preview.body())
        .results()
        .forEach(field -> fields.addAll(List.of(field.group(1), field.group(2))));
    return post(browser, fields);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Dataset described(DatasetId id) {
    var entry = portal.store().find(id).orElseThrow().entry();
    return Datasets.read(entry.graph(), entry.uri());
  }

  private String publisher(DatasetId id) {
    Metadata.Agent publisher = described(id).publisher();
    return publisher == null ? "" : publisher.name();
  }

  private State state(DatasetId id) {
    return portal.store().find(id).orElseThrow().entry().state();
  }

  @Test
  void looksFirstAndChangesWhenThatIsConfirmed() {
    DatasetId one = dataset(TENANT, "mehrere-eins", true);
    DatasetId two = dataset(TENANT, "mehrere-zwei", false);
    var browser = clerk(Role.PUBLISHER);
    long before = portal.store().change();
    var preview =
        send(
            browser,
            "do",
            "edit",
            "which",
            "chosen",
            "id",
            one.toString(),
            "id",
            two.toString(),
            "license",
            CC_BY,
            "keywords.more",
            "Baum, Stadtgrün");
    assertEquals(200, preview.statusCode(), preview.body());
    assertEquals(before, portal.store().change(), "nothing is done yet");
    assertTrue(preview.body().contains("2 Datensätze ändern?"), preview.body());
    assertTrue(preview.body().contains("Stadtgrün</ins>"), preview.body());
    var done = confirm(browser, preview);
    assertEquals(200, done.statusCode(), done.body());
    assertTrue(done.body().contains("2 Datensätze sind geändert"), done.body());
    for (DatasetId id : List.of(one, two)) {
      assertEquals(List.of(CC_BY), described(id).licenses());
      assertTrue(described(id).keywords().contains("Stadtgrün"));
    }
    assertEquals(State.PUBLISHED, state(one));
    assertEquals(State.DRAFT, state(two));
    assertTrue(confirm(browser, preview).body().contains("Jemand hat ihn inzwischen geändert."));
    var trail =
        portal.get(
            "/api/v1/tenants/weidenstedt/trail?object=" + one,
            "Authorization",
            "Bearer " + Portal.OPERATOR);
    assertEquals("changed", Form.json(trail).at("/lines/0/what").asString());
    assertEquals("token:weidenstedt-publisher", Form.json(trail).at("/lines/0/by").asString());
  }

  @Test
  void saysForEachWhyNot() {
    DatasetId open = dataset(TENANT, "warum-heraus", true);
    DatasetId draft = dataset(TENANT, "warum-entwurf", false);
    DatasetId foreign = dataset("hohenlinde", "warum-fremd", true);
    DatasetId hidden = dataset("hohenlinde", "warum-geheim", false);
    var browser = clerk(Role.EDITOR);
    var preview =
        send(
            browser,
            "do",
            "edit",
            "publisher",
            "Amt für Grün",
            "id",
            open.toString(),
            "id",
            draft.toString(),
            "id",
            foreign.toString(),
            "id",
            hidden.toString(),
            "id",
            "../x",
            "id",
            "weidenstedt/gibt-es-nicht");
    assertEquals(200, preview.statusCode(), preview.body());
    assertTrue(preview.body().contains("Einen Datensatz ändern?"), preview.body());
    assertTrue(preview.body().contains("Ihre Rolle reicht dafür nicht."), preview.body());
    assertEquals(3, preview.body().split("Diesen Datensatz gibt es hier nicht.", -1).length - 1);
    var browserOfMore = clerk(Role.EDITOR);
    var forged =
        send(
            browserOfMore,
            "do",
            "edit",
            "publisher",
            "Amt für Grün",
            "confirm",
            "yes",
            "item",
            foreign + "@" + portal.store().find(foreign).orElseThrow().change(),
            "item",
            open + "@" + portal.store().find(open).orElseThrow().change(),
            "item",
            "unsinn");
    assertTrue(forged.body().contains("Kein Datensatz ist geändert"), forged.body());
    assertFalse(publisher(foreign).equals("Amt für Grün"));
    assertFalse(publisher(open).equals("Amt für Grün"));
    assertTrue(confirm(browser, preview).body().contains("Ein Datensatz ist geändert"));
    assertEquals("Amt für Grün", publisher(draft));
  }

  @Test
  void allThatMatchAreMeantWhereThatIsChosen() {
    DatasetId one = dataset(TENANT, "rotbuchen-nord", false);
    DatasetId two = dataset(TENANT, "rotbuchen-sued", false);
    var browser = clerk(Role.PUBLISHER);
    String list = browser.open(PATH + "?state=draft&q=rotbuchen").body();
    assertTrue(list.contains("2 Datensätze."), list);
    assertTrue(list.contains("value=\"" + one + "\""), list);
    var preview =
        send(browser, "do", "publish", "which", "all", "q", "rotbuchen", "state", "draft");
    assertTrue(preview.body().contains("2 Entwürfe veröffentlichen?"), preview.body());
    assertTrue(preview.body().contains("<ins>veröffentlicht</ins>"), preview.body());
    assertTrue(confirm(browser, preview).body().contains("2 Entwürfe sind veröffentlicht"));
    assertEquals(State.PUBLISHED, state(one));
    assertEquals(State.PUBLISHED, state(two));
    var withdrawal =
        send(
            browser,
            "do",
            "withdraw",
            "id",
            one.toString(),
            "id",
            two.toString(),
            "reason",
            "Veraltet <alt>");
    assertTrue(withdrawal.body().contains("2 Datensätze zurückziehen?"), withdrawal.body());
    confirm(browser, withdrawal);
    assertEquals(State.WITHDRAWN, state(one));
  }

  @Test
  void submitsSeveral() {
    DatasetId one = dataset(TENANT, "reiche-ein", false);
    var browser = clerk(Role.EDITOR);
    var preview = send(browser, "do", "submit", "id", one.toString());
    assertTrue(preview.body().contains("Einen Entwurf einreichen?"), preview.body());
    confirm(browser, preview);
    String list = browser.open(PATH + "?state=submitted&q=reiche").body();
    assertTrue(list.contains("Wartet auf Freigabe"), list);
  }

  @Test
  void asksForWhatIsMissing() {
    DatasetId one = dataset(TENANT, "fehlt-noch", false);
    var browser = clerk(Role.PUBLISHER);
    var nothing = send(browser, "do", "edit", "id", one.toString(), "state", "draft", "q", "fehlt");
    assertEquals(400, nothing.statusCode());
    assertTrue(nothing.body().contains("Sagen Sie, was geändert werden soll."), nothing.body());
    assertTrue(
        nothing.body().contains("value=\"" + one + "\" checked"), "what was ticked stays ticked");
    var nobody = send(browser, "do", "edit", "publisher", "Amt", "state", "draft", "q", "fehlt");
    assertEquals(400, nobody.statusCode());
    assertTrue(nobody.body().contains("Kreuzen Sie die Datensätze an"), nobody.body());
    assertTrue(nobody.body().contains("value=\"Amt\""), "what was typed stays");
    var elsewhere = post(browser, List.of("do", "submit", "id", one.toString()));
    assertEquals(403, elsewhere.statusCode(), "a form of another site");
  }

  @Test
  void readersSeeTheListAndChangeNothing() {
    DatasetId one = dataset(TENANT, "nur-lesen", false);
    var browser = clerk(Role.READER);
    String list = browser.open(PATH + "?state=draft&q=lesen").body();
    assertTrue(list.contains("/datasets/" + one), list);
    assertFalse(list.contains("name=\"do\""), list);
    assertFalse(
        Browser.signedIn(portal, Portal.token("hohenlinde"))
            .open(PATH + "?state=draft&q=lesen&tenant=weidenstedt")
            .body()
            .contains("/datasets/" + one));
    assertTrue(Browser.of(portal).open(PATH).body().contains("name=\"token\""));
  }
}
