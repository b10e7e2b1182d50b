package org.allmende.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.Json;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.allmende.web.page.Plain;

/// A dataset in the words of [schema.org](https://schema.org/Dataset), for search engines.
final class StructuredData {

  private static final int MOST_DOWNLOADS = 30;
  private static final int LONGEST_TITLE = 300;
  private static final int SHORTEST_DESCRIPTION = 50;
  private static final int LONGEST_DESCRIPTION = 5000;

  private StructuredData() {}

  /// JSON-LD that may stand in a `script` element: nothing in it ends the element.
  static String of(Dataset dataset, String page, String language, String catalog) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@context", "https://schema.org/");
    json.put("@type", "Dataset");
    json.put("@id", dataset.uri());
    json.put("name", Plain.shorten(dataset.title(language), LONGEST_TITLE));
    json.put("description", description(dataset, language));
    json.put("url", page);
    put(json, "identifier", dataset.identifier());
    put(json, "dateModified", dataset.modified());
    put(json, "datePublished", dataset.issued());
    if (!dataset.keywords().isEmpty()) {
      json.put("keywords", dataset.keywords().stream().map(Plain::of).toList());
    }
    if (!dataset.licenses().isEmpty()) {
      json.put("license", dataset.licenses().getFirst());
    }
    Metadata.Agent publisher = dataset.publisher();
    if (publisher != null && !publisher.name().isBlank()) {
      var agent = Map.of("@type", "Organization", "name", Plain.of(publisher.name()));
      json.put("creator", agent);
      json.put("publisher", agent);
    }
    json.put("isAccessibleForFree", true);
    coverage(json, dataset);
    json.put("distribution", downloads(dataset));
    json.put("includedInDataCatalog", Map.of("@type", "DataCatalog", "url", catalog));
    return Json.own()
        .writeValueAsString(json)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /// Search engines ask for at least fifty characters.
  private static String description(Dataset dataset, String language) {
    String text = Plain.shorten(dataset.description(language), LONGEST_DESCRIPTION);
    return text.length() >= SHORTEST_DESCRIPTION
        ? text
        : (Plain.shorten(dataset.title(language), LONGEST_TITLE)
                + ". "
                + text
                + " "
                + dataset.uri())
            .strip();
  }

  private static void coverage(Map<String, Object> json, Dataset dataset) {
    if (!dataset.temporal().isEmpty()) {
      Metadata.Period period = dataset.temporal().getFirst();
      json.put(
          "temporalCoverage",
          (period.start() == null ? ".." : period.start())
              + "/"
              + (period.end() == null ? ".." : period.end()));
    }
    List<String> places =
        dataset.places().stream()
            .map(Dataset.Place::name)
            .filter(name -> name != null)
            .map(Plain::of)
            .toList();
    if (!places.isEmpty()) {
      json.put("spatialCoverage", places);
    }
  }

  private static List<Map<String, Object>> downloads(Dataset dataset) {
    return dataset.distributions().stream()
        .limit(MOST_DOWNLOADS)
        .map(distribution -> {
          Map<String, Object> download = new LinkedHashMap<>();
          download.put("@type", "DataDownload");
          put(download, "encodingFormat", distribution.mediaType());
          String address = distribution.downloadUrl();
          put(download, "contentUrl", address == null ? distribution.accessUrl() : address);
          return download;
        })
        .toList();
  }

  private static void put(
      Map<String, Object> json, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      json.put(name, Plain.of(value));
    }
  }
}
