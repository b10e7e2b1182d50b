package org.allmende.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.tokens.Token;
import org.apache.jena.riot.tokens.TokenType;
import org.apache.jena.riot.tokens.TokenizerText;

/// What transactions have deleted and added, as [RDF
/// Patch](https://afs.github.io/rdf-delta/rdf-patch.html): a line for each statement, `D` or `A`
/// before it, between `TX` and `TC`. What stands in no graph is of the private part.
final class Patch {

  private static final int BUFFER = 1 << 16;

  private Patch() {}

  /// Hears of each statement.
  interface Listener {
    void hear(boolean added, Node graph, Triple triple);
  }

  /// Where patches come from.
  interface Source {
    void read(Listener listener);
  }

  static void write(List<Difference> differences, OutputStream to) throws IOException {
    var out = new BufferedOutputStream(to, BUFFER);
    write(out, "TX .\n");
    for (Difference difference : differences) {
      Node graph = difference.graph();
      String end =
          graph.equals(Difference.PRIVATE) ? " .\n" : " " + NodeFmtLib.strNT(graph) + " .\n";
      for (Triple triple : difference.gone()) {
        write(out, line("D ", triple, end));
      }
      for (Triple triple : difference.added()) {
        write(out, line("A ", triple, end));
      }
    }
    write(out, "TC .\n");
    out.flush();
  }

  private static String line(String sign, Triple triple, String end) {
    return sign
        + NodeFmtLib.strNT(triple.getSubject())
        + " "
        + NodeFmtLib.strNT(triple.getPredicate())
        + " "
        + NodeFmtLib.strNT(triple.getObject())
        + end;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads patches that stand one after the other.
  ///
  /// @throws IllegalArgumentException when they are none
  static void read(InputStream in, Listener listener) {
    var tokens =
        TokenizerText.create()
            .source(in)
            .errorHandler(ErrorHandlerFactory.errorHandlerSimple())
            .build();
    try {
      while (tokens.hasNext()) {
        line(tokens, listener);
      }
    } catch (RiotException e) {
      throw new IllegalArgumentException("no patch: " + e.getMessage(), e);
    }
  }

  private static void line(Iterator<Token> tokens, Listener listener) {
    Token sign = tokens.next();
    if (sign.hasType(TokenType.KEYWORD)) {
      switch (sign.getImage()) {
        case "A" -> statement(tokens, true, listener);
        case "D" -> statement(tokens, false, listener);
        case "TX", "TC" -> require(tokens, TokenType.DOT);
        default -> throw new IllegalArgumentException("no patch: " + sign);
      }
    } else if (!sign.isEOF()) {
      throw new IllegalArgumentException("no patch: " + sign);
    }
  }

  private static void statement(Iterator<Token> tokens, boolean added, Listener listener) {
    var triple = Triple.create(node(next(tokens)), node(next(tokens)), node(next(tokens)));
    Token fourth = next(tokens);
    if (fourth.hasType(TokenType.DOT)) {
      listener.hear(added, Difference.PRIVATE, triple);
    } else {
      require(tokens, TokenType.DOT);
      listener.hear(added, node(fourth), triple);
    }
  }

  private static Token next(Iterator<Token> tokens) {
    if (!tokens.hasNext()) {
      throw new IllegalArgumentException("no patch: it is cut off");
    }
    return tokens.next();
  }

  private static void require(Iterator<Token> tokens, TokenType type) {
    Token token = next(tokens);
    if (!token.hasType(type)) {
      throw new IllegalArgumentException("no patch: " + token);
    }
  }

  private static Node node(Token token) {
    Node node = token.asNode();
    if (node == null || !(node.isURI() || node.isLiteral())) {
      throw new IllegalArgumentException("neither an IRI nor a literal: " + token);
    }
    return node;
  }
}
