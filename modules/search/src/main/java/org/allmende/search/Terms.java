package org.allmende.search;

import java.util.ArrayList;
import java.util.List;
import org.allmende.search.german.Piece;
import org.allmende.search.german.Word;
import org.allmende.search.german.Words;

/// The terms under which a text is found: at the place of each word, one upon the other, all its
/// forms.
final class Terms {

  private static final int OPEN_REACH = 3;
  private static final int MAX_PIECES = 8;

  private final Words words;

  Terms(Words words) {
    this.words = words;
  }

  /// A term of a text.
  ///
  /// @param text what is indexed
  /// @param next whether it starts a new place in the text
  record Term(String text, boolean next) {}

  /// All terms of a text of at most so many words.
  List<Term> of(String text, int mostWords) {
    List<Piece> pieces = Piece.of(text, mostWords);
    var terms = new ArrayList<Term>(pieces.size() * 3);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      Word word = words.read(piece.text());
      stack(terms, word, true);
      inner(terms, piece.text());
      if (piece.hyphen() && i > 0) {
        Word joined = words.read(pieces.get(i - 1).text() + piece.text());
        stack(terms, joined, false);
      }
      if (piece.open()) {
        completed(terms, word, pieces, i);
      }
    }
    return terms;
  }

  /// The terms of a word by itself, in any number and case.
  List<String> plain(String text) {
    var plain = new ArrayList<String>();
    for (Piece piece : Piece.of(text, MAX_PIECES)) {
      Word word = words.read(piece.text());
      plain.add(word.folded());
      plain.add(Word.STEM + word.stem());
    }
    return plain;
  }

  private static void stack(List<Term> terms, Word word, boolean next) {
    boolean first = next;
    for (String form : word.forms()) {
      terms.add(new Term(form, first));
      first = false;
    }
  }

  /// The words in `BaumKataster`, `Wahl2019`.
  private void inner(List<Term> terms, String text) {
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      boolean seam = i < text.length() && isSeam(text.charAt(i - 1), text.charAt(i));
      if (seam || (i == text.length() && start > 0)) {
        if (i - start > 2) {
          Word word = words.read(text.substring(start, i));
          terms.add(new Term(word.folded(), false));
          terms.add(
              new Term((i == text.length() ? Word.HEAD : Word.MODIFIER) + word.stem(), false));
        }
        start = i;
      }
    }
  }

  private static boolean isSeam(char before, char after) {
    return (Character.isLowerCase(before) && Character.isUpperCase(after))
        || (Character.isDigit(before) != Character.isDigit(after));
  }

  /// In `Kommunal- und Europawahl` the first word is `Kommunalwahl`.
  private void completed(List<Term> terms, Word open, List<Piece> pieces, int at) {
    for (int i = at + 1; i < Math.min(pieces.size(), at + 1 + OPEN_REACH); i++) {
      Word word = words.read(pieces.get(i).text());
      if (word.isCompound()) {
        String head = word.parts().getLast();
        terms.add(new Term(Word.STEM + Word.joined(List.of(open.stem(), head)), false));
        terms.add(new Term(Word.HEAD + head, false));
        return;
      }
    }
  }
}
