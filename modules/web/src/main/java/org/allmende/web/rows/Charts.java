package org.allmende.web.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Table;
import org.allmende.web.page.Address;
import org.allmende.web.page.ChartView;
import org.allmende.web.page.Choice;
import org.allmende.web.page.ColumnView;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Draws what the rows of a view hold: the kind that fits the columns best, and the others on
/// request. Where something was measured time after time, its course is what people come for; what
/// never changes is not worth a line. What is drawn stands beside it as a table.
final class Charts {

  private static final int MOST_BARS = 12;
  private static final int MOST_POINTS = 1_000;
  private static final int MOST_VALUES = 100_000;
  private static final int MOST_LINES = 6;
  private static final int MOST_KEYS = 10;
  private static final int BINS = 20;
  private static final int LONGEST = 40;
  private static final double WIDTH = 600;
  private static final double HEIGHT = 200;

  private static final Set<String> PLACES =
      Set.of(
          "longitude",
          "latitude",
          "utm-easting",
          "utm-northing",
          "gauss-krueger-x",
          "gauss-krueger-y");

  private final RowEngine engine;

  Charts(RowEngine engine) {
    this.engine = engine;
  }

  /// What may be drawn.
  enum Kind {
    BARS,
    LINE,
    SPREAD,
    MEANS,
    POINTS;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The columns there are to draw, by their numbers; 0 where there is none.
  ///
  /// @param measured the first of the numbers of which a mean over time says something
  private record Columns(int category, int time, int number, int other, int measured) {

    static Columns of(Table table) {
      int category = 0;
      int time = 0;
      var numbers = new ArrayList<Integer>();
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        if (category == 0 && DatasetRows.isCategory(column, table.dataRows())) {
          category = i + 1;
        }
        if (time == 0 && isTime(column)) {
          time = i + 1;
        } else if (isAmount(column)) {
          numbers.add(i + 1);
        }
      }
      return new Columns(
          category,
          time,
          numbers.isEmpty() ? 0 : numbers.getFirst(),
          numbers.size() > 1 ? numbers.get(1) : 0,
          numbers.stream()
              .filter(number -> isMeasured(table.columns().get(number - 1)))
              .findFirst()
              .orElse(0));
    }

    private static boolean isTime(Column column) {
      boolean year = "year".equals(column.meaning());
      return (column.type() == ColumnType.DATE || column.type() == ColumnType.DATETIME || year)
          && column.profile().min() != null
          && column.profile().distinct() > 2;
    }

    /// Coordinates are numbers, yet say where and not how much.
    private static boolean isAmount(Column column) {
      return TablePreviews.isMeasure(column) && !PLACES.contains(String.valueOf(column.meaning()));
    }

    /// Of a whole number with few values the mean says little: it may be a key.
    private static boolean isMeasured(Column column) {
      return column.type() != ColumnType.INTEGER || column.profile().distinct() > MOST_KEYS;
    }

    /// Whether the groups are of different sizes; else counting them says nothing.
    boolean differ(Table table) {
      return table.columns().get(category - 1).profile().top().stream()
              .mapToLong(Column.Frequency::count)
              .distinct()
              .count()
          > 1;
    }

    boolean has(Kind kind) {
      return switch (kind) {
        case BARS -> category > 0;
        case LINE -> time > 0;
        case SPREAD -> number > 0;
        case MEANS -> category > 0 && number > 0;
        case POINTS -> number > 0 && other > 0;
      };
    }

    /// The column that makes a line of each of its groups; 0 where they would be too many.
    int lines(Table table) {
      boolean few =
          category > 0 && table.columns().get(category - 1).profile().distinct() <= MOST_LINES;
      return few ? category : 0;
    }

    /// The kinds there are, those first that say most.
    List<Kind> best(Table table) {
      var best = new ArrayList<>(Stream.of(Kind.values()).filter(this::has).toList());
      if (time > 0 && measured > 0) {
        best.remove(Kind.LINE);
        best.addFirst(Kind.LINE);
      }
      if (category > 0 && !differ(table)) {
        best.remove(Kind.BARS);
        best.addLast(Kind.BARS);
      }
      return best;
    }
  }

  /// A drawing of the rows; empty where there is nothing to draw.
  ///
  /// @param wanted code of a kind; the best is drawn where the table has no such
  /// @param where which rows
  Optional<ChartView> draw(
      DatasetTables.Found found, String wanted, String where, Address here, Words words)
      throws IOException {
    var columns = Columns.of(found.table());
    List<Kind> kinds = Stream.of(Kind.values()).filter(columns::has).toList();
    Optional<Kind> said = kinds.stream().filter(k -> k.code().equals(wanted)).findFirst();
    ChartView first = null;
    for (Kind kind : said.map(List::of).orElse(columns.best(found.table()))) {
      List<Choice> choices =
          kinds.stream()
              .map(k ->
                  new Choice(
                      here.with("chart", k.code()) + "#chart",
                      words.t("chart." + k.code()),
                      k == kind))
              .toList();
      ChartView view = draw(kind, columns, new Drawing(found, where, words, choices));
      if (!view.rows().isEmpty() && !view.isFlat()) {
        return Optional.of(view);
      }
      first = first == null && !view.rows().isEmpty() ? view : first;
    }
    return Optional.ofNullable(first);
  }

