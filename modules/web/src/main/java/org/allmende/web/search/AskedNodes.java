package org.allmende.web.search;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.nodes.Everywhere;
import org.allmende.catalog.nodes.Node;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;

/// Reads which other installations are asked as well: `nodes=all`, or their names parted by commas.
final class AskedNodes {

  /// The parameter.
  static final String NAME = "nodes";

  private static final int MOST = 100;

  private AskedNodes() {}

  /// @return nothing where this installation alone is asked
  /// @throws Problem when there is no such node, or what is asked besides cannot be asked of
  ///   several
  static Optional<List<Node>> read(
      HttpServletRequest request, SearchIndex.Request asked, Everywhere everywhere) {
    List<String> names = names(request);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var nodes = new ArrayList<Node>();
    for (String name : names) {
      if (name.equals(Node.ALL)) {
        nodes.addAll(everywhere.nodes());
      } else if (!name.equals(Node.LOCAL)) {
        nodes.add(everywhere.node(name).orElseThrow(() -> unknown(name, everywhere)));
      }
    }
    requirePossible(asked);
    return Optional.of(nodes.stream().distinct().toList());
  }

  private static List<String> names(HttpServletRequest request) {
    String[] given = request.getParameterValues(NAME);
    var names = new ArrayList<String>();
    for (String values : given == null ? new String[0] : given) {
      for (String name : values.split(",", MOST)) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  private static void requirePossible(SearchIndex.Request asked) {
    if (asked.after() != null) {
      throw alone(
          "cursor",
          "Mit „nodes“ gibt es kein „cursor“: Blättern Sie mit „page“ und „size“ bis zum "
              + Everywhere.DEPTH
              + ". Treffer, oder fragen Sie jeden Knoten für sich.",
          "There is no “cursor” with “nodes”: go on by “page” and “size” up to hit "
              + Everywhere.DEPTH
              + ", or ask each node by itself.");
    }
    if (asked.explain()) {
      throw alone(
          "explain",
          "Mit „nodes“ gibt es kein „explain“: Fragen Sie jeden Knoten für sich nach Gründen.",
          "There is no “explain” with “nodes”: ask each node by itself for reasons.");
    }
    if (asked.page() * asked.size() > Everywhere.DEPTH) {
      throw alone(
          "page",
          "Mit „nodes“ sind die ersten "
              + Everywhere.DEPTH
              + " Treffer zu haben: Grenzen Sie die Suche ein, oder fragen Sie jeden Knoten für"
              + " sich.",
          "With “nodes” the first "
              + Everywhere.DEPTH
              + " hits can be had: narrow the search down, or ask each node by itself.");
    }
  }

  private static Problem unknown(String name, Everywhere everywhere) {
    var known = new ArrayList<>(List.of(Node.ALL, Node.LOCAL));
    everywhere.nodes().forEach(node -> known.add(node.name()));
    String list = String.join(", ", known);
    return SearchParameters.wrong(NAME, list, list).with("value", name);
  }

  private static Problem alone(String parameter, String german, String english) {
    return Problem.of(Trouble.INVALID_REQUEST, german, english).with("parameter", parameter);
  }
}
