package org.allmende.web.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.MemorySources;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

/// A town enters, tries, reads, confirms and removes its sources in a browser without scripts.
class SourcesPagesTest {

  private static final String LIST = "/manage/weidenstedt/sources";
  private static final String NEW = "/manage/weidenstedt/new-source";

  private final Portal portal = Portal.written();

  private Browser administrator() {
    return Browser.signedIn(portal, Portal.token("weidenstedt", Role.ADMINISTRATOR));
  }

  private static String address(String name) {
    return "https://" + name + ".example/catalog.ttl";
  }

  private static Map<String, String> filled(String name, String... more) {
    var filled = new TreeMap<String, String>();
    filled.put("name", name);
    filled.put("kind", "dcat");
    filled.put("address", address(name));
    filled.put("every", "");
    filled.put("unit", "d");
    filled.put("priority", "0");
    for (int i = 0; i < more.length; i += 2) {
      filled.put(more[i], more[i + 1]);
    }
    return filled;
  }

  /// Enters a source; the browser then has its page open.
  private String entered(Browser browser, String name) {
    browser.open(NEW);
    var answer = browser.send(NEW, filled(name));
    assertEquals(303, answer.statusCode(), answer.body());
    browser.open(LIST + "/" + name);
    return LIST + "/" + name;
  }

  private static Map<String, String> titles(String name, int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .collect(
            Collectors.toMap(n -> name + "-%03d".formatted(n), n -> "Radweg " + name + " " + n));
  }

  private Source source(String name) {
    return portal.bean("harvesting", Harvesting.class).find("weidenstedt", name).orElseThrow();
  }

  /// Waits until nothing is under way over a source.
  private void done(String name) throws InterruptedException {
    var queue = portal.bean("harvests", HarvestQueue.class);
    for (int i = 0; i < 400 && queue.isUnderWay(source(name)); i++) {
      TimeUnit.MILLISECONDS.sleep(25);
    }
    assertFalse(queue.isUnderWay(source(name)), "under way for too long");
  }

  /// Presses a button on the page of a source, and waits until what it starts has ended.
  private String pressed(Browser browser, String page, Map<String, String> button)
      throws InterruptedException {
    browser.open(page);
    var answer = browser.send(page, button);
    assertEquals(303, answer.statusCode(), answer.body());
    done(page.substring(page.lastIndexOf('/') + 1));
    return browser.open(page).body();
  }

  private long published(String name) {
    DatasetStore store = portal.store();
    return store.ids("weidenstedt", State.PUBLISHED).stream()
        .map(DatasetId::slug)
        .filter(slug -> slug.startsWith("radweg-" + name + "-"))
        .count();
  }

  private static void holds(String body, String... texts) {
    for (String text : texts) {
      assertTrue(body.contains(text), () -> "without “" + text + "”: " + body);
    }
  }

  @Test
  void aSourceIsEnteredTriedReadAndShown() throws InterruptedException {
    var browser = administrator();
    portal.sources().give(address("kreis"), titles("kreis", 0, 12));
    holds(browser.open("/upload").body(), "href=\"" + LIST + "\">Quellen</a>");
    holds(browser.open(LIST).body(), "href=\"" + NEW + "\"");
    holds(
        browser.open(NEW).body(),
        "An ihm erkennen wir, welche Datensätze von hier kamen.",
        "<option value=\"oai_pmh\">OAI-PMH: ein Repositorium",
        "Mit einem Abstand beginnt der erste Lauf von selbst");
    String page = entered(browser, "kreis");
    holds(
        browser.open(page + "?done=entered").body(),
        "Die Quelle ist eingetragen.",
        "Noch nie gelesen",
        "nur wenn jemand fragt");

    long before = portal.store().change();
    browser.open(page);
    var tried = browser.send(page, Map.of("do", "try"));
    assertEquals(page + "/dry-run", tried.headers().firstValue("Location").orElse(""));
    done("kreis");
    holds(
        browser.open(page + "/dry-run").body(),
        "Der Probelauf ist fertig. Ein Lauf endete so: Fertig",
        "Nichts davon ist geschehen.",
        "12 neu",
        "weidenstedt/radweg-kreis-3",
        "Datensätze 1 bis 12 von 12");
    assertEquals(before, portal.store().change(), "a dry run writes nothing");
    assertEquals(0, published("kreis"));
    holds(browser.open(page).body(), "Ergebnis des Probelaufs vom", "Noch kein Lauf.");

    holds(
        pressed(browser, page, Map.of("do", "run")),
        page + "/runs/1",
        "12 neu",
        "al-note--good",
        "unter 1 Sekunde");
    assertEquals(12, published("kreis"));
    holds(
        browser.open(page + "/runs/1").body(),
        "Lauf 1 der Quelle kreis",
        "Alles, was nicht unverändert ist",
        "href=\"/datasets/weidenstedt/radweg-kreis-3\"",
        "Lauf wiederholen");
    holds(
        browser.open(LIST + "?lang=en").body(),
        "Sources: Stadt Weidenstedt",
        "only when somebody asks",
        "12 new",
        address("kreis"));
    holds(pressed(browser, page, Map.of("do", "replay", "run", "1")), "wiederholt Lauf 1");
    holds(browser.open("/manage/weidenstedt/trail").body(), "Quelle abgefragt");
  }

