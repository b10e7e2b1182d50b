package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// Random SELECT queries over the terms of [Chance]. An ORDER BY with LIMIT sorts by everything it
/// selects, so that there is one right answer.
final class RandomQuery {

  private final Random random;
  private int ends;

  RandomQuery(long seed) {
    this.random = new Random(seed);
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private String pick(String... some) {
    return some[below(some.length)];
  }

  private String var() {
    return "?" + pick("a", "b", "c", "d", "e");
  }

  private String iri() {
    return "<https://example.org/s" + (1 + below(4) + 5 * below(8)) + ">";
  }

  private String predicate() {
    return "<https://example.org/p" + below(6) + ">";
  }

  private String literal() {
    return pick(
        "\"Wörter " + below(6) + "\"",
        "\"Wörter " + below(6) + "\"@de",
        String.valueOf(below(12)),
        "\"202" + below(10) + "-01-01\"^^<http://www.w3.org/2001/XMLSchema#date>");
  }

  private String term() {
    return below(3) == 0 ? literal() : iri();
  }

  private String triple() {
    String subject = below(5) == 0 ? iri() : var();
    String object = below(4) == 0 ? term() : var();
    return switch (below(12)) {
      case 0 -> subject + " ?p " + object;
      case 1 -> (subject.startsWith("?") ? iri() : subject) + " " + path() + " " + end();
      default -> subject + " " + predicate() + " " + object;
    };
  }

  /// ARQ compares the given end of a path by value; here it is never a number.
  private String end() {
    return below(3) == 0 ? iri() : "?z" + ++ends;
  }

  private String path() {
    return pick(
        predicate() + "+",
        predicate() + "*",
        predicate() + "?",
        predicate() + "/" + predicate(),
        predicate() + "|" + predicate(),
        "^" + predicate(),
        "(" + predicate() + "|^" + predicate() + ")+",
        "(" + predicate() + "/" + predicate() + ")*");
  }

  private String triples(int most) {
    var text = new StringBuilder();
    for (int i = below(most); i >= 0; i--) {
      text.append(triple()).append(" . ");
    }
    return text.toString();
  }

  private String condition(int depth) {
    String v = var();
    return switch (below(depth > 1 ? 14 : 16)) {
      case 0 -> "BOUND(" + v + ")";
      case 1 -> "!BOUND(" + v + ")";
      case 2 -> "ISIRI(" + v + ")";
      case 3 -> "ISBLANK(" + v + ")";
      case 4 -> "ISLITERAL(" + v + ")";
      case 5 -> v + " " + pick("=", "!=", "<", ">=") + " " + term();
      case 6 -> v + " " + pick("=", "!=", "<") + " " + var();
      case 7 -> "CONTAINS(STR(" + v + "), \"" + below(10) + "\")";
      case 8 ->
          pick(
              "REGEX(STR(" + v + "), \"[1-3]$\")",
              "REGEX(" + v + ", \"wörter\", \"i\")",
              "STRSTARTS(STR(" + v + "), \"_\")",
              "CONTAINS(LCASE(" + v + "), \"wörter\")",
              "STRENDS(UCASE(STR(" + v + ")), \"2\")");
      case 9 -> "LANG(" + v + ") = \"de\"";
      case 10 -> v + " IN (" + term() + ", " + term() + ")";
      case 11 -> "YEAR(" + v + ") > 2023";
      case 12 -> "(" + condition(2) + pick(" || ", " && ") + condition(2) + ")";
      case 13 -> "sameTerm(" + v + ", " + pick(var(), term()) + ")";
      default -> pick("EXISTS", "NOT EXISTS") + " { " + triples(2) + filter(2, 4) + "}";
    };
  }

  private String filter(int depth, int oneIn) {
    return below(oneIn) == 0 ? "FILTER(" + condition(depth) + ") " : "";
  }

  private String pattern(int depth) {
    var text = new StringBuilder(triples(3)).append(filter(depth, 3));
    for (int i = depth < 2 ? below(3) : 0; i > 0; i--) {
      text.append(
          switch (below(9)) {
            case 0, 1, 2 -> "OPTIONAL { " + triples(2) + filter(depth, 3) + "} ";
            case 3 -> "{ " + pattern(depth + 1) + "} UNION { " + pattern(depth + 1) + "} ";
            case 4 -> "BIND(" + expression() + " AS ?x" + below(1000) + ") ";
            case 5 -> "MINUS { " + triples(2) + "} ";
            case 6 ->
                "GRAPH "
                    + pick("?g", "<https://example.org/g" + below(60) + ">")
                    + " { "
                    + triples(2)
                    + filter(depth, 4)
                    + "} ";
            case 7 -> "VALUES " + var() + " { " + term() + " " + term() + " UNDEF } ";
            default ->
                "{ SELECT "
                    + pick("?a", "?a ?b", "(COUNT(*) AS ?n" + below(1000) + ")")
                    + " WHERE { "
                    + triples(2)
                    + "} } ";
          });
    }
    return text.append(filter(depth, 5)).toString();
  }

  private String expression() {
    return pick(
        "YEAR(" + var() + ")",
        "STR(" + var() + ")",
        "IF(BOUND(" + var() + "), 1, 0)",
        var() + " + 1",
        "COALESCE(" + var() + ", 7)",
        "LANG(" + var() + ")",
        "DATATYPE(" + var() + ")");
  }

  private String aggregate() {
    return pick(
        "COUNT(*)",
        "COUNT(" + var() + ")",
        "COUNT(DISTINCT " + var() + ")",
        "COUNT(DISTINCT *)",
        "SUM(" + var() + ")",
        "SUM(IF(BOUND(" + var() + "), 1, 0))",
        "AVG(STRLEN(STR(" + var() + ")))",
        "MIN(" + var() + ")",
        "MAX(" + var() + ")");
  }

  /// One query.
  String next() {
    String where = " WHERE { " + pattern(0) + "}";
    if (below(3) > 0) {
      var vars = new TreeSet<String>();
      for (int i = below(4); i >= 0; i--) {
        vars.add(var());
      }
      String all = String.join(" ", vars);
      String order =
          switch (below(4)) {
            case 0 -> " ORDER BY " + all + " LIMIT " + (1 + below(20)) + " OFFSET " + below(5);
            case 1 -> " ORDER BY DESC(" + vars.first() + ") " + all + " LIMIT " + (1 + below(20));
            default -> "";
          };
      return "SELECT " + pick("", "DISTINCT ") + all + where + order;
    }
    List<String> keys = new ArrayList<>();
    for (int i = below(3); i > 0; i--) {
      String key = var();
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }
    String by = keys.isEmpty() ? "" : " GROUP BY " + String.join(" ", keys);
    return "SELECT "
        + String.join(" ", keys)
        + " ("
        + aggregate()
        + " AS ?n1) ("
        + aggregate()
        + " AS ?n2)"
        + where
        + by
        + (below(5) == 0 ? " HAVING (COUNT(*) > 1)" : "");
  }
}
