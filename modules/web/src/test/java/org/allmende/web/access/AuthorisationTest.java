package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.accounts.Role;
import org.allmende.model.DatasetId;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every route, for everybody: who is let in, and who is turned away before anything happens. The
/// cases are made from the table, so that none is forgotten.
class AuthorisationTest {

  private static final String TENANT = "weidenstedt";
  private static final Set<Integer> TURNED_AWAY = Set.of(401, 403);
  private static final String DRAFT = "rollen-entwurf";
  private static final String PUBLISHED = "rollen-heraus";

  private final Portal portal = Portal.written();

  private enum Who {
    NOBODY(null, ""),
    READER(Role.READER, TENANT),
    EDITOR(Role.EDITOR, TENANT),
    PUBLISHER(Role.PUBLISHER, TENANT),
    ADMINISTRATOR(Role.ADMINISTRATOR, TENANT),
    ADMINISTRATOR_OF_ANOTHER(Role.ADMINISTRATOR, "hohenlinde"),
    OPERATOR(null, "");

    private final @Nullable Role role;
    private final String tenant;

    Who(@Nullable Role role, String tenant) {
      this.role = role;
      this.tenant = tenant;
    }

    String token() {
      Role own = role;
      return own == null ? Portal.OPERATOR : Portal.token(tenant, own);
    }

    boolean may(Routes.Access access) {
      Role own = role;
      return switch (access) {
        case ANYONE, WATCHER -> true; // these tests run where the server does
        case ACCOUNT -> this != NOBODY;
        case OPERATOR, NODE -> this == OPERATOR;
        case READER, EDITOR, PUBLISHER, ADMINISTRATOR ->
            this == OPERATOR
                || (own != null
                    && tenant.equals(TENANT)
                    && own.compareTo(Role.valueOf(access.name())) >= 0);
      };
    }

    boolean isMember() {
      return this == OPERATOR || tenant.equals(TENANT);
    }
  }

  @BeforeEach
  void aDraftAndAPublishedDataset() {
    publish(DRAFT, "false");
    publish(PUBLISHED, "true");
  }

  private void publish(String name, String publish) {
    if (portal.store().find(new DatasetId(TENANT, name)).isEmpty()) {
      var answer =
          new Form()
              .file(name + ".csv", "Art\nAhorn\nBirke\nLinde\n")
              .field("publish", publish)
              .post(portal, TENANT);
      assertEquals(201, answer.statusCode(), answer.body());
    }
  }

  @TestFactory
  List<DynamicTest> everyRoute() {
    return matrix(Routes.TABLE, "nothing-here");
  }

  /// What is a draft, and what is public, may need different roles for the same route.
  @TestFactory
  List<DynamicTest> everyRouteToADraft() {
    return matrix(ofDatasets(), DRAFT);
  }

  @TestFactory
  List<DynamicTest> everyRouteToWhatIsPublished() {
    return matrix(ofDatasets(), PUBLISHED);
  }

  private static List<Routes.Route> ofDatasets() {
    return Routes.TABLE.stream()
        .filter(route -> route.pattern().getPatternString().contains("/{tenant}/{slug}"))
        .toList();
  }

  private List<DynamicTest> matrix(List<Routes.Route> routes, String slug) {
    var tests = new ArrayList<DynamicTest>();
    for (Routes.Route route : routes) {
      for (Who who : Who.values()) {
        String name = route.method() + " " + route.pattern() + " " + slug + " " + who;
        tests.add(dynamicTest(name, () -> check(route, slug, who)));
      }
    }
    return tests;
  }

  private void check(Routes.Route route, String slug, Who who) {
    long before = portal.store().change();
    HttpResponse<String> answer = route.isForm() ? fill(route, slug, who) : call(route, slug, who);
    String told = answer.statusCode() + ": " + answer.body();
    assertTrue(answer.statusCode() < 500, told);
    if (route.isForm()) {
      checkForm(route, slug, who, answer);
    } else if (!who.may(route.access())) {
      assertEquals(who == Who.NOBODY ? 401 : 403, answer.statusCode(), told);
      assertTrue(
          answer.headers().firstValue("Content-Type").orElse("").contains("problem+json"), told);
    } else if (slug.equals(DRAFT) && route.isOpen() && !who.isMember()) {
      assertEquals(404, answer.statusCode(), told);
    } else {
      boolean allowed = !slug.equals(PUBLISHED) || who.may(route.published());
      assertEquals(!allowed, TURNED_AWAY.contains(answer.statusCode()), told);
    }
    assertEquals(before, portal.store().change());
  }

