package org.allmende.sparql.columns;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The step that keeps the rows whose subject has a given predicate and object. Asked often enough
/// it makes a bitmap of all such subjects.
final class Check extends Flow {

  /// After so many questions a bitmap is made.
  private static final int PATIENCE = 512;

  private final Flow input;
  private final Slots slots;
  private final State state;
  private final int place;
  private final int predicate;
  private final int object;
  private int asked;
  private @Nullable BitSet subjects;

  Check(Flow input, Slots slots, int[] parts) {
    this.input = input;
    this.slots = slots;
    this.state = slots.data.state();
    this.place = Pattern.place(parts[0]);
    this.predicate = parts[1];
    this.object = parts[2];
  }

  @Override
  void open() {
    input.open();
  }

  @Override
  boolean next() {
    while (input.next()) {
      slots.budget.step();
      int subject = slots.row[place];
      if (subject >= 0 && has(subject)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(int subject) {
    if (subjects != null) {
      return subjects.get(subject);
    }
    if (++asked > PATIENCE) {
      subjects = subjects();
    }
    return state.contains(subject, predicate, object);
  }

  private BitSet subjects() {
    var all = new BitSet(state.terms().size());
    for (Rows rows = state.find(Terms.NONE, predicate, object, slots.budget); rows.next(); ) {
      all.set(rows.s);
    }
    return all;
  }

  @Override
  void leave() {
    input.leave();
  }
}
