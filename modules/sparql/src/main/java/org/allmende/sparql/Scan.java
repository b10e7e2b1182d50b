package org.allmende.sparql;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.asking.SparqlEndpoint.Answer.Refused;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.model.Text;

/// Looks at a query word by word before the parser does, because a recursive parser and optimiser
/// can be brought down by depth and by length alone. It knows strings, IRIs, comments and names, so
/// that what stands in them does not count.
///
/// The depth of an expression is counted as a tree would have it: in one pair of brackets each
/// operator adds a level to the deepest pair inside; a comma, and between triples a dot or a
/// semicolon, begins anew.
final class Scan {

  private static final int MOST_PREFIXES = 32;
  private static final Pattern ESCAPED = Pattern.compile("\\\\u+([0-9A-Fa-f]{4})");

  private final String text;
  private final Limits.Shape limits;
  private final char[] brackets;
  private final int[] operators;
  private final int[] deepest;
  private final int[] items;
  private int level;
  private int words;
  private int prefixes;
  private int at;

  private Scan(String text, Limits.Shape limits) {
    this.text = text;
    this.limits = limits;
    brackets = new char[limits.nesting() + 1];
    operators = new int[limits.nesting() + 1];
    deepest = new int[limits.nesting() + 1];
    items = new int[limits.nesting() + 1];
    brackets[0] = '{';
  }

  /// Refuses a query that is too long or too deep to be parsed.
  static void check(String query, Limits.Shape limits) {
    if (query.length() > limits.bytes()
        || query.getBytes(StandardCharsets.UTF_8).length > limits.bytes()) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "Eine Abfrage hat höchstens " + limits.bytes() / 1024 + " KB.",
          "A query is at most " + limits.bytes() / 1024 + " KB long.");
    }
    new Scan(query, limits).run();
    if (query.contains("\\u")) {
      // the parser reads such escapes everywhere, also as brackets and operators
      String plain =
          ESCAPED
              .matcher(query)
              .replaceAll(
                  m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
      new Scan(plain, limits).run();
    }
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c <= ' ') {
        at++;
      } else if (c == '#') {
        comment();
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if (c == '<' && iri()) {
        word();
      } else if (isNameStart(c)) {
        name(c);
      } else {
        sign(c);
      }
    }
  }

  private void comment() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  private void string(char quote) {
    boolean isLong = text.startsWith("" + quote + quote + quote, at);
    int width = isLong ? 3 : 1;
    String end = ("" + quote).repeat(width);
    int i = at + width;
    while (i < text.length() && !text.startsWith(end, i)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    at = Math.min(text.length(), i + width);
    word();
  }

  private boolean iri() {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '>') {
        at = i + 1;
        return true;
      }
      if (c <= ' ' || "<\"{}|^`".indexOf(c) >= 0) {
        return false;
      }
    }
    return false;
  }

  private boolean isNameStart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == ':'
        || c == '@'
        || c >= 0x80
        || ((c == '$' || c == '?') && at + 1 < text.length() && isNamePart(text.charAt(at + 1)));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c >= 0x80;
  }

  private void name(char first) {
    boolean number = first >= '0' && first <= '9';
    boolean variable = first == '?' || first == '$';
    boolean dashes = first == '@';
    int i = at + 1;
    dashes |= first == ':';
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ':' && !variable) {
        dashes = true;
      } else if (c == '\\' && dashes) {
        i++;
      } else if (c == '.') {
        if (variable || i + 1 >= text.length() || !isNamePart(text.charAt(i + 1))) {
          break;
        }
      } else if (c == '+' || c == '-') {
        boolean exponent = number && (text.charAt(i - 1) == 'e' || text.charAt(i - 1) == 'E');
        if (!(exponent || (c == '-' && dashes && !variable))) {
          break;
        }
      } else if (!isNamePart(c) && !(c == '%' && dashes)) {
        break;
      }
      i++;
    }
    at = Math.min(i, text.length());
    word();
  }

  private void word() {
    prefixes = 0;
    words++;
    items[level]++;
    if (words > limits.words()) {
      throw tooMuch(
          "Die Abfrage hat mehr als " + limits.words() + " Wörter.",
          "The query has more than " + limits.words() + " words.");
    }
    if (items[level] > limits.listItems() && brackets[level] == '(') {
      throw tooMuch(
          "Eine Liste hat höchstens " + limits.listItems() + " Einträge.",
          "A list has at most " + limits.listItems() + " items.");
    }
  }

  private void sign(char c) {
    switch (c) {
      case '(', '[', '{' -> open(c);
      case ')', ']', '}' -> close();
      case ',', ';' -> begin();
      case '.' -> {
        if (brackets[level] != '(') {
          begin();
        }
      }
      case '+', '-', '*', '/', '|', '&', '!', '=', '^', '<', '>', '?' -> operator(c);
      default -> {}
    }
    at++;
  }

  private void open(char bracket) {
    word();
    if (level == limits.nesting()) {
      throw tooMuch(
          "Klammern sind höchstens " + limits.nesting() + "-fach geschachtelt.",
          "Brackets are nested at most " + limits.nesting() + " deep.");
    }
    level++;
    brackets[level] = bracket;
    operators[level] = 0;
    deepest[level] = 0;
    items[level] = 0;
  }

  private void close() {
    prefixes = 0;
    if (level > 0) {
      int depth = deepest[level] + operators[level];
      level--;
      deepest[level] = Math.max(deepest[level], depth);
      tooDeep(depth);
    }
  }

  private void begin() {
    deepest[level] = Math.max(deepest[level], operators[level]);
    operators[level] = 0;
    prefixes = 0;
  }

  private void operator(char c) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if ((c == '-' || c == '+') && brackets[level] != '(' && next >= '0' && next <= '9') {
      return; // a number among triples or data
    }
    if (c == '^' && next == '^') {
      at++; // a datatype
      return;
    }
    if (((c == '&' || c == '|') && next == c)
        || (next == '=' && (c == '<' || c == '>' || c == '!'))) {
      at++;
    }
    operators[level]++;
    prefixes++;
    if (prefixes > MOST_PREFIXES) {
      throw tooMuch(
          "Mehr als " + MOST_PREFIXES + " Vorzeichen hintereinander.",
          "More than " + MOST_PREFIXES + " prefix operators in a row.");
    }
    tooDeep(deepest[level] + operators[level]);
  }

  private void tooDeep(int depth) {
    if (depth > limits.depth()) {
      throw tooMuch(
          "Ein Ausdruck hat höchstens " + limits.depth() + " Rechenschritte ineinander.",
          "An expression has at most " + limits.depth() + " operators within each other.");
    }
  }

  private Refusal tooMuch(String de, String en) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Refusal(
        new Refused(Reason.FORBIDDEN, new Text(de, en), line, Math.max(1, at - start + 1)));
  }
}
