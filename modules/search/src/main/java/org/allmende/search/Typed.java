package org.allmende.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What somebody typed, cut into clauses by a small grammar of our own: words, `"phrases"`, `-not`
/// and `field:value`. There is no wrong input: what is no clause is words. Input is bounded; what
/// goes beyond is left out.
///
/// @param clauses in their order
/// @param filters what was typed as `facet:value`
record Typed(List<Clause> clauses, Map<String, List<String>> filters) {

  static final int MAX_CHARACTERS = 1000;
  static final int MAX_CLAUSES = 32;
  static final int MAX_WORD = 64;

  private static final Map<String, String> TEXT_FIELDS =
      Map.of(
          "titel", Fields.TITLE,
          "title", Fields.TITLE,
          "stichwort", Fields.KEYWORD,
          "schlagwort", Fields.KEYWORD,
          "keyword", Fields.KEYWORD,
          "beschreibung", Fields.DESCRIPTION,
          "description", Fields.DESCRIPTION);

  private static final Map<String, Facet> FACETS =
      Map.ofEntries(
          Map.entry("thema", Facet.THEME),
          Map.entry("theme", Facet.THEME),
          Map.entry("format", Facet.FORMAT),
          Map.entry("lizenz", Facet.LICENSE),
          Map.entry("license", Facet.LICENSE),
          Map.entry("mandant", Facet.TENANT),
          Map.entry("tenant", Facet.TENANT),
          Map.entry("herausgeber", Facet.PUBLISHER),
          Map.entry("publisher", Facet.PUBLISHER),
          Map.entry("ort", Facet.PLACE),
          Map.entry("place", Facet.PLACE),
          Map.entry("jahr", Facet.YEAR),
          Map.entry("year", Facet.YEAR),
          Map.entry("qualität", Facet.QUALITY),
          Map.entry("qualitaet", Facet.QUALITY),
          Map.entry("quality", Facet.QUALITY),
          Map.entry("zeilen", Facet.ROWS),
          Map.entry("rows", Facet.ROWS));

  /// Words people put between others, and mean nothing by.
  private static final Set<String> CONNECTIVES = Set.of("AND", "OR", "NOT", "UND", "ODER");

  Typed {
    clauses = List.copyOf(clauses);
    filters = Map.copyOf(filters);
  }

  /// One clause.
  ///
  /// @param text what it holds
  /// @param phrase whether it stood in quotation marks
  /// @param excluded whether hits must not have it
  /// @param field the only field it is looked for in; empty for all
  record Clause(String text, boolean phrase, boolean excluded, String field) {}

  /// The names that may stand before a colon.
  static Stream<String> names() {
    return Stream.concat(TEXT_FIELDS.keySet().stream(), FACETS.keySet().stream());
  }

  static Typed read(String text) {
    String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    return new Reader(bounded).read();
  }

  private static final class Reader {

    private final String text;
    private int at;
    private final List<Clause> clauses = new ArrayList<>();
    private final Map<String, List<String>> filters = new LinkedHashMap<>();

    Reader(String text) {
      this.text = text;
    }

    Typed read() {
      while (at < text.length() && clauses.size() < MAX_CLAUSES) {
        if (Character.isWhitespace(text.charAt(at))) {
          at++;
        } else {
          clause();
        }
      }
      return new Typed(clauses, filters);
    }

    private void clause() {
      boolean excluded = text.charAt(at) == '-' && at + 1 < text.length() && startsClause(at + 1);
      if (excluded) {
        at++;
      }
      String name = name();
      String field = TEXT_FIELDS.getOrDefault(name, "");
      Facet facet = FACETS.get(name);
      boolean phrase = at < text.length() && isQuote(text.charAt(at));
      String value = phrase ? quoted() : word();
      if (facet != null && !excluded) {
        filters.computeIfAbsent(facet.code(), f -> new ArrayList<>()).add(value);
      } else {
        add(value, phrase, excluded, field);
      }
    }

    private boolean startsClause(int i) {
      return Character.isLetterOrDigit(text.charAt(i)) || isQuote(text.charAt(i));
    }

    /// The name before a colon, where it is one we know; then the colon is read.
    private String name() {
      int end = at;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (end > at && end + 1 < text.length() && text.charAt(end) == ':') {
        String name = text.substring(at, end).toLowerCase(Locale.ROOT);
        boolean known = TEXT_FIELDS.containsKey(name) || FACETS.containsKey(name);
        boolean value = !Character.isWhitespace(text.charAt(end + 1));
        if (known && value) {
          at = end + 1;
          return name;
        }
      }
      return "";
    }

    private String quoted() {
      int start = ++at;
      while (at < text.length() && !isQuote(text.charAt(at))) {
        at++;
      }
      String value = text.substring(start, at);
      at++;
      return value;
    }

    private String word() {
      int start = at;
      while (at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && !isQuote(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private void add(String value, boolean phrase, boolean excluded, String field) {
      if (phrase || excluded) {
        if (value.codePoints().anyMatch(Character::isLetterOrDigit)) {
          clauses.add(new Clause(value, phrase, excluded, field));
        }
        return;
      }
      for (String piece : Synonyms.pieces(value)) {
        if (!CONNECTIVES.contains(piece) && clauses.size() < MAX_CLAUSES) {
          String bounded = piece.length() > MAX_WORD ? piece.substring(0, MAX_WORD) : piece;
          clauses.add(new Clause(bounded, false, false, field));
        }
      }
    }

    private static boolean isQuote(char c) {
      return c == '"' || c == '“' || c == '”' || c == '„' || c == '«' || c == '»';
    }
  }
}
