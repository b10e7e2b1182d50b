package org.allmende.web.mcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.web.page.Plain;
import org.jspecify.annotations.Nullable;

/// Asks the rows of a table.
final class RowsTool implements AssistantTool {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int DEEPEST = 1_000_000;
  private static final int LONGEST_CELL = 2_000;
  private static final int MOST_CHARACTERS = 200_000;

  private final PublishedTables published;
  private final RowEngine engine;

  RowsTool(PublishedTables published, RowEngine engine) {
    this.published = published;
    this.engine = engine;
  }

  @Override
  public String name() {
    return "query_rows";
  }

  @Override
  public String title() {
    return "Ask the rows of a table";
  }

  @Override
  public String purpose() {
    return "Filters, groups and sorts the rows of a table. Columns are named as describe_dataset"
        + " names them; names with blanks in double quotes, texts in single quotes."
        + " Example: select \"Stadtteil, count(*) as n\", where \"Pflanzjahr >= 2000\","
        + " group_by \"Stadtteil\", order_by \"n desc\".";
  }

  @Override
  public Map<String, Object> parameters() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("id", Schema.text("The dataset, as in the hits of search_datasets."));
    parameters.put("table", Schema.number("Which of its tables.", 1, 1, 1_000));
    parameters.put(
        "select",
        Schema.text("Columns, or count, sum, avg, min, max, median of them; empty: all."));
    parameters.put("where", Schema.text("A condition; empty for all rows."));
    parameters.put("group_by", Schema.text("Columns to group by."));
    parameters.put("order_by", Schema.text("Columns or names given in select, with asc or desc."));
    parameters.put("limit", Schema.number("The most rows.", USUAL, 1, MOST));
    parameters.put("offset", Schema.number("Rows to leave out first.", 0, 0, DEEPEST));
    return parameters;
  }

  @Override
  public List<String> required() {
    return List.of("id");
  }

  @Override
  public Object answer(Arguments arguments) throws IOException {
    Shown shown = published.find(arguments.required("id"));
    var found = published.tables().find(shown, "", arguments.number("table", 1, 1, 1_000));
    int limit = arguments.number("limit", USUAL, 1, MOST);
    var question =
        new Question(
            arguments.text("select"),
            arguments.text("where"),
            arguments.text("group_by"),
            arguments.text("order_by"),
            limit + 1L,
            arguments.number("offset", 0, 0, DEEPEST));
    var rows = new Rows(limit);
    engine.ask(found.source(), question, rows);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("columns", rows.fields);
    json.put("rows", rows.rows);
    json.put("more", rows.more);
    json.put("source", published.source(shown));
    return json;
  }

  /// Rows as lists of values, as many as an assistant can take in.
  private static final class Rows implements RowEngine.Sink {

    private final int limit;
    private final List<Map<String, @Nullable Object>> fields = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private int characters;
    private boolean more;

    Rows(int limit) {
      this.limit = limit;
    }

    @Override
    public void fields(List<RowEngine.Field> all) {
      for (RowEngine.Field field : all) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", field.name());
        json.put("type", field.type());
        if (field.unit() != null) {
          json.put("unit", field.unit());
        }
        fields.add(json);
      }
    }

    @Override
    public void row(List<@Nullable Object> values) {
      if (rows.size() == limit || characters > MOST_CHARACTERS) {
        more = true;
        return;
      }
      var row = new ArrayList<@Nullable Object>();
      for (Object value : values) {
        Object said =
            value instanceof String text && text.length() > LONGEST_CELL
                ? Plain.shorten(text, LONGEST_CELL)
                : value;
        characters += said == null ? 4 : said.toString().length();
        row.add(said);
      }
      rows.add(row);
    }
  }
}
