package org.allmende.sparql.columns;

import java.util.Arrays;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Bound;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_If;
import org.apache.jena.sparql.expr.E_IsBlank;
import org.apache.jena.sparql.expr.E_IsIRI;
import org.apache.jena.sparql.expr.E_IsLiteral;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.Unstable;

/// Expressions over the [Slots]. What can be told from numbers is; everything else is ARQ's own
/// evaluation, whose answer is remembered where it depends on one variable only.
final class Expressions {

  /// A condition; an error is no.
  interface Test {
    boolean holds();
  }

  /// A term's number; an error is [Slots#UNBOUND].
  interface Value {
    int number();
  }

  private static final int MEMORY = 1 << 12;
  private static final int NEVER = Integer.MIN_VALUE;

  private final Slots slots;
  private final TextTests texts;

  Expressions(Slots slots) {
    this.slots = slots;
    this.texts = new TextTests(slots);
  }

  Test test(Expr expr) {
    return switch (expr) {
      case E_Bound bound when bound.getArg() instanceof ExprVar v -> {
        int place = slots.place(v.asVar());
        yield () -> slots.row[place] != Slots.UNBOUND;
      }
      case E_IsIRI is when is.getArg() instanceof ExprVar v -> kind(v.asVar(), 'I');
      case E_IsBlank is when is.getArg() instanceof ExprVar v -> kind(v.asVar(), 'B');
      case E_IsLiteral is when is.getArg() instanceof ExprVar v -> kind(v.asVar(), 'L');
      case E_LogicalOr either -> {
        Test one = test(either.getArg1());
        Test other = test(either.getArg2());
        yield () -> one.holds() || other.holds();
      }
      case E_LogicalAnd both -> {
        Test one = test(both.getArg1());
        Test other = test(both.getArg2());
        yield () -> one.holds() && other.holds();
      }
      default -> texts.of(expr).orElseGet(() -> remembered(expr));
    };
  }

  private Test kind(Var var, char wanted) {
    int place = slots.place(var);
    return () -> {
      int id = slots.row[place];
      if (id == Slots.UNBOUND) {
        return false;
      }
      if (id < 0) {
        Node node = slots.node(id);
        return wanted == 'I' ? node.isURI() : wanted == 'B' ? node.isBlank() : node.isLiteral();
      }
      byte kind = slots.data.state().terms().kind(id);
      return switch (wanted) {
        case 'I' -> kind == TermBytes.IRI;
        case 'B' -> kind == TermBytes.BLANK;
        default -> kind != TermBytes.IRI && kind != TermBytes.BLANK && kind != TermBytes.TRIPLE;
      };
    };
  }

  private Test remembered(Expr expr) {
    int place = onlyVariable(expr);
    Test plain = () -> expr.isSatisfied(slots.live(), slots.context);
    if (place < 0) {
      return plain;
    }
    var ids = new int[MEMORY];
    Arrays.fill(ids, NEVER);
    var answers = new boolean[MEMORY];
    return () -> {
      int id = slots.row[place];
      int at = id & (MEMORY - 1);
      if (ids[at] != id) {
        answers[at] = plain.holds();
        ids[at] = id;
      }
      return answers[at];
    };
  }

  /// The place of the variable an expression depends on, -1 when there are others, or when it does
  /// not say the same each time.
  private int onlyVariable(Expr expr) {
    Set<Var> vars = expr.getVarsMentioned();
    return vars.size() == 1 && steady(expr) ? slots.place(vars.iterator().next()) : -1;
  }

  private static boolean steady(Expr expr) {
    if (!(expr instanceof ExprFunction function)) {
      return expr instanceof ExprVar || expr.isConstant();
    }
    if (changes(function)) {
      return false;
    }
    for (Expr each : function.getArgs()) {
      if (each != null && !steady(each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean changes(ExprFunction function) {
    return function instanceof ExprFunctionOp
        || function instanceof E_Function
        || function instanceof Unstable;
  }

  Value value(Expr expr) {
    if (expr instanceof ExprVar v) {
      int place = slots.place(v.asVar());
      return () -> slots.row[place];
    }
    if (expr.isConstant()) {
      int id = slots.number(expr.getConstant().asNode());
      return () -> id;
    }
    if (expr instanceof E_If choice && cannotFail(choice.getArg1())) {
      Test test = test(choice.getArg1());
      Value yes = value(choice.getArg2());
      Value no = value(choice.getArg3());
      return () -> test.holds() ? yes.number() : no.number();
    }
    return remembered(expr, evaluated(expr));
  }

  private static boolean cannotFail(Expr expr) {
    return expr instanceof E_Bound bound && ((ExprFunction1) bound).getArg() instanceof ExprVar;
  }

  private Value evaluated(Expr expr) {
    return () -> {
      try {
        NodeValue value = expr.eval(slots.live(), slots.context);
        return value == null ? Slots.UNBOUND : slots.number(value.asNode());
      } catch (ExprEvalException e) {
        return Slots.UNBOUND;
      }
    };
  }

  private Value remembered(Expr expr, Value plain) {
    int place = onlyVariable(expr);
    if (place < 0) {
      return plain;
    }
    var ids = new int[MEMORY];
    Arrays.fill(ids, NEVER);
    var answers = new int[MEMORY];
    return () -> {
      int id = slots.row[place];
      int at = id & (MEMORY - 1);
      if (ids[at] != id) {
        answers[at] = plain.number();
        ids[at] = id;
      }
      return answers[at];
    };
  }
}
