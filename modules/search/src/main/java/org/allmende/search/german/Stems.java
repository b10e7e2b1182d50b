package org.allmende.search.german;

import java.util.Set;

/// Takes the endings of number and case off a folded word, and no more: `strassen` and `strasse`
/// are `strass`, `museen` and `museum` are `muse`, `hauser` and `haus` are `haus`.
///
/// The usual stemmers also take `-er` off `Schüler` and `-ung` off `Messung`, and then `Schule` and
/// `Messe` are found. Here the plural in `-er` is a closed list, which it is in the language too.
final class Stems {

  private static final Set<String> PLURAL_IN_ER =
      Set.of(
          "amt",
          "bad",
          "band",
          "bild",
          "blatt",
          "brett",
          "buch",
          "dach",
          "denkmal",
          "dorf",
          "ei",
          "fach",
          "feld",
          "geld",
          "geist",
          "glas",
          "glied",
          "grab",
          "gras",
          "gut",
          "haus",
          "holz",
          "huhn",
          "kalb",
          "kind",
          "kleid",
          "korn",
          "kraut",
          "lamm",
          "land",
          "licht",
          "lied",
          "loch",
          "mann",
          "maul",
          "mal",
          "mitglied",
          "mund",
          "nest",
          "rad",
          "rand",
          "rind",
          "schild",
          "schloss",
          "tal",
          "tuch",
          "volk",
          "wald",
          "weib",
          "wort",
          "wurm");

  /// What one does there is not the plural of the place: who wants to park looks for no park.
  private static final Set<String> DOING = Set.of("parken", "baden");

  private static final int LONGEST_PLURAL = 8;

  private Stems() {}

  static String of(String word) {
    int length = word.length();
    if (length < 4 || DOING.contains(word) || Character.isDigit(word.charAt(length - 1))) {
      return word;
    }
    String plural = withoutEr(word);
    return plural.isEmpty() ? withoutEnding(word) : plural;
  }

  private static String withoutEr(String word) {
    int cut = word.endsWith("ern") ? 3 : word.endsWith("ers") ? 3 : word.endsWith("er") ? 2 : 0;
    if (cut > 0) {
      String base = word.substring(0, word.length() - cut);
      for (int n = Math.min(LONGEST_PLURAL, base.length()); n >= 2; n--) {
        if (PLURAL_IN_ER.contains(base.substring(base.length() - n))) {
          return base;
        }
      }
    }
    return "";
  }

  private static String withoutEnding(String word) {
    if (word.endsWith("innen") && word.length() > 8) {
      return cut(word, 5);
    }
    if (word.endsWith("nissen")) {
      return cut(word, 3);
    }
    if (word.endsWith("nisse")) {
      return cut(word, 2);
    }
    if (word.endsWith("izes") || word.endsWith("indices")) {
      return cut(word, 4) + "ex";
    }
    if (word.endsWith("um") && word.length() > 5 && !word.endsWith("aum")) {
      return cut(word, 2);
    }
    if (word.endsWith("s") && isGenitive(word)) {
      return of(cut(word, 1));
    }
    if (word.endsWith("en") || word.endsWith("em") || word.endsWith("es")) {
      return word.length() > 4 ? cut(word, 2) : word;
    }
    if (word.endsWith("e")) {
      return cut(word, 1);
    }
    if (word.endsWith("n") && word.length() > 4 && "lr".indexOf(before(word)) >= 0) {
      return cut(word, 1);
    }
    return word;
  }

  private static boolean isGenitive(String word) {
    char before = before(word);
    return "bdfghklmnrt".indexOf(before) >= 0 || (word.length() > 4 && "ao".indexOf(before) >= 0);
  }

  private static char before(String word) {
    return word.charAt(word.length() - 2);
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
