package org.allmende.dcat.rdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;

/// Reads N-Quads and N-Triples as a stream, in blocks of whole lines. A block that cannot be parsed
/// is parsed line by line; lines that cannot are reported and left out. Neighbouring quads of one
/// graph are a record.
final class RdfLines {

  private static final int BLOCK = 1 << 20;
  private static final int MAX_LINE = 16 << 20;
  private static final int MAX_REST = 100_000;
  private static final int MAX_FINDINGS = 100;

  private final RdfFiles.Sink sink;
  private final LabelToNode labels = LabelToNode.createUseLabelAsGiven();
  private final Set<Node> finished = new HashSet<>();
  private Node current = Quad.defaultGraphNodeGenerated;
  private Graph open = GraphFactory.createDefaultGraph();
  private long line;
  private int broken;

  RdfLines(RdfFiles.Sink sink) {
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    var carried = new ByteArrayOutputStream();
    byte[] buffer = new byte[BLOCK];
    for (int n = in.readNBytes(buffer, 0, BLOCK); n > 0; n = in.readNBytes(buffer, 0, BLOCK)) {
      int end = lastLineEnd(buffer, n);
      carried.write(buffer, 0, end);
      if (end > 0) {
        block(carried.toByteArray());
        carried.reset();
      }
      carried.write(buffer, end, n - end);
      if (carried.size() > MAX_LINE) {
        lost("");
        carried.reset();
      }
    }
    block(carried.toByteArray());
    finish();
    if (broken > MAX_FINDINGS) {
      sink.finding(
          finding(
              (int) Math.min(line, Integer.MAX_VALUE),
              (broken - MAX_FINDINGS) + " weitere Zeilen / further lines"));
    }
  }

  private static int lastLineEnd(byte[] bytes, int length) {
    for (int i = length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  private void block(byte[] bytes) {
    var quads = new ArrayList<Quad>();
    if (parsed(bytes, quads)) {
      quads.forEach(this::quad);
      line += lines(bytes);
      return;
    }
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        if (i > start) {
          one(java.util.Arrays.copyOfRange(bytes, start, i));
        }
        if (i < bytes.length) {
          line++;
        }
        start = i + 1;
      }
    }
  }

  private void one(byte[] bytes) {
    var quads = new ArrayList<Quad>();
    if (parsed(bytes, quads)) {
      quads.forEach(this::quad);
    } else {
      lost(
          new String(
              bytes, 0, Math.min(bytes.length, 120), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private boolean parsed(byte[] bytes, List<Quad> quads) {
    try {
      RDFParser.source(new ByteArrayInputStream(bytes))
          .lang(Lang.NQUADS)
          .labelToNode(labels)
          .errorHandler(ErrorHandlerFactory.errorHandlerSimple())
          .parse(
              new StreamRDFBase() {
                @Override
                public void quad(Quad quad) {
                  quads.add(quad);
                }

                @Override
                public void triple(org.apache.jena.graph.Triple triple) {
                  quads.add(Quad.create(Quad.defaultGraphNodeGenerated, triple));
                }
              });
      return true;
    } catch (RuntimeException e) {
      // Mostly a RiotException; but a % in a language tag, for one, ends Jena's parsers otherwise.
      quads.clear();
      return false;
    }
  }

  private static int lines(byte[] bytes) {
    int lines = 0;
    for (byte b : bytes) {
      if (b == '\n') {
        lines++;
      }
    }
    return lines;
  }

  private void quad(Quad quad) {
    if (!quad.getGraph().equals(current)) {
      finish();
      current = quad.getGraph();
    }
    open.add(quad.asTriple());
    if (open.size() >= MAX_REST && !isRecord()) {
      finish();
    }
  }

  private boolean isRecord() {
    return current.isURI() && open.contains(current, Terms.A, Terms.DATASET);
  }

  private void finish() {
    if (open.isEmpty()) {
      return;
    }
    Graph graph = open;
    open = GraphFactory.createDefaultGraph();
    String name = current.isURI() ? current.getURI() : "urn:allmende:import";
    boolean again = finished.contains(current);
    if (graph.contains(current, Terms.A, Terms.DATASET) || again) {
      finished.add(current);
      sink.record(name, Skolem.named(graph, name), again);
    } else {
      RdfFiles.records(graph, name, sink);
    }
  }

  private void lost(String text) {
    broken++;
    if (broken <= MAX_FINDINGS) {
      sink.finding(finding((int) Math.min(line + 1, Integer.MAX_VALUE), text));
    }
  }

  private static Finding finding(int line, String text) {
    return new Finding(
        "rdf-broken-line",
        Severity.WARNING,
        new Finding.Place(line, null, text),
        new Text(
            "Die Zeile ist nicht lesbar und wurde ausgelassen.",
            "The line cannot be read and was left out."),
        new Text(
            "Eine Zeile besteht aus Subjekt, Prädikat, Objekt und Punkt; Adressen stehen in spitzen Klammern.",
            "A line is subject, predicate, object and a full stop; addresses stand in angle brackets."));
  }
}
