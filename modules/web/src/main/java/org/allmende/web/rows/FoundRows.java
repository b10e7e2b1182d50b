package org.allmende.web.rows;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Finds the rows of a table in which a text stands, in whatever column.
public final class FoundRows {

  private final RowEngine engine;

  public FoundRows(RowEngine engine) {
    this.engine = engine;
  }

  /// What was found in a table.
  ///
  /// @param count how many there are
  /// @param rows the first of them
  public record Found(long count, List<List<String>> rows) {}

  public Found find(RowEngine.Source source, String wanted, Words words) throws IOException {
    String where = where(wanted);
    var rows = new Gathered(words);
    engine.ask(source, new Question("", where, "", "", TablePreviews.MOST_ROWS, 0), rows);
    return new Found(count(engine, source, where), rows.rows);
  }

  /// How many rows a condition leaves.
  static long count(RowEngine engine, RowEngine.Source source, String where) throws IOException {
    var count = Gathered.plain();
    engine.ask(source, new Question("count(*)", where, "", "", -1, 0), count);
    return Long.parseLong(count.rows.getFirst().getFirst());
  }

  /// Files and pages write days and numbers as people do, the data are asked in one form.
  public static String where(String wanted) {
    var texts = new LinkedHashSet<String>(List.of(wanted));
    Words.GERMAN.plain(wanted).ifPresent(texts::add);
    Words.ENGLISH.plain(wanted).ifPresent(texts::add);
    return texts.stream()
        .map(text -> "* contains '" + text.replace("'", "''") + "'")
        .collect(Collectors.joining(" or "));
  }

  /// Takes rows as texts, as people read them.
  static final class Gathered implements RowEngine.Sink {
    private final Function<@Nullable Object, String> text;
    private final List<List<String>> rows = new ArrayList<>();

    Gathered(Words words) {
      this(words::value);
    }

    private Gathered(Function<@Nullable Object, String> text) {
      this.text = text;
    }

    /// As the data have them.
    static Gathered plain() {
      return new Gathered(value ->
          switch (value) {
            case null -> "";
            case Double number when Double.isFinite(number) ->
                BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            default -> value.toString();
          });
    }

    List<List<String>> rows() {
      return rows;
    }

    @Override
    public void fields(List<Field> fields) {}

    @Override
    public void row(List<@Nullable Object> values) {
      var row = new ArrayList<String>(values.size());
      for (Object value : values) {
        row.add(text.apply(value));
      }
      rows.add(row);
    }
  }
}