  @Test
  void aDryRunShowsWhatWouldChangeStatementByStatement() throws InterruptedException {
    var browser = administrator();
    portal.sources().give(address("aenderung"), titles("aenderung", 0, 20));
    String page = entered(browser, "aenderung");
    pressed(browser, page, Map.of("do", "run"));
    var changed = titles("aenderung", 1, 21);
    changed.put("aenderung-004", "Radweg <vier>");
    changed.put("aenderung-005", MemorySources.BROKEN);
    portal.sources().give(address("aenderung"), changed);
    pressed(browser, page, Map.of("do", "try"));
    String trouble = browser.open(page + "/dry-run").body();
    holds(
        trouble,
        "1 neu · 1 geändert · 17 unverändert · 1 zurückgezogen · 1 nicht lesbar",
        "Was nicht übernommen wurde",
        "Die Beschreibung &lt;bricht&gt; ab. Melden Sie es der Quelle.");
    String one = browser.open(page + "/dry-run?show=changed").body();
    holds(one, "Radweg &lt;vier&gt;", "Was sich ändert: ");
    assertFalse(one.contains("aenderung-005"), one);
    holds(
        browser.open(page + "/dry-run?show=deleted").body(),
        "aenderung-000",
        "Die Quelle hat den Datensatz nicht mehr.");
    assertEquals(20, published("aenderung"));
  }

  @Test
  void muchNeverGoesWithoutAsking() throws InterruptedException {
    var browser = administrator();
    portal.sources().give(address("bremse"), titles("bremse", 0, 20));
    String page = entered(browser, "bremse");
    pressed(browser, page, Map.of("do", "run"));
    portal.sources().give(address("bremse"), titles("bremse", 0, 11));
    holds(
        pressed(browser, page, Map.of("do", "run")),
        "Wartet auf eine Bestätigung",
        "9 von 20 Datensätzen fehlen in der Quelle; es wurde keiner gelöscht.",
        "value=\"confirm\"");
    assertEquals(20, published("bremse"));
    holds(
        browser.open(LIST).body(),
        "„bremse“ wartet auf Sie",
        page + "/runs/2?show=kept",
        "Ja, zur");
    holds(browser.open("/upload").body(), "<a href=\"" + page + "\">„bremse“ wartet auf Sie</a>");
    holds(browser.open(page + "/runs/2?show=kept").body(), "bremse-019", "value=\"confirm\"");

    browser.open(page);
    var stale = browser.send(page, Map.of("do", "confirm", "run", "1"));
    assertEquals(page + "?done=outdated", stale.headers().firstValue("Location").orElse(""));
    holds(browser.open(page + "?done=outdated").body(), "Inzwischen gab es einen neueren Lauf.");
    assertEquals(20, published("bremse"));

    String after = pressed(browser, page, Map.of("do", "confirm", "run", "2"));
    holds(after, "9 zurückgezogen", "wiederholt Lauf 2");
    assertFalse(after.contains("value=\"confirm\""), after);
    assertEquals(11, published("bremse"));
  }

