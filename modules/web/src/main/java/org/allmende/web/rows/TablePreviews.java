package org.allmende.web.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.catalog.asking.RowEngine.Bin;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.Table;
import org.allmende.web.page.ColumnView;
import org.allmende.web.page.Plain;
import org.allmende.web.page.TableView;
import org.allmende.web.page.Words;

/// Shows tables by their first rows, with what all rows show in the heads of their columns.
public final class TablePreviews {

  static final int MOST_ROWS = 20;
  static final int MOST_COLUMNS = 24;
  private static final int MOST_DESCRIBED = 300;
  private static final int MOST_TOP = 3;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_CELL = 60;
  private static final int LONGEST_VALUE = 40;
  private static final int LONGEST_DESCRIPTION = 400;
  private static final double WIDTH = 112;
  private static final double HEIGHT = 24;
  private static final double GAP = 1.5;
  private static final double WORTH_DRAWING = 0.2;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
  private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.INTEGER, ColumnType.DECIMAL);
  private static final Set<ColumnType> RANGES =
      Set.of(
          ColumnType.INTEGER,
          ColumnType.DECIMAL,
          ColumnType.DATE,
          ColumnType.DATETIME,
          ColumnType.TIME);
  private static final Set<String> NAMES_IN_DIGITS =
      Set.of("year", "identifier", "postal-code", "municipality-key", "house-number");

  private TablePreviews() {}

  public static TableView of(Words words, Table table) {
    return of(words, table, table.firstRows(), table.dataRows());
  }

  static TableView of(Words words, Table table, List<List<String>> values, long count) {
    return of(words, table, values, count, 1, Map.of());
  }

  /// The columns that are told of, the first of a table.
  static List<Column> described(Table table) {
    return table.columns().subList(0, Math.min(MOST_DESCRIBED, table.columns().size()));
  }

  /// @param values the rows to show
  /// @param count how many there are of which these are some
  /// @param first the first column to show, from 1
  /// @param spread how numbers and days are spread, by the positions of their columns
  static TableView of(
      Words words,
      Table table,
      List<List<String>> values,
      long count,
      int first,
      Map<Integer, List<Bin>> spread) {
    List<Column> described = described(table);
    List<ColumnView> all =
        described.stream()
            .map(column ->
                column(
                    words,
                    column,
                    table.dataRows(),
                    spread.getOrDefault(column.position(), List.of())))
            .toList();
    List<Integer> numbers = numbers(first, all.size());
    var rows = new ArrayList<List<String>>();
    for (List<String> row : values.subList(0, Math.min(MOST_ROWS, values.size()))) {
      rows.add(row(row, numbers, described));
    }
    return new TableView(
        Plain.shorten(table.name(), LONGEST_NAME),
        count,
        numbers,
        numbers.stream().map(number -> all.get(number - 1)).toList(),
        all,
        rows);
  }

  /// The columns of a part of a table; the first one, which rows are told by, stands before each.
  private static List<Integer> numbers(int first, int all) {
    var part = IntStream.rangeClosed(first, Math.min(first + MOST_COLUMNS - 1, all));
    return (first > 1 && all > 0 ? IntStream.concat(IntStream.of(1), part) : part).boxed().toList();
  }

  /// What is declared to stand for no value is none here.
  private static List<String> row(List<String> cells, List<Integer> numbers, List<Column> columns) {
    var row = new ArrayList<String>(numbers.size());
    for (int number : numbers) {
      DeclaredColumn declared = columns.get(number - 1).declared();
      String cell = number <= cells.size() ? cells.get(number - 1).strip() : "";
      boolean none = declared != null && declared.nulls().contains(cell);
      row.add(none ? "" : Plain.shorten(cell, LONGEST_CELL));
    }
    return row;
  }

  private static ColumnView column(Words words, Column column, long rows, List<Bin> spread) {
    Column.Profile profile = column.profile();
    List<ColumnView.Bar> bars = spread.size() > 1 ? bars(spread) : bars(profile, rows);
    String type = "type." + column.type().code();
    String range = range(words, column);
    return new ColumnView(
        Plain.shorten(column.name(), LONGEST_NAME),
        words.t(type + ".sign"),
        words.t(type),
        meaning(words, column),
        isMeasure(column),
        stat(words, column, range),
        spoken(words, column, rows),
        bars,
        rows == 0 ? 0 : round(WIDTH * Math.clamp(1 - (double) profile.nulls() / rows, 0, 1)),
        profile.nulls(),
        words.t(
            profile.distinctExact() ? "column.distinct" : "column.distinct.about",
            profile.distinct()),
        range,
        top(words, column),
        Plain.shorten(declared(words, column, DeclaredColumn::descriptions), LONGEST_DESCRIPTION));
  }

  /// Whether a column holds numbers that measure something, and are not names in digits.
  static boolean isMeasure(Column column) {
    return NUMBERS.contains(column.type())
        && !NAMES_IN_DIGITS.contains(String.valueOf(column.meaning()));
  }

  /// A text of a descriptor, in the language of the page where it is said in it.
  private static String declared(
      Words words, Column column, Function<DeclaredColumn, Map<String, String>> texts) {
    DeclaredColumn declared = column.declared();
    Map<String, String> said = declared == null ? Map.of() : texts.apply(declared);
    return Stream.of(words.language(), "de", "en")
        .map(said::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> said.values().stream().findFirst().orElse(""));
  }

  private static String meaning(Words words, Column column) {
    String meaning = column.meaning();
    String unit = column.unit();
    var parts = new ArrayList<String>();
    String title = declared(words, column, DeclaredColumn::titles);
    if (!title.isEmpty() && !title.equals(column.name())) {
      parts.add(Plain.shorten(title, LONGEST_NAME));
    }
    if (meaning != null) {
      String key = "meaning." + meaning;
      parts.add(words.has(key) ? words.t(key) : Plain.shorten(meaning, LONGEST_NAME));
    }
    if (unit != null && !unit.isBlank()) {
      parts.add(words.t("column.unit", Plain.shorten(unit, LONGEST_VALUE)));
    }
    return String.join(", ", parts);
  }

  private static String stat(Words words, Column column, String range) {
    Column.Profile profile = column.profile();
    String first =
        RANGES.contains(column.type()) && !range.isEmpty()
            ? range
            : words.t(
                profile.distinctExact() ? "column.distinct" : "column.distinct.about",
                profile.distinct());
    return profile.nulls() == 0
        ? first
        : first + " · " + words.t("column.missing", profile.nulls());
  }

  private static String range(Words words, Column column) {
    String min = column.profile().min();
    String max = column.profile().max();
    if (min == null || max == null) {
      return "";
    }
    String from = value(words, column, min);
    String to = value(words, column, max);
    return from.equals(to) ? from : words.t("column.range", from, to);
  }

  /// A value as the language writes it: numbers and dates; others as they stand.
  static String value(Words words, Column column, String text) {
    boolean named = NAMES_IN_DIGITS.contains(String.valueOf(column.meaning()));
    if (!named && NUMBERS.contains(column.type()) && NUMBER.matcher(text).matches()) {
      return words.exact(new BigDecimal(text));
    }
    return column.type() == ColumnType.DATE
        ? words.date(Plain.shorten(text, LONGEST_VALUE))
        : Plain.shorten(text, LONGEST_VALUE);
  }

  private static String top(Words words, Column column) {
    var parts = new ArrayList<String>();
    for (Column.Frequency frequency : column.profile().top()) {
      if (frequency.count() > 1 && parts.size() < MOST_TOP) {
        parts.add(
            words.t(
                "column.top", Plain.shorten(frequency.value(), LONGEST_VALUE), frequency.count()));
      }
    }
    return String.join(", ", parts);
  }

  private static String spoken(Words words, Column column, long rows) {
    String filled = words.t("column.filled", rows - column.profile().nulls(), rows);
    var top = column.profile().top();
    return top.isEmpty() || top.getFirst().count() < 2
        ? filled
        : words.t(
                "column.most",
                Plain.shorten(top.getFirst().value(), LONGEST_VALUE),
                top.getFirst().count())
            + ". "
            + filled;
  }

  /// The most frequent values as bars, where they make up enough of the column to show its shape.
  private static List<ColumnView.Bar> bars(Column.Profile profile, long rows) {
    var top = profile.top();
    long counted = top.stream().mapToLong(Column.Frequency::count).sum();
    if (top.size() < 2
        || top.getFirst().count() < 2
        || counted < WORTH_DRAWING * (rows - profile.nulls())) {
      return List.of();
    }
    return drawn(top.stream().map(Column.Frequency::count).toList());
  }

  /// How values are spread, from the least to the greatest.
  private static List<ColumnView.Bar> bars(List<Bin> spread) {
    return drawn(spread.stream().map(Bin::count).toList());
  }

  private static List<ColumnView.Bar> drawn(List<Long> counts) {
    double width = (WIDTH - GAP * (counts.size() - 1)) / counts.size();
    double most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    var bars = new ArrayList<ColumnView.Bar>();
    for (int i = 0; i < counts.size(); i++) {
      double height = HEIGHT * counts.get(i) / most;
      bars.add(
          new ColumnView.Bar(
              round(i * (width + GAP)), round(2 + HEIGHT - height), round(width), round(height)));
    }
    return bars;
  }

  private static double round(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
