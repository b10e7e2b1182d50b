package org.allmende.catalog.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.RdfWriter;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.vocabulary.VocabularyGraph;
import org.apache.jena.graph.NodeFactory;

/// Writes the whole published catalogue as one stream: datasets, their records, the catalogues, and
/// what imports brought beside. The vocabularies are not part of it, nor what is said of their
/// editions.
public final class Exporting {

  private final DatasetStore store;
  private final Set<String> vocabularies;

  public Exporting(DatasetStore store, Vocabularies vocabularies) {
    this.store = store;
    this.vocabularies =
        Stream.concat(
                vocabularies.graphs().stream().map(VocabularyGraph::name),
                Stream.of(Seeding.EDITIONS))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Writes N-Quads: each dataset in the graph of its name. Returns the number of graphs.
  public long quads(OutputStream out) {
    return each(graph -> RdfWriter.writeQuads(graph.name(), graph.graph(), out));
  }

  /// Writes triples. Every graph is a piece that stands for itself: Turtle goes on after the next
  /// prefixes, JSON-LD is a list. Returns the number of graphs.
  ///
  /// @throws IllegalArgumentException for RDF/XML, whose documents cannot be strung together
  public long triples(RdfSyntax syntax, OutputStream out) {
    if (syntax == RdfSyntax.RDF_XML) {
      throw new IllegalArgumentException("RDF/XML is not written as a stream");
    }
    boolean list = syntax == RdfSyntax.JSON_LD;
    boolean[] first = {true};
    if (list) {
      write(out, "[\n");
    }
    long graphs =
        each(graph -> {
          if (list && !first[0]) {
            write(out, ",\n");
          }
          first[0] = false;
          RdfWriter.write(graph.graph(), NodeFactory.createURI(graph.name()), syntax, out);
        });
    if (list) {
      write(out, "]\n");
    }
    return graphs;
  }

  private interface Each {
    void write(NamedGraph graph);
  }

  private long each(Each each) {
    long[] count = {0};
    store.scan(graph -> {
      if (!vocabularies.contains(graph.name())) {
        each.write(graph);
        count[0]++;
      }
    });
    return count[0];
  }

  private static void write(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
