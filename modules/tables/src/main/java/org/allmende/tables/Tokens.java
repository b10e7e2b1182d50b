package org.allmende.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;

/// The words, texts, numbers and signs of a part of a question, one after the other.
final class Tokens {

  private static final int LONGEST = 8_000;
  private static final int MOST = 2_000;
  private static final String SIGNS = "(),=<>!*";

  private final String part;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  enum Kind {
    WORD,
    QUOTED,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  /// @param at position in the part, from 0
  record Token(Kind kind, String text, int at) {

    boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }
  }

  /// @param part name of the parameter, for messages
  Tokens(String part, String text) {
    this.part = part;
    if (text.length() > LONGEST) {
      throw new WrongQuestion("„" + part + "“ ist zu lang.", "“" + part + "” is too long.");
    }
    int i = 0;
    while (i < text.length()) {
      i = Character.isWhitespace(text.charAt(i)) ? i + 1 : token(text, i);
      if (tokens.size() > MOST) {
        throw new WrongQuestion(
            "„" + part + "“ ist zu verwickelt.", "“" + part + "” is too complex.");
      }
    }
    tokens.add(new Token(Kind.END, "", text.length()));
  }

  private int token(String text, int from) {
    char first = text.charAt(from);
    if (first == '\'' || first == '"') {
      return quoted(text, from, first);
    }
    if (SIGNS.indexOf(first) >= 0) {
      boolean two =
          from + 1 < text.length()
              && List.of("<=", ">=", "!=", "<>").contains(text.substring(from, from + 2));
      int to = two ? from + 2 : from + 1;
      tokens.add(new Token(Kind.SIGN, text.substring(from, to), from));
      return to;
    }
    int to = from;
    while (to < text.length() && isPart(text.charAt(to))) {
      to++;
    }
    if (to == from) {
      throw wrong(from, "'" + first + "'");
    }
    String word = text.substring(from, to);
    boolean number = word.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    tokens.add(new Token(number ? Kind.NUMBER : Kind.WORD, word, from));
    return to;
  }

  private static boolean isPart(char c) {
    return !Character.isWhitespace(c) && SIGNS.indexOf(c) < 0 && c != '\'' && c != '"' && c != ';';
  }

  private int quoted(String text, int from, char quote) {
    var inside = new StringBuilder();
    int i = from + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != quote) {
        inside.append(c);
        i++;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        inside.append(quote);
        i += 2;
      } else {
        tokens.add(new Token(quote == '"' ? Kind.QUOTED : Kind.TEXT, inside.toString(), from));
        return i + 1;
      }
    }
    throw new WrongQuestion(
        "In „" + part + "“ fehlt hinter Zeichen " + (from + 1) + " das schließende " + quote + ".",
        "In “"
            + part
            + "” the closing "
            + quote
            + " is missing after character "
            + (from + 1)
            + ".");
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = tokens.get(at);
    at += token.kind == Kind.END ? 0 : 1;
    return token;
  }

  boolean accept(String word) {
    if (peek().is(word)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw wrong("„" + word + "“", "“" + word + "”");
    }
  }

  boolean isEnd() {
    return peek().kind == Kind.END;
  }

  /// The name of a column: a word that is no keyword, or anything in double quotes.
  String name() {
    Token token = next();
    if (token.kind == Kind.QUOTED || token.kind == Kind.WORD || token.kind == Kind.NUMBER) {
      return token.text;
    }
    at -= token.kind == Kind.END ? 0 : 1;
    throw wrong("der Name einer Spalte", "the name of a column");
  }

  /// What was expected at the next token.
  WrongQuestion wrong(String de, String en) {
    Token token = peek();
    String found = token.kind == Kind.END ? "" : Columns.shown(token.text);
    return new WrongQuestion(
        "In „%s“, Zeichen %d: erwartet wird %s%s."
            .formatted(part, token.at + 1, de, found.isEmpty() ? "" : ", da steht „" + found + "“"),
        "In “%s”, character %d: %s is expected%s."
            .formatted(
                part, token.at + 1, en, found.isEmpty() ? "" : ", there is “" + found + "”"));
  }

  private WrongQuestion wrong(int position, String found) {
    return new WrongQuestion(
        "In „%s“, Zeichen %d: %s gehört hier nicht hin.".formatted(part, position + 1, found),
        "In “%s”, character %d: %s does not belong here.".formatted(part, position + 1, found));
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
