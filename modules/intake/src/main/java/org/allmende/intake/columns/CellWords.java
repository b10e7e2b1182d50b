package org.allmende.intake.columns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.ColumnType;

/// The different words in the text columns of a table, so that it is found by what stands in it. A
/// column gets its share of a common room; what one leaves, the others may use, those with few
/// different values first. Columns about persons stay out.
public final class CellWords {

  /// The room of a table, in characters.
  private static final int ROOM = 24_000;

  private static final int LONGEST = 60;
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’-]*[\\p{L}\\p{M}]{2}");

  private final Set<String> words = new LinkedHashSet<>();
  private int left = ROOM;

  private CellWords() {}

  /// The words of the cells, for the search in tables.
  ///
  /// @param personal which columns stay out
  public static List<String> of(List<TypedColumn> columns, Predicate<TypedColumn> personal) {
    List<TypedColumn> texts =
        columns.stream()
            .filter(column -> column.typing().type() == ColumnType.STRING)
            .filter(personal.negate())
            .sorted(Comparator.comparingLong(column -> column.tally().distinct()))
            .toList();
    var words = new CellWords();
    for (int i = 0; i < texts.size(); i++) {
      words.take(texts.get(i), words.left / (texts.size() - i));
    }
    return new ArrayList<>(words.words);
  }

  private void take(TypedColumn column, int share) {
    int before = left;
    for (String value : column.tally().texts()) {
      Matcher matcher = WORD.matcher(value);
      while (matcher.find() && before - left < share) {
        String word = matcher.group();
        if (word.length() <= LONGEST && words.add(word)) {
          left -= word.length() + 1;
        }
      }
      if (before - left >= share) {
        return;
      }
    }
  }
}
