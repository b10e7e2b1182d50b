package org.allmende.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;

/// Makes up questions about the rows of a table: filters, optional values, aggregates, order, joins
/// with the dataset. What is asked for exists, as do the values compared with.
final class RowQueries {

  private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "=", "!=");
  private static final List<String> AGGREGATES =
      List.of(
          "COUNT(%s)",
          "COUNT(DISTINCT %s)",
          "SUM(%s)",
          "AVG(%s)",
          "MIN(%s)",
          "MAX(%s)",
          "SUM(DISTINCT %s)",
          "COUNT(*)");

  /// Every row is compared with every other one in tables of so few triples only.
  private static final int FEW = 3_000;

  private final Random random;
  private final String graph;
  private final List<Triple> triples;
  private final List<Node> properties;

  RowQueries(Random random, String graph, Graph rows) {
    this.random = random;
    this.graph = graph;
    this.triples = rows.find().toList();
    this.properties =
        triples.stream()
            .map(Triple::getPredicate)
            .distinct()
            .sorted(java.util.Comparator.comparing(Node::getURI))
            .toList();
  }

  String next() {
    var pattern = new StringBuilder();
    var vars = new ArrayList<String>();
    var filters = new ArrayList<String>();
    int width = 1 + random.nextInt(4);
    for (int i = 0; i < width; i++) {
      Node property = any(properties);
      String name = "?v" + i;
      String triple = "?row <" + property.getURI() + "> " + name + " . ";
      int kind = random.nextInt(10);
      if (i > 0 && kind < 2) {
        pattern.append("OPTIONAL { ").append(triple).append("} ");
        vars.add(name);
      } else if (i > 0 && kind == 2) {
        pattern.append("?row <" + property.getURI() + "> " + value(property) + " . ");
      } else if (kind == 3) {
        pattern.append("?row ?p" + i + " " + name + " . ");
        vars.add("?p" + i);
        vars.add(name);
      } else if (i > 0 && kind == 4) {
        pattern.append("FILTER ").append(random.nextBoolean() ? "NOT EXISTS { " : "EXISTS { ");
        pattern.append(triples.size() > FEW || random.nextBoolean() ? "?row" : "?other");
        pattern.append(" <" + property.getURI() + "> " + name + " ");
        pattern.append("FILTER(" + name + " " + any(COMPARISONS) + " " + value(property) + ") ");
        pattern
            .append(vars.isEmpty() ? "" : "FILTER(" + name + " != " + any(vars) + ") ")
            .append("} ");
      } else if (i > 0 && kind == 5) {
        pattern.append("{ ").append(triple).append("} UNION { ?row <");
        pattern.append(any(properties).getURI()).append("> ").append(name).append(" } ");
        vars.add(name);
      } else {
        pattern.append(triple);
        vars.add(name);
        if (random.nextInt(3) > 0) {
          filters.add(filter(name, property));
        }
      }
    }
    boolean outside = random.nextInt(3) == 0;
    String inside = outside ? pattern.toString() : pattern + String.join(" ", filters);
    String around = outside ? String.join(" ", filters) : "";
    String where =
        switch (random.nextInt(4)) {
          case 0 -> "GRAPH <" + graph + "> { " + inside + "} " + around;
          case 1 ->
              "?ds dcat:distribution ?d ; dct:title ?title . GRAPH ?d { "
                  + inside
                  + "} "
                  + around
                  + " FILTER(?d = <"
                  + graph
                  + ">)";
          case 2 ->
              "GRAPH ?d { "
                  + inside
                  + "} VALUES ?d { <"
                  + graph
                  + "> } "
                  + around
                  + " ?ds dcat:distribution ?d .";
          default ->
              "?ds dcat:distribution <"
                  + graph
                  + "> . GRAPH <"
                  + graph
                  + "> { "
                  + inside
                  + "} "
                  + around;
        };
    return "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> "
        + select(vars, where);
  }

  private String select(List<String> vars, String where) {
    if (random.nextInt(2) == 0) {
      String key = any(vars);
      String aggregate = any(AGGREGATES).formatted(any(vars));
      String second = any(AGGREGATES).formatted(any(vars));
      boolean grouped = random.nextInt(3) > 0;
      return "SELECT "
          + (grouped ? key + " " : "")
          + "("
          + aggregate
          + " AS ?a) ("
          + second
          + " AS ?b) { "
          + where
          + " }"
          + (grouped ? " GROUP BY " + key : "")
          + (grouped && random.nextInt(4) == 0 ? " HAVING(COUNT(*) > 1)" : "");
    }
    String shown = String.join(" ", vars);
    String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
    String order =
        random.nextInt(3) == 0 ? " ORDER BY " + shown + " LIMIT " + (1 + random.nextInt(40)) : "";
    return "SELECT " + distinct + shown + " { " + where + " }" + order;
  }

  private String filter(String name, Node property) {
    String value = value(property);
    return switch (random.nextInt(6)) {
      case 0 -> "FILTER(CONTAINS(STR(" + name + "), \"" + letter() + "\"))";
      case 1 -> "FILTER(STRSTARTS(" + name + ", \"" + letter() + "\"))";
      case 2 -> "FILTER(" + value + " " + any(COMPARISONS) + " " + name + ")";
      case 3 -> "FILTER(" + name + " IN (" + value + ", " + value(property) + "))";
      default -> "FILTER(" + name + " " + any(COMPARISONS) + " " + value + ")";
    };
  }

  private String letter() {
    return String.valueOf("abeinrstABKLMSW013".charAt(random.nextInt(18)));
  }

  /// A value of a property, in some row.
  private String value(Node property) {
    for (int tries = 0; tries < 200; tries++) {
      Triple triple = any(triples);
      if (triple.getPredicate().equals(property)) {
        return NodeFmtLib.strNT(triple.getObject());
      }
    }
    return "\"-\"";
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
