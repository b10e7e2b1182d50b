package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules and examples of [RFC 9309](https://www.rfc-editor.org/rfc/rfc9309).
final class RobotsTest {

  /// RFC 9309, 5.1.
  private static final String SIMPLE =
      """
      User-Agent: *
      Disallow: *.gif$
      Disallow: /example/
      Allow: /publications/

      User-Agent: foobot
      Disallow:/
      Allow:/example/page.html
      Allow:/example/allowed.gif

      User-Agent: barbot
      User-Agent: bazbot
      Disallow: /example/page.html

      User-Agent: quxbot

      EOF
      """;

  private static Robots read(String text, String agent) {
    return Robots.read(text, agent);
  }

  private static boolean allows(Robots robots, String path) {
    return robots.allows(URI.create("https://daten.example.org" + path));
  }

  private static Robots forAll(String rules) {
    return read("User-agent: *\n" + rules, "Allmende");
  }

  @ParameterizedTest
  @CsvSource({
    "Allmende, /, true",
    "Allmende, /a/b.gif, false",
    "Allmende, /a/b.gif?c, true",
    "Allmende, /example/x, false",
    "Allmende, /publications/x, true",
    "foobot, /, false",
    "foobot, /example/page.html, true",
    "foobot, /example/allowed.gif, true",
    "FooBot, /example/other.gif, false",
    "barbot, /example/page.html, false",
    "bazbot, /example/page.html, false",
    "bazbot, /example/other, true",
    "quxbot, /example/page.html, true"
  })
  void readsTheSimpleExample(String agent, String path, boolean allowed) {
    assertEquals(allowed, allows(read(SIMPLE, agent), path));
  }

  @Test
  void takesTheLongestRule() {
    Robots robots = forAll("Allow: /example/page/\nDisallow: /example/page/disallowed.gif\n");
    assertFalse(allows(robots, "/example/page/disallowed.gif"));
    assertTrue(allows(robots, "/example/page/other.gif"));
  }

  @Test
  void allowsWhereTwoRulesAreAsLong() {
    assertTrue(allows(forAll("Disallow: /page\nAllow: /page\n"), "/page"));
    assertTrue(allows(forAll("Allow: /page\nDisallow: /page\n"), "/page"));
  }

  @ParameterizedTest
  @CsvSource({
    "/foo/bar?baz=quz, /foo/bar?baz=quz, true",
    "/foo/bar?baz=https://foo.bar, /foo/bar?baz=https%3A%2F%2Ffoo.bar, false",
    "/foo/bar/\u30c4, /foo/bar/%E3%83%84, true",
    "/foo/bar/%E3%83%84, /foo/bar/%E3%83%84, true",
    "/foo/bar/%62%61%7A, /foo/bar/baz, true",
    "/path/file-with-a-%2A.html, /path/file-with-a-%2a.html, true"
  })
  void comparesEscapedPaths(String rule, String asked, boolean fits) {
    assertEquals(!fits, allows(forAll("Disallow: " + rule), asked));
  }

  @ParameterizedTest
  @CsvSource({
    "/fish, /fish.html, true",
    "/fish, /Fish.asp, false",
    "/fish*, /fishheads/yummy.html, true",
    "/fish/, /fish, false",
    "/*.php, /folder/any.php.file.html, true",
    "/*.php, /windows.PHP, false",
    "/*.php$, /filename.php, true",
    "/*.php$, /filename.php?parameters, false",
    "/fish*.php, /fishheads/catfish.php?id=1, true",
    "/fish*.php, /Fish.PHP, false",
    "/a*b*c$, /a1b2b3c, true",
    "/a*bc*c$, /abc, false",
    "/a$, /a, true",
    "*, /anything, true",
    "/x**y, /xzy, true"
  })
  void understandsTheTwoSigns(String rule, String path, boolean fits) {
    assertEquals(!fits, allows(forAll("Disallow: " + rule), path));
  }

  @Test
  void putsGroupsOfOneAgentTogether() {
    String text =
        """
        User-agent: Allmende
        Disallow: /a
        User-agent: other
        Disallow: /b
        User-agent: ALLMENDE/2.0
        Disallow: /c
        User-agent: *
        Disallow: /d
        """;
    Robots robots = read(text, "Allmende");
    assertFalse(allows(robots, "/a"));
    assertTrue(allows(robots, "/b"));
    assertFalse(allows(robots, "/c"));
    assertTrue(allows(robots, "/d"));
  }

  @Test
  void isNotMisledByOtherLines() {
    String text = "Disallow: /lost\nUser-agent: *\nSitemap: https://x/s.xml\nrubbish\nDisallow: /a";
    Robots robots = read(text, "Allmende");
    assertTrue(allows(robots, "/lost"));
    assertFalse(allows(robots, "/a"));
    assertTrue(allows(forAll("Disallow:\n"), "/a"));
    assertTrue(allows(read("", "Allmende"), "/"));
    assertTrue(allows(forAll("Disallow: /"), "/robots.txt"));
    assertFalse(allows(read("\uFEFFUser-agent: *\rDisallow: /a # why\r", "Allmende"), "/a"));
  }

  @Test
  void honoursADelayUpToAMinute() {
    assertEquals(Duration.ofMillis(2500), forAll("Crawl-delay: 2.5\n").delay());
    assertEquals(Duration.ofMinutes(1), forAll("Crawl-delay: 86400\n").delay());
    assertEquals(Duration.ZERO, forAll("Crawl-delay: soon\n").delay());
    String both = "User-agent: *\nCrawl-delay: 9\nDisallow:\nUser-agent: Allmende\nDisallow: /a";
    assertEquals(Duration.ZERO, read(both, "Allmende").delay());
  }

  @Test
  void neverFailsAndNeverTakesLong() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    byte[] noise = new byte[20_000];
    random.nextBytes(noise);
    allows(read(new String(noise, StandardCharsets.UTF_8), "Allmende"), "/x");
    String stars = "Disallow: /" + "*a".repeat(2_000) + "b$\n";
    assertTimeout(
        Duration.ofSeconds(10),
        () -> assertTrue(allows(forAll(stars.repeat(50)), "/" + "a".repeat(4_000))),
        "seed " + seed);
  }
}
