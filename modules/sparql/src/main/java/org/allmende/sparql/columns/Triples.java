package org.allmende.sparql.columns;

import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A walk over distinct triples in one order: those of the base that are still there, and those
/// that came since, merged. It can be opened again and again, so that a probe costs no new object.
final class Triples extends Rows {

  /// So many triples of an object are looked through rather than searching among all of a
  /// predicate.
  private static final int FEW = 24;

  private final State state;
  private final Budget budget;
  private final boolean still;

  /// For each order the first numbers of what is not as in the base.
  private final Map<Order, BitSet> touched;

  private Order order = Order.SPO;
  private Ordered base;
  private int at;
  private int to;
  private int first;
  private int firstEnd;

  /// The predicate to look for among the rows of an object, or [Terms#NONE].
  private int wanted;

  private Sorted.@Nullable Walk removed;
  private Sorted.@Nullable Walk added;

  Triples(State state, Budget budget) {
    this.state = state;
    this.budget = budget;
    this.still = state.delta().isStill();
    this.touched = still ? Map.of() : state.delta().firsts();
    this.base = state.base().in(order);
  }

  /// Stands before the triples that match, in the order that suits.
  void open(int subject, int predicate, int object) {
    if (subject == Terms.NONE && predicate != Terms.NONE && object != Terms.NONE) {
      Ordered byObject = state.base().in(Order.OSP);
      if (object < byObject.firsts()
          && byObject.start(object + 1) - byObject.start(object) <= FEW
          && !touches(Order.OSP, object)) {
        open(Order.OSP, Terms.NONE, Terms.NONE, object);
        wanted = predicate;
        return;
      }
    }
    open(Order.of(subject, predicate, object), subject, predicate, object);
  }

  /// Stands before the triples that match; what is bound comes first in the order.
  void open(Order in, int subject, int predicate, int object) {
    order = in;
    base = state.base().in(in);
    wanted = Terms.NONE;
    int a = in == Order.SPO ? subject : in == Order.POS ? predicate : object;
    int b = in == Order.SPO ? predicate : in == Order.POS ? object : subject;
    int c = in == Order.SPO ? object : in == Order.POS ? subject : predicate;
    range(a, b, c);
    if (still) {
      return;
    }
    boolean byObject = in == Order.POS && object != Terms.NONE;
    if (byObject ? touches(Order.OSP, object) : touches(in, a)) {
      int[] prefix = in.prefix(subject, predicate, object);
      removed = state.delta().removed(in).walk(prefix);
      added = state.delta().added(in).walk(prefix);
    } else {
      removed = null;
      added = null;
    }
  }

  private boolean touches(Order in, int first) {
    return !still && (first < 0 || Objects.requireNonNull(touched.get(in)).get(first));
  }

  private void range(int a, int b, int c) {
    if (a == Terms.NONE) {
      at = 0;
      to = base.size();
      first = at < to ? base.first(0) : 0;
      firstEnd = at < to ? base.start(first + 1) : 0;
      return;
    }
    if (a < 0 || a >= base.firsts()) {
      at = 0;
      to = 0;
      return;
    }
    first = a;
    at = base.start(a);
    to = base.start(a + 1);
    firstEnd = to;
    if (b != Terms.NONE && at < to) {
      long range = base.range(at, to, b, c);
      at = Ordered.from(range);
      to = Ordered.to(range);
    }
  }

  /// How many rows of the base are ahead.
  int ahead() {
    return to - at;
  }

  @Override
  boolean next() {
    budget.step();
    if (removed == null) {
      return nextOfBase();
    }
    return nextOfBoth(removed, java.util.Objects.requireNonNull(added));
  }

  private boolean nextOfBase() {
    while (at < to) {
      int row = at;
      if (wanted != Terms.NONE && base.third(row) != wanted) {
        at++;
        continue;
      }
      stand(first, base.second(row), base.third(row));
      step();
      return true;
    }
    return false;
  }

  private boolean nextOfBoth(Sorted.Walk gone, Sorted.Walk come) {
    while (gone.stands() && at < to && compare(gone) == 0) {
      gone.step();
      step();
      budget.step();
    }
    if (at < to && (!come.stands() || compare(come) < 0)) {
      stand(first, base.second(at), base.third(at));
      step();
      return true;
    }
    if (come.stands()) {
      stand(come.get(0), come.get(1), come.get(2));
      come.step();
      return true;
    }
    return false;
  }

  /// How the base's row stands to another.
  private int compare(Sorted.Walk row) {
    int order = Integer.compare(first, row.get(0));
    if (order == 0) {
      order = Integer.compare(base.second(at), row.get(1));
    }
    return order == 0 ? Integer.compare(base.third(at), row.get(2)) : order;
  }

  private void step() {
    at++;
    while (at < to && at >= firstEnd) {
      first++;
      firstEnd = base.start(first + 1);
    }
  }

  private void stand(int a, int b, int c) {
    switch (order) {
      case SPO -> set(a, b, c);
      case POS -> set(c, a, b);
      case OSP -> set(b, c, a);
    }
  }

  private void set(int subject, int predicate, int object) {
    s = subject;
    p = predicate;
    o = object;
  }
}
