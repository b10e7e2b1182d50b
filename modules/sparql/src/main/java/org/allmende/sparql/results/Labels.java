package org.allmende.sparql.results;

import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;

/// Names of blank nodes, the same for the same node in one answer: short ones for the first, and
/// for the others such as need not be remembered.
final class Labels {

  private static final int REMEMBERED = 10_000;

  private final Map<Node, String> names = new HashMap<>();

  String of(Node blank) {
    String known = names.get(blank);
    if (known != null) {
      return known;
    }
    if (names.size() == REMEMBERED) {
      return spelled(blank.getBlankNodeLabel());
    }
    String name = "b" + names.size();
    names.put(blank, name);
    return name;
  }

  /// A label made from the one the node has inside, in letters and digits only.
  private static String spelled(String inside) {
    var name = new StringBuilder("n");
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c != 'x' && c < 0x80 && Character.isLetterOrDigit(c)) {
        name.append(c);
      } else {
        name.append('x').append(Integer.toHexString(c)).append('x');
      }
    }
    return name.toString();
  }
}
