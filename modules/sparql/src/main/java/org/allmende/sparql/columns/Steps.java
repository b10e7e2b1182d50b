package org.allmende.sparql.columns;

import java.util.List;
import org.allmende.sparql.columns.Expressions.Test;
import org.allmende.sparql.columns.Expressions.Value;

/// The small steps of a query.
final class Steps {

  private Steps() {}

  /// The rows for which a condition holds.
  static final class Filter extends Flow {
    private final Flow input;
    private final Test test;

    Filter(Flow input, Test test) {
      this.input = input;
      this.test = test;
    }

    @Override
    void open() {
      input.open();
    }

    @Override
    boolean next() {
      while (input.next()) {
        if (test.holds()) {
          return true;
        }
      }
      return false;
    }

    @Override
    void leave() {
      input.leave();
    }
  }

  /// Whether a part has an answer beside what is bound now.
  static Test exists(Flow part, boolean wanted) {
    return () -> {
      part.open();
      boolean found = part.next();
      if (found) {
        part.leave();
      }
      return found == wanted;
    };
  }

  /// Each row with every answer of a part beside it, or alone when there is none.
  static final class Optional extends Flow {
    private final Flow input;
    private final Flow part;
    private boolean inside;

    Optional(Flow input, Flow part) {
      this.input = input;
      this.part = part;
    }

    @Override
    void open() {
      input.open();
      inside = false;
    }

    @Override
    boolean next() {
      if (inside && part.next()) {
        return true;
      }
      inside = false;
      if (!input.next()) {
        return false;
      }
      part.open();
      inside = part.next();
      return true;
    }

    @Override
    void leave() {
      if (inside) {
        part.leave();
      }
      input.leave();
    }
  }

  /// Each row with the answers of one part after the other.
  static final class Union extends Flow {
    private final Flow input;
    private final List<Flow> parts;
    private int part;

    Union(Flow input, List<Flow> parts) {
      this.input = input;
      this.parts = parts;
    }

    @Override
    void open() {
      input.open();
      part = -1;
    }

    @Override
    boolean next() {
      while (true) {
        if (part >= 0) {
          if (parts.get(part).next()) {
            return true;
          }
          if (++part < parts.size()) {
            parts.get(part).open();
            continue;
          }
        }
        part = -1;
        if (!input.next()) {
          return false;
        }
        part = 0;
        parts.getFirst().open();
      }
    }

    @Override
    void leave() {
      if (part >= 0) {
        parts.get(part).leave();
      }
      input.leave();
    }
  }

  /// Each row with a value bound to a variable; without, where the value is an error.
  static final class Extend extends Flow {
    private final Flow input;
    private final Slots slots;
    private final int place;
    private final Value value;

    Extend(Flow input, Slots slots, int place, Value value) {
      this.input = input;
      this.slots = slots;
      this.place = place;
      this.value = value;
    }

    @Override
    void open() {
      input.open();
    }

    @Override
    boolean next() {
      slots.row[place] = Slots.UNBOUND;
      if (!input.next()) {
        return false;
      }
      slots.row[place] = value.number();
      return true;
    }

    @Override
    void leave() {
      slots.row[place] = Slots.UNBOUND;
      input.leave();
    }
  }

  /// Each row with a value bound to a variable, unless it is bound to something else.
  static final class Assign extends Flow {
    private final Flow input;
    private final Slots slots;
    private final int place;
    private final Value value;
    private boolean bound;

    Assign(Flow input, Slots slots, int place, Value value) {
      this.input = input;
      this.slots = slots;
      this.place = place;
      this.value = value;
    }

    @Override
    void open() {
      input.open();
      bound = false;
    }

    @Override
    boolean next() {
      release();
      while (input.next()) {
        int now = value.number();
        if (slots.row[place] == Slots.UNBOUND) {
          slots.row[place] = now;
          bound = true;
          return true;
        }
        if (now == Slots.UNBOUND || slots.row[place] == now) {
          return true;
        }
      }
      return false;
    }

    private void release() {
      if (bound) {
        slots.row[place] = Slots.UNBOUND;
        bound = false;
      }
    }

    @Override
    void leave() {
      release();
      input.leave();
    }
  }

