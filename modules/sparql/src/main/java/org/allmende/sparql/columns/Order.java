package org.allmende.sparql.columns;

/// The orders triples are kept in.
enum Order {
  /// By subject, predicate, object.
  SPO(0, 1, 2),
  /// By predicate, object, subject.
  POS(2, 0, 1),
  /// By object, subject, predicate.
  OSP(1, 2, 0);

  /// Where the subject, the predicate and the object stand in a row of this order.
  final int subject;

  final int predicate;
  final int object;

  Order(int subject, int predicate, int object) {
    this.subject = subject;
    this.predicate = predicate;
    this.object = object;
  }

  /// The order in which the triples of a pattern lie together, with what is bound first. A part
  /// that is not bound is [Terms#NONE].
  static Order of(int s, int p, int o) {
    if (s != Terms.NONE) {
      return p == Terms.NONE && o != Terms.NONE ? OSP : SPO;
    }
    if (p != Terms.NONE) {
      return POS;
    }
    return o != Terms.NONE ? OSP : SPO;
  }

  /// A triple as a row of this order.
  int[] row(int s, int p, int o) {
    var row = new int[3];
    row[subject] = s;
    row[predicate] = p;
    row[object] = o;
    return row;
  }

  /// What is bound of a pattern, in this order.
  int[] prefix(int s, int p, int o) {
    int[] row = row(s, p, o);
    int length = 0;
    while (length < 3 && row[length] != Terms.NONE) {
      length++;
    }
    return java.util.Arrays.copyOf(row, length);
  }
}
