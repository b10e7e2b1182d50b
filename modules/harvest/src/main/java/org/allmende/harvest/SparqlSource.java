package org.allmende.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.dcat.rdf.RdfAnswer;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryException;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;

/// A SPARQL endpoint that holds DCAT. First it is asked which datasets there are, in the order of
/// their URIs and a stretch at a time, for an offset costs endpoints dearly and many refuse it;
/// then what is said about them, some at a time. The option `graph` names the graph to ask.
final class SparqlSource implements CatalogueReader {

  private static final String ACCEPT = "application/sparql-results+json";
  private static final int STRETCH = 1_000;
  private static final int TOGETHER = 50;
  private static final int MOST_BYTES = 64 << 20;
  private static final Var FOUND = Var.alloc("d");
  private static final Var COUNT = Var.alloc("n");

  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      """;

  private static final String ALL = "WHERE { ?d a dcat:Dataset . FILTER(isIRI(?d) %s) }";

  /// A dataset, what it leads to, and what that leads to; but not over to other datasets.
  private static final String DESCRIBE =
      """
      CONSTRUCT { ?s ?p ?o } FROM_GRAPH WHERE {
        VALUES ?d { THESE }
        {
          ?d ?p ?o . BIND(?d AS ?s)
        } UNION {
          ?d ?p1 ?s . ?s ?p ?o .
          FILTER(?p1 != rdf:type)
          FILTER NOT EXISTS { ?s a dcat:Dataset } FILTER NOT EXISTS { ?s a dcat:Catalog }
        } UNION {
          ?d ?p1 ?m . ?m ?p2 ?s . ?s ?p ?o .
          FILTER(?p1 != rdf:type && ?p2 != rdf:type)
          FILTER NOT EXISTS { ?m a dcat:Dataset } FILTER NOT EXISTS { ?m a dcat:Catalog }
          FILTER NOT EXISTS { ?s a dcat:Dataset } FILTER NOT EXISTS { ?s a dcat:Catalog }
        }
      }
      """;

  @Override
  public void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException {
    var endpoint = new Endpoint(source, fetcher, from(source));
    long total = endpoint.count();
    String last = "";
    while (true) {
      List<String> uris = endpoint.after(last);
      for (int i = 0; i < uris.size(); i += TOGETHER) {
        endpoint.describe(uris.subList(i, Math.min(i + TOGETHER, uris.size())), sink);
      }
      if (uris.isEmpty()) {
        break;
      }
      if (uris.getLast().compareTo(last) <= 0) {
        throw wrong("die Reihenfolge stimmt nicht", "the order is wrong");
      }
      last = uris.getLast();
    }
    sink.complete(total);
  }

  private static String from(Source source) throws SourceFailed {
    if (source.option("graph").isEmpty()) {
      return "";
    }
    String graph = source.option("graph").get();
    if (!graph.matches("[a-z][a-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")) {
      throw wrong("keine URI für einen Graphen: " + graph, "no URI of a graph: " + graph);
    }
    return "FROM <" + graph + ">";
  }

  private record Endpoint(Source source, Fetcher fetcher, String from) {

    long count() throws IOException {
      List<Binding> rows =
          rows("SELECT (COUNT(DISTINCT ?d) AS ?n) " + from + " " + ALL.formatted(""));
      String said = rows.isEmpty() ? "" : rows.getFirst().get(COUNT).getLiteralLexicalForm();
      return said.matches("[0-9]{1,12}") ? Long.parseLong(said) : -1;
    }

    List<String> after(String last) throws IOException {
      String filter = last.isEmpty() ? "" : "&& STR(?d) > " + literal(last);
      var uris = new ArrayList<String>();
      for (Binding row :
          rows(
              "SELECT DISTINCT ?d "
                  + from
                  + " "
                  + ALL.formatted(filter)
                  + " ORDER BY STR(?d) LIMIT "
                  + STRETCH)) {
        Node found = row.get(FOUND);
        if (found != null && found.isURI()) {
          uris.add(found.getURI());
        }
      }
      return uris;
    }

    void describe(List<String> uris, Catalogues.Sink sink) throws IOException {
      String values =
          uris.stream()
              .filter(uri -> !uri.matches("(?s).*[\\s<>\"{}|\\\\^`].*"))
              .map(uri -> "<" + uri + ">")
              .collect(Collectors.joining(" "));
      var wanted = new Wanted(Set.copyOf(uris), sink);
      RdfPage.read(
          ask(DESCRIBE.replace("FROM_GRAPH", from).replace("THESE", values), RdfAnswer.ACCEPT),
          wanted);
      uris.stream()
          .filter(uri -> !wanted.found.contains(uri))
          .forEach(uri -> sink.lost(uri, silent(uri)));
    }

    private Fetched ask(String query, String accept) throws IOException {
      String form = "query=" + URLEncoder.encode(PREFIXES + query, StandardCharsets.UTF_8);
      return fetcher.fetch(
          Request.post(source.address(), accept, "application/x-www-form-urlencoded", form));
    }

    private List<Binding> rows(String query) throws IOException {
      byte[] json = ask(query, ACCEPT).bytes(MOST_BYTES);
      try {
        RowSetReader reader =
            RowSetReaderRegistry.getFactory(ResultSetLang.RS_JSON).create(ResultSetLang.RS_JSON);
        RowSet rows = reader.read(new ByteArrayInputStream(json), Context.emptyContext());
        return rows.materialize().stream().toList();
      } catch (RiotException | QueryException e) {
        throw wrong(String.valueOf(e.getMessage()), String.valueOf(e.getMessage()));
      }
    }

    private static String literal(String text) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
  }

  /// Lets through only what was asked for.
  private static final class Wanted implements Catalogues.Sink {
    private final Set<String> uris;
    private final Catalogues.Sink sink;
    private final Set<String> found = new HashSet<>();

    Wanted(Set<String> uris, Catalogues.Sink sink) {
      this.uris = uris;
      this.sink = sink;
    }

    @Override
    public void record(SourceRecord record) {
      if (uris.contains(record.uri()) && found.add(record.uri())) {
        sink.record(record);
      }
    }

    @Override
    public void doubtful(SourceRecord record) {
      if (uris.contains(record.uri()) && found.add(record.uri())) {
        sink.doubtful(record);
      }
    }

    @Override
    public void deleted(String id) {
      sink.deleted(id);
    }

    @Override
    public void lost(String id, Finding finding) {
      sink.lost(id, finding);
    }

    @Override
    public void finding(Finding finding) {
      sink.finding(finding);
    }

    @Override
    public void complete(long total) {
      sink.complete(total);
    }
  }

  private static Finding silent(String uri) {
    return new Finding(
        "harvest-record-unreadable",
        Severity.WARNING,
        new Finding.Place(null, null, uri),
        new Text(
            "Der Endpunkt nennt den Datensatz, beschreibt ihn aber nicht.",
            "The endpoint names the dataset but does not describe it."),
        new Text("Melden Sie es der Quelle.", "Tell the source."));
  }

  private static SourceFailed wrong(String de, String en) {
    return SourceFailed.because(
        "harvest-sparql",
        new Text(
            "Der Endpunkt antwortet nicht, wie SPARQL es verlangt: " + de + ".",
            "The endpoint does not answer as SPARQL demands: " + en + "."),
        new Text("Prüfen Sie die Adresse der Quelle.", "Check the address of the source."));
  }
}
