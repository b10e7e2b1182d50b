package org.allmende.search;

import java.util.List;
import java.util.regex.Pattern;
import org.allmende.catalog.tables.NamedPersons;
import org.allmende.search.german.Piece;

/// Tells which of the texts people search for may be remembered for others: a few plain words. Out
/// is what has signs of the search grammar, and what could lead to a person: addresses of mail and
/// web, numbers other than years and a post code beside words (of telephones, accounts, houses,
/// vehicles, birthdays), names.
final class Shareable {

  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 6;
  private static final int MOST_YEARS = 2;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern SIGNS = Pattern.compile("[\\p{L}\\p{Mn}\\p{Nd} '’.,/&()–-]*");
  private static final Pattern EXCLUDED = Pattern.compile("(?:^| )-[^ ]");
  private static final Pattern HOST = Pattern.compile("[^ .]\\.[^ .]");
  private static final Pattern PLATE =
      Pattern.compile("(?<!\\p{L})\\p{L}{1,3}[- ]\\p{L}{1,2}\\d{1,2}(?!\\p{L})");

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
  private static final Pattern POSTCODE = Pattern.compile("\\d{5}");

  /// `PM10`, `U3`, `3D`, `5G`
  private static final Pattern NAMED = Pattern.compile("\\p{L}+\\d{1,2}|[2-5][dDgG]");

  private Shareable() {}

  /// A text as people read it: without blanks around it, with one between words.
  static String written(String text) {
    return SPACE.matcher(text.strip()).replaceAll(" ");
  }

  /// Whether a written text is made of a few words, and no number leads to anybody.
  static boolean isPlain(String written) {
    if (written.length() > LONGEST
        || !SIGNS.matcher(written).matches()
        || EXCLUDED.matcher(written).find()
        || HOST.matcher(written).find()
        || PLATE.matcher(written).find()) {
      return false;
    }
    List<String> words = Piece.of(written, MOST_WORDS + 1).stream().map(Piece::text).toList();
    return words.size() <= MOST_WORDS && saysSomething(words) && areNumbersPlain(words);
  }

  private static boolean saysSomething(List<String> words) {
    return words.stream()
        .anyMatch(word -> word.length() > 1 && word.codePoints().anyMatch(Character::isLetter));
  }

  private static boolean areNumbersPlain(List<String> words) {
    int years = 0;
    int postcodes = 0;
    for (String word : words) {
      if (YEAR.matcher(word).matches()) {
        years++;
      } else if (POSTCODE.matcher(word).matches()) {
        postcodes++;
      } else if (word.codePoints().anyMatch(Character::isDigit) && !NAMED.matcher(word).matches()) {
        return false;
      }
    }
    return years <= MOST_YEARS && postcodes <= 1;
  }

  /// Whether a plain text names nobody.
  static boolean namesNobody(String written) {
    return !NamedPersons.in(written);
  }
}
