package org.allmende.sparql.columns;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.TextDirection;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// How a term is written as bytes: its kind, then what it says. A datatype, and what a triple term
/// is made of, are the numbers of other terms.
final class TermBytes {

  static final byte IRI = 'I';
  static final byte BLANK = 'B';
  static final byte STRING = 'S';
  static final byte LANGUAGE = 'L';
  static final byte DIRECTION = 'D';
  static final byte TYPED = 'T';
  static final byte TRIPLE = 'Q';

  private static final byte[] NOTHING = new byte[0];

  private final Terms terms;
  private final Map<Integer, RDFDatatype> datatypes = new ConcurrentHashMap<>();
  private final Map<String, Integer> datatypeIds = new ConcurrentHashMap<>();

  TermBytes(Terms terms) {
    this.terms = terms;
  }

  /// The bytes of a term.
  ///
  /// @param number gives the number of a term within, or [Terms#NONE]
  /// @return null when a term within has no number, or when it is not a term
  byte @Nullable [] of(Node node, ToIntFunction<Node> number) {
    if (node.isURI()) {
      return text(IRI, NOTHING, node.getURI());
    }
    if (node.isBlank()) {
      return text(BLANK, NOTHING, node.getBlankNodeLabel());
    }
    if (node.isLiteral()) {
      return literal(node, number);
    }
    return node.isTripleTerm() ? triple(node.getTriple(), number) : null;
  }

  private byte @Nullable [] literal(Node node, ToIntFunction<Node> number) {
    String lexical = node.getLiteralLexicalForm();
    String language = node.getLiteralLanguage();
    if (!language.isEmpty()) {
      TextDirection direction = node.getLiteralBaseDirection();
      String tag = direction == null ? language : language + "--" + direction.direction();
      return text(
          direction == null ? LANGUAGE : DIRECTION,
          (tag + "\0").getBytes(StandardCharsets.UTF_8),
          lexical);
    }
    String uri = node.getLiteralDatatypeURI();
    if (uri.equals(XSDDatatype.XSDstring.getURI())) {
      return text(STRING, NOTHING, lexical);
    }
    int datatype = datatype(uri, number);
    return datatype == Terms.NONE ? null : text(TYPED, number(datatype), lexical);
  }

  private int datatype(String uri, ToIntFunction<Node> number) {
    Integer known = datatypeIds.get(uri);
    if (known != null) {
      return known;
    }
    int id = number.applyAsInt(NodeFactory.createURI(uri));
    if (id != Terms.NONE) {
      datatypeIds.put(uri, id);
    }
    return id;
  }

  private static byte @Nullable [] triple(Triple triple, ToIntFunction<Node> number) {
    var bytes = new byte[13];
    bytes[0] = TRIPLE;
    int at = 1;
    for (Node part : new Node[] {triple.getSubject(), triple.getPredicate(), triple.getObject()}) {
      int id = part.isConcrete() ? number.applyAsInt(part) : Terms.NONE;
      if (id == Terms.NONE) {
        return null;
      }
      System.arraycopy(number(id), 0, bytes, at, 4);
      at += 4;
    }
    return bytes;
  }

  private static byte[] text(byte kind, byte[] head, String text) {
    byte[] tail = text.getBytes(StandardCharsets.UTF_8);
    var bytes = new byte[1 + head.length + tail.length];
    bytes[0] = kind;
    System.arraycopy(head, 0, bytes, 1, head.length);
    System.arraycopy(tail, 0, bytes, 1 + head.length, tail.length);
    return bytes;
  }

  private static byte[] number(int id) {
    return new byte[] {(byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
  }

  private static int number(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }

  /// The text of an IRI or a literal; null for others.
  ///
  /// @param string whether only a string will do, with a language or without
  static @Nullable String text(byte[] bytes, boolean string) {
    int start = start(bytes, string);
    return start < 0 ? null : text(bytes, start);
  }

  /// Where the text of an IRI or a literal begins; -1 for others.
  ///
  /// @param string whether only a string will do, with a language or without
  static int start(byte[] bytes, boolean string) {
    return switch (bytes[0]) {
      case STRING -> 1;
      case LANGUAGE, DIRECTION -> end(bytes) + 1;
      case IRI -> string ? -1 : 1;
      case TYPED -> string ? -1 : 5;
      default -> -1;
    };
  }

  /// The term that bytes say.
  Node node(byte[] bytes) {
    return switch (bytes[0]) {
      case IRI -> NodeFactory.createURI(text(bytes, 1));
      case BLANK -> NodeFactory.createBlankNode(text(bytes, 1));
      case STRING -> NodeFactory.createLiteralString(text(bytes, 1));
      case LANGUAGE -> language(bytes);
      case DIRECTION -> direction(bytes);
      case TYPED -> NodeFactory.createLiteralDT(text(bytes, 5), datatype(number(bytes, 1)));
      case TRIPLE ->
          NodeFactory.createTripleTerm(
              terms.node(number(bytes, 1)),
              terms.node(number(bytes, 5)),
              terms.node(number(bytes, 9)));
      default -> throw new IllegalStateException("not a kind of term: " + bytes[0]);
    };
  }

  private static Node language(byte[] bytes) {
    int end = end(bytes);
    return NodeFactory.createLiteralLang(
        text(bytes, end + 1), new String(bytes, 1, end - 1, StandardCharsets.UTF_8));
  }

  private static Node direction(byte[] bytes) {
    int end = end(bytes);
    String tag = new String(bytes, 1, end - 1, StandardCharsets.UTF_8);
    int cut = tag.lastIndexOf("--");
    return NodeFactory.createLiteralDirLang(
        text(bytes, end + 1), tag.substring(0, cut), tag.substring(cut + 2));
  }

  private static int end(byte[] bytes) {
    int end = 1;
    while (bytes[end] != 0) {
      end++;
    }
    return end;
  }

  private RDFDatatype datatype(int id) {
    return datatypes.computeIfAbsent(
        id, d -> NodeFactory.getType(new String(iri(d), StandardCharsets.UTF_8)));
  }

  /// Whether a number stands for `xsd:date` or `xsd:dateTime`.
  boolean isDate(int id) {
    RDFDatatype datatype = datatype(id);
    return XSDDatatype.XSDdate.equals(datatype) || XSDDatatype.XSDdateTime.equals(datatype);
  }

  private byte[] iri(int id) {
    byte[] bytes = terms.bytesOf(id);
    return java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  private static String text(byte[] bytes, int from) {
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
