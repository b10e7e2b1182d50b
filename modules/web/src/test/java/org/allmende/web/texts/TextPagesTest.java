package org.allmende.web.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.allmende.web.Browser;
import org.allmende.web.Portal;
import org.allmende.web.page.Link;
import org.allmende.web.page.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPagesTest {

  private static final Portal PORTAL = Portal.shared();

  private static String page(String path, String language) {
    var answer = PORTAL.get(path, "Accept", Browser.ACCEPT, "Accept-Language", language);
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  @Test
  void theProgramSaysWhatItDoesWhoeverRunsIt() {
    assertTrue(page("/accessibility", "de").contains("WCAG 2.2, Stufe AA"));
    assertTrue(page("/accessibility", "de").contains("noch nicht gesagt, wem Sie eine Barriere"));
    assertTrue(page("/privacy", "en").contains("gets no cookie"));
    assertTrue(page("/plain-language", "de").contains("Such-Feld.\nZum Beispiel: Spielplatz."));
    assertTrue(page("/imprint", "de").contains("Hier steht noch nichts."));
  }

  @Test
  void whatNobodyHasWrittenIsNotThere() {
    for (String path :
        List.of(
            "/sign-language",
            "/tenants/weidenstedt/imprint",
            "/tenants/weidenstedt/nothing",
            "/tenants/atlantis/imprint")) {
      assertEquals(404, PORTAL.get(path, "Accept", Browser.ACCEPT).statusCode(), path);
    }
  }

  @Test
  void everyPageLeadsToThem() {
    for (String path : List.of("/plain-language", "/accessibility", "/privacy", "/imprint")) {
      assertTrue(page("/datasets", "de").contains("href=\"" + path + "\""), path);
    }
  }

  @Test
  void readsTheTextsOfPortalAndTenantsAsTheyStand(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("weidenstedt"));
    Files.writeString(folder.resolve("imprint.de.md"), "# Stadt\n\n* eins\n* <b>zwei</b>\n");
    Files.writeString(folder.resolve("weidenstedt/privacy.en.md"), "[Go](javascript:alert(1))");
    Files.writeString(folder.resolve("secret.de.md"), "secret");
    var texts = new OwnTexts(Optional.of(folder));
    String imprint = texts.find("", Topic.IMPRINT, "de").orElseThrow().html();
    assertTrue(imprint.contains("<li>eins</li>"), imprint);
    assertTrue(imprint.contains("&lt;b&gt;zwei&lt;/b&gt;"), imprint);
    assertEquals("de", texts.find("", Topic.IMPRINT, "en").orElseThrow().language());
    String privacy = texts.find("weidenstedt", Topic.PRIVACY, "de").orElseThrow().html();
    assertFalse(privacy.contains("javascript:"), privacy);
    assertEquals(
        List.of(new Link("Datenschutz", "/tenants/weidenstedt/privacy")),
        texts.links(Words.GERMAN, "weidenstedt"));
    assertTrue(texts.find("..", Topic.IMPRINT, "de").isEmpty());
    assertTrue(texts.find("hohenlinde", Topic.IMPRINT, "de").isEmpty());
    Files.writeString(folder.resolve("imprint.de.md"), "x".repeat(300_000));
    assertTrue(texts.find("", Topic.IMPRINT, "de").isEmpty());
    Files.writeString(folder.resolve("imprint.de.md"), "Neu");
    assertTrue(texts.find("", Topic.IMPRINT, "de").orElseThrow().html().contains("Neu"));
  }
}
