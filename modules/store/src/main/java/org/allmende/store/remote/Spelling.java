package org.allmende.store.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.XSD;

/// How a statement stands in a store that may spell it in its own way. Virtuoso makes `1.50` to
/// `1.5`, `true` to `1`, `@de-DE` to `@de-de`, cuts long IRIs, refuses durations and what is not
/// well-formed, and has been seen not to find a text in a language that it was to forget. What
/// every store gives back as it got it (IRIs that are not too long, texts) stands in its graph
/// alone. All else stands there for readers, as far as any store takes it, and beside it as a line
/// of N-Triples in the graph [#EXACT], which is what counts when it is read back.
final class Spelling {

  /// The private part, which has no name in TDB2.
  static final Node PRIVATE = NodeFactory.createURI("urn:allmende:private");

  /// The graph of the exact spellings: name of a graph → line.
  static final Node EXACT = NodeFactory.createURI("urn:allmende:exact");

  /// Virtuoso keeps no more than about 1,900 bytes of an IRI.
  private static final int LONGEST_IRI = 600;

  private static final Set<String> TAKEN =
      Set.of(
          "string",
          "boolean",
          "integer",
          "long",
          "int",
          "nonNegativeInteger",
          "positiveInteger",
          "decimal",
          "double",
          "float",
          "date",
          "dateTime",
          "gYear",
          "gYearMonth",
          "hexBinary",
          "anyURI");

  private static final Pattern WKT =
      Pattern.compile("[A-Z]+ ?\\([-+0-9., ()eE]+\\)", Pattern.CASE_INSENSITIVE);

  private Spelling() {}

  /// What is to stand in the store for a statement; the one for readers comes last.
  static List<Quad> said(Quad quad) {
    Node graph = quad.isDefaultGraph() ? PRIVATE : quad.getGraph();
    if (!fits(graph)) {
      throw new IllegalArgumentException(
          "longer than " + LONGEST_IRI + " characters: " + graph.getURI());
    }
    var said = new ArrayList<Quad>(2);
    if (!isKept(quad)) {
      said.add(Quad.create(EXACT, graph, EXACT, NodeFactory.createLiteralString(line(quad))));
    }
    if (fits(quad.getSubject()) && fits(quad.getPredicate()) && isSayable(quad.getObject())) {
      said.add(Quad.create(graph, quad.asTriple()));
    }
    return said;
  }

  /// Whether a statement comes back from every store as it is.
  static boolean isKept(Quad quad) {
    Node object = quad.getObject();
    boolean kept =
        object.isURI()
            ? fits(object)
            : isText(object) || (isPrivate(quad.getGraph()) && isCount(object));
    return kept && fits(quad.getSubject()) && fits(quad.getPredicate());
  }

  private static boolean isPrivate(Node graph) {
    return graph.equals(PRIVATE) || Quad.isDefaultGraph(graph);
  }

  private static boolean isText(Node literal) {
    return NodeFactory.createLiteralString(literal.getLiteralLexicalForm()).equals(literal);
  }

  /// The whole numbers of the private part, which we write ourselves and only in one way.
  private static boolean isCount(Node literal) {
    return literal.getLiteralDatatypeURI().equals(XSDDatatype.XSDinteger.getURI());
  }

  private static boolean fits(Node node) {
    return !node.isURI() || node.getURI().length() <= LONGEST_IRI;
  }

  private static boolean isSayable(Node object) {
    if (object.isURI()) {
      return fits(object);
    }
    return object.getLiteralBaseDirection() == null && isTaken(object);
  }

  /// Whether every store takes it as what it is. One that is refused may spoil more than itself:
  /// Virtuoso does not find texts any more that came with it.
  private static boolean isTaken(Node literal) {
    RDFDatatype type = literal.getLiteralDatatype();
    String uri = type.getURI();
    String text = literal.getLiteralLexicalForm();
    return uri.startsWith(XSD.NS)
        ? TAKEN.contains(uri.substring(XSD.NS.length())) && type.isValid(text)
        : !uri.endsWith("#XMLLiteral")
            && (!uri.endsWith("#wktLiteral") || WKT.matcher(text).matches());
  }

  private static String line(Quad quad) {
    return text(quad.asTriple()) + " .";
  }

  /// A statement without its end, as N-Triples and SPARQL both have it.
  static String text(Triple triple) {
    return text(triple.getSubject())
        + " "
        + text(triple.getPredicate())
        + " "
        + text(triple.getObject());
  }

  static String text(Node node) {
    String text = NodeFmtLib.strNT(node);
    return text.chars().anyMatch(Character::isISOControl)
        ? text.codePoints()
            .collect(StringBuilder::new, Spelling::put, StringBuilder::append)
            .toString()
        : text;
  }

  private static void put(StringBuilder text, int sign) {
    if (Character.isISOControl(sign)) {
      text.append(String.format(Locale.ROOT, "\\u%04X", sign));
    } else {
      text.appendCodePoint(sign);
    }
  }

  /// What a line in the graph of exact spellings means.
  static Quad exact(Node graph, String line) {
    var read = GraphMemFactory.createDefaultGraphSameTerm();
    RDFParser.fromString(line, Lang.NTRIPLES).checking(false).parse(read);
    Triple triple = read.find().next();
    return Quad.create(named(graph), triple);
  }

  /// The graph that a name stands for.
  static Node named(Node graph) {
    return graph.equals(PRIVATE) ? Quad.defaultGraphNodeGenerated : graph;
  }
}
