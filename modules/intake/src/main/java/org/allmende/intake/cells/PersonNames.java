package org.allmende.intake.cells;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Knows how names of persons look, from lists of given and family names of the languages spoken
/// here. A name that is not listed proves nothing.
public final class PersonNames {

  private static final Set<String> GIVEN = read("given-names.txt");
  private static final Set<String> FAMILY = read("family-names.txt");

  private static final Set<String> SALUTATIONS =
      Set.of("herr", "herrn", "frau", "hr", "fr", "familie", "eheleute");
  private static final Set<String> TITLES =
      Set.of("dr", "prof", "dipl-ing", "med", "jur", "phil", "mag", "pfarrer", "pfr");
  private static final Set<String> PARTICLES =
      Set.of("von", "van", "de", "zu", "der", "den", "vom", "zur", "al", "el", "bin", "di", "da");

  /// Persons after whom streets and schools are named; their names are no personal data.
  private static final Set<String> EPONYMS = read("eponyms.txt");

  private PersonNames() {}

  private static Set<String> read(String list) {
    try (InputStream in = PersonNames.class.getResourceAsStream("names/" + list)) {
      if (in == null) {
        throw new IllegalStateException("missing: names/" + list);
      }
      var names = new HashSet<String>(32_000);
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          names.add(line);
        }
      }
      return Set.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isGiven(String word) {
    return isCapital(word) && listed(GIVEN, word);
  }

  static boolean isFamily(String word) {
    return isCapital(word) && listed(FAMILY, word);
  }

  /// Whether a name may begin with a word: a given name, or one that addresses somebody.
  static boolean begins(String word) {
    String folded = Fold.of(word);
    String plain = withoutPoint(folded);
    return SALUTATIONS.contains(plain)
        || TITLES.contains(plain)
        || (isCapital(word) && isListed(GIVEN, folded));
  }

  private static boolean listed(Set<String> names, String word) {
    return isListed(names, Fold.of(word));
  }

  private static boolean isListed(Set<String> names, String folded) {
    if (names.contains(folded)) {
      return true;
    }
    int hyphen = folded.indexOf('-');
    return hyphen > 1
        && folded.indexOf('-', hyphen + 1) < 0
        && names.contains(folded.substring(0, hyphen))
        && names.contains(folded.substring(hyphen + 1));
  }

  static boolean isSalutation(String word) {
    return SALUTATIONS.contains(withoutPoint(Fold.of(word)));
  }

  static boolean isTitle(String word) {
    return TITLES.contains(withoutPoint(Fold.of(word)));
  }

  static boolean isParticle(String word) {
    return PARTICLES.contains(word);
  }

  private static String withoutPoint(String word) {
    return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
  }

  static boolean isCapital(String word) {
    return word.length() > 1 && Character.isUpperCase(word.codePointAt(0));
  }

  /// Whether a cell is the name of a known namesake, such as `Karl Marx`.
  static boolean isEponym(String cell) {
    return EPONYMS.contains(Fold.of(cell));
  }

  /// `Anna Weber`, `Dr. Anna Maria von Weber`, `Frau Weber`
  public static boolean isFullName(String cell) {
    if (cell.length() > 60 || !isCapital(cell)) {
      return false;
    }
    String[] words = cell.split("[ \u00a0]+", -1);
    int first = 0;
    boolean addressed = false;
    while (first < words.length - 1 && (isSalutation(words[first]) || isTitle(words[first]))) {
      addressed |= isSalutation(words[first++]) || first > 0;
    }
    int rest = words.length - first;
    if (rest < 1 || rest > 5 || (rest == 1 && !addressed) || !areNameWords(words, first)) {
      return false;
    }
    String last = words[words.length - 1];
    boolean familyFirst = rest == 2 && isFamily(words[first]) && isGiven(last);
    return (addressed && rest <= 3) || isGiven(words[first]) || familyFirst;
  }

  private static boolean areNameWords(String[] words, int first) {
    for (int i = first; i < words.length; i++) {
      String word = words[i];
      boolean initial = word.length() == 2 && word.endsWith(".");
      if ((!isNameWord(word) && !initial && !isParticle(word))
          || AddressShape.endsLikeStreet(word)
          || Organisations.isWord(word)) {
        return false;
      }
    }
    return isCapital(words[words.length - 1]);
  }

  private static boolean isNameWord(String word) {
    if (!isCapital(word) || word.length() > 30) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetter(c) && c != '-' && c != '\'' && c != '’') {
        return false;
      }
    }
    return true;
  }

  /// `Weber, Anna`, `WEBER , ANNA MARIA`
  public static boolean isReversed(String cell) {
    int comma = cell.indexOf(',');
    comma = comma < 0 ? cell.indexOf(';') : comma;
    if (comma < 2 || cell.length() > 60 || !isCapital(cell)) {
      return false;
    }
    String[] left = cell.substring(0, comma).strip().split("[ \u00a0]+", -1);
    String[] right = cell.substring(comma + 1).strip().split("[ \u00a0]+", -1);
    boolean named =
        right.length <= 3 && (isGiven(right[0]) || (right.length > 1 && isGiven(right[1])));
    return left.length <= 3
        && named
        && areNameWords(left, 0)
        && (isNameWord(right[0]) || isTitle(right[0]));
  }
}
