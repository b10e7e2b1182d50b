package org.allmende.web.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Entry;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Playgrounds;
import org.allmende.web.Portal;
import org.allmende.web.page.Words;
import org.allmende.web.rows.RowFilter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class HtmlDatasetPagesTest {

  private static final Pattern STRUCTURED =
      Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>");

  private static final String FULL =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
      PREFIX dcatde: <http://dcat-ap.de/def/dcatde/> PREFIX eu: <http://publications.europa.eu/resource/authority/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX r5r: <http://data.europa.eu/r5r/>
      <URI> a dcat:Dataset ; dct:title "Ladesäulen"@de, "Charging points"@en ;
        dct:description "Alle Ladesäulen. Öffentlich zugänglich.\\nMit Leistung."@de ;
        dcat:keyword "Strom"@de, "E-Auto & mehr"@de ; dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN> ;
        dct:publisher <https://x.example/p> ; dcat:contactPoint <https://x.example/c> ;
        dct:spatial <https://x.example/place>, <URI#extent> ; dct:temporal <https://x.example/t> ;
        dct:issued "2024-01-02"^^xsd:date ; dct:modified "2026-02-03T04:05:06Z"^^xsd:dateTime ;
        dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/MONTHLY> ;
        dct:language <http://publications.europa.eu/resource/authority/language/DEU> ;
        dct:identifier "abc-1" ; dcat:landingPage <https://example.org/strom> ;
        r5r:hvdCategory <http://data.europa.eu/bna/c_b79e35eb> ;
        dcat:distribution <https://x.example/d1>, <https://x.example/d2> .
      <https://x.example/p> foaf:name "Stadtwerke" . <https://x.example/place> skos:prefLabel "Musterstadt"@de .
      <https://x.example/c> vcard:fn "Leitstelle" ; vcard:hasEmail <mailto:daten@example.org> .
      <https://x.example/t> dcat:startDate "2024-01-01"^^xsd:date ; dcat:endDate "2024-12-31"^^xsd:date .
      <https://x.example/d1> dct:title "Punkte" ; dcat:accessURL <https://example.org/a.geojson> ;
        dcat:downloadURL <https://example.org/a.geojson> ; dct:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> ;
        dcatde:licenseAttributionByText "Stadtwerke Musterstadt" ;
        dct:format <http://publications.europa.eu/resource/authority/file-type/GEOJSON> ; dcat:byteSize 1500 .
      <https://x.example/d2> dcat:accessURL <javascript:alert(1)> ; dct:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> .
      """;

  private static final Column.Profile NOTHING =
      new Column.Profile(0, 0, true, null, null, List.of());

  private final Portal portal = Portal.written();

  private String put(String path, String turtle, State state) {
    var id = DatasetId.parse(path);
    String uri = "https://elsewhere.example/" + path;
    var graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(turtle.replace("<URI", "<" + uri), Lang.TURTLE).parse(graph);
    portal.store().put(new Entry(id, uri, state, graph, ""));
    return "/datasets/" + path;
  }

  private String page(String path, String language) {
    var answer = portal.get(path, "Accept", Browser.ACCEPT, "Accept-Language", language);
    assertEquals(200, answer.statusCode());
    requireClean(answer.body());
    return answer.body();
  }

  /// Nothing the content security policy would refuse.
  static void requireClean(String html) {
    assertFalse(html.contains(" style=\""), "an inline style");
    assertFalse(html.matches("(?s).*<[a-z][^>]* on[a-z]+=\".*"), "an inline script");
    assertFalse(html.contains("<style"), "an inline sheet");
    assertFalse(
        html.contains("javascript:") && html.contains("href=\"javascript:"), "a script link");
    long scripts =
        html.replace("<script type=\"module\" src=\"/assets/", "").split("<script", -1).length - 1L;
    assertEquals(scripts, html.split("<script type=\"application/ld\\+json\">", -1).length - 1L);
  }

  @Test
  void showsEverythingThatIsSaid() {
    String path = put("weidenstedt/strom", FULL, State.PUBLISHED);
    String german = page(path, "de");
    for (String part :
        List.of(
            "<h1>Ladesäulen</h1>",
            "Stadtwerke Musterstadt, Ladesäulen (03.02.2026)",
            "mailto:daten@example.org",
            "01.01.2024 bis 31.12.2024",
            "Verkehr",
            "Hochwertiger Datensatz",
            "Musterstadt",
            "GeoJSON",
            "2 KB",
            "Was Sie dürfen",
            "Woher die Beschreibung kommt",
            "https://elsewhere.example/weidenstedt/strom",
            "#record",
            "/sparql?query=",
            "/datasets/weidenstedt/strom.ttl",
            "q=E-Auto+%26+mehr")) {
      assertTrue(german.contains(part), part);
    }
    assertFalse(german.matches("(?s).*[>\\s]extent\\s*<.*"), "an area without a name");
    String english = page(path, "en");
    assertTrue(english.contains("<h1>Charging points</h1>"));
    assertTrue(english.contains("What you may do"));
    assertTrue(english.contains("1 January 2024 to 31 December 2024"));
  }

  @Test
  void saysWhichLanguageEachPartIsIn() {
    String path = put("weidenstedt/baeume", FULL, State.PUBLISHED);
    String english = page(path, "en");
    assertTrue(english.contains("<h1>Charging points</h1>"), english);
    assertTrue(english.contains("<p lang=\"de\">Mit Leistung.</p>"), english);
    String results = portal.get("/datasets?q=Baumkataster&lang=en").body();
    assertTrue(
        results.matches("(?s).*<h2><a href=\"[^\"]*\">Charging points\\s*</a></h2>.*"), results);
    assertTrue(results.contains("<p lang=\"de\">"), results);
    String german = portal.get("/datasets?q=Baumkataster&lang=de").body();
    assertTrue(german.contains("<mark>Baumkataster</mark>"), german);
    portal.store().erase(DatasetId.parse("weidenstedt/baeume"));
  }

  @Test
  void showsADatasetOfWhichNothingIsSaid() {
    String path =
        put("weidenstedt/leer", "<URI> a <http://www.w3.org/ns/dcat#Dataset> .", State.PUBLISHED);
    assertTrue(page(path, "de").contains("nicht beschrieben, worum es geht"));
    assertTrue(page(path, "en").contains("names no file and no address"));
  }

  @Test
  void keepsHostileTextsToThemselves() {
    String hostile =
        """
        PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        <URI> a dcat:Dataset ; dct:title "</script><script>alert(1)</script>\\u202Egpj \\" onload=\\"x LONG"@de ;
          dct:description "<img src=x onerror=alert(1)>\\u2067 </script>"@de ; dcat:keyword "<b>", "\\u202E" ;
          dct:publisher [ foaf:name "<i>\\u0007</i>" ] ; dcat:landingPage <javascript:alert(2)> ;
          dcat:distribution [ dcat:accessURL <data:text/html,x> ; dct:title "<u>" ; dct:format "<s>" ; dct:license "</title>" ] .
        """
            .replace("LONG", "sehr".repeat(4000));
    String path = put("weidenstedt/boese", hostile, State.PUBLISHED);
    for (String language : List.of("de", "en")) {
      String html = page(path, language);
      for (String bad :
          List.of(
              "<script>alert",
              "<img src=x",
              "<b>",
              "<i>",
              "<u>",
              "<s>",
              "\u202e",
              "\u2067",
              "\u0007")) {
        assertFalse(html.contains(bad), bad);
      }
      assertFalse(html.contains("href=\"javascript:"));
      assertFalse(html.contains("href=\"data:"));
      assertTrue(html.length() < 100_000, "a title of 16000 characters is shortened");
    }
  }

  @Test
  void speaksToSearchEngines() {
    String path = put("weidenstedt/maschine", FULL, State.PUBLISHED);
    var found = STRUCTURED.matcher(page(path, "de"));
    assertTrue(found.find());
    var json = Json.foreign().readTree(found.group(1));
    assertEquals("Dataset", json.path("@type").asString());
    assertEquals("2024-01-01/2024-12-31", json.path("temporalCoverage").asString());
    assertEquals("Stadtwerke", json.path("publisher").path("name").asString());
    assertTrue(json.path("description").asString().length() >= 50);
  }

  @Test
  void showsTheTableWithWhatItsColumnsHold() {
    var playgrounds = new Playgrounds(portal);
    playgrounds.messy("tabelle.csv", "table");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    browser.upload("tabelle.csv", Playgrounds.csv("table"), java.util.Map.of());
    String html = browser.open("/datasets/weidenstedt/tabelle").body();
    requireClean(html);
    for (String part :
        List.of(
            "2 bis 1.027",
            "3 fehlen",
            "12,5 bis 1.090,25",
            "in m²",
            "01.02.2025 bis 04.11.2026",
            "Altstadt (400)",
            "&lt;b&gt;Hügel&lt;/b&gt; &amp; Tal",
            "<span class=\"al-none\">fehlt</span>")) {
      assertTrue(html.contains(part), part);
    }
    assertFalse(html.contains("x".repeat(100)));
    assertTrue(html.contains("<td class=\"al-num\">1.090,25</td>"), html);
    String english = browser.open("/datasets/weidenstedt/tabelle?lang=en").body();
    assertTrue(english.contains("<td class=\"al-num\">1,090.25</td>"), "as all other views");
  }

  @Test
  void narrowsAndSortsTheRowsByTheAddressAlone() {
    new Playgrounds(portal).clean("enger.csv", "narrow");
    var browser = Browser.signedIn(portal, Portal.token("weidenstedt"));
    browser.upload("enger.csv", Playgrounds.csv("narrow"), java.util.Map.of());
    String path = "/datasets/weidenstedt/enger";
    String html = browser.open(path + "?column=2&kind=has&value=alt&sort=-1&lang=de").body();
    requireClean(html);
    assertTrue(html.contains("name=\"f\" value=\"2.has.alt\""), "the condition is carried on");
    assertTrue(html.contains("aria-sort=\"descending\""), "says how it is sorted");
    assertTrue(html.contains("passen, von") || html.contains("passt, von"), "says how many");
    assertTrue(html.contains("Filter entfernen"), "each condition can be taken away");
    for (String wrong : List.of("?f=0.eq.x", "?f=2.like.x", "?f=2.eq.", "?sort=9999", "?page=0")) {
      assertEquals(400, browser.open(path + wrong).statusCode(), wrong);
    }
  }

  @Test
  void saysAConditionInTheGrammarOfRows() {
    var filter = RowFilter.parse("2.eq.O'Hara", 3).orElseThrow();
    var about = new Column(2, "Name", ColumnType.STRING, null, null, null, NOTHING, null);
    assertEquals("\"Name\" = 'O''Hara'", filter.condition(about, "\"Name\"", Words.GERMAN));
    var day = new Column(1, "Tag", ColumnType.DATE, null, null, null, NOTHING, null);
    var since = RowFilter.parse("1.ge.4.11.2026", 3).orElseThrow();
    assertEquals("#1 >= '2026-11-04'", since.condition(day, "#1", Words.GERMAN));
    assertEquals("1.ge.4.11.2026", since.written());
    assertTrue(RowFilter.parse("4.eq.x", 3).isEmpty());
    assertTrue(RowFilter.parse("1.none.", 3).isPresent());
  }

  @Test
  void answersUnchangedPagesWith304AndDraftsToNobody() {
    String path = put("weidenstedt/marke", FULL, State.PUBLISHED);
    var first = portal.get(path, "Accept", Browser.ACCEPT);
    String mark = first.headers().firstValue("ETag").orElseThrow();
    var again = portal.get(path, "Accept", Browser.ACCEPT, "If-None-Match", mark);
    assertEquals(304, again.statusCode());
    String draft = put("weidenstedt/entwurf", FULL, State.DRAFT);
    assertEquals(404, portal.get(draft, "Accept", Browser.ACCEPT).statusCode());
  }

  @Test
  void readsADescriptionInParagraphsOfWhichTheFirstIsShort() {
    String text =
        "Ein Satz mit einigen Wörtern darin und noch mehr. ".repeat(20) + "\n\nDer zweite.";
    var paragraphs = HtmlDatasetPages.paragraphs(text);
    assertEquals(3, paragraphs.size());
    assertTrue(paragraphs.getFirst().length() <= 320);
    assertEquals("Der zweite.", paragraphs.getLast());
    assertTrue(HtmlDatasetPages.paragraphs("").isEmpty());
  }
}
