package org.allmende.web.rows;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
/// request. What is drawn stands beside it as a table.
final class Charts {

  private static final int MOST_BARS = 12;
  private static final int MOST_POINTS = 1_000;
  private static final int MOST_VALUES = 100_000;
  private static final int BINS = 20;
  private static final int LONGEST = 40;
  private static final double WIDTH = 600;
  private static final double HEIGHT = 200;

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
  private record Columns(int category, int time, int number, int other) {

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
        } else if (TablePreviews.isMeasure(column)) {
          numbers.add(i + 1);
        }
      }
      return new Columns(
          category,
          time,
          numbers.isEmpty() ? 0 : numbers.getFirst(),
          numbers.size() > 1 ? numbers.get(1) : 0);
    }

    private static boolean isTime(Column column) {
      boolean year = "year".equals(column.meaning());
      return (column.type() == ColumnType.DATE || year)
          && column.profile().min() != null
          && column.profile().distinct() > 2;
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
  }

  /// A drawing of the rows; empty where there is nothing to draw.
  ///
  /// @param wanted code of a kind; the best is drawn where the table has no such
  /// @param where which rows
  Optional<ChartView> draw(
      DatasetTables.Found found, String wanted, String where, Address here, Words words)
      throws IOException {
    var columns = Columns.of(found.table());
    List<Kind> kinds = List.of(Kind.values()).stream().filter(columns::has).toList();
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    Kind best =
        kinds.stream()
            .filter(k -> k != Kind.BARS || columns.differ(found.table()))
            .findFirst()
            .orElse(kinds.getFirst());
    Kind kind = kinds.stream().filter(k -> k.code().equals(wanted)).findFirst().orElse(best);
    List<Choice> choices =
        kinds.stream()
            .map(k ->
                new Choice(
                    here.with("chart", k.code()) + "#chart",
                    words.t("chart." + k.code()),
                    k == kind))
            .toList();
    var drawing = new Drawing(found, where, words, choices);
    ChartView view =
        switch (kind) {
          case BARS -> drawing.bars(columns.category(), 0);
          case MEANS -> drawing.bars(columns.category(), columns.number());
          case LINE -> drawing.line(columns.time());
          case SPREAD -> drawing.spread(columns.number());
          case POINTS -> drawing.points(columns.number(), columns.other());
        };
    return view.rows().isEmpty() ? Optional.empty() : Optional.of(view);
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
      String title =
          number == 0
              ? words.t("chart.bars.title", label(category))
              : words.t("chart.means.title", label(number), label(category));
      String head = number == 0 ? words.t("chart.rows") : words.t("chart.mean", label(number));
      return new ChartView(
          title,
          kinds,
          bars,
          List.of(),
          "",
          List.of(),
          "",
          "",
          "",
          List.of(label(category), head),
          rows,
          all.size() > MOST_BARS ? words.t("chart.bars.note", MOST_BARS) : "");
    }

    ChartView line(int time) throws IOException {
      var all =
          ask(time, name(time) + ", count(*) as \"=n\"", name(time), name(time), MOST_POINTS + 1);
      var points = new ArrayList<double[]>();
      var rows = new ArrayList<List<String>>();
      for (List<@Nullable Object> row : all) {
        Optional<Double> at = moment(row.getFirst());
        if (at.isPresent() && points.size() < MOST_POINTS) {
          points.add(new double[] {at.get(), number(row.get(1))});
          rows.add(List.of(written(row.getFirst()), words.decimal(number(row.get(1)))));
        }
      }
      var plane = Plane.of(points, true);
      String line =
          points.stream()
              .map(plane::at)
              .map(p -> p.x() + "," + p.y())
              .collect(Collectors.joining(" "));
      return new ChartView(
          words.t("chart.line.title", label(time)),
          kinds,
          List.of(),
          List.of(),
          line,
          List.of(),
          words.decimal(plane.top()),
          rows.isEmpty() ? "" : rows.getFirst().getFirst(),
          rows.isEmpty() ? "" : rows.getLast().getFirst(),
          List.of(label(time), words.t("chart.rows")),
          rows,
          all.size() > MOST_POINTS ? words.t("chart.points.note", MOST_POINTS) : "");
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
          words.t("chart.spread.title", label(column)),
          kinds,
          List.of(),
          boxes,
          "",
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
          words.t("chart.points.title", label(across), label(up)),
          kinds,
          List.of(),
          List.of(),
          "",
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

  /// A day or year as a number.
  private static Optional<Double> moment(@Nullable Object value) {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    try {
      return Optional.of((double) LocalDate.parse(String.valueOf(value)).toEpochDay());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static double number(@Nullable Object value) {
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

    ChartView.Point at(double[] point) {
      double x = right > left ? (point[0] - left) / (right - left) : 0.5;
      double y = top > bottom ? (point[1] - bottom) / (top - bottom) : 0.5;
      return new ChartView.Point(round(x * WIDTH), round(HEIGHT - y * HEIGHT));
    }
  }
}