  private static void checkForm(
      Routes.Route route, String slug, Who who, HttpResponse<String> answer) {
    String told = answer.statusCode() + ": " + answer.body();
    if (route.access() == Routes.Access.ANYONE) {
      return;
    }
    if (who == Who.NOBODY) {
      assertEquals(route.method().equals("POST") ? 403 : 200, answer.statusCode(), told);
      assertEquals(route.method().equals("GET"), answer.body().contains("name=\"token\""), told);
    } else if (!who.may(route.access())) {
      assertEquals(who.isMember() || !isOfTenant(route) ? 403 : 404, answer.statusCode(), told);
    } else {
      boolean allowed = !slug.equals(PUBLISHED) || who.may(route.published());
      assertEquals(!allowed, TURNED_AWAY.contains(answer.statusCode()), told);
    }
  }

  private static boolean isOfTenant(Routes.Route route) {
    return route.pattern().getPatternString().contains("{tenant}");
  }

  /// A request that would be wrong even for who may send it: nothing is there to be changed, or it
  /// was changed meanwhile.
  private HttpResponse<String> call(Routes.Route route, String slug, Who who) {
    var request =
        portal.request(path(route, slug), "Content-Type", "application/json", "If-Match", "\"0\"");
    if (who != Who.NOBODY) {
      request.header("Authorization", "Bearer " + who.token());
    }
    return portal.send(
        request.method(
            route.method(),
            route.method().equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{}")));
  }

  /// A form as a browser sends it, filled in from a page that is out of date.
  private HttpResponse<String> fill(Routes.Route route, String slug, Who who) {
    var browser = who == Who.NOBODY ? Browser.of(portal) : Browser.signedIn(portal, who.token());
    return route.method().equals("GET")
        ? browser.open(path(route, slug))
        : browser.send(path(route, slug), Map.of("change", "0"));
  }

  private static String path(Routes.Route route, String slug) {
    return route
        .pattern()
        .getPatternString()
        .replace("{tenant}", TENANT)
        .replace("{slug}", slug)
        .replace("{*path}", "x")
        .replace("{number}", "1")
        .replaceAll("\\{\\w+\\}", "nothing-here");
  }

  @Test
  void lowerRolesHandInAndHigherOnesPublish() {
    for (Who who : Who.values()) {
      for (String publish : List.of("true", "false")) {
        var form = new Form().file("x.csv", "a\n").field("publish", publish);
        form.field("tenant", TENANT).field("publish", publish);
        var request = portal.request("/api/v1/datasets", "Content-Type", Form.TYPE);
        if (who != Who.NOBODY) {
          request.header("Authorization", "Bearer " + who.token());
        }
        int status = portal.send(request.POST(form.body())).statusCode();
        boolean allowed =
            who.may(publish.equals("true") ? Routes.Access.PUBLISHER : Routes.Access.EDITOR);
        int expected = allowed ? 201 : who == Who.NOBODY ? 401 : 403;
        assertEquals(expected, status, who + " publish=" + publish);
      }
    }
  }

  @Test
  void believesOnlyTheToken() {
    for (String[] headers :
        new String[][] {
          {"Authorization", "Bearer"},
          {"Authorization", "Basic " + Portal.OPERATOR},
          {"X-Forwarded-User", "admin"},
          {"X-Remote-User", "admin"},
          {"Cookie", "session=" + Portal.OPERATOR}
        }) {
      var answer =
          portal.send(
              portal
                  .request("/api/v1/datasets", headers)
                  .header("Content-Type", Form.TYPE)
                  .POST(new Form().file("x.csv", "a\n").body()));
      assertEquals(401, answer.statusCode(), headers[0]);
    }
    var inTheAddress =
        portal.send(
            portal
                .request("/api/v1/datasets?access_token=" + Portal.OPERATOR)
                .header("Content-Type", Form.TYPE)
                .POST(new Form().file("x.csv", "a\n").body()));
    assertEquals(401, inTheAddress.statusCode());
  }
}
