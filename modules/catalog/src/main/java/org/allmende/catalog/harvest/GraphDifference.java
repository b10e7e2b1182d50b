package org.allmende.catalog.harvest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;

/// What differs between two graphs, for people to read.
final class GraphDifference {

  private static final int MOST_LINES = 40;

  private GraphDifference() {}

  /// What would go, with a minus before it, and what would come, with a plus.
  static List<String> lines(Graph before, Graph after) {
    var lines = new ArrayList<String>();
    before.find().filterDrop(after::contains).forEachRemaining(t -> lines.add("- " + text(t)));
    after.find().filterDrop(before::contains).forEachRemaining(t -> lines.add("+ " + text(t)));
    Collections.sort(lines);
    return lines.size() > MOST_LINES ? List.copyOf(lines.subList(0, MOST_LINES)) : lines;
  }

  private static String text(Triple t) {
    return NodeFmtLib.strNT(t.getSubject())
        + " "
        + NodeFmtLib.strNT(t.getPredicate())
        + " "
        + NodeFmtLib.strNT(t.getObject());
  }
}
