package org.allmende.dcat.rdf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.riot.Lang;
import org.jspecify.annotations.Nullable;

/// Tells in which serialisation a server has answered. Servers often name another one than they
/// give, so the first bytes decide where they can, then the media type, then the address.
public final class RdfAnswer {

  /// How many bytes of an answer are wanted to tell.
  public static final int SNIFFED = 1 << 12;

  /// All that can be read, the quickest and most robust first.
  public static final String ACCEPT =
      "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8,"
          + " application/ld+json;q=0.8, application/n-quads;q=0.7, application/trig;q=0.7,"
          + " */*;q=0.1";

  private static final Map<String, Lang> TYPES =
      Map.ofEntries(
          Map.entry("text/turtle", Lang.TURTLE),
          Map.entry("application/x-turtle", Lang.TURTLE),
          Map.entry("text/n3", Lang.TURTLE),
          Map.entry("text/rdf+n3", Lang.TURTLE),
          Map.entry("application/n-triples", Lang.NTRIPLES),
          Map.entry("application/n-quads", Lang.NQUADS),
          Map.entry("application/trig", Lang.TRIG));

  private static final Map<String, Lang> ENDINGS =
      Map.of(
          ".ttl", Lang.TURTLE,
          ".n3", Lang.TURTLE,
          ".nt", Lang.NTRIPLES,
          ".nq", Lang.NQUADS,
          ".trig", Lang.TRIG);

  private static final Pattern TERSE =
      Pattern.compile(
          "(?i)\\A(?:@prefix|@base|prefix\\s|base\\s|<[^>]*>|_:|\\[|#|[a-z][\\w.-]*:\\S*\\s)");

  private RdfAnswer() {}

  /// The serialisation of an answer; empty when it is no RDF.
  ///
  /// @param mediaType in lower case and without parameters; may be empty
  /// @param address where it came from
  /// @param start its first bytes
  public static Optional<Lang> language(String mediaType, String address, byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    if (utf16(start) || text.startsWith("<?xml") || text.startsWith("<rdf:RDF")) {
      return isPage(text) ? Optional.empty() : Optional.of(Lang.RDFXML);
    }
    if (isPage(text) || text.isEmpty()) {
      return Optional.empty();
    }
    if (text.startsWith("{") || (text.startsWith("[") && isArray(text))) {
      return Optional.of(Lang.JSONLD);
    }
    if (text.startsWith("<!") || text.contains("<rdf:RDF")) {
      return Optional.of(Lang.RDFXML);
    }
    Lang said = TYPES.get(mediaType);
    if (said == null) {
      said = ending(address);
    }
    if (said != null) {
      return Optional.of(said);
    }
    return TERSE.matcher(text).find() ? Optional.of(Lang.TURTLE) : Optional.empty();
  }

  private static boolean utf16(byte[] start) {
    return start.length > 3
        && ((start[0] == '<' && start[1] == 0) || (start[0] == 0 && start[1] == '<'));
  }

  private static boolean isPage(String text) {
    String lower = text.substring(0, Math.min(text.length(), 600)).toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html") || lower.contains("<html");
  }

  /// In Turtle a bracket opens a node that has no name.
  private static boolean isArray(String text) {
    return text.substring(1).stripLeading().matches("(?s)[{\\[\\]\"].*");
  }

  private static @Nullable Lang ending(String address) {
    String path = address.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    for (var ending : ENDINGS.entrySet()) {
      if (path.endsWith(ending.getKey())) {
        return ending.getValue();
      }
    }
    return null;
  }
}