  @Test
  void saysBesideEachFieldWhatIsWrong() {
    var browser = administrator();
    browser.open(NEW);
    var answer =
        browser.send(
            NEW,
            filled(
                "Kreis Süd",
                "kind",
                "gopher",
                "address",
                "ftp://kreis.example/<x>",
                "every",
                "bald",
                "priority",
                "hoch",
                "graph",
                "g".repeat(501)));
    assertEquals(422, answer.statusCode());
    holds(
        answer.body(),
        "6 Angaben stimmen noch nicht.",
        "<a href=\"#f-name\">Name der Quelle: So kann eine Quelle nicht heißen.",
        "<span class=\"al-wrong\" id=\"f-name-wrong\">So kann eine Quelle nicht heißen. Möglich wäre:"
            + " kreis-sued</span>",
        "id=\"f-kind-wrong\">Wählen Sie eine Art",
        "value=\"ftp://kreis.example/&lt;x>\"",
        "aria-invalid=\"true\" aria-describedby=\"f-address-wrong f-address-why\"",
        "id=\"f-every-wrong\">Das ist kein Abstand.",
        "id=\"f-priority-wrong\">Das ist keine ganze Zahl.",
        "id=\"f-graph-wrong\">Das ist zu lang");
    var english = browser.send(NEW + "?lang=en", filled("", "address", ""));
    holds(english.body(), "2 things are not right yet.", "This is still missing.");
    var inside = browser.send(NEW, filled("innen", "address", "http://127.0.0.1/catalog.ttl"));
    assertEquals(422, inside.statusCode());
    holds(
        inside.body(),
        "id=\"f-address-wrong\">Dorthin geht nichts. Nehmen Sie eine öffentliche Adresse.</span>");
    assertEquals(404, browser.open(LIST + "/innen").statusCode());
    entered(browser, "zweimal");
    browser.open(NEW);
    holds(browser.send(NEW, filled("zweimal")).body(), "Eine Quelle „zweimal“ gibt es schon.");
  }

  @Test
  void whatIsSaidAboutASourceIsChanged() {
    var browser = administrator();
    String page = entered(browser, "wechsel");
    var all =
        new Source(
            "weidenstedt",
            "wechsel",
            Source.Kind.OAI_PMH,
            source("wechsel").address(),
            2,
            Duration.ofHours(36),
            Map.of("set", "rad", "secret", "kept"));
    portal.sources().put(all);
    holds(
        browser.open(page + "/settings").body(),
        "name=\"every\" value=\"36\"",
        "<option value=\"h\" selected>Stunden",
        "<option value=\"oai_pmh\" selected>",
        "name=\"set\" value=\"rad\"");
    var kept =
        browser.send(
            page + "/settings",
            filled("anders", "kind", "csw", "every", "2", "priority", "-3", "set", ""));
    assertEquals(page + "?done=changed", kept.headers().firstValue("Location").orElse(""));
    Source now = source("wechsel");
    assertEquals(Source.Kind.CSW, now.kind());
    assertEquals(Duration.ofDays(2), now.every());
    assertEquals(-3, now.priority());
    assertEquals(Map.of("secret", "kept"), now.options());
    holds(browser.open(page).body(), "alle 2 Tage", "in den nächsten Minuten", "CSW");
    browser.open(page + "/settings");
    var wrong = browser.send(page + "/settings", filled("wechsel", "every", "0"));
    assertEquals(422, wrong.statusCode());
    assertEquals(now, source("wechsel"));
  }

  @Test
  void removingAsksFirstAndLeavesTheDatasets() throws InterruptedException {
    var browser = administrator();
    portal.sources().give(address("weg"), titles("weg", 0, 3));
    String page = entered(browser, "weg");
    pressed(browser, page, Map.of("do", "run"));
    holds(
        browser.open(page + "/removal").body(),
        "Von dieser Quelle sind 3 Datensätze hier. Sie bleiben.",
        "bleibt veröffentlicht, wie es jetzt ist");
    var unsure = browser.send(page + "/removal", Map.of());
    assertEquals(422, unsure.statusCode());
    holds(unsure.body(), "Setzen Sie das Häkchen");
    assertEquals(200, browser.open(page).statusCode());

    portal.sources().holdBack(address("weg"));
    browser.send(page, Map.of("do", "run"));
    browser.open(page + "/removal");
    var busy = browser.send(page + "/removal", Map.of("sure", "yes"));
    assertEquals(409, busy.statusCode());
    holds(busy.body(), "Warten Sie, bis er zu Ende ist");
    portal.sources().answer(address("weg"));
    done("weg");

    browser.open(page + "/removal");
    var removed = browser.send(page + "/removal", Map.of("sure", "yes"));
    assertEquals(LIST + "?done=removed", removed.headers().firstValue("Location").orElse(""));
    holds(browser.open(LIST + "?done=removed").body(), "Was sie gegeben hat, ist noch da.");
    assertEquals(404, browser.open(page).statusCode());
    assertEquals(3, published("weg"));
  }

