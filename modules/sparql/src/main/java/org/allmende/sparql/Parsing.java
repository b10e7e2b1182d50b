package org.allmende.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.asking.SparqlEndpoint.Answer.Refused;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.model.Text;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.shared.JenaException;
import org.jspecify.annotations.Nullable;

/// Parses a query, and says in words where it is wrong, what was expected there, and which line
/// mends it.
final class Parsing {

  private static final Pattern PLACE = Pattern.compile("(?i)line (\\d+), column (\\d+)[:.]?\\s*");
  private static final Pattern AFTER = Pattern.compile("after(?: prefix)? ?:? \"(.*)\"");
  private static final Pattern CODE = Pattern.compile("Encountered: .*?\\((\\d{1,6})\\)");
  private static final Pattern EXPECTED =
      Pattern.compile("expecting(?: one of)?:?\\s*(.*)$", Pattern.DOTALL);
  private static final Pattern PREFIXED = Pattern.compile("Unresolved prefixed name: ([^:\\s]*):");
  private static final int MOST_EXPECTED = 8;
  private static final int MOST_MESSAGE = 300;

  private static final Set<String> UPDATES =
      Set.of("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with");

  /// What the parser's names for kinds of words look like to people.
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("<IRIref>", "<…>"),
          Map.entry("<PNAME_NS>", "präfix:"),
          Map.entry("<PNAME_LN>", "präfix:name"),
          Map.entry("<BLANK_NODE_LABEL>", "_:name"),
          Map.entry("<VAR1>", "?name"),
          Map.entry("<VAR2>", "$name"),
          Map.entry("<INTEGER>", "123"),
          Map.entry("<DECIMAL>", "1.5"),
          Map.entry("<STRING_LITERAL1>", "'…'"),
          Map.entry("<STRING_LITERAL2>", "\"…\""),
          Map.entry("<NIL>", "()"),
          Map.entry("<ANON>", "[]"),
          Map.entry("<EOF>", "das Ende / the end"));

  private Parsing() {}

  static Query parse(String query, String base) {
    if (query.isBlank()) {
      throw refuse(new Text("Die Abfrage ist leer.", "The query is empty."), null, null);
    }
    try {
      Query parsed = QueryFactory.create(query, base, Syntax.syntaxSPARQL_12);
      parsed.ensureResultVars();
      return parsed;
    } catch (QueryParseException e) {
      if (e.getCause() instanceof StackOverflowError) {
        throw new Refusal(
            Reason.FORBIDDEN,
            "Die Abfrage ist zu tief geschachtelt.",
            "The query is nested too deeply.");
      }
      throw explain(query, message(e), e.getLine(), e.getColumn());
    } catch (JenaException | IllegalArgumentException e) {
      throw explain(query, message(e), -1, -1);
    }
  }

  private static String message(RuntimeException e) {
    return e.getMessage() == null ? "" : e.getMessage();
  }

  private static Refusal explain(String query, String message, int line, int column) {
    int l = line;
    int c = column;
    Matcher place = PLACE.matcher(message);
    if (place.find() && place.group(1).length() < 7 && place.group(2).length() < 7) {
      l = Integer.parseInt(place.group(1));
      c = Integer.parseInt(place.group(2));
    }
    if (message.startsWith("Lexical error")) {
      c = Math.max(1, c - name(message).length());
    }
    @Nullable Integer atLine = l > 0 ? Integer.valueOf(l) : null;
    @Nullable Integer atColumn = l > 0 && c > 0 ? Integer.valueOf(c) : null;
    Matcher prefixed = PREFIXED.matcher(message);
    if (prefixed.find()) {
      return refuse(UndeclaredPrefix.say(prefixed.group(1), query), atLine, atColumn);
    }
    String found = l > 0 ? wordAt(query, l, c) : "";
    if (UPDATES.contains(found.toLowerCase(Locale.ROOT)) && message.contains("Encountered")) {
      return new Refusal(
          new Refused(
              Reason.FORBIDDEN,
              new Text(
                  "Hier wird nur gefragt, nichts geändert: "
                      + found
                      + " gehört zu SPARQL Update. Daten ändern sich über die API.",
                  "This endpoint only answers queries: "
                      + found
                      + " is SPARQL Update. Data are changed through the API."),
              atLine,
              atColumn));
    }
    return refuse(says(message, found), atLine, atColumn);
  }

  private static Text says(String message, String found) {
    if (message.startsWith("Lexical error")) {
      return lexical(message);
    }
    if (message.contains("Encountered")) {
      boolean ends = found.isEmpty() || message.contains("<EOF>");
      String de = ends ? "Die Abfrage endet zu früh." : "„" + found + "“ steht hier falsch.";
      String en = ends ? "The query ends too early." : "“" + found + "” is wrong here.";
      String expected = String.join("  ", expected(message));
      return expected.isEmpty()
          ? new Text(de, en)
          : new Text(de + " Möglich wäre: " + expected, en + " Expected: " + expected);
    }
    String plain = PLACE.matcher(message).replaceFirst("");
    plain = plain.length() > MOST_MESSAGE ? plain.substring(0, MOST_MESSAGE) + "…" : plain;
    return new Text(
        "Die Abfrage ist so nicht möglich: " + plain, "The query is not possible: " + plain);
  }

  /// The name that the parser had read when it could not go on.
  private static String name(String message) {
    Matcher after = AFTER.matcher(message);
    return after.find() && after.group(1).matches("\\w+") ? after.group(1) : "";
  }

  private static Text lexical(String message) {
    Matcher after = AFTER.matcher(message);
    String word = after.find() ? after.group(1) : "";
    if (word.startsWith("\\\"") || word.startsWith("'")) {
      return new Text(
          "Ein Text in Anführungszeichen wird nicht geschlossen.", "A quoted text is not closed.");
    }
    if (word.isEmpty()) {
      Matcher code = CODE.matcher(message);
      word = code.find() ? Character.toString(Integer.parseInt(code.group(1))) : "";
    }
    return new Text(
        "„"
            + word
            + "“ ist kein Wort von SPARQL. Variablen beginnen mit ?, Namen haben ein Präfix und"
            + " einen Doppelpunkt, Adressen stehen in <…>.",
        "“"
            + word
            + "” is not a word of SPARQL. Variables begin with ?, names have a prefix and a colon,"
            + " addresses stand in <…>.");
  }

  private static List<String> expected(String message) {
    var expected = new ArrayList<String>();
    Matcher list = EXPECTED.matcher(message);
    if (list.find()) {
      for (String line : list.group(1).split("\\.\\.\\.|\\n", -1)) {
        String word = line.strip();
        if (!word.isEmpty()) {
          String name =
              KINDS.getOrDefault(word, word.startsWith("<") ? "" : word.replace("\"", ""));
          if (!name.isEmpty() && !expected.contains(name)) {
            expected.add(
                name.length() > 1 && word.startsWith("\"") ? name.toUpperCase(Locale.ROOT) : name);
          }
        }
      }
    }
    if (expected.size() > MOST_EXPECTED) {
      var some = new ArrayList<>(expected.subList(0, MOST_EXPECTED));
      some.add("…");
      return some;
    }
    return expected;
  }

  /// The word of the query at a place, as the reader sees it.
  private static String wordAt(String query, int line, int column) {
    String[] lines = query.split("\\r\\n|\\n|\\r", -1);
    if (line > lines.length || column < 1 || column > lines[line - 1].length()) {
      return "";
    }
    String rest = lines[line - 1].substring(column - 1);
    int end = 0;
    while (end < rest.length() && end < 40 && isWord(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, Math.max(1, end));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '-' || c == '?' || c == '$';
  }

  private static Refusal refuse(Text message, @Nullable Integer line, @Nullable Integer column) {
    return new Refusal(new Refused(Reason.MALFORMED, message, line, column));
  }
}
