package org.allmende.sparql.columns;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many different subjects and objects the triples of a predicate have, counted when first
/// asked. How many triples match a pattern needs no statistics: the columns tell.
final class Statistics {

  /// @param subjects different subjects
  /// @param objects different objects
  record Spread(int subjects, int objects) {}

  private final Base base;
  private final Map<Integer, Spread> spreads = new ConcurrentHashMap<>();

  Statistics(Base base) {
    this.base = base;
  }

  Spread of(int predicate) {
    return spreads.computeIfAbsent(predicate, this::count);
  }

  private Spread count(int predicate) {
    Ordered triples = base.in(Order.POS);
    long range = triples.range(predicate);
    var subjects = new BitSet();
    int objects = 0;
    int last = -1;
    for (int at = Ordered.from(range); at < Ordered.to(range); at++) {
      subjects.set(triples.third(at));
      int object = triples.second(at);
      objects += object == last ? 0 : 1;
      last = object;
    }
    return new Spread(Math.max(subjects.cardinality(), 1), Math.max(objects, 1));
  }
}
