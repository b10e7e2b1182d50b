package org.allmende.sparql;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Prefixes;
import org.allmende.model.Text;
import org.allmende.sparql.words.UnknownWords;

/// What to do about a prefix that a query uses and does not declare: add the line that declares it,
/// or, where it is mistyped, write the one that was meant.
///
/// What the query declares itself is meant before what people usually declare.
final class UndeclaredPrefix {

  private static final Pattern DECLARED = Pattern.compile("(?i)\\bprefix\\s+([^:\\s]{1,40}):");

  /// Of a single letter nobody knows what it was to be.
  private static final int SHORTEST = 2;

  private static final int LONGEST = 40;

  private final String prefix;
  private final Set<String> declared = new LinkedHashSet<>();

  private UndeclaredPrefix(String prefix, String query) {
    this.prefix = prefix;
    Matcher matcher = DECLARED.matcher(query);
    while (matcher.find()) {
      declared.add(matcher.group(1));
    }
  }

  static Text say(String prefix, String query) {
    Text advice = new UndeclaredPrefix(prefix, query).advice();
    return new Text(
        "Das Präfix „" + prefix + ":“ ist nicht erklärt. " + advice.de(),
        "The prefix “" + prefix + ":” is not declared. " + advice.en());
  }

  private Text advice() {
    return line(prefix)
        .map(line ->
            new Text("Am Anfang fehlt die Zeile " + line, "Add this line at the start: " + line))
        .or(() -> meant().map(this::perhaps))
        .orElseGet(() ->
            new Text(
                "Es fehlt eine Zeile PREFIX " + prefix + ": <…>.",
                "A line PREFIX " + prefix + ": <…> is missing."));
  }

  private static Optional<String> line(String prefix) {
    return Prefixes.namespace(prefix)
        .map(namespace -> "PREFIX " + prefix + ": <" + namespace + ">");
  }

  private Text perhaps(String meant) {
    String de = "Gemeint ist vielleicht „" + meant + ":“.";
    String en = "Perhaps “" + meant + ":” is meant.";
    return line(meant)
        .filter(_ -> !declared.contains(meant))
        .map(line ->
            new Text(
                de + " Dann fehlt am Anfang noch die Zeile " + line,
                en + " Then add this line at the start: " + line))
        .orElse(new Text(de, en));
  }

  private Optional<String> meant() {
    if (prefix.length() < SHORTEST || prefix.length() > LONGEST) {
      return Optional.empty();
    }
    var slips = new LinkedHashSet<String>();
    slips.add(prefix.toLowerCase(Locale.ROOT));
    slips.addAll(UnknownWords.slips(prefix));
    return first(slips, declared).or(() -> first(slips, Prefixes.all().keySet()));
  }

  private static Optional<String> first(Set<String> slips, Set<String> known) {
    return slips.stream().filter(known::contains).findFirst();
  }
}