  private static ChartView draw(Kind kind, Columns columns, Drawing drawing) throws IOException {
    return switch (kind) {
      case BARS -> drawing.bars(columns.category(), 0);
      case MEANS -> drawing.bars(columns.category(), columns.number());
      case LINE ->
          drawing.course(columns.time(), columns.measured(), columns.lines(drawing.found.table()));
      case SPREAD -> drawing.spread(columns.number());
      case POINTS -> drawing.points(columns.number(), columns.other());
    };
  }

  /// One drawing in the making.
  private final class Drawing {
    private final DatasetTables.Found found;
    private final String where;
    private final Words words;
    private final List<Choice> kinds;

    Drawing(DatasetTables.Found found, String where, Words words, List<Choice> kinds) {
      this.found = found;
      this.where = where;
      this.words = words;
      this.kinds = kinds;
    }

    private String name(int column) {
      return DatasetRows.name(found.table(), column);
    }

    private String label(int column) {
      return Plain.shorten(found.table().columns().get(column - 1).name(), LONGEST);
    }

    /// Asks the rows of the view that have a value in a column.
    private List<List<@Nullable Object>> ask(
        int column, String select, String groupBy, String orderBy, int limit) throws IOException {
      var rows = new ArrayList<List<@Nullable Object>>();
      engine.ask(
          found.source(),
          new Question(select, known(column), groupBy, orderBy, limit, 0),
          new RowEngine.Sink() {
            @Override
            public void fields(List<Field> fields) {}

            @Override
            public void row(List<@Nullable Object> values) {
              rows.add(values);
            }
          });
      return rows;
    }

    private String known(int column) {
      return where.isEmpty()
          ? name(column) + " is not null"
          : "(" + where + ") and " + name(column) + " is not null";
    }

    ChartView bars(int category, int number) throws IOException {
      String value = number == 0 ? "count(*)" : "avg(" + name(number) + ")";
      var all =
          ask(
              category,
              name(category) + ", " + value + " as \"=n\"",
              name(category),
              "\"=n\" desc",
              MOST_BARS + 1);
      var kept = all.stream().filter(row -> row.get(1) instanceof Number).limit(MOST_BARS).toList();
      double most = kept.stream().mapToDouble(row -> Math.abs(number(row.get(1)))).max().orElse(0);
      var bars = new ArrayList<ChartView.Bar>();
      var rows = new ArrayList<List<String>>();
      for (List<@Nullable Object> row : kept) {
        String label = Plain.shorten(words.value(row.getFirst()), LONGEST);
        double amount = number(row.get(1));
        String written = words.decimal(amount);
        bars.add(
            new ChartView.Bar(
                label, most == 0 ? 0 : round(100 * Math.abs(amount) / most), written));
        rows.add(List.of(label, written));
      }
      String head = number == 0 ? words.t("chart.rows") : words.t("chart.mean", label(number));
      return new ChartView(
          number == 0 ? "chart.bars.title" : "chart.means.title",
          number == 0 ? List.of(label(category)) : List.of(label(number), label(category)),
          kinds,
          bars,
          List.of(),
          List.of(),
          List.of(),
          "",
          "",
          "",
          List.of(label(category), head),
          rows,
          all.size() > MOST_BARS ? words.t("chart.bars.note", MOST_BARS) : "");
    }

    /// How the mean of a measure goes over time, a line for each group, or how many rows there are
    /// of a time.
    ///
    /// @param number of the column that measures; 0 to count the rows
    /// @param group of the column that makes the lines; 0 for one line
    ChartView course(int time, int number, int group) throws IOException {
      int by = number == 0 ? 0 : group;
      String value = number == 0 ? "count(*)" : "avg(" + name(number) + ")";
      String counted = number == 0 ? "count(*)" : "count(" + name(number) + ")";
      String grouped = by == 0 ? name(time) : name(time) + ", " + name(by);
      var all =
          ask(
              time,
              grouped + ", " + value + " as \"=n\", " + counted + " as \"=c\"",
              grouped,
              name(time),
              MOST_VALUES + 1);
      Course course = Course.of(all, by > 0, number > 0);
      var plane = Plane.of(course.points(), number == 0);
      var lines =
          course.groups().stream()
              .map(one ->
                  new ChartView.Line(
                      Plain.shorten(one, LONGEST), plane.corners(course.points(one), MOST_POINTS)))
              .toList();
      var heads = new ArrayList<>(List.of(label(time)));
      if (by > 0) {
        lines.forEach(one -> heads.add(one.label()));
      } else {
        heads.add(number == 0 ? words.t("chart.rows") : words.t("chart.mean", label(number)));
      }
      List<List<String>> rows = course.rows(words);
      return new ChartView(
          number == 0 ? "chart.line.title" : by == 0 ? "chart.course.title" : "chart.courses.title",
          number == 0
              ? List.of(label(time))
              : by == 0
                  ? List.of(label(number), label(time))
                  : List.of(label(number), label(by), label(time)),
          kinds,
          List.of(),
          List.of(),
          lines,
          List.of(),
          number == 0
              ? words.decimal(plane.top())
              : words.t("column.range", words.decimal(plane.bottom()), words.decimal(plane.top())),
          rows.isEmpty() ? "" : rows.getFirst().getFirst(),
          rows.isEmpty() ? "" : rows.getLast().getFirst(),
          heads,
          rows,
          all.size() > MOST_VALUES || rows.size() > MOST_POINTS
              ? words.t("chart.points.note", Math.min(rows.size(), MOST_POINTS))
              : "");
    }

