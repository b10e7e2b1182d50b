package org.allmende.web.oai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Portal;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class OaiControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String OAI = "http://www.openarchives.org/OAI/2.0/";
  private static final String URI = "https://example.org/oai/";

  /// More than a part of records holds; the first is withdrawn, one has a hostile title.
  @BeforeAll
  static void publish() {
    for (int i = 0; i < 130; i++) {
      put(i, State.PUBLISHED, i == 1 ? "<b>]]>&\\u0007\\u001F" : "Satz " + i);
    }
    put(0, State.WITHDRAWN, "Satz 0");
  }

  private static void put(int number, State state, String title) {
    String uri = URI + number;
    var graph =
        RDFParser.fromString(
                "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> <"
                    + uri
                    + "> a dcat:Dataset ; dcterms:title \""
                    + title
                    + "\"@de .",
                Lang.TURTLE)
            .toGraph();
    PORTAL
        .store()
        .put(new Entry(new DatasetId("weidenstedt", "oai-" + number), uri, state, graph, ""));
  }

  private static Document ask(String query) {
    HttpResponse<String> answer = PORTAL.get("/oai?" + query);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("text/xml;charset=UTF-8", answer.headers().firstValue("Content-Type").orElse(""));
    return document(answer.body());
  }

  private static Document document(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError(xml, e);
    }
  }

  private static List<Element> all(Document document, String name) {
    var found = new ArrayList<Element>();
    var nodes = document.getElementsByTagNameNS(OAI, name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String text(Document document, String name) {
    return all(document, name).getFirst().getTextContent();
  }

  private static String error(String query) {
    return all(ask(query), "error").getFirst().getAttribute("code");
  }

  @Test
  void saysWhatItIs() {
    Document said = ask("verb=Identify");
    assertEquals(Portal.BASE + "/oai", text(said, "baseURL"));
    assertEquals("2.0", text(said, "protocolVersion"));
    assertEquals("persistent", text(said, "deletedRecord"));
    assertEquals("YYYY-MM-DDThh:mm:ssZ", text(said, "granularity"));
    assertEquals(Portal.NOW.toString(), text(said, "earliestDatestamp"));
    assertEquals("Identify", all(said, "request").getFirst().getAttribute("verb"));
    assertEquals(
        List.of("dcat_ap", "oai_dc"),
        all(ask("verb=ListMetadataFormats"), "metadataPrefix").stream()
            .map(Element::getTextContent)
            .toList());
    assertTrue(
        all(ask("verb=ListSets"), "setSpec").stream()
            .map(Element::getTextContent)
            .toList()
            .contains("weidenstedt"));
  }

  @Test
  void givesEveryRecordOnceAndGoesOnWhereItStopped() {
    var seen = new HashSet<String>();
    int deleted = 0;
    String query = "verb=ListRecords&metadataPrefix=dcat_ap&set=weidenstedt";
    for (int part = 0; part < 20 && !query.isEmpty(); part++) {
      Document said = ask(query);
      for (Element header : all(said, "header")) {
        assertTrue(seen.add(header.getTextContent()), header.getTextContent());
        deleted += header.getAttribute("status").equals("deleted") ? 1 : 0;
      }
      List<Element> tokens = all(said, "resumptionToken");
      String token = tokens.isEmpty() ? "" : tokens.getFirst().getTextContent();
      if (!tokens.isEmpty()) {
        assertTrue(
            Integer.parseInt(tokens.getFirst().getAttribute("completeListSize")) >= seen.size());
      }
      query = token.isEmpty() ? "" : "verb=ListRecords&resumptionToken=" + token;
    }
    assertTrue(seen.stream().filter(header -> header.contains(URI)).count() == 130, seen::toString);
    assertTrue(deleted >= 1);
  }

  @Test
  void givesOneRecordAsDcatApAndDublinCore() {
    Document dcat = ask("verb=GetRecord&metadataPrefix=dcat_ap&identifier=" + URI + "7");
    var rdf =
        dcat.getElementsByTagNameNS("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "RDF").item(0);
    assertTrue(rdf.getTextContent().contains("Satz 7"));
    Document dc = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + URI + "7");
    var title = dc.getElementsByTagNameNS("http://purl.org/dc/elements/1.1/", "title").item(0);
    assertEquals("Satz 7", title.getTextContent());
    Document hostile = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + URI + "1");
    assertTrue(hostile.getDocumentElement().getTextContent().contains("<b>]]>&\uFFFD"));
    Document gone = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + URI + "0");
    assertEquals("deleted", all(gone, "header").getFirst().getAttribute("status"));
    assertTrue(all(gone, "metadata").isEmpty());
  }

  @Test
  void takesFromAndUntil() {
    String list = "verb=ListIdentifiers&metadataPrefix=oai_dc&";
    String day = Portal.NOW.toString().substring(0, 10);
    assertFalse(all(ask(list + "from=" + day + "&until=" + day), "header").isEmpty());
    assertFalse(all(ask(list + "from=" + Portal.NOW + "&until=" + Portal.NOW), "header").isEmpty());
    assertEquals("noRecordsMatch", error(list + "from=2027-01-01"));
    assertEquals("noRecordsMatch", error(list + "until=2001-01-01T00:00:00Z"));
    assertEquals("noRecordsMatch", error(list + "set=nirgendwo"));
    assertEquals("badArgument", error(list + "from=2027-01-01&until=2026-01-01"));
    assertEquals("badArgument", error(list + "from=2027-01-01&until=2028-01-01T00:00:00Z"));
    assertEquals("badArgument", error(list + "from=gestern"));
    assertEquals("badArgument", error(list + "from=2026-02-31"));
  }

  @Test
  void tellsMistakesInTheWordsOfTheProtocol() {
    assertEquals("badVerb", error(""));
    assertEquals("badVerb", error("verb=Destroy"));
    assertEquals("badVerb", error("verb=Identify&verb=Identify"));
    assertEquals("badArgument", error("verb=Identify&x=1"));
    assertEquals("badArgument", error("verb=GetRecord&identifier=x"));
    assertEquals("badArgument", error("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc"));
    assertEquals("badArgument", error("verb=ListRecords&metadataPrefix=oai_dc&set=a&set=b"));
    assertEquals("badResumptionToken", error("verb=ListRecords&resumptionToken=x"));
    assertEquals(
        "badResumptionToken", error("verb=ListRecords&resumptionToken=" + "A".repeat(3000)));
    assertEquals("badResumptionToken", error("verb=ListSets&resumptionToken=x"));
    assertEquals("cannotDisseminateFormat", error("verb=ListRecords&metadataPrefix=marc"));
    assertEquals(
        "idDoesNotExist", error("verb=GetRecord&metadataPrefix=oai_dc&identifier=urn:x%22%3E"));
    assertEquals("idDoesNotExist", error("verb=ListMetadataFormats&identifier=urn:x"));
    assertTrue(all(ask("verb=Destroy"), "request").getFirst().getAttribute("verb").isEmpty());
  }

  @Test
  void takesItsArgumentsFromAForm() {
    var sent =
        PORTAL.send(
            PORTAL
                .request("/oai", "Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString("verb=Identify", StandardCharsets.UTF_8)));
    assertEquals("2.0", text(document(sent.body()), "protocolVersion"));
    var broken =
        PORTAL.send(
            PORTAL
                .request("/oai", "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("verb=%zz%ff")));
    assertEquals(200, broken.statusCode(), broken.body());
    assertFalse(all(document(broken.body()), "error").isEmpty());
    String mark = PORTAL.get("/oai?verb=Identify").headers().firstValue("ETag").orElseThrow();
    assertEquals(304, PORTAL.get("/oai?verb=Identify", "If-None-Match", mark).statusCode());
  }
}
