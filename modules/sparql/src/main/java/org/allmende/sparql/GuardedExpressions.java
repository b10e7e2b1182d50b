package org.allmende.sparql;

import java.util.List;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_Add;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Divide;
import org.apache.jena.sparql.expr.E_Multiply;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrDatatype;
import org.apache.jena.sparql.expr.E_StrEncodeForURI;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.E_Subtract;
import org.apache.jena.sparql.expr.E_TripleFn;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunction3;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.Unstable;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/// Replaces the functions that can take time or memory without end by ones that mind a budget. This
/// happens before the optimiser, because the optimiser computes constant expressions. The
/// replacements are of the same kind as what they replace, so that whoever knows `REGEX` still
/// recognises it.
final class GuardedExpressions extends ExprTransformCopy {

  private final Budget budget;
  private final RowNodes nodes;

  private GuardedExpressions(Budget budget, RowNodes nodes) {
    this.budget = budget;
    this.nodes = nodes;
  }

  static Op guard(Op op, Budget budget, RowNodes nodes) {
    return Transformer.transform(new ShortPaths(), new GuardedExpressions(budget, nodes), op);
  }

  private static final class ShortPaths extends TransformCopy {
    @Override
    public Op transform(OpPath op) {
      TriplePath path = op.getTriplePath();
      return new OpPath(
          new TriplePath(path.getSubject(), Paths.simplified(path.getPath()), path.getObject()));
    }
  }

  @Override
  public Expr transform(ExprFunction1 function, Expr arg) {
    return switch (function) {
      case E_StrEncodeForURI _ -> new Encoded(arg, budget);
      case E_BNode.BNode1 _ -> new Named(arg, nodes);
      default -> super.transform(function, arg);
    };
  }

  @Override
  public Expr transform(ExprFunction2 function, Expr one, Expr two) {
    return switch (function) {
      case E_Add _ -> new Sum(one, two);
      case E_Subtract _ -> new Difference(one, two);
      case E_Multiply _ -> new Product(one, two);
      case E_Divide _ -> new Quotient(one, two);
      case E_StrDatatype _ -> new Typed(one, two);
      default -> super.transform(function, one, two);
    };
  }

  @Override
  public Expr transform(ExprFunction3 function, Expr one, Expr two, Expr three) {
    return function instanceof E_TripleFn
        ? new Tripled(one, two, three)
        : super.transform(function, one, two, three);
  }

  @Override
  public Expr transform(ExprFunctionN function, ExprList args) {
    return switch (function) {
      case E_StrConcat _ -> new Concatenation(args, budget);
      case E_Regex _ -> new Matching(args.get(0), args.get(1), third(args, 2), budget);
      case E_StrReplace _ ->
          new Replacing(args.get(0), args.get(1), args.get(2), third(args, 3), budget);
      default -> super.transform(function, args);
    };
  }

  private static @Nullable Expr third(ExprList args, int index) {
    return args.size() > index ? args.get(index) : null;
  }

  private static final class Encoded extends E_StrEncodeForURI {
    private final Budget budget;

    Encoded(Expr arg, Budget budget) {
      super(arg);
      this.budget = budget;
    }

    @Override
    public NodeValue eval(NodeValue value) {
      return Bounds.composed(super.eval(value), budget);
    }

    @Override
    public Expr copy(Expr arg) {
      return new Encoded(arg, budget);
    }
  }

  private static final class Named extends ExprFunction1 implements Unstable {
    private final Object place = new Object();
    private final RowNodes nodes;

    Named(Expr name, RowNodes nodes) {
      super(name, "bnode");
      this.nodes = nodes;
    }

    @Override
    public NodeValue evalSpecial(Binding row, FunctionEnv env) {
      NodeValue name = getArg().eval(row, env);
      if (!name.isString()) {
        throw new ExprEvalException("BNODE: not a string: " + name);
      }
      return NodeValue.makeNode(nodes.named(name.getString(), row, place));
    }

    @Override
    public NodeValue eval(NodeValue name) {
      throw new IllegalStateException("a name alone makes no node");
    }

    @Override
    public Expr copy(Expr name) {
      return new Named(name, nodes);
    }
  }

  private static final class Sum extends E_Add {
    Sum(Expr one, Expr two) {
      super(one, two);
    }

