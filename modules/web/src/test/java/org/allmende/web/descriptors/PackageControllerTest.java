package org.allmende.web.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.allmende.catalog.said.Json;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PackageControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String PAGE = "/datasets/weidenstedt/gepackt";

  @BeforeAll
  static void publish() {
    var answer =
        new Form()
            .file("gepackt.csv", "Art\nUlme\n")
            .field("metadata", "{\"license\":\"dl-by-de/2.0\",\"themes\":[\"ENVI\"]}")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void packsADatasetAsDataPackage() {
    JsonNode json = Form.json(PORTAL.get(PAGE + "/datapackage.json"));
    assertEquals("gepackt", json.path("name").asString());
    assertEquals("dl-by-de-2.0", json.at("/licenses/0/name").asString());
    JsonNode table = json.at("/resources/0");
    assertEquals(Portal.BASE + PAGE + ".csv", table.path("path").asString());
    assertEquals("Art", table.at("/schema/fields/0/name").asString());
    assertEquals("string", table.at("/schema/fields/0/type").asString());
    assertTrue(json.at("/resources/1/hash").asString().startsWith("sha256:"));
  }

  @Test
  void packsADatasetAsCroissant() {
    var answer = PORTAL.get(PAGE + "/croissant.json");
    assertEquals("application/ld+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode json = Form.json(answer);
    assertEquals("http://mlcommons.org/croissant/1.0", json.path("conformsTo").asString());
    assertEquals("tabelle-1.csv", json.at("/distribution/0/@id").asString());
    assertEquals("tabelle-1.csv", json.at("/recordSet/0/field/0/source/fileObject/@id").asString());
    assertEquals("Art", json.at("/recordSet/0/field/0/source/extract/column").asString());
  }

  @Test
  void packsNothingThatIsNotPublic() {
    new Form().file("ungepackt.csv", "Art\nEsche\n").post(PORTAL, "weidenstedt");
    assertEquals(404, PORTAL.get("/datasets/weidenstedt/ungepackt/datapackage.json").statusCode());
    assertEquals(404, PORTAL.get("/datasets/weidenstedt/ungepackt/croissant.json").statusCode());
    assertEquals(404, PORTAL.get("/datasets/weidenstedt/nichts/croissant.json").statusCode());
  }

  @Test
  void showsMachinesTheWay() {
    for (String accept : new String[] {Browser.ACCEPT, "text/turtle"}) {
      String links =
          String.join(", ", PORTAL.get(PAGE, "Accept", accept).headers().allValues("Link"));
      String uri = Portal.BASE + PAGE;
      assertTrue(links.contains("<" + uri + ">; rel=\"cite-as\""), links);
      assertTrue(links.contains("<" + uri + ".ttl>; rel=\"describedby\"; type=\"text/turtle\""));
      assertTrue(links.contains("<" + uri + ".csv>; rel=\"item\"; type=\"text/csv\""), links);
      assertTrue(
          links.contains("<http://dcat-ap.de/def/licenses/dl-by-de/2.0>; rel=\"license\""), links);
      assertTrue(links.contains("/catalogs/weidenstedt>; rel=\"collection\""), links);
      assertTrue(links.contains("<https://schema.org/Dataset>; rel=\"type\""), links);
    }
    String draft = PORTAL.get("/datasets/weidenstedt/ungepackt").headers().toString();
    assertFalse(draft.contains("cite-as"));
  }

  @Test
  void tellsSearchEnginesAll() {
    String html = PORTAL.get(PAGE, "Accept", Browser.ACCEPT).body();
    var script =
        Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertTrue(script.find(), html);
    JsonNode json = Json.own().readTree(script.group(1));
    assertEquals("Dataset", json.path("@type").asString());
    assertEquals("1", json.path("version").asString());
    assertEquals("Art", json.at("/variableMeasured/0/name").asString());
    assertEquals("ENVI", json.at("/about/0/termCode").asString());
    assertEquals("DataCatalog", json.at("/includedInDataCatalog/@type").asString());
    assertFalse(json.at("/distribution/0/contentUrl").asString().isEmpty());
    assertTrue(json.path("inLanguage").toString().contains("de"));
  }
}
