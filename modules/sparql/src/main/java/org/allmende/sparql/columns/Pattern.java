package org.allmende.sparql.columns;

/// The step that joins a triple pattern: for each row of its input, the triples that match what is
/// bound. Whether a variable is bound is looked up in each row, since an OPTIONAL before may or may
/// not have bound it.
final class Pattern extends Flow {

  private final Flow input;

  private final Slots slots;
  private final State state;
  private final int[] parts;
  private final boolean inGraph;
  private final Triples triples;
  private Rows rows = Rows.none();
  private boolean open;
  private final boolean[] free = new boolean[4];

  /// @param parts subject, predicate, object, graph: the number of a term, or a variable's place p
  ///   as -10 - p; the graph is [Terms#NONE] for all graphs together
  Pattern(Flow input, Slots slots, int[] parts) {
    this.input = input;
    this.slots = slots;
    this.state = slots.data.state();
    this.parts = parts;
    this.inGraph = parts[3] != Terms.NONE;
    this.triples = new Triples(state, slots.budget);
  }

  static int variable(int place) {
    return -10 - place;
  }

  static boolean isVariable(int part) {
    return part <= -10;
  }

  static int place(int part) {
    return -10 - part;
  }

  @Override
  void open() {
    input.open();
    open = false;
  }

  @Override
  boolean next() {
    while (true) {
      while (open && rows.next()) {
        if (bind()) {
          return true;
        }
      }
      unbind();
      if (!input.next()) {
        return false;
      }
      probe();
    }
  }

  private void probe() {
    slots.budget.step();
    int s = value(0);
    int p = value(1);
    int o = value(2);
    int g = value(3);
    open = true;
    if (s < Terms.NONE || p < Terms.NONE || o < Terms.NONE || g < Terms.NONE) {
      rows = Rows.none();
    } else if (!inGraph) {
      triples.open(s, p, o);
      rows = triples;
    } else if (g == Terms.NONE) {
      rows = state.findInGraphs(s, p, o, slots.budget);
    } else {
      rows = state.findIn(g, s, p, o, slots.budget);
    }
  }

  /// What a position is bound to, [Terms#NONE] when it is free, less when nothing can match.
  private int value(int position) {
    int part = parts[position];
    if (!isVariable(part)) {
      free[position] = false;
      return part;
    }
    int bound = slots.row[place(part)];
    free[position] = bound == Slots.UNBOUND;
    return bound;
  }

  private boolean bind() {
    return bind(0, rows.s) && bind(1, rows.p) && bind(2, rows.o) && (!inGraph || bind(3, rows.g));
  }

  private boolean bind(int position, int id) {
    if (!free[position]) {
      return true;
    }
    int place = place(parts[position]);
    for (int before = 0; before < position; before++) {
      if (parts[before] == parts[position]) {
        return slots.row[place] == id;
      }
    }
    slots.row[place] = id;
    return true;
  }

  private void unbind() {
    if (!open) {
      return;
    }
    open = false;
    for (int i = 0; i < 4; i++) {
      if (free[i]) {
        slots.row[place(parts[i])] = Slots.UNBOUND;
        free[i] = false;
      }
    }
  }

  @Override
  void leave() {
    unbind();
    input.leave();
  }
}