  @Test
  void saysThatARunIsUnderWayAndWhenItIsDone() throws InterruptedException {
    var browser = administrator();
    portal.sources().give(address("langsam"), titles("langsam", 0, 2));
    portal.sources().holdBack(address("langsam"));
    String page = entered(browser, "langsam");
    browser.send(page, Map.of("do", "try"));
    String waiting = browser.open(page + "/dry-run").body();
    holds(waiting, "Sie können die Seite verlassen.", "href=\"" + page + "/dry-run\">Stand neu");
    assertFalse(waiting.contains("http-equiv"), "nothing moves under the reader");
    String there = browser.open(page).body();
    holds(there, "Stand neu laden");
    assertFalse(there.contains("value=\"run\""), there);
    browser.open("/upload");
    var twice = browser.send(page, Map.of("do", "run"));
    assertEquals(page + "?done=already", twice.headers().firstValue("Location").orElse(""));
    portal.sources().answer(address("langsam"));
    done("langsam");
    holds(browser.open(page + "/dry-run").body(), "Der Probelauf ist fertig.", "2 neu");
    browser.open(page + "/settings");
    browser.send(page + "/settings", filled("langsam", "priority", "5"));
    holds(browser.open(page + "/dry-run").body(), "Es gibt kein Ergebnis");
  }

  @Test
  void aSourceThatDoesNotAnswerSaysWhatToDo() throws InterruptedException {
    var browser = administrator();
    String page = entered(browser, "stumm");
    holds(
        pressed(browser, page, Map.of("do", "run")),
        "Zurzeit nicht erreichbar",
        "Niemand antwortet. Wir versuchen es später noch einmal.");
    holds(browser.open(page + "/runs/1").body(), "nein; was fehlt, bleibt hier", "Niemand antw");
    var gone = browser.open(page + "/runs/7");
    assertEquals(404, gone.statusCode());
    holds(gone.body(), "stehen auf der Seite der Quelle");
    browser.open(page);
    assertEquals(404, browser.send(page, Map.of("do", "replay", "run", "x")).statusCode());
    browser.open(page);
    assertEquals(400, browser.send(page, Map.of("do", "burn")).statusCode());
  }

  @Test
  void aLongRunIsShownAPageAtATime() throws InterruptedException {
    var browser = administrator();
    portal.sources().give(address("viele"), titles("viele", 0, 260));
    String page = entered(browser, "viele");
    pressed(browser, page, Map.of("do", "try"));
    holds(
        browser.open(page + "/dry-run").body(),
        "Datensätze 1 bis 50 von 200, die ein Probelauf aufhebt; insgesamt waren es 260");
    pressed(browser, page, Map.of("do", "run"));
    String second = browser.open(page + "/runs/1?page=2&lang=en").body();
    holds(second, "Datasets 51 to 100 of 260", "viele-050", "show=notable&amp;page=3");
    assertFalse(second.contains("viele-049"), second);
    holds(browser.open(page + "/runs/1?page=99").body(), "Datensätze 251 bis 260 von 260");
    holds(browser.open(page + "/runs/1?show=refused").body(), "Hier steht kein Datensatz.");
  }

  @Test
  void onlyAdministratorsOfTheTownGetThere() {
    String page = entered(administrator(), "eigen");
    for (Role role : new Role[] {Role.READER, Role.EDITOR, Role.PUBLISHER}) {
      var browser = Browser.signedIn(portal, Portal.token("weidenstedt", role));
      assertFalse(browser.open("/upload").body().contains(LIST), role.code());
      for (String path : new String[] {LIST, NEW, page, page + "/settings", page + "/dry-run"}) {
        assertEquals(403, browser.open(path).statusCode(), role + " " + path);
      }
      browser.open("/upload");
      assertEquals(403, browser.send(page, Map.of("do", "run")).statusCode());
      assertEquals(403, browser.send(NEW, filled("fremd")).statusCode());
      assertEquals(403, browser.send(page + "/removal", Map.of("sure", "yes")).statusCode());
    }
    var other = Browser.signedIn(portal, Portal.token("hohenlinde", Role.ADMINISTRATOR));
    assertEquals(404, other.open(page).statusCode());
    assertEquals(404, other.open("/manage/hohenlinde/sources/eigen").statusCode());
    assertFalse(other.open("/manage/hohenlinde/sources").body().contains("eigen"));
    assertEquals(404, other.send(page, Map.of("do", "run")).statusCode());
    assertEquals(200, Browser.signedIn(portal, Portal.OPERATOR).open(page).statusCode());
    var nobody = Browser.of(portal);
    holds(nobody.open(page).body(), "name=\"next\" value=\"" + page + "\"");
    var forged = administrator();
    forged.open(page);
    assertEquals(403, forged.send(page, Map.of("do", "run", "formToken", "erfunden")).statusCode());
  }
}
