package org.allmende.web.mcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.model.Column;
import org.allmende.model.Finding;
import org.allmende.web.rows.DatasetTables.Found;
import org.jspecify.annotations.Nullable;

/// Describes a dataset: what it is about, whose it is, and what the columns of its tables mean.
final class DescribeTool implements AssistantTool {

  private static final int MOST_TABLES = 20;
  private static final int MOST_COLUMNS = 200;
  private static final int MOST_FINDINGS = 30;
  private static final int MOST_TOP = 5;
  private static final String UNKNOWN =
      "Not described. Do not guess what it means; ask the publisher.";

  private final PublishedTables published;

  DescribeTool(PublishedTables published) {
    this.published = published;
  }

  @Override
  public String name() {
    return "describe_dataset";
  }

  @Override
  public String title() {
    return "Describe a dataset";
  }

  @Override
  public String purpose() {
    return "Says what a dataset is about, its publisher, licence, coverage and state, and for every"
        + " table its columns: type, unit, meaning, range, usual values, how many are missing."
        + " Call it before asking rows.";
  }

  @Override
  public Map<String, Object> parameters() {
    return Map.of("id", Schema.text("As in the hits of search_datasets, such as town/trees."));
  }

  @Override
  public List<String> required() {
    return List.of("id");
  }

  @Override
  public Object answer(Arguments arguments) throws IOException {
    Shown shown = published.find(arguments.required("id"));
    var say = new DatasetJson("en");
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", shown.id().toString());
    json.put("uri", shown.stored().entry().uri());
    json.put("source", published.source(shown));
    json.put("metadata", say.metadata(shown.dataset(), List.of()));
    var tables = new ArrayList<Object>();
    for (Found found : published.tables().all(shown, "")) {
      if (tables.size() < MOST_TABLES) {
        tables.add(table(found, say));
      }
    }
    json.put("tables", tables);
    json.put("findings", findings(published.browsing().findings(shown)));
    return json;
  }

  private static List<String> findings(List<Finding> findings) {
    return findings.stream()
        .limit(MOST_FINDINGS)
        .map(finding -> finding.message().en())
        .distinct()
        .toList();
  }

  private static Map<String, @Nullable Object> table(Found found, DatasetJson say) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("table", found.number());
    json.put("name", found.table().name());
    json.put("rows", found.table().dataRows());
    json.put(
        "columns",
        found.table().columns().stream().limit(MOST_COLUMNS).map(c -> column(c, say)).toList());
    return json;
  }

  private static Map<String, @Nullable Object> column(Column column, DatasetJson say) {
    Map<String, @Nullable Object> all = say.profile(column, List.of());
    var json = new LinkedHashMap<String, @Nullable Object>();
    for (String name : List.of("name", "type", "title", "description", "meaning", "unit", "form")) {
      if (all.get(name) != null) {
        json.put(name, all.get(name));
      }
    }
    json.put("missing", column.profile().nulls());
    json.put("distinct", column.profile().distinct());
    json.put("min", column.profile().min());
    json.put("max", column.profile().max());
    json.put("usual", column.profile().top().stream().limit(MOST_TOP).toList());
    if (!json.containsKey("meaning") && !json.containsKey("description")) {
      json.put("note", UNKNOWN);
    }
    return json;
  }
}
