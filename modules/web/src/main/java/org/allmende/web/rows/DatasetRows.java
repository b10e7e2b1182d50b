package org.allmende.web.rows;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Bin;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Table;
import org.allmende.vocabulary.Places;
import org.allmende.web.http.Pagination;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.page.Address;
import org.allmende.web.page.ChartView;
import org.allmende.web.page.Choice;
import org.allmende.web.page.Facet;
import org.allmende.web.page.Link;
import org.allmende.web.page.MapView;
import org.allmende.web.page.PageLink;
import org.allmende.web.page.Plain;
import org.allmende.web.page.RowsView;
import org.allmende.web.page.TableView;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// The rows of a table on a page, as its address asks for them: `f` narrows by a column, `find` by
/// a text in any, `sort` is a column's number, negative for downwards, `page` goes on, `from` is
/// the first column shown, `by` a column whose values are shown to narrow by, `chart` what is drawn
/// and `bbox` the part of the map. Every view is an address, and each says how programs get the
/// same rows.
public final class DatasetRows {

  private static final int MOST_FILTERS = 12;
  private static final int MOST_FACETS = 4;
  private static final int MOST_VALUES = 8;
  private static final int MOST_DIFFERENT = 60;
  private static final int MOST_CHOICES = 300;
  private static final int LONGEST_LABEL = 40;
  private static final int LONGEST_VALUE = 300;
  private static final int LAST_PAGE = 50_000;
  private static final long MOST_SPREAD = 200_000;
  private static final int REMEMBERED = 200;

  private static final List<RowFormat> FORMS =
      List.of(
          RowFormat.EXCEL,
          RowFormat.XLSX,
          RowFormat.CSV,
          RowFormat.JSON,
          RowFormat.JSON_LINES,
          RowFormat.PARQUET,
          RowFormat.GEOJSON);

  private final RowEngine engine;
  private final Charts charts;
  private final RowMap map;
  private final Map<String, Map<Integer, List<Bin>>> spreads = new Remembered<>();
  private final Map<String, Shown> plain = new Remembered<>();

  /// @param places which maps name to find one's way by
  public DatasetRows(RowEngine engine, Places places) {
    this.engine = engine;
    this.charts = new Charts(engine);
    this.map = new RowMap(engine, places);
  }

