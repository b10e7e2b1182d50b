package org.allmende.harvest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a host allows programs like ours: its `robots.txt`, read as [RFC
/// 9309](https://www.rfc-editor.org/rfc/rfc9309) says. The groups that name us count together;
/// where none does, those for all. The longest rule that fits decides, and where two are as long,
/// the one that allows.
///
/// @param rules of the groups that are meant for us
/// @param delay how long to wait between two requests (`Crawl-delay`, which no standard describes
///   and many hosts use); zero where nothing is said
record Robots(List<Rule> rules, Duration delay) {

  /// No more is read of a file; it is what the standard asks for at least.
  static final int MOST_BYTES = 500 * 1024;

  static final Robots ALLOW_ALL = new Robots(List.of(), Duration.ZERO);
  static final Robots ALLOW_NOTHING = new Robots(List.of(new Rule(false, "/")), Duration.ZERO);

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  Robots {
    rules = List.copyOf(rules);
  }

  /// A beginning of paths, in which `*` stands for anything and `$` at the end for the end.
  record Rule(boolean allows, String path) {

    boolean fits(String asked) {
      boolean whole = path.endsWith("$");
      String[] parts = (whole ? path.substring(0, path.length() - 1) : path).split("\\*", -1);
      if (!asked.startsWith(parts[0])) {
        return false;
      }
      int at = parts[0].length();
      for (int i = 1; i < parts.length; i++) {
        boolean last = whole && i == parts.length - 1;
        int found =
            last ? asked.length() - parts[i].length() : asked.indexOf(parts[i], Math.max(at, 0));
        if (found < at || !asked.startsWith(parts[i], found)) {
          return false;
        }
        at = found + parts[i].length();
      }
      return !whole || at == asked.length();
    }
  }

  /// Reads a file.
  ///
  /// @param agent the name we go by
  static Robots read(String text, String agent) {
    var reading = new Groups(agent.toLowerCase(Locale.ROOT));
    (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().forEach(reading::line);
    return reading.robots();
  }

  /// Whether we may ask for a path.
  ///
  /// @param asked path and query as they stand in a request
  boolean allows(String asked) {
    String path = normalised(asked.isEmpty() ? "/" : asked);
    boolean allowed = true;
    int longest = -1;
    for (Rule rule : rules) {
      int length = rule.path().length();
      boolean decides = length > longest || (length == longest && rule.allows());
      if (decides && rule.fits(path)) {
        longest = length;
        allowed = rule.allows();
      }
    }
    return allowed || path.equals("/robots.txt");
  }

  /// How much memory this takes, roughly in bytes.
  int size() {
    return 200 + rules.stream().mapToInt(rule -> 80 + rule.path().length()).sum();
  }

  /// Letters and signs that need no escape stand for themselves, all others are escaped, in
  /// capitals: so the same path is always written the same way.
  static String normalised(String path) {
    var text = new StringBuilder();
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int one = bytes[i] & 0xff;
      if (one == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        int meant = hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]);
        i += 2;
        if (isUnreserved(meant)) {
          text.append((char) meant);
        } else {
          escape(text, meant);
        }
      } else if (one > 0x20 && one < 0x7f) {
        text.append((char) one);
      } else {
        escape(text, one);
      }
    }
    return text.toString();
  }

  private static void escape(StringBuilder text, int one) {
    text.append('%').append(String.format(Locale.ROOT, "%02X", one));
  }

  private static int hex(byte digit) {
    return digit < 0 ? -1 : Character.digit((char) digit, 16);
  }

  private static boolean isUnreserved(int one) {
    return one < 0x80 && (Character.isLetterOrDigit(one) || "-._~".indexOf(one) >= 0);
  }

  /// The groups as they are read. A line that is no rule and names no agent, such as one about a
  /// sitemap, ends no group.
  private static final class Groups {
    private final String agent;
    private final List<Rule> ours = new ArrayList<>();
    private final List<Rule> everybodys = new ArrayList<>();
    private Duration delay = Duration.ZERO;
    private Duration everybodysDelay = Duration.ZERO;
    private boolean named;
    private boolean forUs;
    private boolean forEverybody;
    private boolean inRules;

    Groups(String agent) {
      this.agent = agent;
    }

    void line(String line) {
      int comment = line.indexOf('#');
      String said = comment < 0 ? line : line.substring(0, comment);
      int colon = said.indexOf(':');
      if (colon < 0) {
        return;
      }
      String value = said.substring(colon + 1).strip();
      switch (said.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "user-agent" -> agent(value);
        case "allow" -> rule(true, value);
        case "disallow" -> rule(false, value);
        case "crawl-delay" -> delay(value);
        default -> {
          // Not about what may be asked.
        }
      }
    }

    private void agent(String value) {
      if (inRules) {
        forUs = false;
        forEverybody = false;
        inRules = false;
      }
      forEverybody |= value.startsWith("*");
      if (value.toLowerCase(Locale.ROOT).replaceFirst("[^a-z_-].*", "").equals(agent)) {
        forUs = true;
        named = true;
      }
    }

    private void rule(boolean allows, String value) {
      inRules = true;
      if (value.isEmpty()) {
        return;
      }
      var rule = new Rule(allows, normalised(value));
      if (forUs) {
        ours.add(rule);
      }
      if (forEverybody) {
        everybodys.add(rule);
      }
    }

    private void delay(String value) {
      if (!SECONDS.matcher(value).matches()) {
        return;
      }
      var said = Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
      var bounded = said.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : said;
      if (forUs) {
        delay = bounded;
      }
      if (forEverybody) {
        everybodysDelay = bounded;
      }
    }

    Robots robots() {
      return named ? new Robots(ours, delay) : new Robots(everybodys, everybodysDelay);
    }
  }
}
