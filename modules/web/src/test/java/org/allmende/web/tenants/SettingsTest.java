package org.allmende.web.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.look.Palette;
import org.allmende.catalog.said.Json;
import org.allmende.model.Look;
import org.allmende.model.Tenant;
import org.allmende.testkit.Folders;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a tenant says of itself, its colours, its crest and its domain, from the form to the pages.
class SettingsTest {

  private static final String SETTINGS = "/manage/weidenstedt/settings";
  private static final String API = "/api/v1/tenants/weidenstedt";
  private static final String HOME = "daten.weidenstedt.example";
  private static final Pattern SHEET =
      Pattern.compile("href=\"(/tenants/weidenstedt/look/[0-9a-f]{12}\\.css)\"");
  private static final Pattern CREST =
      Pattern.compile("src=\"(/tenants/weidenstedt/crest/[0-9a-f]{64}\\.png)\"");

  private final Portal portal = Portal.written();
  private final Tenants tenants = portal.bean("tenants", Tenants.class);
  private final Tenant before = tenants.find("weidenstedt").orElseThrow();

  @BeforeEach
  void aDataset() {
    var answer =
        new Form()
            .file("wappenbaum.csv", "Art;Anzahl\nLinde;3\nAhorn;4\n")
            .field("publish", "true")
            .post(portal, "weidenstedt");
    assertTrue(List.of(200, 201, 409).contains(answer.statusCode()), answer.body());
  }

  @AfterEach
  void asItWas() {
    tenants.change(before, Optional.empty(), "test");
  }

