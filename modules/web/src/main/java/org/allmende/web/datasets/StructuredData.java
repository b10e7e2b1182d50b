package org.allmende.web.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Addresses;
import org.allmende.model.Column;
import org.allmende.model.Dataset;
import org.allmende.model.Metadata;
import org.allmende.model.Table;
import org.allmende.web.page.Plain;
import org.jspecify.annotations.Nullable;

/// A dataset in the words of [schema.org](https://schema.org/Dataset), for search engines.
final class StructuredData {

  private static final int MOST_DOWNLOADS = 30;
  private static final int MOST_VARIABLES = 60;
  private static final int MOST_PLACES = 20;
  private static final int LONGEST_TITLE = 300;
  private static final int SHORTEST_DESCRIPTION = 50;
  private static final int LONGEST_DESCRIPTION = 5000;

  private final Concepts concepts;
  private final Addresses addresses;
  private final String language;

  StructuredData(Concepts concepts, Addresses addresses, String language) {
    this.concepts = concepts;
    this.addresses = addresses;
    this.language = language;
  }

  /// JSON-LD that may stand in a `script` element: nothing in it ends the element.
  String of(Shown shown, List<Table> tables) {
    return Json.own()
        .writeValueAsString(json(shown, tables))
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private Map<String, Object> json(Shown shown, List<Table> tables) {
    Dataset dataset = shown.dataset();
    String page = addresses.dataset(shown.id());
    var json = new LinkedHashMap<String, Object>();
    json.put("@context", "https://schema.org/");
    json.put("@type", "Dataset");
    json.put("@id", dataset.uri());
    json.put("name", Plain.shorten(dataset.title(language), LONGEST_TITLE));
    json.put("description", description(dataset, language));
    json.put("url", page);
    put(json, "sameAs", dataset.uri().equals(page) ? null : dataset.uri());
    put(json, "identifier", dataset.identifier());
    put(json, "dateModified", dataset.modified());
    put(json, "datePublished", dataset.issued());
    if (shown.notes().isOurs()) {
      json.put("version", Integer.toString(shown.notes().version()));
    }
    list(json, "keywords", dataset.keywords().stream().map(Plain::of).toList());
    list(json, "about", dataset.themes().stream().map(StructuredData::theme).toList());
    list(
        json,
        "inLanguage",
        dataset.languages().stream().flatMap(l -> concepts.languageTag(l).stream()).toList());
    if (!dataset.licenses().isEmpty()) {
      put(json, "license", dataset.licenses().getFirst());
    }
    publisher(json, dataset);
    String access = dataset.accessRights();
    if (access == null || access.endsWith("/PUBLIC")) {
      json.put("isAccessibleForFree", true);
    }
    coverage(json, dataset);
    list(json, "variableMeasured", variables(tables));
    list(json, "isPartOf", Datasets.series(shown.stored().entry().graph(), dataset.uri()));
    json.put("distribution", downloads(dataset));
    json.put("includedInDataCatalog", catalog());
    return json;
  }

  private Map<String, Object> catalog() {
    var catalog = new LinkedHashMap<String, Object>();
    catalog.put("@type", "DataCatalog");
    catalog.put("@id", addresses.catalog());
    catalog.put("name", language.equals("en") ? "Open data" : "Offene Daten");
    catalog.put("url", addresses.base() + "/datasets");
    return catalog;
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

  private static Map<String, Object> theme(String uri) {
    var theme = new LinkedHashMap<String, Object>();
    theme.put("@type", "DefinedTerm");
    put(theme, "@id", uri);
    put(theme, "termCode", uri.substring(uri.lastIndexOf('/') + 1));
    return theme;
  }

  private static void publisher(Map<String, Object> json, Dataset dataset) {
    Metadata.Agent publisher = dataset.publisher();
    if (publisher == null || publisher.name().isBlank()) {
      return;
    }
    var agent = new LinkedHashMap<String, Object>();
    agent.put("@type", "Organization");
    put(agent, "@id", publisher.uri());
    put(agent, "name", publisher.name());
    Metadata.Contact contact = dataset.contact();
    if (contact != null) {
      var point = new LinkedHashMap<String, Object>();
      point.put("@type", "ContactPoint");
      put(point, "name", contact.name());
      put(point, "email", contact.email());
      put(point, "url", contact.url());
      agent.put("contactPoint", point);
    }
    json.put("creator", agent);
    json.put("publisher", agent);
  }

  private static void coverage(Map<String, Object> json, Dataset dataset) {
    if (!dataset.temporal().isEmpty()) {
      Metadata.Period period = dataset.temporal().getFirst();
      String covered =
          (period.start() == null ? ".." : period.start())
              + "/"
              + (period.end() == null ? ".." : period.end());
      put(json, "temporalCoverage", covered);
    }
    list(
        json,
        "spatialCoverage",
        dataset.places().stream().limit(MOST_PLACES).map(StructuredData::place).toList());
  }

  private static Map<String, Object> place(Dataset.Place place) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@type", "Place");
    put(json, "name", place.name());
    put(json, "sameAs", place.uri());
    Dataset.Box box = place.box();
    if (box != null) {
      var geo = new LinkedHashMap<String, Object>();
      geo.put("@type", "GeoShape");
      geo.put(
          "box",
          String.format(
              Locale.ROOT,
              "%.6f %.6f %.6f %.6f",
              box.south(),
              box.west(),
              box.north(),
              box.east()));
      json.put("geo", geo);
    }
    return json;
  }

  private static List<Map<String, Object>> variables(List<Table> tables) {
    var variables = new ArrayList<Map<String, Object>>();
    for (Table table : tables) {
      for (Column column : table.columns()) {
        if (variables.size() < MOST_VARIABLES) {
          var variable = new LinkedHashMap<String, Object>();
          variable.put("@type", "PropertyValue");
          put(variable, "name", column.name());
          put(variable, "unitText", column.unit());
          variables.add(variable);
        }
      }
    }
    return variables;
  }

  private static List<Map<String, Object>> downloads(Dataset dataset) {
    return dataset.distributions().stream()
        .limit(MOST_DOWNLOADS)
        .map(distribution -> {
          Map<String, Object> download = new LinkedHashMap<>();
          download.put("@type", "DataDownload");
          put(download, "@id", distribution.uri());
          put(download, "name", distribution.title().get("de"));
          put(download, "encodingFormat", distribution.mediaType());
          String address = distribution.downloadUrl();
          put(download, "contentUrl", address == null ? distribution.accessUrl() : address);
          put(download, "url", distribution.accessUrl());
          if (distribution.byteSize() != null) {
            put(download, "contentSize", distribution.byteSize() + " B");
          }
          put(download, "sha256", distribution.checksum());
          put(download, "license", distribution.license());
          return download;
        })
        .toList();
  }

  private static void list(Map<String, Object> json, String name, List<?> values) {
    if (!values.isEmpty()) {
      json.put(name, values);
    }
  }

  private static void put(Map<String, Object> json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, Plain.of(value));
    }
  }
}
