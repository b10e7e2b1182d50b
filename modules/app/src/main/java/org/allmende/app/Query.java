package org.allmende.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `query`: asks what is published in SPARQL.
@Command(name = "query")
final class Query implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "SPARQL")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "F")
  private @Nullable Path file;

  @Option(names = "--format", paramLabel = "json|csv|tsv|xml|geojson|ttl")
  private @Nullable Format format;

  /// In what form the answer is wanted.
  enum Format {
    JSON("application/sparql-results+json", "application/ld+json"),
    CSV("text/csv", "text/turtle"),
    TSV("text/tab-separated-values", "text/turtle"),
    XML("application/sparql-results+xml", "application/rdf+xml"),
    GEOJSON("application/geo+json", "text/turtle"),
    TTL("text/turtle", "text/turtle");

    private final String results;
    private final String graphs;

    Format(String results, String graphs) {
      this.results = results;
      this.graphs = graphs;
    }

    /// For rows, and for triples.
    List<String> accept() {
      return List.of(results, graphs);
    }
  }

  @Override
  public Integer call() throws IOException {
    String query = query();
    try (var installation = common.openExisting()) {
      var request = new SparqlEndpoint.Request(query, List.of(), List.of(), accept());
      return switch (installation.sparql().answer(request)) {
        case Answer.Ready ready -> write(ready);
        case Answer.Refused refused -> refuse(refused);
      };
    }
  }

  private String query() throws IOException {
    if (file != null) {
      return Files.readString(Common.present(file), StandardCharsets.UTF_8);
    }
    if (text == null) {
      throw new Exit(Exit.USAGE, Words.of("query.missing"));
    }
    return text;
  }

  private List<String> accept() {
    if (format != null) {
      return format.accept();
    }
    return (common.isJson() ? Format.JSON : Format.CSV).accept();
  }

  private static int write(Answer.Ready ready) throws IOException {
    try (var body = ready.body()) {
      var out = new BufferedOutputStream(System.out, 1 << 16);
      body.writeTo(out);
      out.flush();
    }
    return Exit.DONE;
  }

  private static int refuse(Answer.Refused refused) {
    String place =
        refused.line() == null ? "" : " (" + refused.line() + ":" + refused.column() + ")";
    int code =
        switch (refused.reason()) {
          case MALFORMED, NOT_ACCEPTABLE -> Exit.USAGE;
          case FORBIDDEN -> Exit.NOT_ALLOWED;
          case TOO_COSTLY, BUSY -> Exit.TEMPORARY;
        };
    throw new Exit(code, refused.message().in(Words.language()) + place);
  }
}
