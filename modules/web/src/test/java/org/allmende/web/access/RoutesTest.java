package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesTest {

  private final Portal portal = Portal.shared();

  @Test
  void everyHandlerHasARule() {
    Set<String> handled = handled();
    assertFalse(handled.isEmpty());
    handled.removeAll(ruled());
    assertTrue(handled.isEmpty(), "without a rule: " + handled);
  }

  @Test
  void everyRuleHasAHandler() {
    Set<String> ruled = ruled();
    ruled.removeAll(handled());
    ruled.removeIf(rule -> rule.contains("/actuator/"));
    assertTrue(ruled.isEmpty(), "without a handler: " + ruled);
  }

  @Test
  void servesNothingThatIsNotInTheTable() {
    for (String path :
        new String[] {
          "/actuator/env", "/actuator/heapdump", "/actuator;x=1/env", "/admin/", "/error", "/login"
        }) {
      assertEquals(404, portal.get(path).statusCode(), path);
    }
  }

  @Test
  void knowsWhichFormsAskWhoSomebodyIs() {
    assertTrue(Routes.isGuardedForm("/upload/weidenstedt/baeume"));
    assertTrue(Routes.isGuardedForm("/feedback"));
    assertFalse(Routes.isGuardedForm("/upload/weidenstedt/baeume/typing"), "no page");
    assertFalse(Routes.isGuardedForm("/contact"), "for everybody");
    assertFalse(Routes.isGuardedForm("//elsewhere.example/upload/a/b"), "not here");
  }

  private static Set<String> ruled() {
    var ruled = new TreeSet<String>();
    Routes.TABLE.forEach(route -> ruled.add(route.method() + " " + route.pattern()));
    return ruled;
  }

  private Set<String> handled() {
    var handled = new TreeSet<String>();
    for (var mapping :
        portal
            .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()) {
      for (String pattern : mapping.getPatternValues()) {
        mapping
            .getMethodsCondition()
            .getMethods()
            .forEach(method -> handled.add(method + " " + pattern));
      }
    }
    return handled;
  }
}
