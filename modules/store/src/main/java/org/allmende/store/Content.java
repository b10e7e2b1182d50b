package org.allmende.store;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.model.Sha256;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdInline;

/// The triples of a graph that is to be stored, taken over and found to be storable before a
/// transaction begins: nothing in it can fail later, or make a dump that nobody can read back.
///
/// @param triples each once
record Content(Set<Triple> triples) {

  private static final Pattern LONG = Pattern.compile("[+-]?[0-9]{19,}");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  /// @throws IllegalArgumentException when there are blank nodes, or texts in an IRI's place
  static Content of(Graph graph) {
    var triples = new LinkedHashSet<Triple>();
    var seen = new HashSet<Node>();
    graph.find().forEachRemaining(t -> triples.add(storable(t, seen)));
    return new Content(triples);
  }

  private static Triple storable(Triple triple, Set<Node> seen) {
    for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
      if (seen.add(node)) {
        requireStorable(node);
      }
    }
    Node object = spelled(triple.getObject());
    return object.equals(triple.getObject())
        ? triple
        : Triple.create(triple.getSubject(), triple.getPredicate(), object);
  }

  /// A literal as TDB2 will give it back: numbers and dates that fit into an index entry are kept
  /// there by value, so that `01` comes back as `1`.
  static Node spelled(Node node) {
    if (!node.isLiteral()) {
      return node;
    }
    NodeId inline = NodeIdInline.inline(node);
    return inline == null ? node : NodeIdInline.extract(inline);
  }

  private static void requireStorable(Node node) {
    if (node.isURI()) {
      requireIri(node.getURI());
    } else if (!node.isLiteral()) {
      throw new IllegalArgumentException("neither an IRI nor a literal: " + node);
    } else if (isTooLong(node)) {
      throw new IllegalArgumentException(
          "a whole number that is too long to be kept: " + node.getLiteralLexicalForm());
    }
  }

  /// TDB2 keeps the last 64 bits of a whole number, and says nothing.
  private static boolean isTooLong(Node literal) {
    return XSDDatatype.XSDinteger.getURI().equals(literal.getLiteralDatatypeURI())
        && LONG.matcher(literal.getLiteralLexicalForm()).matches()
        && new BigInteger(literal.getLiteralLexicalForm()).bitLength() >= Long.SIZE;
  }

  /// @throws IllegalArgumentException when a text cannot stand between angle brackets
  static void requireIri(String iri) {
    int colon = iri.indexOf(':');
    boolean fit = colon > 0;
    for (int i = 0; fit && i < iri.length(); i++) {
      char c = iri.charAt(i);
      fit = c > ' ' && "<>\"{}|^`\\".indexOf(c) < 0;
    }
    if (!fit) {
      throw new IllegalArgumentException("not an absolute IRI: " + iri);
    }
  }

  /// The files a description names, told by their checksums.
  List<Sha256> files() {
    return triples.stream()
        .filter(t -> t.getPredicate().equals(Words.CHECKSUM_VALUE) && t.getObject().isLiteral())
        .map(t -> t.getObject().getLiteralLexicalForm())
        .filter(hex -> SHA256.matcher(hex).matches())
        .map(hex -> new Sha256(hex.toLowerCase(Locale.ROOT)))
        .distinct()
        .toList();
  }

  /// As sorted N-Triples, the same text for the same triples.
  String text() {
    var lines = new ArrayList<String>(triples.size());
    for (Triple triple : triples) {
      lines.add(
          NodeFmtLib.strNT(triple.getSubject())
              + " "
              + NodeFmtLib.strNT(triple.getPredicate())
              + " "
              + NodeFmtLib.strNT(triple.getObject())
              + " .\n");
    }
    lines.sort(null);
    return String.join("", lines);
  }

  /// Reads what [#text] wrote.
  static Graph read(String text) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFParser.fromString(text, Lang.NTRIPLES).checking(false).parse(graph);
    return graph;
  }
}
