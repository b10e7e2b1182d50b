package org.allmende.search.german;

import java.util.ArrayList;
import java.util.List;

/// A word as the search sees it.
///
/// @param folded all spellings of the word in one, see [Folding]
/// @param stem without endings; for a compound the stems of its parts, joined by a dot
/// @param parts the stems of a compound's parts; empty for other words
/// @param forms the terms it is found under: the word itself, its stem, and for a compound its
///   parts, marked by where they stand in it, because the last part of a German compound says what
///   a thing is and the others only which
public record Word(String folded, String stem, List<String> parts, List<String> forms) {

  public static final char STEM = '~';
  public static final char HEAD = '>';
  public static final char MODIFIER = '<';

  /// Stands between the parts of a compound in its stem.
  public static final String JOINT = "·";

  private static final int MAX_PARTS = 5;

  public Word {
    parts = List.copyOf(parts);
    forms = List.copyOf(forms);
  }

  static Word simple(String folded, String stem) {
    return new Word(folded, stem, List.of(), List.of(folded, STEM + stem));
  }

  static Word compound(String folded, List<String> parts) {
    String stem = joined(parts);
    var forms = new ArrayList<String>();
    forms.add(folded);
    forms.add(STEM + stem);
    int n = Math.min(parts.size(), MAX_PARTS);
    for (int from = 0; from < n; from++) {
      for (int to = from + 1; to <= n; to++) {
        if (to - from < n) {
          char mark = to == parts.size() ? HEAD : MODIFIER;
          forms.add(mark + joined(parts.subList(from, to)));
        }
      }
    }
    return new Word(folded, stem, parts, forms);
  }

  /// The stem of a compound of these parts.
  public static String joined(List<String> parts) {
    return String.join(JOINT, parts);
  }

  public boolean isCompound() {
    return !parts.isEmpty();
  }

  /// The compound that remains without its first words: of `Kinder-spiel-platz`, `Spielplatz`.
  public String tail(int first) {
    return joined(parts.subList(first, parts.size()));
  }
}