    ChartView spread(int column) throws IOException {
      var all = ask(column, name(column), "", "", MOST_VALUES + 1);
      double[] values =
          all.stream()
              .limit(MOST_VALUES)
              .map(List::getFirst)
              .filter(Number.class::isInstance)
              .mapToDouble(Charts::number)
              .toArray();
      double least = least(values);
      double most = most(values);
      int bins = most > least ? BINS : values.length == 0 ? 0 : 1;
      var counts = new long[bins];
      for (double value : values) {
        int bin = bins == 1 ? 0 : (int) ((value - least) / (most - least) * bins);
        counts[Math.min(bins - 1, bin)]++;
      }
      long highest =
          Math.max(1, IntStream.range(0, bins).mapToLong(i -> counts[i]).max().orElse(1));
      var boxes = new ArrayList<ColumnView.Bar>();
      var rows = new ArrayList<List<String>>();
      double width = bins == 0 ? WIDTH : WIDTH / bins;
      double step = bins == 0 ? 0 : (most - least) / bins;
      for (int i = 0; i < bins; i++) {
        double height = HEIGHT * counts[i] / highest;
        boxes.add(
            new ColumnView.Bar(
                round(i * width + 1), round(HEIGHT - height), round(width - 2), round(height)));
        rows.add(
            List.of(
                words.t(
                    "column.range",
                    words.decimal(least + i * step),
                    words.decimal(least + (i + 1) * step)),
                words.number(counts[i])));
      }
      return new ChartView(
          "chart.spread.title",
          List.of(label(column)),
          kinds,
          List.of(),
          boxes,
          List.of(),
          List.of(),
          words.number(highest),
          words.decimal(least),
          words.decimal(most),
          List.of(label(column), words.t("chart.rows")),
          rows,
          all.size() > MOST_VALUES ? words.t("chart.spread.note", MOST_VALUES) : "");
    }

    ChartView points(int across, int up) throws IOException {
      var all = ask(across, name(across) + ", " + name(up), "", "", MOST_POINTS + 1);
      var points = new ArrayList<double[]>();
      var rows = new ArrayList<List<String>>();
      for (List<@Nullable Object> row : all) {
        if (row.getFirst() instanceof Number
            && row.get(1) instanceof Number
            && points.size() < MOST_POINTS) {
          points.add(new double[] {number(row.getFirst()), number(row.get(1))});
          rows.add(List.of(written(row.getFirst()), written(row.get(1))));
        }
      }
      var plane = Plane.of(points, false);
      return new ChartView(
          "chart.points.title",
          List.of(label(across), label(up)),
          kinds,
          List.of(),
          List.of(),
          List.of(),
          points.stream().map(plane::at).toList(),
          words.t("column.range", words.decimal(plane.bottom()), words.decimal(plane.top())),
          words.decimal(plane.left()),
          words.decimal(plane.right()),
          List.of(label(across), label(up)),
          rows,
          all.size() > MOST_POINTS ? words.t("chart.points.note", MOST_POINTS) : "");
    }

    private String written(@Nullable Object value) {
      return Plain.shorten(words.value(value), LONGEST);
    }
  }

  static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  private static double round(double number) {
    return Math.round(number * 10) / 10.0;
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /// Where values lie on the drawing.
  private record Plane(double left, double right, double bottom, double top) {

    static Plane of(List<double[]> points, boolean fromZero) {
      double[] across = points.stream().mapToDouble(p -> p[0]).toArray();
      double[] up = points.stream().mapToDouble(p -> p[1]).toArray();
      double bottom = Charts.least(up);
      return new Plane(
          Charts.least(across),
          Charts.most(across),
          fromZero ? Math.min(0, bottom) : bottom,
          Charts.most(up));
    }

    /// The corners of a line, of its first points.
    String corners(List<double[]> line, int most) {
      return line.stream()
          .limit(most)
          .map(this::at)
          .map(p -> p.x() + "," + p.y())
          .collect(Collectors.joining(" "));
    }

    ChartView.Point at(double[] point) {
      double x = right > left ? (point[0] - left) / (right - left) : 0.5;
      double y = top > bottom ? (point[1] - bottom) / (top - bottom) : 0.5;
      return new ChartView.Point(round(x * WIDTH), round(HEIGHT - y * HEIGHT));
    }
  }
}
