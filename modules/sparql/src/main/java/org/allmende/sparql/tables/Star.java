package org.allmende.sparql.tables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpTriple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.ExprList;

/// What is asked about one row: patterns that all have the same subject, some of which need not
/// match, and filters over all of it.
///
/// @param optional each with an object of its own, and a fixed property
record Star(Node subject, List<Triple> required, List<Triple> optional, ExprList filters) {

  Star {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
  }

  static Star of(Triple triple) {
    return new Star(triple.getSubject(), List.of(triple), List.of(), new ExprList());
  }

  /// A part of a query, if it asks about one row.
  static Optional<Star> of(Op op) {
    return switch (op) {
      case OpTriple one -> Optional.of(of(one.getTriple()));
      case OpBGP bgp -> of(bgp.getPattern().getList());
      case OpFilter filter -> of(filter.getSubOp()).map(star -> star.filtered(filter.getExprs()));
      case OpLeftJoin join ->
          join.getExprs() == null || join.getExprs().isEmpty()
              ? of(join.getLeft()).flatMap(left -> of(join.getRight()).flatMap(left::optionally))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Star> of(List<Triple> triples) {
    if (triples.isEmpty()) {
      return Optional.empty();
    }
    Node subject = triples.getFirst().getSubject();
    return triples.stream().allMatch(triple -> triple.getSubject().equals(subject))
        ? Optional.of(new Star(subject, triples, List.of(), new ExprList()))
        : Optional.empty();
  }

  private Star filtered(ExprList more) {
    var all = new ExprList(new ArrayList<>(filters.getList()));
    all.addAll(more);
    return new Star(subject, required, optional, all);
  }

  private Optional<Star> optionally(Star other) {
    if (!other.subject.equals(subject)
        || !other.optional.isEmpty()
        || !other.filters.isEmpty()
        || other.required.size() != 1) {
      return Optional.empty();
    }
    Triple triple = other.required.getFirst();
    if (!triple.getPredicate().isURI()
        || !Var.isVar(triple.getObject())
        || vars().contains(Var.alloc(triple.getObject()))
        || filters.getVarsMentioned().contains(Var.alloc(triple.getObject()))) {
      return Optional.empty();
    }
    var more = new ArrayList<>(optional);
    more.add(triple);
    return Optional.of(new Star(subject, required, more, filters));
  }

  /// What it may bind.
  Set<Var> vars() {
    var vars = new LinkedHashSet<Var>();
    add(subject, vars);
    for (List<Triple> triples : List.of(required, optional)) {
      for (Triple triple : triples) {
        add(triple.getPredicate(), vars);
        add(triple.getObject(), vars);
      }
    }
    return vars;
  }

  private static void add(Node node, Set<Var> vars) {
    if (Var.isVar(node)) {
      vars.add(Var.alloc(node));
    }
  }

  /// Whether it has one solution for each row at most, in which each value stands by itself.
  boolean isPlain() {
    var seen = new LinkedHashSet<Node>();
    seen.add(subject);
    return required.stream()
        .allMatch(triple ->
            triple.getPredicate().isURI()
                && Var.isVar(triple.getObject())
                && seen.add(triple.getObject()));
  }
}
