package org.allmende.vocabulary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.graph.GraphFactory;

/// The files of `vocabularies/` as they lie in the jar, found through their index.
final class Shelf {

  static final String INDEX = "index.tsv";
  static final String PLACES = "places.tsv";

  private final List<Book> books;

  Shelf() {
    this.books = lines(INDEX).stream().skip(1).map(Book::of).toList();
  }

  /// One file.
  ///
  /// @param path below `vocabularies/`, that is `<name>/<version>/<file>`
  /// @param scheme the list it belongs to
  /// @param concepts how many it holds
  /// @param checksum of its bytes
  record Book(String path, String scheme, int concepts, Sha256 checksum) {

    static Book of(String line) {
      String[] cells = line.split("\t", -1);
      return new Book(cells[0], cells[1], Integer.parseInt(cells[2]), new Sha256(cells[3]));
    }

    String version() {
      return path.split("/", -1)[1];
    }
  }

  /// Hands every triple of a list over, in the order of its files.
  void read(String scheme, StreamRDF sink) {
    for (Book book : of(scheme)) {
      try (InputStream in = open(book.path())) {
        RDFParser.source(in).lang(Lang.TURTLE).parse(sink);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  List<Book> of(String scheme) {
    return books.stream().filter(book -> book.scheme().equals(scheme)).toList();
  }

  List<VocabularyGraph> graphs() {
    Map<String, List<Book>> byScheme =
        books.stream()
            .collect(Collectors.groupingBy(Book::scheme, LinkedHashMap::new, Collectors.toList()));
    return byScheme.entrySet().stream().map(e -> graph(e.getKey(), e.getValue())).toList();
  }

  private VocabularyGraph graph(String scheme, List<Book> parts) {
    String sums = parts.stream().map(part -> part.checksum().hex()).collect(Collectors.joining());
    return new VocabularyGraph(
        scheme,
        parts.getFirst().version(),
        Sha256.of(sums.getBytes(StandardCharsets.US_ASCII)),
        () -> parse(parts));
  }

  private static Graph parse(List<Book> parts) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (Book part : parts) {
      try (InputStream in = open(part.path())) {
        RDFParser.source(in).lang(Lang.TURTLE).parse(graph);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return graph;
  }

  static List<String> lines(String path) {
    try (var reader =
        new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) throws IOException {
    InputStream in = Shelf.class.getResourceAsStream("/vocabularies/" + path);
    if (in == null) {
      throw new IOException("not on the class path: vocabularies/" + path);
    }
    return in;
  }
}
