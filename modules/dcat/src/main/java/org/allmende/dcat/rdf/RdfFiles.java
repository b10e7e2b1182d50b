package org.allmende.dcat.rdf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Slug;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;

/// Reads an RDF file of any serialisation and hands out its records one by one. What is broken
/// costs its record, not the file; nothing is fetched from anywhere.
public final class RdfFiles {

  private static final Map<String, Lang> ENDINGS =
      Map.of(
          ".ttl",
          Lang.TURTLE,
          ".n3",
          Lang.TURTLE,
          ".nt",
          Lang.NTRIPLES,
          ".nq",
          Lang.NQUADS,
          ".trig",
          Lang.TRIG,
          ".rdf",
          Lang.RDFXML,
          ".owl",
          Lang.RDFXML,
          ".jsonld",
          Lang.JSONLD);

  private static final int SNIFFED = 1 << 16;

  /// Hears what a file holds.
  public interface Sink {

    /// A dataset.
    ///
    /// @param graph without blank nodes; may be kept and changed
    /// @param more whether this comes in addition to what the same file gave for this URI before
    void record(String uri, Graph graph, boolean more);

    /// Triples that belong to no dataset, without blank nodes; may come several times.
    void rest(Graph graph);

    /// Something that was repaired or lost.
    void finding(Finding finding);

    /// The file is broken where it describes this thing, so that something may be missing of the
    /// record it is in. Comes before the records.
    default void half(String uri) {}

    /// The file ends too soon, so that something may be missing of every record. Comes before the
    /// records.
    default void brokenOff() {}
  }

  /// Whether a file is RDF, by its name and its first bytes.
  public static boolean recognises(Path file, String name) throws IOException {
    return language(file, name).isPresent();
  }

  /// Reads a file.
  ///
  /// @param name as it was given; decides where the content does not
  public void read(Path file, String name, Sink sink) throws IOException {
    Optional<Lang> language = language(file, name);
    if (language.isEmpty()) {
      sink.finding(notRdf());
      return;
    }
    try (InputStream in = open(file, name)) {
      read(in, language.get(), Files.size(file), base(name), sink);
    }
  }

  /// Reads an answer of a server.
  ///
  /// @param size in bytes
  /// @param base the answer's address; relative addresses in it are meant against this
  public void read(InputStream in, Lang language, long size, String base, Sink sink)
      throws IOException {
    try {
      if (language.equals(Lang.NQUADS)
          || (language.equals(Lang.NTRIPLES) && size > WholeRdf.LIMIT)) {
        new RdfLines(sink).read(in);
      } else {
        new WholeRdf(language, base, sink).read(in);
      }
    } catch (StackOverflowError e) {
      sink.finding(tooDeep());
    }
  }

  /// Relative addresses in a file get an address that is nobody's.
  private static String base(String name) {
    return "http://import.invalid/" + Slug.of(name) + "/";
  }

  static void records(Graph graph, String graphName, Sink sink) {
    var records = new Records(graph);
    for (Node dataset : records.datasets()) {
      Graph record = records.record(dataset);
      String uri = dataset.isURI() ? dataset.getURI() : nameless(record, dataset, graphName);
      sink.record(
          uri,
          Skolem.named(dataset.isURI() ? record : Renaming.of(record, dataset, uri), uri),
          false);
    }
    Graph rest = records.rest();
    if (!rest.isEmpty()) {
      sink.rest(Skolem.named(rest, graphName));
    }
  }

  private static String nameless(Graph record, Node dataset, String graphName) {
    Graph named = Skolem.named(record, graphName);
    return named
        .find(Node.ANY, Terms.A, Terms.DATASET)
        .nextOptional()
        .map(t -> t.getSubject().getURI())
        .orElse(graphName + Skolem.MARK + dataset.getBlankNodeLabel());
  }

  private static InputStream open(Path file, String name) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), SNIFFED);
    return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(in, SNIFFED) : in;
  }

  private static Optional<Lang> language(Path file, String name) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    for (var ending : ENDINGS.entrySet()) {
      if (lower.endsWith(ending.getKey())) {
        return Optional.of(ending.getValue());
      }
    }
    if (!List.of(".xml", ".json").stream().anyMatch(lower::endsWith)) {
      return Optional.empty();
    }
    String start;
    try (InputStream in = open(file, name)) {
      start = new String(in.readNBytes(SNIFFED), StandardCharsets.UTF_8);
    }
    if (lower.endsWith(".xml") && start.contains(Terms.RDF_NS) && start.contains(":RDF")) {
      return Optional.of(Lang.RDFXML);
    }
    if (lower.endsWith(".json")
        && start.contains("\"@context\"")
        && (start.contains("\"@graph\"") || start.contains("\"@id\""))) {
      return Optional.of(Lang.JSONLD);
    }
    return Optional.empty();
  }

  private static Finding notRdf() {
    return new Finding(
        "rdf-unknown",
        Severity.BLOCKING,
        Finding.Place.WHOLE,
        new Text(
            "Die Datei ist kein RDF, das wir kennen.", "The file is no RDF that is known here."),
        new Text(
            "Bekannt sind Turtle, RDF/XML, JSON-LD, N-Triples, N-Quads und TriG.",
            "Known are Turtle, RDF/XML, JSON-LD, N-Triples, N-Quads and TriG."));
  }

  private static Finding tooDeep() {
    return new Finding(
        "rdf-too-deep",
        Severity.BLOCKING,
        Finding.Place.WHOLE,
        new Text(
            "Die Datei ist tiefer verschachtelt, als wir lesen.",
            "The file is nested deeper than is read here."),
        new Text(
            "Geben Sie verschachtelten Knoten eigene Adressen.",
            "Give nested nodes addresses of their own."));
  }
}
