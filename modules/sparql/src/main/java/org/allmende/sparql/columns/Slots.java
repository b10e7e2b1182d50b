package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBase;
import org.jspecify.annotations.Nullable;

/// The variables of a query, each with the number of the term it is bound to, and the numbers of
/// terms that only this query made: they count down from -2.
final class Slots {

  /// Nothing is bound.
  static final int UNBOUND = Terms.NONE;

  private static final int FIRST_OWN = -2;

  final ColumnsDataset data;
  final ExecutionContext context;
  final Budget budget;

  /// What is bound now.
  int[] row = new int[8];

  private final List<Var> vars = new ArrayList<>();
  private final Map<Var, Integer> places = new HashMap<>();
  private final List<Node> own = new ArrayList<>();
  private final Map<Node, Integer> ownNumbers = new HashMap<>();
  private final Binding live = new Live(this);

  Slots(ColumnsDataset data, ExecutionContext context) {
    this.data = data;
    this.context = context;
    this.budget = data.budget();
    Arrays.fill(row, UNBOUND);
  }

  /// The place of a variable; a new one if it has none. Only while a query is prepared.
  int place(Var var) {
    Integer known = places.get(var);
    if (known != null) {
      return known;
    }
    int place = vars.size();
    vars.add(var);
    places.put(var, place);
    if (place == row.length) {
      row = Arrays.copyOf(row, place * 2);
      Arrays.fill(row, place, row.length, UNBOUND);
    }
    return place;
  }

  /// The place of a variable, or -1.
  int placeOf(Var var) {
    return places.getOrDefault(var, -1);
  }

  Var var(int place) {
    return vars.get(place);
  }

  /// The term of a number.
  Node node(int id) {
    return id >= 0 ? data.node(id) : own.get(FIRST_OWN - id);
  }

  /// The number of a term, whether it is published or not.
  int number(Node node) {
    int id = data.number(node);
    if (id >= 0) {
      return id;
    }
    return ownNumbers.computeIfAbsent(
        node,
        n -> {
          budget.hold(64);
          own.add(n);
          return FIRST_OWN - own.size() + 1;
        });
  }

  /// What is bound, as Jena sees a row; it changes with the slots.
  Binding live() {
    return live;
  }

  /// What is bound at some places, to keep.
  Binding binding(int[] places) {
    var ids = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      ids[i] = row[places[i]];
    }
    return new Kept(this, places, ids);
  }

  /// A row that was copied elsewhere, as Jena sees it.
  Binding binding(int[] places, int[] ids) {
    return new Kept(this, places, ids);
  }

  private static final class Live extends BindingBase {
    private final Slots slots;

    Live(Slots slots) {
      super(null);
      this.slots = slots;
    }

    @Override
    protected Iterator<Var> vars1() {
      var bound = new ArrayList<Var>();
      for (int i = 0; i < slots.vars.size(); i++) {
        if (slots.row[i] != UNBOUND) {
          bound.add(slots.vars.get(i));
        }
      }
      return bound.iterator();
    }

    @Override
    protected int size1() {
      int bound = 0;
      for (int i = 0; i < slots.vars.size(); i++) {
        bound += slots.row[i] == UNBOUND ? 0 : 1;
      }
      return bound;
    }

    @Override
    protected boolean isEmpty1() {
      return size1() == 0;
    }

    @Override
    protected boolean contains1(Var var) {
      int place = slots.placeOf(var);
      return place >= 0 && slots.row[place] != UNBOUND;
    }

    @Override
    protected @Nullable Node get1(Var var) {
      int place = slots.placeOf(var);
      return place < 0 || slots.row[place] == UNBOUND ? null : slots.node(slots.row[place]);
    }

    @Override
    protected Binding detachWithOriginalParent() {
      return detachWithNewParent(null);
    }

    @Override
    protected Binding detachWithNewParent(@Nullable Binding parent) {
      var places = new int[slots.vars.size()];
      Arrays.setAll(places, i -> i);
      return slots.binding(places);
    }
  }

  /// A row of numbers; a number becomes a term when somebody asks.
  private static final class Kept extends BindingBase {
    private final Slots slots;
    private final int[] places;
    private final int[] ids;

    Kept(Slots slots, int[] places, int[] ids) {
      super(null);
      this.slots = slots;
      this.places = places;
      this.ids = ids;
    }

    private int find(Var var) {
      int place = slots.placeOf(var);
      for (int i = 0; place >= 0 && i < places.length; i++) {
        if (places[i] == place) {
          return ids[i];
        }
      }
      return UNBOUND;
    }

    @Override
    protected Iterator<Var> vars1() {
      var bound = new ArrayList<Var>(places.length);
      for (int i = 0; i < places.length; i++) {
        if (ids[i] != UNBOUND) {
          bound.add(slots.var(places[i]));
        }
      }
      return bound.iterator();
    }

    @Override
    protected int size1() {
      int bound = 0;
      for (int id : ids) {
        bound += id == UNBOUND ? 0 : 1;
      }
      return bound;
    }

    @Override
    protected boolean isEmpty1() {
      return size1() == 0;
    }

    @Override
    protected boolean contains1(Var var) {
      return find(var) != UNBOUND;
    }

    @Override
    protected @Nullable Node get1(Var var) {
      int id = find(var);
      return id == UNBOUND ? null : slots.node(id);
    }

    @Override
    protected Binding detachWithNewParent(@Nullable Binding parent) {
      return this;
    }
  }
}
