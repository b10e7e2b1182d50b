package org.allmende.harvest;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a host allows programs like ours: its `robots.txt`, read as [RFC
/// 9309](https://www.rfc-editor.org/rfc/rfc9309) says.
///
/// @param rules of the groups that are meant for us
record Robots(SimpleRobotRules rules) {

  /// No more is read of a file; it is what the standard asks for at least.
  static final int MOST_BYTES = 500 * 1024;

  static final Robots ALLOW_ALL = new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));
  static final Robots ALLOW_NOTHING = new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE));

  private static final long LONGEST_DELAY = Duration.ofMinutes(1).toMillis();
  private static final int WARNINGS = 0;

  /// Reads a file.
  ///
  /// @param agent the name we go by
  static Robots read(String text, String agent) {
    var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, WARNINGS);
    parser.setExactUserAgentMatching(true);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    List<String> names = List.of(agent.toLowerCase(Locale.ROOT));
    return new Robots(parser.parseContent("", content, "text/plain", names));
  }

  /// Whether we may ask for an address.
  boolean allows(URI address) {
    return rules.isAllowed(address.toString());
  }

  /// How long to wait between two requests (`Crawl-delay`, which no standard describes and many
  /// hosts use), a minute at most; zero where nothing is said.
  Duration delay() {
    return Duration.ofMillis(Math.clamp(rules.getCrawlDelay(), 0, LONGEST_DELAY));
  }

  /// How much memory this takes, roughly in bytes.
  int size() {
    return 200
        + rules.getRobotRules().stream().mapToInt(rule -> 80 + rule.getPrefix().length()).sum();
  }
}
