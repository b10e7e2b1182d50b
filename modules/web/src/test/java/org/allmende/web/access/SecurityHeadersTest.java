package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

  private final Portal portal = Portal.shared();

  @Test
  void everyAnswerSaysWhatBrowsersMayDoWithIt() {
    for (String path : new String[] {"/", "/api/v1/search?q=x", "/nirgends", "/robots.txt"}) {
      var headers = portal.get(path).headers();
      String policy = headers.firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("default-src 'none'"), path + ": " + policy);
      assertTrue(policy.contains("base-uri 'none'"), path + ": " + policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), path + ": " + policy);
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
      assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElse(""), path);
      assertEquals(
          "max-age=31536000", // these tests ask another host than the portal's
          headers.firstValue("Strict-Transport-Security").orElse(""),
          path);
    }
  }

  @Test
  void onlyWhatIsOpenIsReadableFromEveryOrigin() {
    assertEquals("*", origin("/api/v1/search?q=x"));
    assertEquals("", origin("/upload"));
    assertEquals("", origin("/api/v1/trail"));
  }

  private String origin(String path) {
    return portal
        .get(path, "Origin", "https://evil.example.org")
        .headers()
        .firstValue("Access-Control-Allow-Origin")
        .orElse("");
  }
}