  /// Each row with those of a table that agree with it.
  static final class Values extends Flow {
    private final Flow input;
    private final Slots slots;
    private final int[] places;
    private final List<int[]> rows;
    private final boolean[] bound;
    private int at;

    Values(Flow input, Slots slots, int[] places, List<int[]> rows) {
      this.input = input;
      this.slots = slots;
      this.places = places;
      this.rows = rows;
      this.bound = new boolean[places.length];
    }

    @Override
    void open() {
      input.open();
      at = rows.size();
    }

    @Override
    boolean next() {
      while (true) {
        release();
        while (at < rows.size()) {
          if (agrees(rows.get(at++))) {
            bind(rows.get(at - 1));
            return true;
          }
        }
        if (!input.next()) {
          return false;
        }
        at = 0;
      }
    }

    private boolean agrees(int[] row) {
      slots.budget.step();
      for (int i = 0; i < row.length; i++) {
        int now = slots.row[places[i]];
        if (now != Slots.UNBOUND && row[i] != Slots.UNBOUND && now != row[i]) {
          return false;
        }
      }
      return true;
    }

    private void bind(int[] row) {
      for (int i = 0; i < row.length; i++) {
        bound[i] = slots.row[places[i]] == Slots.UNBOUND;
        if (bound[i]) {
          slots.row[places[i]] = row[i];
        }
      }
    }

    private void release() {
      for (int i = 0; i < bound.length; i++) {
        if (bound[i]) {
          slots.row[places[i]] = Slots.UNBOUND;
          bound[i] = false;
        }
      }
    }

    @Override
    void leave() {
      release();
      input.leave();
    }
  }

  /// Each row once.
  static final class Distinct extends Flow {
    private final Flow input;
    private final Slots slots;
    private final int[] places;
    private final int[] row;
    private RowTable seen;

    Distinct(Flow input, Slots slots, int[] places) {
      this.input = input;
      this.slots = slots;
      this.places = places;
      this.row = new int[places.length];
      this.seen = new RowTable(places.length, slots.budget);
    }

    @Override
    void open() {
      seen = new RowTable(places.length, slots.budget);
      input.open();
    }

    @Override
    boolean next() {
      while (input.next()) {
        for (int i = 0; i < row.length; i++) {
          row[i] = slots.row[places[i]];
        }
        if (seen.add(row) < 0) {
          return true;
        }
      }
      return false;
    }

    @Override
    void leave() {
      input.leave();
    }
  }

  /// Some rows from one on.
  static final class Slice extends Flow {
    private final Flow input;
    private final long start;
    private final long length;
    private long given;

    /// @param length [Long#MAX_VALUE] for all
    Slice(Flow input, long start, long length) {
      this.input = input;
      this.start = start;
      this.length = length;
    }

    @Override
    void open() {
      input.open();
      given = -start;
    }

    @Override
    boolean next() {
      while (given < 0) {
        if (!input.next()) {
          given = length;
          return false;
        }
        given++;
      }
      if (given == length) {
        input.leave();
        return false;
      }
      given++;
      return input.next();
    }

    @Override
    void leave() {
      input.leave();
    }
  }

  /// Every graph's name.
  static final class GraphNames extends Flow {
    private final Flow input;
    private final Slots slots;
    private final int place;
    private List<Integer> graphs = List.of();
    private int at;
    private boolean binds;

    GraphNames(Flow input, Slots slots, int place) {
      this.input = input;
      this.slots = slots;
      this.place = place;
    }

    @Override
    void open() {
      input.open();
      graphs = slots.data.state().graphs();
      at = graphs.size();
      binds = false;
    }

    @Override
    boolean next() {
      while (true) {
        if (binds && at < graphs.size()) {
          slots.row[place] = graphs.get(at++);
          return true;
        }
        release();
        if (!input.next()) {
          return false;
        }
        int bound = slots.row[place];
        if (bound == Slots.UNBOUND) {
          binds = true;
          at = 0;
        } else if (bound >= 0 && slots.data.state().sizeOf(bound) > 0) {
          return true;
        }
      }
    }

    private void release() {
      if (binds) {
        slots.row[place] = Slots.UNBOUND;
        binds = false;
      }
    }

    @Override
    void leave() {
      release();
      input.leave();
    }
  }
}