    @Override
    public NodeValue eval(NodeValue x, NodeValue y) {
      return Bounds.check(super.eval(Bounds.check(x), Bounds.check(y)));
    }

    @Override
    public Expr copy(Expr one, Expr two) {
      return new Sum(one, two);
    }
  }

  private static final class Difference extends E_Subtract {
    Difference(Expr one, Expr two) {
      super(one, two);
    }

    @Override
    public NodeValue eval(NodeValue x, NodeValue y) {
      return Bounds.check(super.eval(Bounds.check(x), Bounds.check(y)));
    }

    @Override
    public Expr copy(Expr one, Expr two) {
      return new Difference(one, two);
    }
  }

  private static final class Product extends E_Multiply {
    Product(Expr one, Expr two) {
      super(one, two);
    }

    @Override
    public NodeValue eval(NodeValue x, NodeValue y) {
      return Bounds.check(super.eval(Bounds.check(x), Bounds.check(y)));
    }

    @Override
    public Expr copy(Expr one, Expr two) {
      return new Product(one, two);
    }
  }

  private static final class Quotient extends E_Divide {
    Quotient(Expr one, Expr two) {
      super(one, two);
    }

    @Override
    public NodeValue eval(NodeValue x, NodeValue y) {
      return Bounds.check(super.eval(Bounds.check(x), Bounds.check(y)));
    }

    @Override
    public Expr copy(Expr one, Expr two) {
      return new Quotient(one, two);
    }
  }

  private static final class Typed extends E_StrDatatype {
    Typed(Expr one, Expr two) {
      super(one, two);
    }

    @Override
    public NodeValue eval(NodeValue text, NodeValue type) {
      return Bounds.check(super.eval(text, type));
    }

    @Override
    public Expr copy(Expr one, Expr two) {
      return new Typed(one, two);
    }
  }

  private static final class Tripled extends E_TripleFn {
    Tripled(Expr subject, Expr predicate, Expr object) {
      super(subject, predicate, object);
    }

    @Override
    public NodeValue eval(NodeValue subject, NodeValue predicate, NodeValue object) {
      Bounds.triple(subject.asNode());
      Bounds.triple(object.asNode());
      return super.eval(subject, predicate, object);
    }

    @Override
    public Expr copy(Expr subject, Expr predicate, Expr object) {
      return new Tripled(subject, predicate, object);
    }
  }

  private static final class Concatenation extends E_StrConcat {
    private final Budget budget;

    Concatenation(ExprList args, Budget budget) {
      super(args);
      this.budget = budget;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      long length = 0;
      for (NodeValue arg : args) {
        length += arg.asNode().isLiteral() ? arg.asNode().getLiteralLexicalForm().length() : 0;
      }
      Bounds.text(length);
      return Bounds.composed(super.eval(args), budget);
    }

    @Override
    public Expr copy(ExprList args) {
      return new Concatenation(args, budget);
    }
  }

  private static final class Matching extends E_Regex {
    private final Budget budget;
    private @Nullable GuardedPattern last;

    Matching(Expr text, Expr pattern, @Nullable Expr flags, Budget budget) {
      super(text, pattern, flags);
      this.budget = budget;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      String text = GuardedPattern.text("REGEX", args.get(0)).getLiteralLexicalForm();
      last = GuardedPattern.of(last, args.get(1), args.size() > 2 ? args.get(2) : null, budget);
      return NodeValue.booleanReturn(last.isFoundIn(text));
    }

    @Override
    public Expr copy(ExprList args) {
      return new Matching(args.get(0), args.get(1), third(args, 2), budget);
    }
  }

  private static final class Replacing extends E_StrReplace {
    private final Budget budget;
    private @Nullable GuardedPattern last;

    Replacing(Expr text, Expr pattern, Expr by, @Nullable Expr flags, Budget budget) {
      super(text, pattern, by, flags);
      this.budget = budget;
    }

    @Override
    public NodeValue eval(List<NodeValue> args) {
      last = GuardedPattern.of(last, args.get(1), args.size() > 3 ? args.get(3) : null, budget);
      return last.replaceIn(args.get(0), args.get(2));
    }

    @Override
    public Expr copy(ExprList args) {
      return new Replacing(args.get(0), args.get(1), args.get(2), third(args, 3), budget);
    }
  }
}
