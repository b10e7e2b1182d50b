package org.allmende.dcat.rdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;

/// Writes triples as they come, without holding them: as N-Triples, or as Turtle in blocks of one
/// subject.
public final class TripleWriter {

  private final RDFFormat format;
  private final Map<String, String> prefixes;

  /// Makes triples.
  public interface Source {
    void each(Consumer<Triple> taker) throws IOException;
  }

  /// A writer of Turtle or N-Triples.
  ///
  /// @param prefixes for Turtle
  public TripleWriter(RdfSyntax syntax, Map<String, String> prefixes) {
    this.format =
        switch (syntax) {
          case TURTLE -> RDFFormat.TURTLE_BLOCKS;
          case N_TRIPLES -> RDFFormat.NTRIPLES_UTF8;
          case RDF_XML, JSON_LD ->
              throw new IllegalArgumentException("not written triple by triple: " + syntax);
        };
    this.prefixes = syntax == RdfSyntax.TURTLE ? new TreeMap<>(prefixes) : Map.of();
  }

  /// Writes what a source makes.
  ///
  /// @param out is flushed, not closed
  public void write(Source source, OutputStream out) throws IOException {
    StreamRDF stream = StreamRDFWriter.getWriterStream(out, format);
    try {
      stream.start();
      prefixes.forEach(stream::prefix);
      source.each(stream::triple);
      stream.finish();
    } catch (RuntimeIOException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e);
    }
  }
}
