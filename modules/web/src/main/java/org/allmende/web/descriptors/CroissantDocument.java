package org.allmende.web.descriptors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.model.Column;
import org.allmende.model.Dataset;
import org.allmende.model.Dataset.Distribution;
import org.allmende.model.Metadata;
import org.allmende.web.rows.DatasetTables.Found;

/// A dataset in the words of
/// [Croissant](https://docs.mlcommons.org/croissant/docs/croissant-spec.html): its files, and its
/// tables as sets of records whose fields come from the columns of our CSV.
final class CroissantDocument {

  private static final String CONFORMS_TO = "http://mlcommons.org/croissant/1.0";

  private final PackageContents contents;

  CroissantDocument(PackageContents contents) {
    this.contents = contents;
  }

  Map<String, Object> json() {
    Dataset dataset = contents.dataset();
    var json = new LinkedHashMap<String, Object>();
    json.put("@context", context());
    json.put("@type", "sc:Dataset");
    json.put("@id", dataset.uri());
    json.put("conformsTo", CONFORMS_TO);
    json.put("name", dataset.title("de"));
    json.put("description", dataset.description("de"));
    json.put("url", contents.page());
    if (!dataset.licenses().isEmpty()) {
      json.put("license", dataset.licenses().getFirst());
    }
    if (dataset.issued() != null) {
      json.put("datePublished", dataset.issued());
    }
    if (dataset.modified() != null) {
      json.put("dateModified", dataset.modified());
    }
    if (contents.shown().notes().isOurs()) {
      json.put("version", contents.shown().notes().version() + ".0.0");
    }
    if (!dataset.keywords().isEmpty()) {
      json.put("keywords", dataset.keywords());
    }
    Metadata.Agent publisher = dataset.publisher();
    if (publisher != null && !publisher.name().isBlank()) {
      var agent = new LinkedHashMap<String, Object>();
      agent.put("@type", "sc:Organization");
      agent.put("name", publisher.name());
      json.put("creator", agent);
      json.put("publisher", agent);
      json.put("citeAs", publisher.name() + ": " + dataset.title("de") + ", " + dataset.uri());
    }
    json.put("isLiveDataset", true);
    List<Found> tables =
        contents.tables().stream().filter(found -> !found.table().columns().isEmpty()).toList();
    json.put("distribution", files(tables));
    json.put("recordSet", tables.stream().map(this::records).toList());
    return json;
  }

  private List<Map<String, Object>> files(List<Found> tables) {
    var files = new ArrayList<Map<String, Object>>();
    for (Found found : tables) {
      var json = file(name(found), contents.address(found));
      json.put("encodingFormat", "text/csv");
      files.add(json);
    }
    int number = 0;
    for (Distribution one : contents.files()) {
      var json = file("datei-" + ++number, PackageContents.address(one));
      json.put(
          "encodingFormat", one.mediaType() == null ? "application/octet-stream" : one.mediaType());
      if (one.byteSize() != null) {
        json.put("contentSize", one.byteSize() + " B");
      }
      String checksum = one.checksum();
      if (checksum != null && checksum.matches("[0-9a-fA-F]{64}")) {
        json.put("sha256", checksum.toLowerCase(Locale.ROOT));
      }
      files.add(json);
    }
    return files;
  }

  private static Map<String, Object> file(String name, String address) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@type", "cr:FileObject");
    json.put("@id", name);
    json.put("name", name);
    json.put("contentUrl", address);
    return json;
  }

  private static String name(Found found) {
    return "tabelle-" + found.number() + ".csv";
  }

  private Map<String, Object> records(Found found) {
    String id = "tabelle-" + found.number();
    var json = new LinkedHashMap<String, Object>();
    json.put("@type", "cr:RecordSet");
    json.put("@id", id);
    json.put("name", found.table().name());
    var fields = new ArrayList<Map<String, Object>>();
    List<Column> columns = found.table().columns();
    List<String> names = PackageContents.names(columns);
    for (int i = 0; i < columns.size(); i++) {
      fields.add(field(found, id, columns.get(i), names.get(i)));
    }
    json.put("field", fields);
    return json;
  }

  private Map<String, Object> field(Found found, String set, Column column, String name) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@type", "cr:Field");
    json.put("@id", set + "/" + name);
    json.put("name", name);
    String meaning = column.meaning();
    if (meaning != null) {
      json.put("description", column.unit() == null ? meaning : meaning + ", " + column.unit());
    }
    json.put("dataType", type(column));
    var source = new LinkedHashMap<String, Object>();
    source.put("fileObject", Map.of("@id", name(found)));
    source.put("extract", Map.of("column", name));
    json.put("source", source);
    return json;
  }

  private String type(Column column) {
    return switch (contents.type(column)) {
      case INTEGER -> "sc:Integer";
      case DECIMAL -> "sc:Float";
      case DATE -> "sc:Date";
      case DATETIME -> "sc:DateTime";
      case URI -> "sc:URL";
      case STRING, BOOLEAN, TIME, DURATION, GEOMETRY -> "sc:Text";
    };
  }

  /// The context the standard gives, in the language of the texts.
  private static Map<String, Object> context() {
    var context = new LinkedHashMap<String, Object>();
    context.put("@language", "de");
    context.put("@vocab", "https://schema.org/");
    context.put("cr", "http://mlcommons.org/croissant/");
    context.put("rai", "http://mlcommons.org/croissant/RAI/");
    context.put("dct", "http://purl.org/dc/terms/");
    context.put("sc", "https://schema.org/");
    context.put("conformsTo", "dct:conformsTo");
    for (String term :
        List.of(
            "citeAs",
            "column",
            "equivalentProperty",
            "extract",
            "field",
            "fileProperty",
            "fileObject",
            "fileSet",
            "format",
            "includes",
            "isLiveDataset",
            "jsonPath",
            "key",
            "md5",
            "parentField",
            "path",
            "recordSet",
            "references",
            "regex",
            "repeated",
            "replace",
            "separator",
            "source",
            "subField",
            "transform")) {
      context.put(term, "cr:" + term);
    }
    context.put("data", typed("cr:data", "@json"));
    context.put("examples", typed("cr:examples", "@json"));
    context.put("dataType", typed("cr:dataType", "@vocab"));
    return context;
  }

  private static Map<String, Object> typed(String id, String type) {
    var term = new LinkedHashMap<String, Object>();
    term.put("@id", id);
    term.put("@type", type);
    return term;
  }
}
