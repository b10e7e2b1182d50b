package org.allmende.web.sparql;

import java.util.List;
import java.util.stream.Stream;
import org.allmende.web.page.SparqlPage.Snippet;
import org.allmende.web.page.Words;

/// A query in programs that can be copied and run as they are: each asks the endpoint this very
/// query and shows the answer. They need nothing but what their language brings along.
public final class Snippets {

  private static final String CURL =
      """
      curl 'ENDPOINT' \\
        -H 'Accept: TYPE' \\
        --data-urlencode 'query=QUERY'
      """;

  private static final String PYTHON =
      """
      import csv, io, urllib.parse, urllib.request

      query = \"""
      QUERY
      \"""
      request = urllib.request.Request(
          "ENDPOINT",
          data=urllib.parse.urlencode({"query": query}).encode(),
          headers={"Accept": "TYPE"})
      with urllib.request.urlopen(request) as answer:
          text = answer.read().decode("utf-8")
      """;

  private static final String PYTHON_ROWS =
      """
      for row in csv.DictReader(io.StringIO(text)):
          print(row)
      """;

  private static final String JAVASCRIPT =
      """
      const query = `
      QUERY
      `;
      const answer = await fetch("ENDPOINT", {
        method: "POST",
        headers: { Accept: "TYPE" },
        body: new URLSearchParams({ query }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      """;

  private static final String JAVASCRIPT_ROWS =
      """
      const { boolean, results } = await answer.json();
      for (const row of results?.bindings ?? [{ boolean: { value: boolean } }]) {
        console.log(Object.fromEntries(
          Object.entries(row).map(([name, term]) => [name, term.value])));
      }
      """;

  private static final String JAVA =
      """
      import java.net.URI;
      import java.net.http.HttpClient;
      import java.net.http.HttpRequest;
      import java.net.http.HttpResponse;

      public class NAME {
        public static void main(String[] arguments) throws Exception {
          String query = \"""
      QUERY
      \""";
          var request = HttpRequest.newBuilder(URI.create("ENDPOINT"))
              .header("Content-Type", "application/sparql-query")
              .header("Accept", "TYPE")
              .POST(HttpRequest.BodyPublishers.ofString(query))
              .build();
          var answer = HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofString());
          System.out.println(answer.body());
        }
      }
      """;

  private static final String R =
      """
      query <- rDASHES(
      QUERY
      )DASHES"
      address <- paste0("ENDPOINT?format=FORMAT&query=",
                        URLencode(enc2utf8(query), reserved = TRUE))
      """;

  private static final String POWER_QUERY =
      """
      let
        query = "QUERY",
        answer = Web.Contents("ENDPOINT", [Query = [query = query, format = "csv"]]),
        rows = Csv.Document(answer, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv])
      in
        Table.PromoteHeaders(rows)
      """;

  private final String endpoint;
  private final String query;
  private final boolean graph;
  private final Words words;

  private Snippets(String endpoint, String query, boolean graph, Words words) {
    this.endpoint = endpoint;
    this.query = query.replace("\r\n", "\n").replace('\r', '\n').strip();
    this.graph = graph;
    this.words = words;
  }

  /// The programs for a query.
  ///
  /// @param endpoint its public address
  /// @param csv the public address of the answer as CSV
  /// @param graph whether the answer is a graph, and not rows
  public static List<Snippet> of(
      String endpoint, String query, String csv, boolean graph, Words words) {
    var snippets = new Snippets(endpoint, query, graph, words);
    var rows = List.of(snippets.excel(), snippets.calc(csv));
    var all =
        List.of(
            snippets.curl(),
            snippets.python(),
            snippets.javascript(),
            snippets.java(),
            snippets.r());
    return graph ? all : Stream.concat(all.stream(), rows.stream()).toList();
  }

  private Snippet curl() {
    return snippet("curl", "sparql.run-shell", filled(CURL, query.replace("'", "'\\''"), type()));
  }

  private Snippet python() {
    String text = query.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    String code = PYTHON + (graph ? "print(text)\n" : PYTHON_ROWS);
    return snippet("Python", "sparql.run-python", filled(code, text, type()));
  }

  private Snippet javascript() {
    String text = query.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${");
    String code = JAVASCRIPT + (graph ? "console.log(await answer.text());\n" : JAVASCRIPT_ROWS);
    String type = graph ? "text/turtle" : "application/sparql-results+json";
    return snippet("JavaScript", "sparql.run-javascript", filled(code, text, type));
  }

  /// Blanks at the end of a line would be lost in a text block, and quotation marks would end it.
  private Snippet java() {
    String text =
        query
            .replace("\\", "\\\\")
            .replace("\"\"\"", "\\\"\\\"\\\"")
            .replace(" \n", "\\s\n")
            .replace("\t\n", "\\t\n");
    String code = JAVA.replace("NAME", words.t("sparql.java-class"));
    return snippet("Java", "sparql.run-java", filled(code, text, type()));
  }

  /// A raw text of R ends at a bracket, dashes and a quotation mark; there are so many dashes that
  /// the query does not hold this.
  private Snippet r() {
    String dashes = "---";
    while (query.contains(")" + dashes)) {
      dashes += "-";
    }
    String end =
        graph
            ? "cat(readLines(url(address), encoding = \"UTF-8\"), sep = \"\\n\")\n"
            : "print(read.csv(address, encoding = \"UTF-8\"))\n";
    String code =
        R.replace("rDASHES", "r\"" + dashes)
            .replace("DASHES", dashes)
            .replace("FORMAT", graph ? "ttl" : "csv");
    return snippet("R", "sparql.run-r", filled(code + end, query, ""));
  }

  private Snippet excel() {
    String text = query.replace("\"", "\"\"").replace("#(", "#(#)(");
    return snippet(
        "Excel",
        "sparql.run-excel",
        filled(POWER_QUERY, text.replace("\t", "#(tab)").replace("\n", "#(lf)"), ""));
  }

  private Snippet calc(String csv) {
    return snippet("LibreOffice", "sparql.run-calc", csv);
  }

  private Snippet snippet(String name, String say, String code) {
    return new Snippet(name, words.t(say), code.stripTrailing());
  }

  private String type() {
    return graph ? "text/turtle" : "text/csv";
  }

  /// The query comes last, so that nothing in it is taken for a gap.
  private String filled(String code, String text, String type) {
    return code.replace("TYPE", type).replace("ENDPOINT", endpoint).replace("QUERY", text);
  }
}
