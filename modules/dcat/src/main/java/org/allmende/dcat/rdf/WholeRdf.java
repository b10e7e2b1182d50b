package org.allmende.dcat.rdf;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.dcat.terms.Iri;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/// Reads a file that has to be seen as a whole: Turtle, TriG, RDF/XML, JSON-LD. What the parser
/// objects to is repaired or reported; Turtle goes on at the next statement after an error.
final class WholeRdf {

  /// The largest file that is read at once, in bytes.
  static final int LIMIT = 256 << 20;

  private static final int MAX_NESTING = 200;
  private static final int MAX_RESTARTS = 500;
  private static final int MAX_FINDINGS = 100;
  private static final Pattern PREFIX =
      Pattern.compile("(?im)^\\s*(@prefix|@base|PREFIX|BASE)\\b[^\\n]*$");

  private static final Pattern ADDRESS =
      Pattern.compile("(rdf:(?:about|resource|datatype)\\s*=\\s*)([\"'])([^\"'<]*)\\2");

  private final Lang language;
  private final String base;
  private final RdfFiles.Sink sink;
  private final DatasetGraph data = DatasetGraphFactory.create();
  private int reported;
  private @Nullable String subject;

  WholeRdf(Lang language, String base, RdfFiles.Sink sink) {
    this.language = language;
    this.base = base;
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) {
      refuse(
          "rdf-too-large",
          "Die Datei ist größer als 256 MiB.",
          "The file is larger than 256 MiB.",
          "Geben Sie sie als N-Quads, dann wird sie am Stück gelesen.",
          "Give it as N-Quads, these are read as a stream.");
      return;
    }
    if (Nesting.of(bytes) > MAX_NESTING) {
      refuse(
          "rdf-too-deep",
          "Die Datei ist tiefer verschachtelt, als wir lesen.",
          "The file is nested deeper than is read here.",
          "Geben Sie verschachtelten Knoten eigene Adressen.",
          "Give nested nodes addresses of their own.");
      return;
    }
    if (language.equals(Lang.RDFXML)) {
      xml(bytes);
    } else if (language.equals(Lang.TURTLE)) {
      turtle(new String(bytes, StandardCharsets.UTF_8));
    } else {
      whole(bytes, language);
    }
    handOut();
  }

  private void xml(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 1 << 16), StandardCharsets.ISO_8859_1);
    if (start.contains("<!DOCTYPE")) {
      refuse(
          "rdf-doctype",
          "RDF/XML mit DOCTYPE wird nicht gelesen.",
          "RDF/XML with a DOCTYPE is not read.",
          "Schreiben Sie Namensräume und Zeichen aus, statt Entitäten zu verwenden.",
          "Write namespaces and characters out instead of using entities.");
      return;
    }
    whole(legalAddresses(bytes), Lang.RDFXML);
  }

  private void whole(byte[] bytes, Lang lang) {
    if (parse(bytes, lang) >= 0) {
      sink.brokenOff();
    }
  }

  /// The RDF/XML parser gives up at an address with forbidden characters, so they are encoded
  /// before.
  private byte[] legalAddresses(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String legal =
        ADDRESS
            .matcher(text)
            .replaceAll(match -> {
              String before = match.group(3);
              String after = Iri.legal(before.strip());
              if (!after.equals(before)) {
                repairedIri(before);
              }
              return Matcher.quoteReplacement(
                  match.group(1) + match.group(2) + after + match.group(2));
            });
    return legal.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Goes on after an error with the statement that begins behind the next full stop.
  private void turtle(String text) {
    String prefixes = prefixes(text);
    List<String> lines = text.lines().toList();
    for (int restart = 0; restart <= MAX_RESTARTS; restart++) {
      byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      int failedAt = parse(bytes, Lang.TURTLE);
      if (failedAt < 0) {
        return;
      }
      int head = restart == 0 ? 0 : 1;
      int next = afterStatement(lines, Math.max(failedAt - 2, head));
      if (next <= head) {
        next = afterStatement(lines, failedAt - 1);
      }
      if (next >= lines.size()) {
        sink.brokenOff();
        return;
      }
      if (subject != null) {
        sink.half(subject);
      }
      var rest = new ArrayList<String>();
      rest.add(prefixes);
      rest.addAll(lines.subList(next, lines.size()));
      if (rest.size() > lines.size()) {
        sink.brokenOff();
        return;
      }
      lines = rest;
    }
    sink.brokenOff();
    report(
        "rdf-gave-up",
        -1,
        "Zu viele Fehler; der Rest der Datei wurde ausgelassen.",
        "Too many errors; the rest of the file was left out.");
  }

  /// The line after the first one, from a line on, that ends with a full stop.
  private static int afterStatement(List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && !lines.get(at).strip().endsWith(".")) {
      at++;
    }
    return at + 1;
  }

  private static String prefixes(String text) {
    var prefixes = new StringBuilder();
    PREFIX.matcher(text).results().forEach(m -> prefixes.append(m.group().strip()).append(' '));
    return prefixes.toString();
  }

  /// Parses as far as it goes.
  ///
  /// @return the line of the error that ended it, or -1
  private int parse(byte[] bytes, Lang lang) {
    int[] line = {-1};
    StreamRDF repaired = new Repair(StreamRDFLib.dataset(data), this::repairedIri);
    try {
      RDFParser.source(new ByteArrayInputStream(bytes))
          .lang(lang)
          .base(base)
          .checking(false)
          .context(offline())
          .errorHandler(new Reporting(line))
          .parse(repaired);
      return -1;
    } catch (RuntimeException e) {
      // Mostly a RiotException; but a % in a language tag, for one, ends Jena's parsers otherwise.
      report(
          "rdf-broken",
          line[0],
          "Hier ist die Datei kein gültiges RDF: " + e.getMessage(),
          "Here the file is no valid RDF: " + e.getMessage());
      return Math.max(line[0], 1);
    }
  }

  private void repairedIri(String before) {
    report(
        "rdf-iri-repaired",
        -1,
        "Die Adresse " + before + " enthielt unerlaubte Zeichen; sie wurden kodiert.",
        "The address " + before + " held characters that are not allowed; they were encoded.");
  }

  private static Context offline() {
    var options =
        new JsonLdOptions((url, o) -> {
          throw new JsonLdError(
              JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "remote context refused: " + url);
        });
    return new Context().set(LangJSONLD11.JSONLD_OPTIONS, options);
  }

  private void handOut() {
    var names = new ArrayList<Node>();
    data.listGraphNodes().forEachRemaining(names::add);
    names.sort(Comparator.comparing(Node::toString));
    for (Node name : names) {
      Graph graph = copy(name);
      if (name.isURI() && graph.contains(name, Terms.A, Terms.DATASET)) {
        sink.record(name.getURI(), Skolem.named(graph, name.getURI()), false);
      } else {
        RdfFiles.records(graph, name.isURI() ? name.getURI() : base, sink);
      }
    }
    Graph plain = copy(Quad.defaultGraphNodeGenerated);
    if (!plain.isEmpty()) {
      RdfFiles.records(plain, base.replaceFirst("/$", ""), sink);
    }
  }

  private Graph copy(Node name) {
    Graph copy = GraphFactory.createDefaultGraph();
    data.find(name, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(q -> copy.add(q.asTriple()));
    return copy;
  }

  private void refuse(String code, String de, String en, String adviceDe, String adviceEn) {
    sink.finding(
        new Finding(
            code,
            Severity.BLOCKING,
            Finding.Place.WHOLE,
            new Text(de, en),
            new Text(adviceDe, adviceEn)));
  }

  private void report(String code, int line, String de, String en) {
    if (reported++ < MAX_FINDINGS) {
      sink.finding(
          new Finding(
              code,
              Severity.WARNING,
              line > 0 ? Finding.Place.line(line) : Finding.Place.WHOLE,
              new Text(de, en),
              new Text(
                  "Korrigieren Sie die Stelle in der Quelle; alles andere wurde übernommen.",
                  "Correct the place at its source; everything else was taken in.")));
    }
  }

  /// Lets the parser go on after warnings and errors, and remembers where a fatal one was.
  private final class Reporting implements ErrorHandler {
    private final int[] fatalLine;

    Reporting(int[] fatalLine) {
      this.fatalLine = fatalLine;
    }

    @Override
    public void warning(String message, long line, long column) {
      // The value is kept as it stands; a check of the description says what is wrong with it.
    }

    @Override
    public void error(String message, long line, long column) {
      if (language.equals(Lang.JSONLD)) {
        throw new RiotException(message);
      }
      report("rdf-odd", (int) line, message, message);
    }

    @Override
    public void fatal(String message, long line, long column) {
      fatalLine[0] = (int) line;
      throw new RiotException(message);
    }
  }

  /// Encodes what may not stand in an address.
  private final class Repair extends org.apache.jena.riot.system.StreamRDFWrapper {
    private final java.util.function.Consumer<String> repaired;

    Repair(StreamRDF out, java.util.function.Consumer<String> repaired) {
      super(out);
      this.repaired = repaired;
    }

    @Override
    public void triple(Triple t) {
      Node described = node(t.getSubject());
      if (described.isURI()) {
        subject = described.getURI();
      }
      super.triple(Triple.create(described, node(t.getPredicate()), node(t.getObject())));
    }

    @Override
    public void quad(Quad q) {
      super.quad(
          Quad.create(
              node(q.getGraph()),
              node(q.getSubject()),
              node(q.getPredicate()),
              node(q.getObject())));
    }

    private Node node(Node node) {
      if (!node.isURI()) {
        return node;
      }
      String uri = node.getURI();
      String legal = Iri.legal(uri);
      if (legal.equals(uri)) {
        return node;
      }
      repaired.accept(uri);
      return NodeFactory.createURI(legal);
    }
  }
}
