package org.allmende.sparql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.E_SameTerm;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;

/// Keeps alternatives from counting twice. ARQ's optimiser asks each alternative of a filter by
/// itself where one of them says what a variable is, and puts the answers side by side: a solution
/// for which two alternatives hold then comes twice.
///
/// Alternatives that exclude each other, other terms for the same variable, are left to it, each
/// once. All others are said the other way round, as not none of them, which ARQ leaves alone; that
/// is the same in SPARQL's three values too ([SPARQL 1.1
/// §17.2](https://www.w3.org/TR/sparql11-query/#evaluation)).
final class Alternatives extends ExprTransformCopy {

  private Alternatives() {}

  static Op apart(Op op) {
    return Transformer.transform(new TransformCopy(), new Alternatives(), op);
  }

  @Override
  public Expr transform(ExprFunction2 function, Expr one, Expr two) {
    Expr copy = super.transform(function, one, two);
    if (!(function instanceof E_LogicalOr)) {
      return copy;
    }
    var all = new ArrayList<Expr>();
    flatten(copy, all);
    return all.stream().anyMatch(Alternatives::isSaying) ? apart(all) : copy;
  }

  @Override
  public Expr transform(ExprFunctionN function, ExprList arguments) {
    Expr copy = super.transform(function, arguments);
    if (!(copy instanceof E_OneOf in)) {
      return copy;
    }
    var all = new ArrayList<Expr>();
    in.getRHS().getList().forEach(value -> all.add(new E_Equals(in.getLHS(), value)));
    return all.size() < 2
        ? copy
        : said(all)
            .map(said -> (Expr) new E_OneOf(in.getLHS(), values(said)))
            .orElseGet(() -> notNone(all));
  }

  private static ExprList values(List<Said> said) {
    var values = new ExprList();
    said.forEach(one -> values.add(NodeValue.makeNode(one.value())));
    return values;
  }

  private static void flatten(Expr expression, List<Expr> into) {
    if (expression instanceof E_LogicalOr either) {
      flatten(either.getArg1(), into);
      flatten(either.getArg2(), into);
    } else {
      into.add(expression);
    }
  }

  private static boolean isSaying(Expr expression) {
    return expression instanceof E_Equals
        || expression instanceof E_SameTerm
        || expression instanceof E_OneOf;
  }

  private static Expr apart(List<Expr> all) {
    return said(all)
        .map(said ->
            said.stream()
                .map(Said::expression)
                .reduce(E_LogicalOr::new)
                .orElseThrow(() -> new IllegalStateException("no alternative")))
        .orElseGet(() -> notNone(all));
  }

  private static Expr notNone(List<Expr> all) {
    return new E_LogicalNot(
        all.stream()
            .<Expr>map(E_LogicalNot::new)
            .reduce(E_LogicalAnd::new)
            .orElseThrow(() -> new IllegalStateException("no alternative")));
  }

  /// An alternative that says what a variable is.
  private record Said(Var variable, Node value, Expr expression) {}

  /// What the alternatives say about one variable, each once; empty where they do not exclude each
  /// other for sure.
  private static Optional<List<Said>> said(List<Expr> all) {
    var found = new LinkedHashMap<Node, Said>();
    Var variable = null;
    for (Expr each : all) {
      Optional<Said> said = said(each);
      if (said.isEmpty()) {
        return Optional.empty();
      }
      Said one = said.get();
      if (variable != null && !variable.equals(one.variable())) {
        return Optional.empty();
      }
      variable = one.variable();
      found.putIfAbsent(one.value(), one);
    }
    return Optional.of(List.copyOf(found.values()));
  }

  private static Optional<Said> said(Expr expression) {
    if (!(expression instanceof E_Equals) && !(expression instanceof E_SameTerm)) {
      return Optional.empty();
    }
    var compared = (ExprFunction2) expression;
    Expr one = compared.getArg1();
    Expr two = compared.getArg2();
    if (one.isVariable() && two.isConstant()) {
      return said(one.asVar(), two.getConstant(), expression);
    }
    return two.isVariable() && one.isConstant()
        ? said(two.asVar(), one.getConstant(), expression)
        : Optional.empty();
  }

  /// Addresses and plain texts are equal only to themselves; `1` and `1.0` are one value.
  private static Optional<Said> said(Var variable, NodeValue value, Expr expression) {
    return value.isIRI() || value.isString()
        ? Optional.of(new Said(variable, value.asNode(), expression))
        : Optional.empty();
  }
}
