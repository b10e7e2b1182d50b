package org.allmende.sparql.results;

import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Terms as N-Triples and Turtle have them.
final class Turtle {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String HEX = "0123456789ABCDEF";
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]*\\.[0-9]+");
  private static final Pattern DOUBLE =
      Pattern.compile("[+-]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)[eE][+-]?[0-9]+");

  private final Utf8 out;
  private final Labels labels = new Labels();

  Turtle(Utf8 out) {
    this.out = out;
  }

  /// A term in full.
  void term(Node node) {
    if (node.isURI()) {
      iri(node.getURI());
    } else if (node.isBlank()) {
      out.ascii("_:").ascii(labels.of(node));
    } else if (node.isLiteral()) {
      quoted(node.getLiteralLexicalForm());
      kind(node);
    } else if (node.isTripleTerm()) {
      Triple triple = node.getTriple();
      out.ascii("<<( ");
      term(triple.getSubject());
      out.octet(' ');
      term(triple.getPredicate());
      out.octet(' ');
      term(triple.getObject());
      out.ascii(" )>>");
    } else {
      throw new Inexpressible("not a term: " + node);
    }
  }

  /// Whether a literal is written without quotes, as a number is.
  static boolean isBare(Node literal) {
    String type = literal.getLiteralDatatypeURI();
    if (!type.startsWith(XSD)) {
      return false;
    }
    String text = literal.getLiteralLexicalForm();
    return switch (type.substring(XSD.length())) {
      case "integer" -> INTEGER.matcher(text).matches();
      case "decimal" -> DECIMAL.matcher(text).matches();
      case "double" -> DOUBLE.matcher(text).matches();
      case "boolean" -> text.equals("true") || text.equals("false");
      default -> false;
    };
  }

  private void kind(Node literal) {
    String language = literal.getLiteralLanguage();
    if (!language.isEmpty()) {
      out.octet('@');
      out.text(language);
      if (literal.getLiteralBaseDirection() != null) {
        out.ascii("--").ascii(literal.getLiteralBaseDirection().direction());
      }
    } else if (!literal.getLiteralDatatypeURI().equals(XSD + "string")) {
      out.ascii("^^");
      iri(literal.getLiteralDatatypeURI());
    }
  }

  void iri(String iri) {
    out.octet('<');
    for (int i = 0; i < iri.length(); i++) {
      char c = iri.charAt(i);
      if (c <= ' ' || "<>\"{}|^`\\".indexOf(c) >= 0) {
        escape(c);
      } else if (c < 0x80) {
        out.octet(c);
      } else {
        i += out.wide(iri, i);
      }
    }
    out.octet('>');
  }

  private void quoted(String text) {
    out.octet('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.ascii("\\\"");
        case '\\' -> out.ascii("\\\\");
        case '\n' -> out.ascii("\\n");
        case '\r' -> out.ascii("\\r");
        case '\t' -> out.ascii("\\t");
        default -> {
          if (c < ' ' || c == 0x7F) {
            escape(c);
          } else if (c < 0x80) {
            out.octet(c);
          } else {
            i += out.wide(text, i);
          }
        }
      }
    }
    out.octet('"');
  }

  private void escape(char c) {
    out.ascii("\\u00").octet(HEX.charAt((c >> 4) & 0xF));
    out.octet(HEX.charAt(c & 0xF));
  }
}
