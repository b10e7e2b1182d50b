package org.allmende.sparql.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.rows.CellEngine.Condition;
import org.allmende.catalog.rows.CellEngine.Relation;
import org.allmende.catalog.rows.RowTable.RowColumn;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_GreaterThan;
import org.apache.jena.sparql.expr.E_GreaterThanOrEqual;
import org.apache.jena.sparql.expr.E_LessThan;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.E_Str;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrStartsWith;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.jspecify.annotations.Nullable;

/// What of a star's filters and fixed values the engine of the columns can be told, so that rows
/// which cannot match do not come. The filters themselves are still applied: what is told may let
/// too many rows pass, never too few.
final class Conditions {

  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

  private final Star star;
  private final Layout layout;
  private final List<Condition> all = new ArrayList<>();

  private Conditions(Star star, Layout layout) {
    this.star = star;
    this.layout = layout;
  }

  /// Finds the column of a property.
  interface Layout {
    @Nullable RowColumn column(Node property);
  }

  static List<Condition> of(Star star, Layout layout) {
    var conditions = new Conditions(star, layout);
    for (Triple triple : star.required()) {
      RowColumn column = layout.column(triple.getPredicate());
      if (column != null && triple.getObject().isLiteral()) {
        conditions.add(column, Relation.EQUAL, NodeValue.makeNode(triple.getObject()));
      }
    }
    star.filters().forEach(conditions::add);
    return conditions.all;
  }

  private void add(Expr expression) {
    switch (expression) {
      case E_LogicalAnd both -> {
        add(both.getArg1());
        add(both.getArg2());
      }
      case E_GreaterThan e -> add(e, Relation.AT_LEAST, Relation.AT_MOST);
      case E_GreaterThanOrEqual e -> add(e, Relation.AT_LEAST, Relation.AT_MOST);
      case E_LessThan e -> add(e, Relation.AT_MOST, Relation.AT_LEAST);
      case E_LessThanOrEqual e -> add(e, Relation.AT_MOST, Relation.AT_LEAST);
      case E_Equals e -> add(e, Relation.EQUAL, Relation.EQUAL);
      case E_StrContains e -> text(e, Relation.CONTAINS);
      case E_StrStartsWith e -> text(e, Relation.STARTS);
      default -> {
        // is applied afterwards
      }
    }
  }

  private void add(ExprFunction2 compared, Relation relation, Relation otherWayRound) {
    if (compared.getArg1() instanceof ExprVar v && compared.getArg2() instanceof NodeValue value) {
      column(v).ifPresent(column -> add(column, relation, value));
    }
    if (compared.getArg2() instanceof ExprVar v && compared.getArg1() instanceof NodeValue value) {
      column(v).ifPresent(column -> add(column, otherWayRound, value));
    }
  }

  private void text(ExprFunction2 compared, Relation relation) {
    Expr first = compared.getArg1() instanceof E_Str text ? text.getArg() : compared.getArg1();
    if (first instanceof ExprVar v && compared.getArg2() instanceof NodeValue value) {
      column(v).ifPresent(column -> add(column, relation, value));
    }
  }

  /// The column whose value each row must bind a variable to.
  private Optional<RowColumn> column(ExprVar v) {
    Var wanted = v.asVar();
    for (Triple triple : star.required()) {
      if (triple.getObject().equals(wanted)) {
        return Optional.ofNullable(layout.column(triple.getPredicate()));
      }
    }
    return Optional.empty();
  }

  private void add(RowColumn column, Relation relation, NodeValue value) {
    String told =
        switch (column.type()) {
          case INTEGER, DECIMAL -> value.isNumber() ? number(value) : null;
          case DATE -> day(value);
          case STRING ->
              relation == Relation.AT_LEAST || relation == Relation.AT_MOST ? null : text(value);
          case BOOLEAN, DATETIME, TIME, DURATION, GEOMETRY, URI -> null;
        };
    boolean isText = relation == Relation.CONTAINS || relation == Relation.STARTS;
    if (told != null && (!isText || column.type() == org.allmende.model.ColumnType.STRING)) {
      all.add(new Condition(column.position(), relation, told));
    }
  }

  private static @Nullable String number(NodeValue value) {
    double number = value.getDouble();
    return Double.isFinite(number) ? Double.toString(number) : null;
  }

  private static @Nullable String day(NodeValue value) {
    Node node = value.asNode();
    return node.isLiteral()
            && XSDDatatype.XSDdate.equals(node.getLiteralDatatype())
            && value.isDate()
            && node.getLiteralLexicalForm().matches(DAY)
        ? node.getLiteralLexicalForm()
        : null;
  }

  private static @Nullable String text(NodeValue value) {
    Node node = value.asNode();
    return node.isLiteral() && XSDDatatype.XSDstring.equals(node.getLiteralDatatype())
        ? node.getLiteralLexicalForm()
        : null;
  }
}
