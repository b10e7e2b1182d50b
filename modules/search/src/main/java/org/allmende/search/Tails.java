package org.allmende.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Texts by each of their words and what follows it, so that whatever word somebody begins with
/// leads to a text without a look at the others.
final class Tails<T> {

  /// Stands between a tail and the text it is of, below everything that is in a text.
  private static final char OF = '\t';

  private final NavigableMap<String, T> tails = new TreeMap<>();

  /// Adds what a text of folded words, one blank between them, stands for.
  void put(String text, T meant) {
    for (String tail : of(text)) {
      tails.put(tail, meant);
    }
  }

  void remove(String text) {
    of(text).forEach(tails::remove);
  }

  private static List<String> of(String text) {
    var all = new ArrayList<String>();
    int from = 0;
    do {
      all.add(text.substring(from) + OF + text);
      from = text.indexOf(' ', from) + 1;
    } while (from > 0);
    return all;
  }

  /// What has a word that begins so, or, with blanks in it, words that follow each other so.
  Collection<T> begun(String beginning) {
    return tails.subMap(beginning, true, beginning + Character.MAX_VALUE, false).values();
  }

  /// Beginnings of words there are that differ from this one by one slip, as [Slips] has it; the
  /// first letter is right. It goes along the word as far as any text does, and at each letter
  /// tries those that some text goes on with.
  NavigableSet<String> slips(String word) {
    var found = new TreeSet<String>();
    for (int i = 1; i < word.length() && isBegun(word.substring(0, i)); i++) {
      String right = word.substring(0, i);
      String rest = word.substring(i);
      add(found, right + rest.substring(1));
      if (rest.length() > 1) {
        add(found, right + rest.charAt(1) + rest.charAt(0) + rest.substring(2));
      }
      for (char letter : following(right)) {
        add(found, right + letter + rest);
        add(found, right + letter + rest.substring(1));
      }
    }
    found.remove(word);
    return found;
  }

  private void add(NavigableSet<String> found, String beginning) {
    if (isBegun(beginning)) {
      found.add(beginning);
    }
  }

  private boolean isBegun(String beginning) {
    String first = tails.ceilingKey(beginning);
    return first != null && first.startsWith(beginning);
  }

  /// The letters and digits that words go on with after a beginning.
  private List<Character> following(String beginning) {
    var letters = new ArrayList<Character>();
    String next = tails.ceilingKey(beginning);
    while (next != null && next.startsWith(beginning)) {
      char c = next.charAt(beginning.length());
      if (c != ' ' && c != OF) {
        letters.add(c);
      }
      next = tails.ceilingKey(beginning + (char) (c + 1));
    }
    return letters;
  }
}
