package org.allmende.dcat.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.dcat.terms.Lines;

/// Spells the words of file names as a person would: `strassen_baeume` reads `Straßen Bäume`, `LSA`
/// reads `Lichtsignalanlagen`. Knows words from `spelling.tsv`; an umlaut is restored only where a
/// known word says so, since `neue` is not `neü`.
public final class Spelling {

  private static final Set<String> SMALL =
      Set.of(
          "und", "oder", "der", "die", "das", "des", "dem", "den", "nach", "in", "im", "am", "an",
          "mit", "ohne", "für", "fuer", "von", "vom", "zu", "zum", "zur", "auf", "aus", "bis",
          "bei", "je", "pro", "seit", "of", "by", "and", "the", "per", "for", "to");
  private static final int SHORTEST_PART = 5;

  private final Map<String, String> words = new HashMap<>();
  private final List<Map.Entry<String, String>> parts = new ArrayList<>();

  public Spelling() {
    for (String[] cells : Lines.of("spelling.tsv")) {
      words.put(cells[0], cells[1]);
      if (cells[0].length() >= SHORTEST_PART
          && !cells[0].equals(cells[1].toLowerCase(Locale.GERMAN))
          && Words.spelledOut(cells[1]).equals(cells[0])) {
        parts.add(Map.entry(cells[0], cells[1].toLowerCase(Locale.GERMAN)));
      }
    }
    parts.sort((a, b) -> {
      int longer = b.getKey().length() - a.getKey().length();
      return longer != 0 ? longer : a.getKey().compareTo(b.getKey());
    });
  }

  /// The words of a name as the words of a title.
  List<String> spell(List<String> tokens) {
    var out = new ArrayList<String>();
    for (int i = 0; i < tokens.size(); i++) {
      int taken = phrase(tokens, i, out);
      if (taken == 0) {
        out.add(word(tokens.get(i)));
      } else {
        i += taken - 1;
      }
    }
    return out;
  }

  /// Whether a word is known, however short.
  boolean knows(String word) {
    String lower = word.toLowerCase(Locale.GERMAN);
    return words.containsKey(lower) || SMALL.contains(lower);
  }

  /// Whether an abbreviation is known.
  boolean translates(String lower) {
    return words.containsKey(lower);
  }

  /// Whether a word only joins others.
  static boolean isSmall(String word) {
    return SMALL.contains(word.toLowerCase(Locale.GERMAN));
  }

  private int phrase(List<String> tokens, int from, List<String> out) {
    for (int length = Math.min(3, tokens.size() - from); length > 1; length--) {
      String key = String.join(" ", tokens.subList(from, from + length)).toLowerCase(Locale.GERMAN);
      String known = words.get(key);
      if (known != null) {
        out.add(known);
        return length;
      }
    }
    return 0;
  }

  private String word(String token) {
    String lower = token.toLowerCase(Locale.GERMAN);
    String known = words.get(lower);
    if (known != null) {
      return known;
    }
    if (SMALL.contains(lower)) {
      return lower.equals("fuer") ? "für" : lower;
    }
    String restored = restoreUmlauts(lower);
    if (!restored.equals(lower)) {
      return Words.capital(restored);
    }
    return token.equals(lower) ? Words.capital(token) : token;
  }

  private String restoreUmlauts(String lower) {
    String result = lower;
    for (var part : parts) {
      String written = part.getKey();
      if (result.startsWith(written)) {
        result = part.getValue() + result.substring(written.length());
      } else if (result.endsWith(written)) {
        result = result.substring(0, result.length() - written.length()) + part.getValue();
      }
    }
    return result;
  }
}
