package org.allmende.sparql.columns;

import java.util.function.IntConsumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;

/// The step that follows a property path without counting ways (`*`, `+`, `?`) from an end that is
/// bound: each term it reaches, once.
final class Reach extends Flow {

  private final Flow input;
  private final Slots slots;
  private final int subject;
  private final Path path;
  private final int object;
  private RowTable reached;
  private int at;
  private int free = -1;
  private boolean given = true;

  /// @param subject the number of a term, or a variable's place as [Pattern#variable] has it
  Reach(Flow input, Slots slots, int subject, Path path, int object) {
    this.input = input;
    this.slots = slots;
    this.subject = subject;
    this.path = path;
    this.object = object;
    this.reached = new RowTable(1, slots.budget);
  }

  /// Whether a path is one this step can follow.
  static boolean knows(Path path) {
    return switch (path) {
      case P_ZeroOrMore1 more -> simple(more.getSubPath());
      case P_OneOrMore1 more -> simple(more.getSubPath());
      case P_ZeroOrOne one -> simple(one.getSubPath());
      default -> false;
    };
  }

  private static boolean simple(Path path) {
    return switch (path) {
      case P_Link _ -> true;
      case P_ReverseLink _ -> true;
      case P_Inverse inverse -> simple(inverse.getSubPath());
      case P_Seq both -> simple(both.getLeft()) && simple(both.getRight());
      case P_Alt either -> simple(either.getLeft()) && simple(either.getRight());
      default -> knows(path);
    };
  }

  @Override
  void open() {
    input.open();
    given = true;
    at = 0;
    reached = new RowTable(1, slots.budget);
  }

  @Override
  boolean next() {
    while (true) {
      if (!given) {
        given = true;
        return true;
      }
      if (free >= 0) {
        if (at < reached.size()) {
          slots.row[free] = reached.get(at++, 0);
          return true;
        }
        release();
      }
      if (!input.next()) {
        return false;
      }
      start();
    }
  }

  private void start() {
    int from = value(subject);
    int to = value(object);
    boolean forward = from != Slots.UNBOUND;
    reached.drop();
    reached = new RowTable(1, slots.budget);
    at = 0;
    follow(path, forward ? from : to, forward, this::reach);
    if (from == Slots.UNBOUND || to == Slots.UNBOUND) {
      free = Pattern.place(forward ? object : subject);
      return;
    }
    given = reached.add(new int[] {to}) < 0;
  }

  private void reach(int id) {
    reached.add(new int[] {id});
  }

  private int value(int part) {
    return Pattern.isVariable(part) ? slots.row[Pattern.place(part)] : part;
  }

  private void follow(Path way, int from, boolean forward, IntConsumer each) {
    slots.budget.step();
    switch (way) {
      case P_Link link -> link(link.getNode(), from, forward, each);
      case P_ReverseLink link -> link(link.getNode(), from, !forward, each);
      case P_Inverse inverse -> follow(inverse.getSubPath(), from, !forward, each);
      case P_Seq both -> {
        Path first = forward ? both.getLeft() : both.getRight();
        Path second = forward ? both.getRight() : both.getLeft();
        follow(first, from, forward, middle -> follow(second, middle, forward, each));
      }
      case P_Alt either -> {
        follow(either.getLeft(), from, forward, each);
        follow(either.getRight(), from, forward, each);
      }
      case P_ZeroOrOne one -> {
        each.accept(from);
        follow(one.getSubPath(), from, forward, each);
      }
      case P_ZeroOrMore1 more -> closure(more.getSubPath(), from, forward, true, each);
      case P_OneOrMore1 more -> closure(more.getSubPath(), from, forward, false, each);
      default -> throw new IllegalArgumentException("not a path for this step: " + way);
    }
  }

  private void closure(Path way, int from, boolean forward, boolean self, IntConsumer each) {
    var seen = new RowTable(1, slots.budget);
    if (self) {
      seen.add(new int[] {from});
    } else {
      follow(way, from, forward, id -> seen.add(new int[] {id}));
    }
    for (int i = 0; i < seen.size(); i++) {
      int next = seen.get(i, 0);
      each.accept(next);
      follow(way, next, forward, id -> seen.add(new int[] {id}));
    }
    seen.drop();
  }

  private void link(Node predicate, int from, boolean forward, IntConsumer each) {
    int p = slots.data.number(predicate);
    if (p < 0 || from < 0) {
      return;
    }
    var triples = new Triples(slots.data.state(), slots.budget);
    triples.open(forward ? from : Terms.NONE, p, forward ? Terms.NONE : from);
    while (triples.next()) {
      each.accept(forward ? triples.o : triples.s);
    }
  }

  private void release() {
    if (free >= 0) {
      slots.row[free] = Slots.UNBOUND;
      free = -1;
    }
  }

  @Override
  void leave() {
    release();
    given = true;
    input.leave();
  }
}
