package org.allmende.catalog.asking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.quality.Score;
import org.allmende.model.Column;
import org.allmende.model.Dataset;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// Says things in the JSON that the outside relies on: readings, findings, metadata, quality. Maps
/// keep their order; what is unknown is null where the outside expects the field.
public final class DatasetJson {

  private final String language;

  /// @param language of findings and labels: `de` or `en`
  public DatasetJson(String language) {
    this.language = language;
  }

  /// Findings in the words of one language.
  public List<Map<String, @Nullable Object>> findings(List<Finding> findings) {
    return findings.stream().map(this::finding).toList();
  }

  private Map<String, @Nullable Object> finding(Finding finding) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("code", finding.code());
    json.put("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT));
    json.put("line", finding.place().line());
    json.put("column", finding.place().column());
    json.put("value", finding.place().value());
    json.put("message", finding.message().in(language));
    json.put("advice", finding.advice().in(language));
    return json;
  }

  /// A score with what would gain most.
  public Map<String, @Nullable Object> quality(Score score) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("points", score.points());
    json.put("of", score.of());
    json.put("band", lower(score.band()));
    var dimensions = new LinkedHashMap<String, @Nullable Object>();
    for (Score.Dimension dimension : Score.Dimension.values()) {
      dimensions.put(lower(dimension), score.points(dimension));
    }
    json.put("dimensions", dimensions);
    json.put(
        "gains",
        score.gains().stream()
            .map(gain ->
                Map.of(
                    "code", gain.code(),
                    "points", gain.points(),
                    "name", gain.name().in(language),
                    "advice", gain.advice().in(language)))
            .toList());
    return json;
  }

  /// A file as it was read: the first table's fields on top, all tables where there are more.
  public Map<String, @Nullable Object> reading(String file, Draft draft) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("file", file);
    json.put("format", draft.format());
    json.put("mediaType", draft.mediaType());
    if (!draft.tables().isEmpty()) {
      json.putAll(table(draft.tables().getFirst()));
    }
    if (draft.tables().size() > 1) {
      json.put("tables", tables(draft.tables()));
    }
    return json;
  }

  /// Tables with their columns.
  public List<Map<String, @Nullable Object>> tables(List<Table> tables) {
    return tables.stream()
        .map(table -> {
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("name", table.name());
          json.putAll(table(table));
          return (Map<String, @Nullable Object>) json;
        })
        .toList();
  }

  private static Map<String, @Nullable Object> table(Table table) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    Dialect dialect = table.dialect();
    if (dialect != null) {
      json.put("encoding", dialect.encoding());
      json.put("bom", dialect.bom());
      json.put("delimiter", dialect.delimiter());
      json.put("quote", dialect.quote());
      json.put("escape", dialect.escape());
      json.put("lineEnd", dialect.lineEnd());
      json.put("decimal", dialect.decimal());
    }
    json.put("headerRow", table.headerRow());
    json.put("headerRows", table.headerRows());
    json.put("firstDataRow", table.firstDataRow());
    json.put("dataRows", table.dataRows());
    json.put("footerRows", table.footerRows());
    json.put("columns", table.columns().stream().map(DatasetJson::column).toList());
    if (!table.key().isEmpty()) {
      json.put("key", table.key());
    }
    return json;
  }

  private static Map<String, @Nullable Object> column(Column column) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", column.name());
    json.put("type", column.type().code());
    json.put("nulls", column.profile().nulls());
    json.put("distinct", column.profile().distinct());
    json.put("min", column.profile().min());
    json.put("max", column.profile().max());
    json.put("meaning", column.meaning());
    json.put("unit", column.unit());
    json.put("form", column.form());
    declared(column, json);
    return json;
  }

  /// What a descriptor says about a column; nothing where there is none.
  private static void declared(Column column, Map<String, @Nullable Object> json) {
    DeclaredColumn said = column.declared();
    if (said == null) {
      return;
    }
    var declared = new LinkedHashMap<String, @Nullable Object>();
    declared.put("name", said.name());
    declared.put("type", said.type() == null ? null : said.type().code());
    declared.put("form", said.form());
    declared.put("unit", said.unit());
    declared.put("nulls", said.nulls());
    declared.put("trues", said.trues());
    declared.put("falses", said.falses());
    json.put("title", texts(said.titles()));
    json.put("description", texts(said.descriptions()));
    json.put("declared", declared);
  }

  /// A column with all that its values together show.
  ///
  /// @param histogram how they are spread; empty where that says nothing
  public Map<String, @Nullable Object> profile(Column column, List<RowEngine.Bin> histogram) {
    var profile = new LinkedHashMap<String, @Nullable Object>();
    profile.put("nulls", column.profile().nulls());
    profile.put("distinct", column.profile().distinct());
    profile.put("distinctExact", column.profile().distinctExact());
    profile.put("min", column.profile().min());
    profile.put("max", column.profile().max());
    profile.put("top", column.profile().top());
    profile.put("histogram", histogram);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("position", column.position());
    json.put("name", column.name());
    json.put("type", column.type().code());
    json.put("meaning", column.meaning());
    json.put("unit", column.unit());
    json.put("form", column.form());
    declared(column, json);
    json.put("profile", profile);
    return json;
  }

  /// What a file's description would say with nothing typed.
  public Map<String, @Nullable Object> proposal(Metadata metadata) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("title", text(metadata.title()));
    json.put("description", text(metadata.description()));
    json.put("themes", metadata.themes().stream().map(DatasetJson::end).toList());
    json.put("keywords", metadata.keywords());
    json.put("temporal", period(metadata.temporal()));
    json.put("spatial", metadata.spatial().stream().map(DatasetJson::place).toList());
    String hvd = metadata.hvd();
    json.put("hvd", hvd == null ? null : end(hvd));
    return json;
  }

  /// What a dataset's graph says, in the fields of `metadata`.
  public Map<String, @Nullable Object> metadata(Dataset dataset, List<Metadata.Decision> decided) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("title", texts(dataset.title()));
    json.put("description", texts(dataset.description()));
    json.put("keywords", dataset.keywords());
    json.put("themes", dataset.themes());
    json.put("publisher", agent(dataset.publisher()));
    json.put("contact", contact(dataset.contact()));
    json.put("license", dataset.licenses().stream().findFirst().orElse(null));
    json.put(
        "spatial",
        dataset.places().stream()
            .map(place -> place.uri() == null ? place.name() : place.uri())
            .filter(place -> place != null)
            .toList());
    json.put("temporal", period(dataset.temporal().stream().findFirst().orElse(null)));
    json.put("frequency", dataset.frequency());
    json.put("hvd", dataset.hvdCategories().stream().findFirst().orElse(null));
    json.put("language", dataset.languages().stream().findFirst().orElse(null));
    json.put("identifier", dataset.identifier());
    json.put("landingPage", dataset.landingPage());
    json.put("decisions", decided);
    json.put("issued", dataset.issued());
    json.put("modified", dataset.modified());
    return json;
  }

  private static @Nullable Object texts(Map<String, String> byLanguage) {
    if (byLanguage.isEmpty()) {
      return null;
    }
    String only = byLanguage.size() == 1 ? byLanguage.values().iterator().next() : null;
    return only != null && (byLanguage.containsKey("de") || byLanguage.containsKey(""))
        ? only
        : new java.util.TreeMap<>(byLanguage);
  }

  private @Nullable String text(Map<String, String> byLanguage) {
    String wanted = byLanguage.get(language);
    return wanted != null ? wanted : byLanguage.get("de");
  }

  private static @Nullable Object agent(Metadata.@Nullable Agent agent) {
    return agent == null ? null : some("name", agent.name(), "uri", agent.uri());
  }

  private static @Nullable Object contact(Metadata.@Nullable Contact contact) {
    if (contact == null) {
      return null;
    }
    var json = some("name", contact.name(), "email", contact.email());
    json.put("url", contact.url());
    return json;
  }

  private static @Nullable Object period(Metadata.@Nullable Period period) {
    return period == null ? null : some("start", period.start(), "end", period.end());
  }

  private static Map<String, @Nullable Object> some(
      String name, @Nullable Object value, String other, @Nullable Object otherValue) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put(name, value);
    json.put(other, otherValue);
    return json;
  }

  /// The key of a German place, or the place as it was given.
  private static String place(String place) {
    return place.startsWith("http://dcat-ap.de/def/politicalGeocoding/") ? end(place) : place;
  }

  private static String end(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }
}
