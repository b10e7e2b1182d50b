package org.allmende.sparql;

import java.util.List;
import java.util.Set;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.datatypes.xsd.impl.XSDBaseNumericType;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction0;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AggCustom;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_OneOrMoreN;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Path2;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;
import org.jspecify.annotations.Nullable;

/// Walks through a parsed query, into every expression, sub-query and `EXISTS`, and refuses what is
/// not allowed here or would be out of proportion.
final class Examination {

  private static final String ARQ = "http://jena.apache.org/ARQ/";
  private static final String ARQ_BEFORE = "http://jena.hpl.hp.com/ARQ/";
  private static final Set<String> DURATIONS =
      Set.of("duration", "dayTimeDuration", "yearMonthDuration");
  private static final int LONGEST_DURATION = 24;
  private static final int LONGEST_NUMBER = 1_000;
  private static final int MOST_GRAPHS = 200;

  private final Limits.Shape limits;
  private final AllowedFunctions functions;
  private int patterns;
  private int elements;
  private int steps;
  private boolean repeatable = true;

  private Examination(Limits.Shape limits, AllowedFunctions functions) {
    this.limits = limits;
    this.functions = functions;
  }

  /// Refuses a query, or lets it pass.
  ///
  /// @return whether it has the same answer as long as nothing is published: one with `NOW()` or
  ///   `RAND()` has not
  static boolean check(Query query, Limits.Shape limits, AllowedFunctions functions) {
    if (query.getGraphURIs().size() + query.getNamedGraphURIs().size() > MOST_GRAPHS) {
      throw tooMany(
          "Höchstens " + MOST_GRAPHS + " Graphen lassen sich nennen.",
          "At most " + MOST_GRAPHS + " graphs can be named.");
    }
    var examination = new Examination(limits, functions);
    examination.query(query);
    return examination.repeatable;
  }

  private void query(Query query) {
    expressions(query.getProject());
    expressions(query.getGroupBy());
    query.getHavingExprs().forEach(this::expression);
    query.getAggregators().forEach(this::aggregate);
    if (query.getOrderBy() != null) {
      query.getOrderBy().forEach(condition -> expression(condition.getExpression()));
    }
    if (query.getValuesData() != null) {
      query.getValuesData().forEach(row -> row.forEach((_, term) -> term(term)));
    }
    if (query.getQueryPattern() != null) {
      ElementWalker.walk(query.getQueryPattern(), new Elements());
    }
  }

  private void expressions(VarExprList list) {
    list.getExprs().values().forEach(this::expression);
  }

  private void expression(@Nullable Expr expression) {
    if (expression != null) {
      Walker.walk(expression, new Expressions());
    }
  }

  private void aggregate(ExprAggregator aggregate) {
    if (aggregate.getAggregator() instanceof AggCustom custom) {
      throw functions.refuse(custom.getIRI());
    }
    if (aggregate.getAggregator().getExprList() != null) {
      aggregate.getAggregator().getExprList().forEach(this::expression);
    }
  }

  private void element() {
    if (++elements > limits.elements()) {
      throw tooMany(
          "Die Abfrage hat mehr als "
              + limits.elements()
              + " Teile (Gruppen, Filter, Zuweisungen).",
          "The query has more than "
              + limits.elements()
              + " parts (groups, filters, assignments).");
    }
  }

  private void pattern(@Nullable Node subject, @Nullable Node predicate, @Nullable Node object) {
    if (++patterns > limits.patterns()) {
      throw tooMany(
          "Die Abfrage hat mehr als " + limits.patterns() + " Tripelmuster.",
          "The query has more than " + limits.patterns() + " triple patterns.");
    }
    // the search has a state of its own
    repeatable &= predicate == null || !TextSearch.is(predicate);
    term(subject);
    predicate(predicate);
    term(object);
  }

  private static void term(@Nullable Node term) {
    if (term == null || !term.isLiteral()) {
      return;
    }
    String type = term.getLiteralDatatypeURI();
    if (term.getLiteralLexicalForm().length() > LONGEST_NUMBER && isNumber(term)) {
      throw tooMany(
          "Eine Zahl hat höchstens " + LONGEST_NUMBER + " Stellen.",
          "A number has at most " + LONGEST_NUMBER + " digits.");
    }
    if (DURATIONS.contains(type.substring(type.lastIndexOf('#') + 1))
        && term.getLiteralLexicalForm().length() > LONGEST_DURATION) {
      throw tooMany(
          "Eine Dauer hat höchstens " + LONGEST_DURATION + " Zeichen.",
          "A duration is at most " + LONGEST_DURATION + " characters long.");
    }
  }

  private static boolean isNumber(Node literal) {
    return literal.getLiteralDatatype() instanceof XSDBaseNumericType
        || XSDDatatype.XSDdouble.equals(literal.getLiteralDatatype())
        || XSDDatatype.XSDfloat.equals(literal.getLiteralDatatype());
  }

