package org.allmende.web.ckan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CkanControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String NAME = "weidenstedt--ckan-baeume";

  @BeforeAll
  static void publish() {
    var answer =
        new Form()
            .file("ckan-baeume.csv", "Art\nAhorn\nBirke\n")
            .field(
                "metadata",
                "{\"keywords\":[\"Baum\"],\"themes\":[\"ENVI\"],\"license\":\"dl-by-de/2.0\","
                    + "\"contact\":{\"name\":\"Amt\",\"email\":\"amt@example.org\"}}")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals("published", Form.json(answer).path("state").asString(), answer.body());
  }

  private static HttpResponse<String> get(String action, String query) {
    return PORTAL.get("/api/3/action/" + action + (query.isEmpty() ? "" : "?" + query));
  }

  private static JsonNode result(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode json = Form.json(answer);
    assertTrue(json.path("success").asBoolean());
    assertTrue(json.path("help").asString().startsWith(Portal.BASE + "/api/3/action/help_show"));
    return json.path("result");
  }

  private static JsonNode result(String action, String query) {
    return result(get(action, query));
  }

  private static String error(int status, String action, String query) {
    var answer = get(action, query);
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode json = Form.json(answer);
    assertFalse(json.path("success").asBoolean(true));
    return json.path("error").path("__type").asString();
  }

  private static JsonNode search(String query) {
    return result("package_search", query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void showsADatasetAsAPackage() {
    JsonNode shown = result("package_show", "id=" + NAME);
    assertEquals(NAME, shown.path("name").asString());
    assertEquals("weidenstedt", shown.at("/organization/name").asString());
    assertEquals("envi", shown.at("/groups/0/name").asString());
    assertEquals("Baum", shown.at("/tags/0/name").asString());
    assertEquals("amt@example.org", shown.path("maintainer_email").asString());
    assertEquals(
        "http://dcat-ap.de/def/licenses/dl-by-de/2.0", shown.path("license_id").asString());
    assertTrue(shown.path("isopen").asBoolean());
    assertEquals("2026-11-24T10:00:00.000000", shown.path("metadata_modified").asString());
    assertEquals(
        Portal.BASE + "/datasets/weidenstedt/ckan-baeume", shown.at("/extras/0/value").asString());
    JsonNode csv = resource(shown, "csv");
    assertEquals(shown.path("num_resources").asInt(), shown.path("resources").size());
    assertEquals("CSV", csv.path("format").asString());
    assertTrue(csv.path("datastore_active").asBoolean());
    assertEquals(csv, result("resource_show", "id=" + csv.path("id").asString()));
    assertTrue(result("package_list", "").valueStream().anyMatch(n -> n.asString().equals(NAME)));
  }

  private static JsonNode resource(JsonNode shown, String end) {
    for (JsonNode resource : shown.path("resources")) {
      if (resource.path("id").asString().equals(NAME + "--" + end)) {
        return resource;
      }
    }
    throw new AssertionError(shown.toPrettyString());
  }

  @Test
  void answersPostsInJsonAndInForms() {
    for (String body : List.of("{\"id\":\"" + NAME + "\"}", "id=" + NAME)) {
      for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
        if (body.startsWith("{") || type.endsWith("urlencoded")) {
          var sent =
              PORTAL.send(
                  PORTAL
                      .request("/api/action/package_show", "Content-Type", type)
                      .POST(HttpRequest.BodyPublishers.ofString(body)));
          assertEquals(NAME, result(sent).path("name").asString());
        }
      }
    }
    var broken =
        PORTAL.send(
            PORTAL
                .request("/api/action/package_show", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[1")));
    assertEquals(400, broken.statusCode());
    var unreadable =
        PORTAL.send(
            PORTAL
                .request(
                    "/api/action/package_show", "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("id=%zz%ff")));
    assertEquals(400, unreadable.statusCode(), unreadable.body());
  }

  @Test
  void searchesAsHarvestersDo() {
    JsonNode all = search("q=*:*&rows=1000&sort=" + encoded("id asc"));
    assertEquals(all.path("count").asInt(), all.path("results").size());
    List<String> names =
        all.path("results").valueStream().map(r -> r.path("id").asString()).toList();
    assertEquals(names.stream().sorted().toList(), names);
    JsonNode second = search("rows=1&start=1&sort=" + encoded("id asc"));
    assertEquals(names.get(1), second.at("/results/0/id").asString());
    String fq = "fq=" + encoded("+organization:\"weidenstedt\" -organization:(hohenlinde OR x)");
    assertTrue(search(fq + "&rows=0").path("count").asInt() > 0);
    assertTrue(
        search(fq + "&rows=1000")
            .path("results")
            .valueStream()
            .allMatch(r -> r.at("/organization/id").asString().equals("weidenstedt")));
    String since = "fq=" + encoded("metadata_modified:[2027-01-01T00:00:00Z TO *]");
    assertEquals(0, search(since).path("count").asInt());
    String before = "fq=" + encoded("metadata_modified:[* TO 2027-01-01T00:00:00.000000Z]");
    assertTrue(search(before).path("count").asInt() > 0);
    assertEquals(1, search("fq=name:" + NAME).path("count").asInt());
    assertEquals(0, search("fq=state:deleted").path("count").asInt());
    assertEquals(0, search("start=2147483647").path("results").size());
    assertTrue(search("facet.field=" + encoded("[\"groups\"]")).at("/facets/groups").has("econ"));
  }

  @Test
  void searchesByWordsInTheIndex() {
    JsonNode found = search("q=Haushalt&rows=5&start=2");
    assertEquals(25, found.path("count").asInt());
    assertEquals(1, search("q=" + encoded("title:Baumkataster")).path("count").asInt());
    assertEquals(0, search("q=Haushalt&fq=groups:tran").path("count").asInt());
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertEquals("Search Query Error", error(400, "package_search", "fq=geheim:1"));
    assertEquals("Search Query Error", error(400, "package_search", "sort=geheim"));
    assertEquals("Validation Error", error(409, "package_search", "rows=-1"));
    assertEquals("Validation Error", error(409, "package_show", ""));
    assertEquals("Not Found Error", error(404, "package_show", "id=gibt-es-nicht"));
    assertEquals("Not Found Error", error(404, "package_show", "id=" + encoded("a--b--c--d")));
    assertEquals("Not Found Error", error(404, "resource_show", "id=" + NAME + "--x"));
    assertEquals("Not Found Error", error(404, "organization_show", "id=" + encoded("../x")));
    assertEquals("Authorization Error", error(403, "package_create", ""));
    assertEquals("Bad Request", error(400, "datastore_search_sql", "sql=x"));
    for (String odd : List.of("\"", "(", "a:(", "[", "::", "*:* (", "\\", "a:\"\\", "+-!")) {
      int status = get("package_search", "q=" + encoded(odd)).statusCode();
      assertEquals(200, status, odd);
    }
  }

  @Test
  void listsWhatDatasetsAreGroupedBy() {
    assertTrue(result("organization_list", "").toString().contains("\"weidenstedt\""));
    assertEquals(
        "Stadt Weidenstedt",
        result("organization_show", "id=weidenstedt").path("display_name").asString());
    assertTrue(result("group_list", "").toString().contains("\"envi\""));
    assertTrue(result("group_list", "all_fields=true").size() > 10);
    assertEquals("envi", result("group_show", "id=envi").path("name").asString());
    assertTrue(result("tag_list", "").isArray());
    assertTrue(result("license_list", "").toString().contains("dl-by-de/2.0"));
    assertTrue(result("site_read", "").asBoolean());
    assertTrue(result("status_show", "").path("ckan_version").asString().startsWith("2."));
    assertTrue(result("current_package_list_with_resources", "limit=2").size() == 2);
    assertTrue(result("help_show", "name=package_show").asString().contains("id"));
    assertTrue(result("resource_search", "query=" + encoded("name:x")).path("results").isArray());
    assertEquals(3, Form.json(PORTAL.get("/api/3")).path("version").asInt());
  }

  @Test
  void asksRows() {
    JsonNode asked =
        result(
            "datastore_search",
            "resource_id="
                + NAME
                + "--csv&limit=2&sort="
                + encoded("Art desc")
                + "&fields=Art&filters="
                + encoded("{\"Art\":[\"O'Hara\",\"' or 1=1\"]}"));
    assertEquals("Art", asked.at("/fields/1/id").asString());
    assertEquals("Ahorn", asked.at("/records/0/Art").asString());
    assertEquals(1, asked.at("/records/0/_id").asInt());
    assertEquals(2, asked.path("records").size());
    String wrong = "resource_id=" + NAME + "--csv&";
    assertEquals("Validation Error", error(409, "datastore_search", wrong + "fields=Geheim"));
    assertEquals("Validation Error", error(409, "datastore_search", wrong + "filters=x"));
    assertEquals("Not Found Error", error(404, "datastore_search", "resource_id=x"));
    assertEquals("Validation Error", error(409, "datastore_search", ""));
  }
}
