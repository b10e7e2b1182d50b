package org.allmende.web.descriptors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset;
import org.allmende.model.Dataset.Distribution;
import org.allmende.model.Metadata;
import org.allmende.model.Slug;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.rows.DatasetTables.Found;
import org.jspecify.annotations.Nullable;

/// A dataset as [Data Package](https://datapackage.org/standard/data-package/) of version 2, which
/// readers of version 1 take too.
final class DataPackageDocument {

  private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";

  private final PackageContents contents;
  private final Concepts concepts;

  DataPackageDocument(PackageContents contents, Concepts concepts) {
    this.contents = contents;
    this.concepts = concepts;
  }

  /// @throws Problem where there is nothing to pack
  Map<String, Object> json() {
    Dataset dataset = contents.dataset();
    var json = new LinkedHashMap<String, Object>();
    json.put("$schema", PROFILE);
    json.put("profile", "data-package");
    json.put("name", contents.shown().id().slug());
    json.put("id", dataset.uri());
    json.put("title", dataset.title("de"));
    json.put("description", dataset.description("de"));
    json.put("homepage", contents.page());
    if (contents.shown().notes().isOurs()) {
      json.put("version", Integer.toString(contents.shown().notes().version()));
    }
    json.put(
        "created",
        contents
            .shown()
            .stored()
            .issued()
            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
            .toString());
    if (!dataset.keywords().isEmpty()) {
      json.put("keywords", dataset.keywords());
    }
    List<Map<String, Object>> licenses = licenses(dataset);
    if (!licenses.isEmpty()) {
      json.put("licenses", licenses);
    }
    Metadata.Agent publisher = dataset.publisher();
    if (publisher != null && !publisher.name().isBlank()) {
      var contributor = new LinkedHashMap<String, Object>();
      contributor.put("title", publisher.name());
      contributor.put("role", "publisher");
      contributor.put("roles", List.of("publisher"));
      json.put("contributors", List.of(contributor));
    }
    List<Map<String, Object>> resources = resources();
    if (resources.isEmpty()) {
      throw Problem.of(
          Trouble.NOT_FOUND, "Dieser Datensatz hat keine Dateien.", "This dataset has no files.");
    }
    json.put("resources", resources);
    return json;
  }

  private List<Map<String, Object>> licenses(Dataset dataset) {
    var licenses = new ArrayList<Map<String, Object>>();
    for (String license : dataset.licenses()) {
      var json = new LinkedHashMap<String, Object>();
      concepts
          .license(license)
          .ifPresent(concept -> {
            json.put("name", concept.code().replaceAll("[^A-Za-z0-9._-]", "-"));
            json.put("title", concept.label("de"));
          });
      if (license.startsWith("http")) {
        json.put("path", license);
      }
      if (json.containsKey("name") || json.containsKey("path")) {
        licenses.add(json);
      }
    }
    return licenses;
  }

  private List<Map<String, Object>> resources() {
    var resources = new ArrayList<Map<String, Object>>();
    contents.tables().stream()
        .filter(found -> !found.table().columns().isEmpty())
        .forEach(found -> resources.add(table(found)));
    List<Distribution> files = contents.files();
    for (int i = 0; i < files.size(); i++) {
      resources.add(file(files.get(i), i + 1));
    }
    return resources;
  }

  private Map<String, Object> table(Found found) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", "tabelle-" + found.number());
    json.put("profile", "tabular-data-resource");
    json.put("type", "table");
    json.put("title", found.table().name());
    json.put("path", contents.address(found));
    json.put("format", "csv");
    json.put("mediatype", "text/csv");
    json.put("encoding", "utf-8");
    var dialect = new LinkedHashMap<String, Object>();
    dialect.put("delimiter", ",");
    dialect.put("quoteChar", "\"");
    dialect.put("doubleQuote", true);
    dialect.put("header", true);
    json.put("dialect", dialect);
    var schema = new LinkedHashMap<String, Object>();
    schema.put("fields", fields(found.table().columns()));
    schema.put("missingValues", List.of(""));
    json.put("schema", schema);
    return json;
  }

  private List<Map<String, Object>> fields(List<Column> columns) {
    List<String> names = PackageContents.names(columns);
    var fields = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      var field = new LinkedHashMap<String, Object>();
      field.put("name", names.get(i));
      field.put("type", type(column));
      String format = format(contents.type(column));
      if (!format.isEmpty()) {
        field.put("format", format);
      }
      put(field, "description", column.meaning());
      put(field, "unit", column.unit());
      fields.add(field);
    }
    return fields;
  }

  private static void put(Map<String, Object> json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /// Yes and no are spelled as they came.
  private String type(Column column) {
    return switch (contents.type(column)) {
      case INTEGER -> "integer";
      case DECIMAL -> "number";
      case DATE -> date(column);
      case DATETIME -> "datetime";
      case TIME -> "time";
      case DURATION -> "duration";
      case STRING, BOOLEAN, URI, GEOMETRY -> "string";
    };
  }

  private static String date(Column column) {
    String min = column.profile().min();
    String max = column.profile().max();
    int least = min == null || max == null ? 10 : Math.min(min.length(), max.length());
    int most = min == null || max == null ? 10 : Math.max(min.length(), max.length());
    if (least != most) {
      return "string";
    }
    return least == 4 ? "year" : least == 7 ? "yearmonth" : "date";
  }

  private static String format(ColumnType type) {
    return switch (type) {
      case DATETIME, TIME -> "any";
      case URI -> "uri";
      default -> "";
    };
  }

  private static Map<String, Object> file(Distribution file, int number) {
    var json = new LinkedHashMap<String, Object>();
    String title = file.title().getOrDefault("de", file.title().getOrDefault("", ""));
    json.put("name", "datei-" + number + (title.isBlank() ? "" : "-" + Slug.of(title)));
    if (!title.isBlank()) {
      json.put("title", title);
    }
    json.put("path", PackageContents.address(file));
    String format = file.format();
    if (format != null && format.contains("/")) {
      json.put("format", format.substring(format.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
    }
    put(json, "mediatype", file.mediaType());
    if (file.byteSize() != null) {
      json.put("bytes", file.byteSize());
    }
    String checksum = file.checksum();
    if (checksum != null && checksum.matches("[0-9a-fA-F]{64}")) {
      json.put("hash", "sha256:" + checksum.toLowerCase(Locale.ROOT));
    }
    return json;
  }
}