  /// Some engines run code for certain properties; ours does not, and says so.
  private static void predicate(@Nullable Node predicate) {
    if (predicate == null || !predicate.isURI()) {
      return;
    }
    String iri = predicate.getURI();
    if (iri.startsWith("java:") || iri.startsWith(ARQ) || iri.startsWith(ARQ_BEFORE)) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "<" + iri + "> ist hier keine Eigenschaft, nach der gefragt werden kann.",
          "<" + iri + "> is not a property that can be asked for here.");
    }
  }

  private void path(Path path, boolean inClosure) {
    switch (path) {
      case P_Link link -> step(link.getNode());
      case P_ReverseLink link -> step(link.getNode());
      case P_NegPropSet set -> set.getNodes().forEach(link -> step(link.getNode()));
      case P_ZeroOrMore1 star -> closure(star.getSubPath(), inClosure);
      case P_ZeroOrMoreN star -> closure(star.getSubPath(), inClosure);
      case P_OneOrMore1 plus -> closure(plus.getSubPath(), inClosure);
      case P_OneOrMoreN plus -> closure(plus.getSubPath(), inClosure);
      case P_Path2 both -> {
        path(both.getLeft(), inClosure);
        path(both.getRight(), inClosure);
      }
      case P_Path1 one -> path(one.getSubPath(), inClosure);
      default ->
          throw tooMany("Dieser Pfad ist hier nicht erlaubt.", "This path is not allowed here.");
    }
  }

  private void closure(Path inner, boolean inClosure) {
    if (inClosure) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "Eine Wiederholung (* oder +) in einer Wiederholung ist in Pfaden nicht erlaubt; die"
              + " äußere genügt meist.",
          "A repetition (* or +) within a repetition is not allowed in paths; the outer one is"
              + " mostly enough.");
    }
    path(inner, true);
  }

  private void step(Node property) {
    predicate(property);
    if (TextSearch.is(property)) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "al:search steht für sich und kann nicht Teil eines Pfades sein.",
          "al:search stands for itself and cannot be part of a path.");
    }
    if (++steps > limits.pathSteps()) {
      throw tooMany(
          "Ein Pfad hat höchstens " + limits.pathSteps() + " Schritte.",
          "A path has at most " + limits.pathSteps() + " steps.");
    }
  }

  private static Refusal tooMany(String de, String en) {
    return new Refusal(Reason.TOO_COSTLY, de, en);
  }

  private final class Expressions extends ExprVisitorBase {
    @Override
    public void visit(ExprFunction0 function) {
      repeatable = false;
    }

    @Override
    public void visit(ExprFunctionN function) {
      if (function instanceof E_Function named) {
        functions.check(named.getFunctionIRI());
      }
    }

    @Override
    public void visit(ExprFunctionOp function) {
      ElementWalker.walk(function.getElement(), new Elements());
    }

    @Override
    public void visit(NodeValue value) {
      term(value.getNode());
    }

    @Override
    public void visit(ExprAggregator aggregate) {
      aggregate(aggregate);
    }

    private void aggregate(ExprAggregator aggregate) {
      Examination.this.aggregate(aggregate);
    }
  }

  private final class Elements extends ElementVisitorBase {
    @Override
    public void visit(ElementTriplesBlock block) {
      block.getPattern().forEach(t -> pattern(t.getSubject(), t.getPredicate(), t.getObject()));
    }

    @Override
    public void visit(ElementPathBlock block) {
      element();
      for (TriplePath triple : block.getPattern()) {
        pattern(triple.getSubject(), triple.getPredicate(), triple.getObject());
        if (triple.getPath() instanceof P_Link link) {
          predicate(link.getNode());
        } else if (triple.getPath() != null) {
          steps = 0;
          path(Paths.simplified(triple.getPath()), false);
        }
      }
    }

    @Override
    public void visit(ElementFilter filter) {
      element();
      expression(filter.getExpr());
    }

    @Override
    public void visit(ElementBind bind) {
      element();
      expression(bind.getExpr());
    }

    @Override
    public void visit(ElementData data) {
      element();
      data.getRows().forEach(row -> row.forEach((_, term) -> term(term)));
    }

    @Override
    public void visit(ElementUnion union) {
      union.getElements().forEach(_ -> element());
    }

    @Override
    public void visit(ElementOptional optional) {
      element();
    }

    @Override
    public void visit(ElementGroup group) {
      element();
    }

    @Override
    public void visit(ElementService service) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "SERVICE ist hier nicht erlaubt: dieser Endpunkt fragt keine anderen.",
          "SERVICE is not allowed here: this endpoint asks no others.");
    }

    @Override
    public void visit(ElementSubQuery sub) {
      element();
      query(sub.getQuery());
    }
  }

  /// The graphs that a protocol request names replace those that the query names.
  static void name(Query query, List<String> defaultGraphs, List<String> namedGraphs) {
    if (defaultGraphs.isEmpty() && namedGraphs.isEmpty()) {
      return;
    }
    query.getGraphURIs().clear();
    query.getNamedGraphURIs().clear();
    defaultGraphs.forEach(query::addGraphURI);
    namedGraphs.forEach(query::addNamedGraphURI);
  }
}
