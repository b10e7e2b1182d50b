package org.allmende.web.developers;

import static org.allmende.web.developers.Shell.ask;
import static org.allmende.web.developers.Shell.get;
import static org.allmende.web.developers.Shell.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.web.page.DevelopersPage.Chapter;
import org.allmende.web.page.DevelopersPage.Example;
import org.allmende.web.page.Link;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;

/// The lines of the page. All of them ask this installation for what it has; a test copies and runs
/// every one.
final class DeveloperExamples {

  private static final int LONGEST_WORD = 40;
  private static final int BEGINNING = 3;

  private static final String THEMES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      SELECT ?theme (COUNT(?dataset) AS ?datasets) {
        ?dataset dcat:theme ?theme
      } GROUP BY ?theme ORDER BY DESC(?datasets)\
      """;

  private static final String LABELS =
      """
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      SELECT ?concept ?label {
        GRAPH <http://publications.europa.eu/resource/authority/data-theme> {
          ?concept skos:prefLabel ?label
          FILTER(lang(?label) = "de")
        }
      } ORDER BY ?label\
      """;

  private final Words words;
  private final String base;
  private final String week;
  private final Optional<Specimen> specimen;

  /// @param week the day a week ago
  DeveloperExamples(Words words, String base, String week, Optional<Specimen> specimen) {
    this.words = words;
    this.base = base;
    this.week = week;
    this.specimen = specimen;
  }

  List<Chapter> chapters() {
    var chapters = new ArrayList<Chapter>();
    chapters.add(chapter("find", find(), link("/openapi.json", "OpenAPI 3.1")));
    specimen.ifPresent(found -> {
      chapters.add(
          chapter("dataset", dataset(found), new Link(found.title(), "/datasets/" + found.id())));
      chapters.add(
          chapter(
              "rows",
              rows(found),
              new Link(words.t("developers.rows.builder"), "/datasets/" + found.id() + "#table"),
              link(table(found) + "/openapi.json", "OpenAPI 3.1")));
    });
    chapters.add(chapter("all", all(), link("/sitemap.xml", "Sitemap")));
    chapters.add(chapter("sparql", sparql(), link("/sparql", "SPARQL")));
    chapters.add(chapter("others", others()));
    chapters.add(chapter("write", write(), link("/problems", words.t("foot.help"))));
    return chapters;
  }

  private Chapter chapter(String name, List<Example> examples, Link... more) {
    return new Chapter(
        name,
        words.t("developers." + name),
        words.t("developers." + name + ".say"),
        examples,
        List.of(more));
  }

  private static Link link(String path, String label) {
    return new Link(label, path);
  }

  private Example example(String name, String code) {
    return new Example(name, words.t("developers.example." + name), code);
  }

  /// A word that finds something, where there is anything.
  private String word() {
    String title = specimen.map(Specimen::title).orElse(words.t("developers.word"));
    String first = Plain.of(title).strip().split("[^\\p{L}\\p{N}]+", 2)[0];
    String word = first.isEmpty() ? words.t("developers.word") : first;
    return word.substring(0, Math.min(LONGEST_WORD, word.length()));
  }

  private List<Example> find() {
    String word = word();
    String beginning = word.substring(0, Math.min(BEGINNING, word.length()));
    return List.of(
        example("search", ask(base + "/api/v1/search", "q", word, "size", "3")),
        example("suggest", ask(base + "/api/v1/suggest", "q", beginning)),
        example("feed", ask(base + "/datasets.atom", "q", word)),
        example("tenants", get(base + "/api/v1/tenants")));
  }

  private List<Example> dataset(Specimen found) {
    String page = base + "/datasets/" + found.id();
    return List.of(
        example("json", get(base + "/api/v1/datasets/" + found.id())),
        example("turtle", get(page, "text/turtle")),
        example("csv", get(page + ".csv") + " | head -n 5"),
        example("quality", get(base + "/api/v1/datasets/" + found.id() + "/quality")),
        example("citation", get(page + "/citation.bib")));
  }

  private static String table(Specimen found) {
    return "/api/v1/datasets/" + found.id() + "/tables/1";
  }

  private List<Example> rows(Specimen found) {
    String rows = base + table(found) + "/rows";
    var examples = new ArrayList<Example>();
    examples.add(example("columns", get(base + table(found) + "/columns")));
    examples.add(example("rows", ask(rows, "limit", "3")));
    if (!found.group().isEmpty()) {
      examples.add(
          example(
              "group",
              ask(
                  rows,
                  "select",
                  found.group() + ", count(*) as n",
                  "group_by",
                  found.group(),
                  "order_by",
                  "n desc",
                  "format",
                  "csv")));
    }
    if (found.onMap()) {
      examples.add(example("geojson", ask(rows, "limit", "3", "format", "geojson")));
    }
    examples.add(
        example("excel", ask(rows, "format", "xlsx") + " \\\n  -o " + Shell.quoted("rows.xlsx")));
    examples.add(
        example("rdf", ask(base + table(found) + "/rdf", "format", "nt") + " | head -n 5"));
    return examples;
  }

  private List<Example> all() {
    return List.of(
        example("catalog", get(base + "/catalog", "application/ld+json")),
        example("dump", get(base + "/catalog.nt.gz") + " | gzip -d | head -n 5"),
        example("changes", ask(base + "/catalog.ttl", "modifiedSince", week)));
  }

  private List<Example> sparql() {
    String endpoint = base + "/sparql";
    return List.of(
        example(
            "select",
            "curl -fsS -H 'Accept: text/csv' "
                + Shell.quoted(endpoint)
                + " \\\n  --data-urlencode "
                + Shell.quoted("query=" + THEMES)),
        example("labels", ask(endpoint, "format", "csv", "query", LABELS)),
        example("service", get(endpoint, "text/turtle")));
  }

  private List<Example> others() {
    var examples = new ArrayList<Example>();
    examples.add(
        example("ckan", ask(base + "/api/3/action/package_search", "q", word(), "rows", "1")));
    examples.add(example("oai", get(base + "/oai?verb=Identify")));
    examples.add(
        example(
            "mcp",
            json(base + "/mcp", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}")));
    specimen.ifPresent(found -> {
      examples.add(example("package", get(base + "/datasets/" + found.id() + "/datapackage.json")));
      examples.add(example("croissant", get(base + "/datasets/" + found.id() + "/croissant.json")));
    });
    return examples;
  }

  private List<Example> write() {
    String tenant = specimen.map(found -> found.id().tenant()).orElse("TENANT");
    return List.of(
        example(
            "upload",
            "printf 'Name;Baujahr\\nAm Markt;2019\\nBachgasse;2021\\n' > spielplaetze.csv\n"
                + "curl -fsS -H \"Authorization: Bearer $TOKEN\" \\\n"
                + "  -F 'file=@spielplaetze.csv' -F "
                + Shell.quoted("tenant=" + tenant)
                + " "
                + Shell.quoted(base + "/api/v1/datasets")));
  }
}
