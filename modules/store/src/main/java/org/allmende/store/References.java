package org.allmende.store;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// Which files the store speaks of. Whatever looks like a hash in the private part counts as a
/// reference (published files, drafts, notes, settings), for it is better to keep a file too many.
final class References {

  private static final Pattern HASH = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private References() {}

  static Set<Sha256> in(DatasetGraph data) {
    var found = new HashSet<Sha256>();
    Iterator<Quad> secrets = data.find(Difference.PRIVATE, Node.ANY, Node.ANY, Node.ANY);
    while (secrets.hasNext()) {
      Node object = secrets.next().getObject();
      if (object.isLiteral()) {
        collect(object.getLiteralLexicalForm(), found);
      }
    }
    return found;
  }

  /// Adds what looks like a hash in a text.
  static void collect(String text, Set<Sha256> found) {
    Matcher matcher = HASH.matcher(text);
    while (matcher.find()) {
      found.add(new Sha256(matcher.group()));
    }
  }
}
