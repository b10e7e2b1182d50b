package org.allmende.catalog.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.said.Json;
import org.allmende.model.Finding;
import org.allmende.model.Look;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaletteTest {

  private static Look look(
      @Nullable String colour, @Nullable String dark, @Nullable String accent) {
    return new Look(colour, dark, accent, null, null);
  }

  private static Finding only(Look look) {
    List<Finding> findings = Palette.check(look);
    assertEquals(1, findings.size(), findings.toString());
    return findings.getFirst();
  }

  @Test
  void measuresContrastAsTheStandardDoes() {
    var black = new Colour(0, 0, 0);
    assertEquals(21, black.contrast(Colour.WHITE), 1e-9);
    assertEquals(4.54, colour("#767676").contrast(Colour.WHITE), 0.005);
    assertEquals("#0d5f49", colour(" 0D5F49 ").toString());
    assertTrue(Colour.read("#0d5f4").isEmpty() && Colour.read("rot").isEmpty());
  }

  private static Colour colour(String text) {
    return Colour.read(text).orElseThrow();
  }

  @Test
  void takesColoursThatCanBeReadAndMakesTheOthersFromThem() {
    Look look = look("#8d1f3c", null, null);
    assertEquals(List.of(), Palette.check(look));
    Palette palette = Palette.of(look).orElseThrow();
    assertEquals(colour("#8d1f3c"), palette.light());
    assertTrue(Colour.WHITE.contrast(palette.hero()) > 9, palette.hero()::toString);
    assertEquals(List.of(), Palette.check(look("#8d1f3c", palette.dark().toString(), null)));
    assertTrue(Palette.of(Look.PLAIN).isEmpty());
  }

  @Test
  void refusesAColourThatIsTooLightForTextAndNamesTheNearest() {
    Finding finding = only(look("#ff8800", null, null));
    assertEquals("tenant-colour", finding.code());
    assertEquals("colour", finding.place().column());
    assertTrue(finding.message().de().contains("nur 2,0:1"), finding.message()::de);
    assertTrue(finding.message().en().contains("4.5:1"), finding.message()::en);
    String nearest = named(finding);
    assertEquals(List.of(), Palette.check(look(nearest, null, null)));
    assertTrue(colour(nearest).red() > colour(nearest).green(), "still an orange: " + nearest);
  }

  @Test
  void refusesAColourThatIsTooDarkForDarkPages() {
    Finding finding = only(look("#0d5f49", "#0d5f49", null));
    assertEquals("darkColour", finding.place().column());
    assertEquals(List.of(), Palette.check(look("#0d5f49", named(finding), null)));
  }

  @Test
  void refusesSignsThatDoNotStandOut() {
    Finding finding = only(look("#0d5f49", null, "#0d5f49"));
    assertEquals("accent", finding.place().column());
    assertTrue(finding.message().de().contains("nötig sind 3:1"), finding.message()::de);
    assertEquals(List.of(), Palette.check(look("#0d5f49", null, named(finding))));
  }

  @Test
  void refusesWhatIsNoColourAndADarkOneAlone() {
    assertEquals("colour", only(look("rot", null, null)).place().column());
    assertEquals("colour", only(look(null, "#86d6b6", null)).place().column());
  }

  private static String named(Finding finding) {
    String advice = finding.advice().de();
    return advice.substring(advice.indexOf('#'));
  }

  /// Whatever is chosen, the nearest colour named will do, and whatever follows from it as well.
  @Test
  void everyColourNamedWillDo() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Look look = look(any(random), any(random), any(random));
      for (Finding finding : Palette.check(look)) {
        look =
            switch (finding.place().column()) {
              case "colour" -> look(named(finding), look.darkColour(), look.accent());
              case "darkColour" -> look(look.colour(), named(finding), look.accent());
              case null, default -> look;
            };
      }
      for (Finding finding : Palette.check(look)) {
        assertEquals("accent", finding.place().column(), "seed " + seed + " " + look);
        look = look(look.colour(), look.darkColour(), named(finding));
      }
      assertEquals(List.of(), Palette.check(look), "seed " + seed + " " + look);
      Look derived = look(look.colour(), null, null);
      Palette all = Palette.of(derived).orElseThrow();
      Look said = look(look.colour(), all.dark().toString(), all.accent().toString());
      assertEquals(List.of(), Palette.check(said), "seed " + seed + " " + said);
    }
  }

  private static String any(Random random) {
    return new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256)).toString();
  }

  @Test
  void readsATenantThatWasKeptBeforeThereWereLooks() {
    String old = "{\"slug\":\"a\",\"name\":\"A\",\"ags\":null,\"contact\":null}";
    assertEquals(Look.PLAIN, Json.own().readValue(old, Tenant.class).look());
  }

  @Test
  void readsDomainsAsHostNames() {
    assertEquals("daten.musterstadt.de", domain("Daten.Musterstadt.de"));
    assertEquals("daten.xn--kln-sna.de", domain("daten.köln.de"));
    for (String wrong :
        List.of(
            "https://a.de", "a.de/x", "a.de:80", "10.0.0.1", "stadt", "a..de", "-a.de", "[::1]")) {
      assertEquals("tenant-domain", read(wrong).findings().getFirst().code(), wrong);
    }
  }

  private static @Nullable String domain(String typed) {
    return read(typed).tenant().orElseThrow().look().domain();
  }

  private static TenantReader.Result read(String domain) {
    return TenantReader.json(Json.own().writeValueAsBytes(Map.of("slug", "a", "domain", domain)));
  }
}
