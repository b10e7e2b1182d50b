package org.allmende.web.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.allmende.web.access.Routes;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

  /// What pages are made of, and files that stand at a fixed place for robots and browsers.
  private static final Set<String> FURNITURE =
      Set.of(
          "/assets/{version}/{*path}",
          "/robots.txt",
          "/favicon.ico",
          "/sitemap.xml",
          "/sitemap-{number}.xml");

  private final JsonNode document = Form.json(Portal.shared().get("/openapi.json"));

  @Test
  void describesEveryRouteAndNoOther() {
    var routes = new TreeSet<String>();
    for (Routes.Route route : Routes.TABLE) {
      String pattern = route.pattern().getPatternString();
      if (!route.isForm() && !FURNITURE.contains(pattern)) {
        routes.add(route.method() + " " + pattern);
      }
    }
    var described = new TreeSet<String>();
    document
        .path("paths")
        .forEachEntry((path, item) ->
            item.forEachEntry((method, operation) -> {
              if (!method.equals("parameters")) {
                described.add(method.toUpperCase(Locale.ROOT) + " " + path);
              }
            }));
    assertEquals(routes, described);
  }

  @Test
  void saysWhichRoutesNeedAToken() {
    for (Routes.Route route : Routes.TABLE) {
      JsonNode operation =
          document
              .path("paths")
              .path(route.pattern().getPatternString())
              .path(route.method().toLowerCase(Locale.ROOT));
      if (!operation.isMissingNode()) {
        assertEquals(
            route.access() != Routes.Access.ANYONE,
            operation.has("security"),
            operation.path("operationId").asString());
      }
    }
  }

  @Test
  void namesEveryVariableOfAPath() {
    document
        .path("paths")
        .forEachEntry((path, item) -> {
          long variables = path.chars().filter(c -> c == '{').count();
          item.forEachEntry((method, operation) -> {
            if (!method.equals("parameters")) {
              long named =
                  operation.path("parameters").findValuesAsString("in").stream()
                          .filter("path"::equals)
                          .count()
                      + item.path("parameters").size();
              assertEquals(variables, named, method + " " + path);
            }
          });
        });
  }

  @Test
  void leadsEveryReferenceSomewhere() {
    Set<String> references = new TreeSet<>(document.findValuesAsString("$ref"));
    assertFalse(references.isEmpty());
    for (String reference : references) {
      assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
    }
  }

  @Test
  void namesTheAddressItIsServedAt() {
    assertEquals(Portal.BASE, document.at("/servers/0/url").asString());
    assertTrue(document.path("openapi").asString().startsWith("3.1"));
  }
}