  private static byte[] picture() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(48, 56, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private Browser administrator() {
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt", Role.ADMINISTRATOR));
    browser.open(SETTINGS);
    return browser;
  }

  private void colour(String colour) {
    var saved = administrator().send(SETTINGS, Map.of("colour", colour));
    assertEquals(303, saved.statusCode(), saved.body());
  }

  private static String found(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertTrue(matcher.find(), body);
    return matcher.group(1);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> put(String token, Map<String, ?> said) {
    return portal.send(
        portal
            .request(API, "Content-Type", "application/json", "Authorization", "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.own().writeValueAsBytes(said))));
  }

  @Test
  void theFormKeepsWhatIsTypedAndTheTrailNamesIt() {
    var browser = administrator();
    assertTrue(browser.open(SETTINGS).body().contains("value=\"Stadt Weidenstedt\""));
    var saved =
        browser.send(
            SETTINGS, Map.of("name", "Weidenstedt", "contactEmail", "daten@weidenstedt.example"));
    assertEquals(303, saved.statusCode(), saved.body());
    Tenant now = tenants.find("weidenstedt").orElseThrow();
    assertEquals("Weidenstedt", now.name());
    assertEquals("05315000", now.ags(), "what the form does not send stays");
    assertTrue(browser.open(SETTINGS + "?saved=1").body().contains("Gespeichert."));
    String trail = browser.open("/manage/weidenstedt/trail").body();
    assertTrue(trail.contains("Angaben geändert") && trail.contains("Name, Kontakt"), trail);
    browser.open(SETTINGS);
    assertEquals(422, browser.send(SETTINGS, Map.of("name", " ")).statusCode());
  }

  @Test
  void coloursThatCannotBeReadComeBackWithTheNearestThatCan() {
    var refused = administrator().send(SETTINGS, Map.of("colour", "#FF8800"));
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("einen Kontrast von nur 2,0:1"), refused.body());
    assertTrue(refused.body().contains("value=\"#FF8800\""), "what was typed is still there");
    assertEquals(Look.PLAIN, tenants.find("weidenstedt").orElseThrow().look());
  }

  @Test
  void coloursAreOnThePagesOfTheTenantAndNowhereElse() {
    String dataset = "/datasets/weidenstedt/wappenbaum";
    String mark = header(portal.get(dataset, "Accept", Browser.ACCEPT), "ETag");
    colour("#8d1f3c");
    String sheet = found(SHEET, portal.get("/tenants/weidenstedt").body());
    for (String path : List.of(dataset, dataset + "/feedback", "/datasets?tenant=weidenstedt")) {
      assertTrue(portal.get(path, "Accept", Browser.ACCEPT).body().contains(sheet), path);
    }
    for (String path : List.of("/", "/datasets", "/tenants/hohenlinde", "/tenants")) {
      assertFalse(portal.get(path).body().contains("/look/"), path);
    }
    var again = portal.get(dataset, "Accept", Browser.ACCEPT, "If-None-Match", mark);
    assertEquals(200, again.statusCode(), "a page in other colours is another page");
    var css = portal.get(sheet);
    assertEquals(200, css.statusCode());
    assertTrue(css.body().contains("--al-brand-light: #8d1f3c;"), css.body());
    assertTrue(header(css, "Content-Type").startsWith("text/css"));
    assertTrue(header(css, "Cache-Control").contains("immutable"));
    assertEquals(304, portal.get(sheet, "If-None-Match", header(css, "ETag")).statusCode());
    colour("#0b5c86");
    assertEquals(404, portal.get(sheet).statusCode(), "an older sheet");
    assertNotEquals(sheet, found(SHEET, portal.get("/tenants/weidenstedt").body()));
  }

  @Test
  void aCrestIsAPictureThatCanDoNothing() throws IOException {
    var set = put(Portal.token("weidenstedt", Role.ADMINISTRATOR), Map.of("crest", base64()));
    assertEquals(200, set.statusCode(), set.body());
    String crest = found(CREST, portal.get("/tenants/weidenstedt").body());
    assertEquals(Portal.BASE + crest, Form.json(set).path("crest").asString());
    for (String path : List.of("/", "/tenants?find=weidenstedt", "/datasets?tenant=weidenstedt")) {
      assertTrue(portal.get(path).body().contains(crest), path);
    }
    var picture = portal.get(crest);
    assertEquals("image/png", header(picture, "Content-Type"));
    assertEquals("nosniff", header(picture, "X-Content-Type-Options"));
    assertEquals("default-src 'none'; sandbox", header(picture, "Content-Security-Policy"));
    assertTrue(header(picture, "Cache-Control").contains("immutable"));
    assertEquals(
        404, portal.get(crest.replace("weidenstedt", "hohenlinde")).statusCode(), "another's");
    colour("#8d1f3c");
    assertEquals(200, portal.get(crest).statusCode(), "it stays when something else changes");
    var browser = administrator();
    var drawing = Map.of("crest\"; filename=\"wappen.svg", "<svg onload='x()'/>");
    var refused = browser.upload(SETTINGS, "x.csv", "", drawing);
    assertEquals(422, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("Das ist kein Bild"), refused.body());
    assertEquals(303, browser.send(SETTINGS, Map.of("removeCrest", "on")).statusCode());
    assertFalse(portal.get("/tenants/weidenstedt").body().contains(crest));
  }

  private static String base64() throws IOException {
    return Base64.getEncoder().encodeToString(picture());
  }

  @Test
  void programsAreToldWhatIsWrong() {
    String token = Portal.token("weidenstedt", Role.ADMINISTRATOR);
    String svg = Base64.getEncoder().encodeToString("<svg/>".getBytes(StandardCharsets.UTF_8));
    for (String wrong : List.of(svg, "no base64!")) {
      var answer = put(token, Map.of("crest", wrong));
      assertEquals(400, answer.statusCode(), answer.body());
      assertEquals("crest", Form.json(answer).path("parameter").asString());
    }
    var colour = put(token, Map.of("colour", "#ffff00"));
    assertEquals(400, colour.statusCode());
    assertEquals("tenant-colour", Form.json(colour).at("/findings/0/code").asString());
    var domain = put(token, Map.of("domain", HOME));
    assertEquals("tenant-domain", Form.json(domain).at("/findings/0/code").asString());
    var own = put(Portal.OPERATOR, Map.of("domain", "daten.example.org"));
    assertEquals(400, own.statusCode(), "the portal's own");
    assertEquals(Look.PLAIN, tenants.find("weidenstedt").orElseThrow().look());
  }

  @Test
  void onlyTheOperatorIsAskedForADomain() {
    assertFalse(administrator().open(SETTINGS).body().contains("name=\"domain\""));
    var forged = administrator().send(SETTINGS, Map.of("domain", HOME));
    assertEquals(422, forged.statusCode(), forged.body());
    var operator = Browser.signedIn(portal, Portal.OPERATOR);
    assertTrue(operator.open(SETTINGS).body().contains("name=\"domain\""));
    assertEquals(303, operator.send(SETTINGS, Map.of("domain", HOME)).statusCode());
    assertTrue(administrator().open(SETTINGS).body().contains(HOME));
    colour("#8d1f3c");
    assertEquals(HOME, tenants.find("weidenstedt").orElseThrow().look().domain(), "it stays");
    var another = operator.send("/manage/hohenlinde/settings", Map.of("domain", HOME));
    assertEquals(422, another.statusCode(), "a domain has one tenant");
  }

  /// An answer to whoever names a host.
  private String at(String host, String path) throws IOException {
    var uri = portal.uri(path);
    try (var socket = new Socket(uri.getHost(), uri.getPort());
        InputStream in = socket.getInputStream()) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aDomainShowsTheTenantFirst() throws IOException {
    assertEquals(200, put(Portal.OPERATOR, Map.of("domain", HOME)).statusCode());
    String home = at(HOME.toUpperCase(Locale.ROOT) + ":8080", "/");
    assertTrue(
        home.contains("<h1 id=\"titel\">") && home.contains("<small>Allmende</small>"), home);
    assertTrue(
        home.contains("rel=\"canonical\" href=\"" + Portal.BASE + "/tenants/weidenstedt\""), home);
    String results = at(HOME, "/datasets?q=Linde");
    assertTrue(
        results.contains(
            "rel=\"canonical\" href=\"" + Portal.BASE + "/datasets?q=Linde&amp;tenant=weidenstedt"),
        results);
    assertTrue(results.contains("href=\"" + Portal.BASE + "/datasets?q=Linde\""), "the way out");
    assertFalse(results.contains("id=\"q-ort\""), "nothing else to choose");
    String dataset = at(HOME, "/datasets/weidenstedt/wappenbaum");
    assertTrue(dataset.contains(Portal.BASE + "/datasets/weidenstedt/wappenbaum"), dataset);
    assertFalse(dataset.contains("://" + HOME), "no address is made of what a request says");
    String provider = at(HOME, "/account/provider?next=/upload");
    assertTrue(provider.contains("Location: " + Portal.BASE + "/account/provider?next="), provider);
  }

  @Test
  void anotherHostIsThePortal() throws IOException {
    assertEquals(200, put(Portal.OPERATOR, Map.of("domain", HOME)).statusCode());
    for (String host : List.of("evil.example", "weidenstedt.example", "daten.example.org")) {
      String home = at(host, "/");
      assertTrue(
          home.contains("class=\"al-hero__try") && !home.contains("rel=\"canonical\""), home);
      assertFalse(home.contains(host.equals("daten.example.org") ? "\0" : host), home);
    }
  }

  /// The grounds that contrast is measured on are those of the style sheet.
  @Test
  void theGroundsAreThoseOfTheStyleSheet() throws IOException {
    String css =
        Files.readString(
            Folders.root()
                .resolve("modules/web/src/main/resources/org/allmende/web/assets/allmende.css"));
    var light = new ArrayList<String>();
    var dark = new ArrayList<String>();
    for (String name :
        List.of(
            "paper", "ground", "sunk", "mark", "good-tint", "warn-tint", "bad-tint", "info-tint")) {
      var token =
          Pattern.compile("--al-" + name + ": light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)")
              .matcher(css);
      assertTrue(token.find(), name);
      light.add(token.group(1));
      dark.add(token.group(2));
    }
    assertEquals(light, Palette.LIGHT_GROUNDS.stream().map(Object::toString).toList());
    assertEquals(dark, Palette.DARK_GROUNDS.stream().map(Object::toString).toList());
    assertTrue(css.contains("--al-spark: " + Palette.USUAL_ACCENT + ";"));
  }

  @Test
  void theOperatorTakesATenantInAndInvitesItsAdministrator() {
    var operator = Browser.signedIn(portal, Portal.OPERATOR);
    assertTrue(operator.open("/upload").body().contains("/manage/new-tenant"));
    operator.open("/manage/new-tenant");
    var filled = new LinkedHashMap<>(Map.of("name", "Stadt Neuenau", "slug", "neuenau"));
    filled.put("login", "Nicht so!");
    var refused = operator.send("/manage/new-tenant", filled);
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("value=\"Stadt Neuenau\""), refused.body());
    assertTrue(tenants.find("neuenau").isEmpty());
    filled.put("login", "nina.neu");
    var done = operator.send("/manage/new-tenant", filled);
    assertEquals(200, done.statusCode(), done.body());
    String link =
        found(Pattern.compile("value=\"[^\"]*(/account/password\\?link=[^\"]+)\""), done.body());
    assertEquals("Stadt Neuenau", tenants.find("neuenau").orElseThrow().name());
    assertEquals(200, portal.get("/catalogs/neuenau.ttl").statusCode());
    var nina = Browser.of(portal);
    nina.open(link);
    var set =
        nina.send(
            "/account/password",
            Map.of("link", nina.hidden("link"), "password", "Sieben Weiden am Wehr"));
    assertEquals(303, set.statusCode(), set.body());
    assertEquals(200, nina.open("/manage/neuenau/settings").statusCode());
    assertEquals(404, nina.open(SETTINGS).statusCode(), "another tenant's");
    operator.open("/manage/new-tenant");
    var again = operator.send("/manage/new-tenant", filled);
    assertEquals(422, again.statusCode());
    assertTrue(again.body().contains("hat schon Stadt Neuenau"), again.body());
  }
}