  /// What was asked for last; the oldest is forgotten.
  private static final class Remembered<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > REMEMBERED;
    }
  }

  /// A table and the rows of it that were asked for.
  ///
  /// @param chart what they hold, drawn; null where nothing is worth drawing
  /// @param map where they lie; null where they do not say
  public record Shown(
      TableView table, RowsView rows, @Nullable ChartView chart, @Nullable MapView map) {}

  /// What an address asks for.
  ///
  /// @param here the address with all conditions in their short form, on the first page
  /// @param where the same in the grammar of rows
  record Asked(
      Address here,
      List<RowFilter> filters,
      String find,
      int sort,
      int page,
      int from,
      int by,
      @Nullable Box window,
      String where,
      String order) {

    boolean isPlain() {
      return where.isEmpty() && sort == 0 && page == 1 && from == 1 && by == 0 && window == null;
    }
  }

  /// What a page shows of a table, as its address asks.
  ///
  /// @param open whether everybody may ask for these rows
  public Shown show(
      HttpServletRequest request,
      Address address,
      DatasetTables.Found found,
      String find,
      boolean open,
      Words words)
      throws IOException {
    Table table = found.table();
    Asked asked = asked(request, address, table, find, words);
    String key = String.join("\n", found.mark(), asked.here().toString(), words.language() + open);
    if (asked.isPlain()) {
      synchronized (plain) {
        Shown known = plain.get(key);
        if (known != null) {
          return known;
        }
      }
    }
    Map<Integer, List<Bin>> spread = spread(found);
    TableView view =
        TablePreviews.of(words, table, table.firstRows(), table.dataRows(), asked.from(), spread);
    String sentence = "";
    boolean busy = false;
    long count = table.dataRows();
    List<Facet> facets = List.of();
    ChartView chart = null;
    MapView drawn = null;
    try {
      if (!asked.where().isEmpty()) {
        count = FoundRows.count(engine, found.source(), asked.where());
        sentence = words.t("rows.count", count, table.dataRows());
      }
      view = TablePreviews.of(words, table, rows(found, asked, words), count, asked.from(), spread);
      facets = facets(found, asked, words);
      drawn =
          map.draw(found, asked.where(), count, asked.window(), asked.here(), words).orElse(null);
      if (found.table().dataRows() > 1) {
        String wanted = SearchParameters.text(request, "chart");
        chart = charts.draw(found, wanted, asked.where(), asked.here(), words).orElse(null);
      }
    } catch (RowEngine.WrongQuestion e) {
      sentence = words.t(e.text());
    } catch (RowEngine.Busy _) {
      sentence = words.t("rows.busy");
      busy = true;
    }
    var shown =
        new Shown(
            view,
            view(request, found, asked, view, facets, count, sentence, busy, open, words),
            chart,
            drawn);
    if (asked.isPlain() && sentence.isEmpty()) {
      synchronized (plain) {
        plain.put(key, shown);
      }
    }
    return shown;
  }

  private RowsView view(
      HttpServletRequest request,
      DatasetTables.Found found,
      Asked asked,
      TableView shown,
      List<Facet> facets,
      long count,
      String sentence,
      boolean busy,
      boolean open,
      Words words) {
    Table table = found.table();
    Address here = asked.here();
    var kept = new ArrayList<RowsView.Kept>();
    asked.filters().forEach(filter -> kept.add(new RowsView.Kept("f", filter.written())));
    if (found.number() > 1) {
      kept.add(new RowsView.Kept("table", Integer.toString(found.number())));
    }
    String chart = SearchParameters.text(request, "chart");
    if (!chart.isEmpty()) {
      kept.add(new RowsView.Kept("chart", chart));
    }
    if (asked.sort() != 0) {
      kept.add(new RowsView.Kept("sort", Integer.toString(asked.sort())));
    }
    if (asked.from() != 1) {
      kept.add(new RowsView.Kept("from", Integer.toString(asked.from())));
    }
    String box = asked.here().value("bbox");
    if (!box.isEmpty()) {
      kept.add(new RowsView.Kept("bbox", box));
    }
    if (asked.by() != 0) {
      kept.add(new RowsView.Kept("by", Integer.toString(asked.by())));
    }
    long last =
        Math.min(LAST_PAGE, (count + TablePreviews.MOST_ROWS - 1) / TablePreviews.MOST_ROWS);
    String rows = open ? found.address() + "/rows" : "";
    return new RowsView(
        found.number(),
        kept,
        choices(table),
        List.of(RowFilter.Kind.values()).stream()
            .map(kind -> new Choice(kind.code(), words.t("rows.kind." + kind.code()), false))
            .toList(),
        active(table, asked, words),
        at(here.without("f").without("find")),
        facets,
        asked.by() > 0,
        others(table, facets, asked),
        sorts(shown, asked, words),
        parts(table, asked, words),
        Pagination.links(words, here, asked.page(), last).stream()
            .map(link -> link.href().isEmpty() ? link : link.at("#table"))
            .toList(),
        (asked.page() - 1L) * TablePreviews.MOST_ROWS + 1,
        sentence,
        busy,
        at(asked.page() == 1 ? here : here.with("page", Integer.toString(asked.page()))),
        open ? downloads(rows, asked, isOnMap(table), words) : List.of(),
        open ? snippets(rows, asked) : List.of());
  }

  private Asked asked(
      HttpServletRequest request, Address address, Table table, String find, Words words) {
    int columns = table.columns().size();
    var filters = new ArrayList<RowFilter>();
    String[] written = request.getParameterValues("f");
    for (String one : written == null ? new String[0] : written) {
      filters.add(RowFilter.parse(one, columns).orElseThrow(DatasetRows::wrongFilter));
    }
    String value = SearchParameters.text(request, "value");
    String column = SearchParameters.text(request, "column");
    String kind = SearchParameters.text(request, "kind");
    boolean complete =
        !value.isEmpty() || RowFilter.Kind.of(kind).filter(k -> !k.needsValue()).isPresent();
    if (!column.isEmpty() && complete) {
      filters.add(
          RowFilter.parse(column + "." + kind + "." + value, columns)
              .orElseThrow(DatasetRows::wrongFilter));
    }
    List<RowFilter> distinct = filters.stream().distinct().toList();
    if (distinct.size() > MOST_FILTERS) {
      throw SearchParameters.wrong(
          "f",
          "höchstens " + MOST_FILTERS + " Bedingungen",
          "at most " + MOST_FILTERS + " conditions");
    }
    int sort = SearchParameters.number(request, "sort", 0, -columns, columns);
    int page = SearchParameters.number(request, "page", 1, 1, LAST_PAGE);
    int from =
        SearchParameters.number(
            request, "from", 1, 1, Math.max(1, TablePreviews.described(table).size()));
    int by = SearchParameters.number(request, "by", 0, 0, columns);
    Address here =
        address.without("f").without("column").without("kind").without("value").without("page");
    for (RowFilter filter : distinct) {
      here = here.plus("f", filter.written());
    }
    var where = new ArrayList<String>();
    for (RowFilter filter : distinct) {
      Column about = table.columns().get(filter.column() - 1);
      where.add(filter.condition(about, name(table, filter.column()), words));
    }
    if (!find.isEmpty()) {
      String anywhere = FoundRows.where(find);
      where.add(where.isEmpty() ? anywhere : "(" + anywhere + ")");
    }
    String order = sort == 0 ? "" : name(table, Math.abs(sort)) + (sort < 0 ? " desc" : "");
    return new Asked(
        here,
        distinct,
        find,
        sort,
        page,
        from,
        by,
        SearchParameters.box(request),
        String.join(" and ", where),
        order);
  }

  private static Problem wrongFilter() {
    return SearchParameters.wrong(
        "f",
        "Nummer der Spalte, eine der Bedingungen eq, ne, has, ge, le, none, some, und ein Wert,"
            + " etwa 3.eq.Altstadt",
        "the number of a column, one of eq, ne, has, ge, le, none, some, and a value, such as"
            + " 3.eq.Altstadt");
  }

  /// A column in the grammar of rows: by its name where no other has it, else by its number.
  public static String name(Table table, int number) {
    String name = table.columns().get(number - 1).name();
    long same = table.columns().stream().filter(c -> c.name().equalsIgnoreCase(name)).count();
    return same != 1 || name.isBlank() || name.startsWith("#")
        ? "#" + number
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private List<List<String>> rows(DatasetTables.Found found, Asked asked, Words words)
      throws IOException {
    var gathered = new FoundRows.Gathered(words);
    int size = TablePreviews.MOST_ROWS;
    engine.ask(
        found.source(),
        new Question("", asked.where(), "", asked.order(), size, (asked.page() - 1L) * size),
        gathered);
    return gathered.rows();
  }

  /// How numbers and days are spread; remembered, since it never changes. Very large tables show
  /// their most frequent values instead.
  private Map<Integer, List<Bin>> spread(DatasetTables.Found found) throws IOException {
    if (found.table().dataRows() > MOST_SPREAD) {
      return Map.of();
    }
    synchronized (spreads) {
      Map<Integer, List<Bin>> known = spreads.get(found.mark());
      if (known != null) {
        return known;
      }
    }
    try {
      Map<Integer, List<Bin>> made = engine.histograms(found.source());
      synchronized (spreads) {
        spreads.put(found.mark(), made);
      }
      return made;
    } catch (RowEngine.Busy | RowEngine.WrongQuestion _) {
      return Map.of();
    }
  }

  /// Values to narrow by: of the column that is asked for, and of those that sort the rows into a
  /// few groups.
  private List<Facet> facets(DatasetTables.Found found, Asked asked, Words words)
      throws IOException {
    var facets = new ArrayList<Facet>();
    if (asked.by() > 0 && isTold(found.table().columns().get(asked.by() - 1))) {
      facets.add(facet(found, asked, asked.by(), true, words));
    }
    for (int number : grouping(found.table())) {
      if (number != asked.by()) {
        facets.add(facet(found, asked, number, facets.size() < 2, words));
      }
    }
    return facets.stream().filter(facet -> !facet.values().isEmpty()).toList();
  }

  /// Whether the values of a column may be counted for everybody: those of people are not, and
  /// their profile says none.
  private static boolean isTold(Column column) {
    return column.type() != ColumnType.GEOMETRY && !column.profile().top().isEmpty();
  }

  /// The columns that sort the rows into a few groups, the first of them.
  private static List<Integer> grouping(Table table) {
    return IntStream.rangeClosed(1, table.columns().size())
        .filter(number -> isCategory(table.columns().get(number - 1), table.dataRows()))
        .limit(MOST_FACETS)
        .boxed()
        .toList();
  }

  /// Whether a column sorts the rows into a few groups.
  static boolean isCategory(Column column, long rows) {
    Column.Profile profile = column.profile();
    return column.type() == ColumnType.STRING
        && profile.distinctExact()
        && profile.distinct() >= 2
        && profile.distinct() <= Math.min(MOST_DIFFERENT, rows / 2)
        && !profile.top().isEmpty();
  }

  private Facet facet(DatasetTables.Found found, Asked asked, int number, boolean open, Words words)
      throws IOException {
    Column column = found.table().columns().get(number - 1);
    var values = new ArrayList<Facet.Value>();
    for (Column.Frequency one : frequencies(found, asked, number)) {
      String label = TablePreviews.value(words, column, one.value());
      // What would be read as another number is written as people do.
      boolean plain = column.type() == ColumnType.STRING || words.plain(one.value()).isEmpty();
      var filter = new RowFilter(number, RowFilter.Kind.EQ, plain ? one.value() : label);
      boolean chosen = asked.filters().contains(filter);
      Address target =
          chosen
              ? asked.here().minus("f", filter.written())
              : asked.here().plus("f", filter.written());
      values.add(
          new Facet.Value(Plain.shorten(label, LONGEST_LABEL), one.count(), chosen, at(target)));
    }
    boolean narrowed = values.stream().anyMatch(Facet.Value::chosen);
    return new Facet(Plain.shorten(column.name(), LONGEST_LABEL), open || narrowed, values, "");
  }

  /// The most frequent values of a column. Texts are counted since the file was read; numbers and
  /// days were counted as they are spelt there.
  private List<Column.Frequency> frequencies(DatasetTables.Found found, Asked asked, int number)
      throws IOException {
    Column column = found.table().columns().get(number - 1);
    List<Column.Frequency> known = column.profile().top();
    boolean counted = column.type() == ColumnType.STRING && !known.isEmpty();
    if (asked.where().isEmpty() && counted) {
      return shown(known);
    }
    String name = name(found.table(), number);
    var gathered = FoundRows.Gathered.plain();
    var question =
        new Question(
            name + ", count(*) as \"=n\"", asked.where(), name, "\"=n\" desc", MOST_VALUES + 1L, 0);
    engine.ask(found.source(), question, gathered);
    return shown(
        gathered.rows().stream()
            .map(row -> new Column.Frequency(row.getFirst(), Long.parseLong(row.get(1))))
            .toList());
  }

  private static List<Column.Frequency> shown(List<Column.Frequency> values) {
    return values.stream()
        .filter(one -> !one.value().isBlank() && one.value().length() <= LONGEST_VALUE)
        .limit(MOST_VALUES)
        .toList();
  }

  /// The columns whose values are not shown, each with the view that shows them.
  private static List<Link> others(Table table, List<Facet> facets, Asked asked) {
    List<Integer> shown = facets.isEmpty() ? List.of() : grouping(table);
    return IntStream.rangeClosed(1, Math.min(MOST_CHOICES, table.columns().size()))
        .filter(number -> number != asked.by() && !shown.contains(number))
        .filter(number -> isTold(table.columns().get(number - 1)))
        .mapToObj(number ->
            new Link(label(table, number), at(asked.here().with("by", Integer.toString(number)))))
        .toList();
  }

  /// Where a table has more columns than a page shows: its parts.
  private static List<PageLink> parts(Table table, Asked asked, Words words) {
    int columns = TablePreviews.described(table).size();
    var parts = new ArrayList<PageLink>();
    for (int first = 1; first <= columns; first += TablePreviews.MOST_COLUMNS) {
      int last = Math.min(first + TablePreviews.MOST_COLUMNS - 1, columns);
      Address target =
          first == 1
              ? asked.here().without("from")
              : asked.here().with("from", Integer.toString(first));
      parts.add(
          new PageLink(
              words.number(first) + "–" + words.number(last),
              words.t("rows.part", first, last),
              at(target),
              first == asked.from()));
    }
    return parts;
  }

  private static List<Choice> choices(Table table) {
    var choices = new ArrayList<Choice>();
    for (int i = 0; i < Math.min(MOST_CHOICES, table.columns().size()); i++) {
      choices.add(new Choice(Integer.toString(i + 1), label(table, i + 1), false));
    }
    return choices;
  }

  private static String label(Table table, int number) {
    String name = Plain.shorten(table.columns().get(number - 1).name(), LONGEST_LABEL);
    return name.isBlank() ? "#" + number : name;
  }

  private static List<Link> active(Table table, Asked asked, Words words) {
    var active = new ArrayList<Link>();
    for (RowFilter filter : asked.filters()) {
      String name = Plain.shorten(table.columns().get(filter.column() - 1).name(), LONGEST_LABEL);
      String label =
          words.t(
              "rows.active." + filter.kind().code(),
              name,
              Plain.shorten(filter.value(), LONGEST_LABEL));
      active.add(new Link(label, at(asked.here().minus("f", filter.written()))));
    }
    if (!asked.find().isEmpty()) {
      active.add(
          new Link(
              words.t("rows.active.find", Plain.shorten(asked.find(), LONGEST_LABEL)),
              at(asked.here().without("find"))));
    }
    return active;
  }

  private static List<RowsView.Sorted> sorts(TableView shown, Asked asked, Words words) {
    var sorts = new ArrayList<RowsView.Sorted>();
    for (int i = 0; i < shown.columns().size(); i++) {
      int number = shown.numbers().get(i);
      boolean up = asked.sort() == number;
      boolean down = asked.sort() == -number;
      Address target = asked.here().with("sort", Integer.toString(up ? -number : number));
      String name = shown.columns().get(i).name();
      sorts.add(
          new RowsView.Sorted(
              at(target),
              words.t(up ? "rows.sort.down" : "rows.sort.up", name),
              up ? "ascending" : down ? "descending" : ""));
    }
    return sorts;
  }

  /// Whether the rows of a table say where they lie.
  public static boolean isOnMap(Table table) {
    return table.columns().stream()
        .anyMatch(c ->
            c.type() == ColumnType.GEOMETRY
                || String.valueOf(c.meaning()).matches("(?i).*(longitude|easting|gk-east|utm).*"));
  }

  private static List<Link> downloads(String rows, Asked asked, boolean map, Words words) {
    return FORMS.stream()
        .filter(form -> map || form != RowFormat.GEOJSON)
        .map(form ->
            new Link(words.t("rows.form." + form.code()), address(rows, asked, form.code())))
        .toList();
  }

  private static String address(String rows, Asked asked, String format) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("where", asked.where());
    parameters.put("order_by", asked.order());
    parameters.put("format", format);
    return parameters.entrySet().stream()
        .filter(parameter -> !parameter.getValue().isEmpty())
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", rows + "?", ""));
  }

  private static List<RowsView.Snippet> snippets(String rows, Asked asked) {
    String csv = address(rows, asked, "csv");
    String json = address(rows, asked, "json");
    var curl = new StringBuilder("curl -fsS -G '").append(rows).append("'");
    curl.append(data("where", asked.where())).append(data("order_by", asked.order()));
    curl.append(" -d format=csv");
    return List.of(
        new RowsView.Snippet("curl", curl.toString()),
        new RowsView.Snippet("Python", "import pandas as pd\nrows = pd.read_csv(\"" + csv + "\")"),
        new RowsView.Snippet("R", "rows <- read.csv(\"" + csv + "\")"),
        new RowsView.Snippet(
            "JavaScript",
            "const answer = await fetch(\""
                + json
                + "\");\nconst { rows, next } = await answer.json();"));
  }

  private static String data(String name, String value) {
    return value.isEmpty()
        ? ""
        : " \\\n  --data-urlencode '" + name + "=" + value.replace("'", "'\\''") + "'";
  }

  private static String at(Address address) {
    return address + "#table";
  }
}
