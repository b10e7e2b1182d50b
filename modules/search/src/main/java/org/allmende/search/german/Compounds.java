package org.allmende.search.german;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Splits compounds into the words they are made of: `strassenbaumkataster` is `strass`, `baum` and
/// `kataster`.
///
/// A word is cut where all pieces are known words, with the letters that join them (`-s-`, `-n-`,
/// `-er-`) taken for endings; of several ways the one with the fewest and longest pieces wins,
/// found by dynamic programming from left to right. Where only the last word is known, and long
/// enough not to be the end of a name, the rest is taken for a word too (`Klarschiff-meldungen`).
/// Which words are known is fixed when the program is built, so that an index grown over years and
/// one built today are the same.
final class Compounds {

  private static final int SHORTEST = 3;
  private static final int SHORTEST_STRANGER = 4;
  private static final int TELLING_HEAD = 6;
  private static final int LONGEST = 60;
  private static final double INFINITE = 1e9;

  /// Words that names of places end in.
  private static final Set<String> ENDS_OF_NAMES =
      Set.of("hausen", "haus", "kirch", "kirchen", "felden", "stadt", "brunnen", "brucken");

  private final Set<String> stems;
  private final Set<String> whole;

  /// @param words the words that compounds are made of, folded
  /// @param names words that are never split, folded: places
  Compounds(Collection<String> words, Collection<String> names) {
    stems = new HashSet<>();
    whole = new HashSet<>(names);
    for (String word : words) {
      stems.add(Stems.of(word));
      stems.add(word);
    }
    whole.removeIf(name -> name.length() < 5);
  }

  /// The stems of a folded word's parts in order; empty where it is no compound.
  List<String> split(String word) {
    if (word.length() < 2 * SHORTEST
        || word.length() > LONGEST
        || whole.contains(word)
        || stems.contains(word)
        || stems.contains(Stems.of(word))
        || !isLetters(word)) {
      return List.of();
    }
    List<String> known = cheapest(word);
    return known.isEmpty() ? strangerAndHead(word) : known;
  }

  /// Whether a folded word, or another form of it, is in the list.
  boolean isListed(String word) {
    return stems.contains(word) || stems.contains(Stems.of(word));
  }

  private List<String> cheapest(String word) {
    int end = word.length();
    double[] cost = new double[end + 1];
    int[] from = new int[end + 1];
    Arrays.fill(cost, INFINITE);
    cost[0] = 0;
    for (int i = 0; i <= end - SHORTEST; i++) {
      if (cost[i] < INFINITE) {
        for (int j = i + SHORTEST; j <= end; j++) {
          double price = price(word, i, j);
          if (cost[i] + price < cost[j]) {
            cost[j] = cost[i] + price;
            from[j] = i;
          }
        }
      }
    }
    if (cost[end] >= INFINITE || from[end] == 0) {
      return List.of();
    }
    var parts = new ArrayList<String>();
    for (int j = end; j > 0; j = from[j]) {
      parts.add(part(word.substring(from[j], j)));
    }
    Collections.reverse(parts);
    return parts;
  }

  private double price(String word, int from, int to) {
    String piece = word.substring(from, to);
    if (!isKnown(piece)) {
      return INFINITE;
    }
    return 1 + (piece.length() == SHORTEST ? 0.7 : piece.length() == 4 ? 0.1 : 0);
  }

  private boolean isKnown(String piece) {
    return stems.contains(piece) || (piece.length() > SHORTEST && stems.contains(Stems.of(piece)));
  }

  private static String part(String piece) {
    return Stems.of(piece);
  }

  private List<String> strangerAndHead(String word) {
    for (int i = SHORTEST_STRANGER; i <= word.length() - TELLING_HEAD; i++) {
      String head = word.substring(i);
      if (isKnown(head)
          && Stems.of(head).length() >= TELLING_HEAD - 1
          && !ENDS_OF_NAMES.contains(head)) {
        return List.of(Stems.of(word.substring(0, i)), Stems.of(head));
      }
    }
    return List.of();
  }

  private static boolean isLetters(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isLetter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
