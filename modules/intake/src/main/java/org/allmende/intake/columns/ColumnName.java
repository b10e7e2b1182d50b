package org.allmende.intake.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.intake.cells.Fold;
import org.allmende.intake.cells.Units;
import org.jspecify.annotations.Nullable;

/// The name of a column, taken apart into words: `StichtagDatJahr` is `stichtag dat jahr`,
/// `Fläche_m2 (ha)` is `flaeche m2` with the unit `ha`.
public final class ColumnName {

  private static final Set<String> EMPTY_WORDS =
      Set.of("spalte", "column", "col", "unnamed", "feld", "field", "f", "c", "x", "v");

  private final String text;
  private final List<String> words;
  private final @Nullable String unit;

  private ColumnName(String text, List<String> words, @Nullable String unit) {
    this.text = text;
    this.words = words;
    this.unit = unit;
  }

  public static ColumnName of(String name) {
    String bounded = name.length() > 200 ? name.substring(0, 200) : name;
    return new ColumnName(name, words(bounded), Units.inName(bounded));
  }

  private static List<String> words(String name) {
    String bare = name.replaceAll("[(\\[][^)\\]]*[)\\]]", " ");
    bare = bare.isBlank() ? name : bare;
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char before = ' ';
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      boolean hump = Character.isUpperCase(c) && Character.isLowerCase(before);
      boolean digit = Character.isDigit(c) && Character.isLetter(before);
      if (hump || digit || (!Character.isLetterOrDigit(c) && c != '%' && c != '€')) {
        add(words, word);
      }
      if (Character.isLetterOrDigit(c) || c == '%' || c == '€') {
        word.append(c);
      }
      before = c;
    }
    add(words, word);
    return List.copyOf(words);
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(Fold.of(word.toString().toLowerCase(Locale.ROOT)));
      word.setLength(0);
    }
  }

  /// The name as it stands in the file.
  public String text() {
    return text;
  }

  /// The unit the name states; null where it states none.
  @Nullable String unit() {
    return unit;
  }

  /// Whether the name tells nothing about the column.
  public boolean saysNothing() {
    for (String word : words) {
      boolean number = Character.isDigit(word.charAt(0));
      if (!number && !EMPTY_WORDS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /// Whether one of these is a word of the name.
  public boolean has(String... wanted) {
    for (String word : wanted) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the last word that is no number is one of these.
  public boolean ends(String... wanted) {
    for (int i = words.size() - 1; i >= 0; i--) {
      String word = words.get(i);
      if (!Character.isDigit(word.charAt(0))) {
        return List.of(wanted).contains(word);
      }
    }
    return false;
  }

  /// Whether a word of the name begins or ends with one of these, as compounds do, or is one of
  /// them.
  public boolean hints(String... parts) {
    for (String word : words) {
      for (String part : parts) {
        int more = word.length() - part.length();
        boolean begins = part.length() > 3 && word.startsWith(part);
        if ((more == 0 && word.equals(part)) || begins || (more > 2 && word.endsWith(part))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether the name contains one of these anywhere, words written together.
  public boolean contains(String... parts) {
    String joined = String.join("", words);
    for (String part : parts) {
      if (joined.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the name is one of these, words written together.
  public boolean is(String... names) {
    String joined = String.join("", words);
    return List.of(names).contains(joined);
  }

  /// All words written together.
  public String joined() {
    return String.join("", words);
  }

  public List<String> words() {
    return words;
  }
}
