package org.allmende.sparql.columns;

import java.util.BitSet;
import org.allmende.sparql.columns.Expressions.Test;
import org.jspecify.annotations.Nullable;

/// Whether what is bound in one place has a triple: with a given predicate, and with a given thing
/// at the other end or any. Asked often enough it makes a bitmap of all that have.
final class Check implements Test {

  /// After so many questions a bitmap is made.
  private static final int PATIENCE = 512;

  private final Slots slots;
  private final State state;
  private final int place;
  private final int predicate;
  private final int other;
  private final boolean subject;
  private int asked;
  private @Nullable BitSet known;

  /// @param place where that which is asked about is bound
  /// @param other what is at the other end; [Terms#NONE] for anything
  /// @param subject whether it is asked about as a subject, and not as an object
  Check(Slots slots, int place, int predicate, int other, boolean subject) {
    this.slots = slots;
    this.state = slots.data.state();
    this.place = place;
    this.predicate = predicate;
    this.other = other;
    this.subject = subject;
  }

  @Override
  public boolean holds() {
    slots.budget.step();
    int asks = slots.row[place];
    return asks >= 0 && predicate >= 0 && other >= Terms.NONE && has(asks);
  }

  private boolean has(int asks) {
    if (known != null) {
      return known.get(asks);
    }
    if (++asked > PATIENCE) {
      known = all();
    }
    if (subject && other != Terms.NONE) {
      return state.contains(asks, predicate, other);
    }
    return subject
        ? state.count(asks, predicate, other) > 0
        : state.count(other, predicate, asks) > 0;
  }

  private BitSet all() {
    var all = new BitSet(state.terms().size());
    Rows rows =
        subject
            ? state.find(Terms.NONE, predicate, other, slots.budget)
            : state.find(other, predicate, Terms.NONE, slots.budget);
    while (rows.next()) {
      all.set(subject ? rows.s : rows.o);
    }
    return all;
  }
}
