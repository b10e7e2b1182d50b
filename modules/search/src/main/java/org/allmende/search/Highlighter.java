package org.allmende.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.search.german.Piece;
import org.allmende.search.german.Words;
import org.jspecify.annotations.Nullable;

/// Marks in a text the words that were found, by the same terms the index has: a compound is marked
/// whole when a part of it was meant.
final class Highlighter {

  private static final char OPEN = '\uE000';
  private static final char CLOSE = '\uE001';
  private static final int MAX_WORDS = 600;
  private static final int SNIPPET = 240;
  private static final int BEFORE = 40;

  private final Words words;

  Highlighter(Words words) {
    this.words = words;
  }

  /// The whole text with its marks; null when nothing was found in it.
  @Nullable String whole(String text, Set<String> wanted) {
    String plain = unmarked(text);
    List<Piece> found = found(plain, wanted);
    return found.isEmpty() ? null : marked(plain, 0, plain.length(), found);
  }

  /// The part of the text where most was found; null when nothing was.
  @Nullable String snippet(String text, Set<String> wanted) {
    String plain = unmarked(text);
    List<Piece> found = found(plain, wanted);
    if (found.isEmpty()) {
      return null;
    }
    int start = start(plain, best(found));
    int end = end(plain, start);
    String snippet = marked(plain, start, end, found);
    return (start > 0 ? "… " : "") + snippet + (end < plain.length() ? " …" : "");
  }

  private List<Piece> found(String text, Set<String> wanted) {
    var found = new ArrayList<Piece>();
    for (Piece piece : Piece.of(text, MAX_WORDS)) {
      if (isAny(words.read(piece.text()).forms(), wanted)) {
        found.add(piece);
      }
    }
    return found;
  }

  private static boolean isAny(List<String> forms, Set<String> wanted) {
    for (String form : forms) {
      if (wanted.contains(form)) {
        return true;
      }
    }
    return false;
  }

  /// The first word found of those that stand closest together.
  private static Piece best(List<Piece> found) {
    Piece best = found.getFirst();
    int most = 0;
    for (Piece first : found) {
      int count = 0;
      for (Piece other : found) {
        count +=
            other.start() >= first.start() && other.end() < first.start() + SNIPPET - BEFORE
                ? 1
                : 0;
      }
      if (count > most) {
        most = count;
        best = first;
      }
    }
    return best;
  }

  private static int start(String text, Piece first) {
    int start = Math.max(0, first.start() - BEFORE);
    if (start == 0) {
      return 0;
    }
    int space = text.indexOf(' ', start);
    return space < 0 || space >= first.start() ? first.start() : space + 1;
  }

  private static int end(String text, int start) {
    int end = Math.min(text.length(), start + SNIPPET);
    if (end == text.length()) {
      return end;
    }
    int space = text.lastIndexOf(' ', end);
    if (space > start) {
      return space;
    }
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  private static String marked(String text, int start, int end, List<Piece> found) {
    var marked = new StringBuilder();
    int at = start;
    for (Piece piece : found) {
      if (piece.start() >= at && piece.end() <= end) {
        marked.append(text, at, piece.start()).append(OPEN);
        marked.append(text, piece.start(), piece.end()).append(CLOSE);
        at = piece.end();
      }
    }
    return marked.append(text, at, end).toString();
  }

  private static String unmarked(String text) {
    return text.replace(OPEN, ' ').replace(CLOSE, ' ');
  }
}
