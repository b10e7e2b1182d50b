package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.sparql.columns.Expressions.Value;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpAssign;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpReduced;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.op.OpTriple;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.main.JoinClassifier;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVar;

/// Turns algebra into steps over numbers where it knows how; what it does not know it leaves to
/// ARQ, whole.
///
/// It relies on two things ARQ's optimiser has seen to: the right side of a sequence or of a
/// conditional may be answered with what the left side bound, and variables hidden by a sub-select
/// have names of their own.
final class Compiler {

  /// A step, the variables its rows may show, and those that every row binds.
  private record Part(Flow flow, Set<Var> visible, Set<Var> certain) {}

  /// Not ours to answer.
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private final Slots slots;
  private final Expressions expressions;

  private Compiler(ColumnsDataset data, ExecutionContext context) {
    this.slots = new Slots(data, context);
    this.expressions = new Expressions(slots);
  }

  /// A whole query or part of one, ready to run.
  static final class Ready {
    final Flow flow;
    final Slots slots;

    /// What its rows show.
    final int[] places;

    private Ready(Flow flow, Slots slots, int[] places) {
      this.flow = flow;
      this.slots = slots;
      this.places = places;
    }
  }

  /// @param graph the graph the patterns are about, [Terms#NONE] for all together
  static Optional<Ready> compile(Op op, ColumnsDataset data, ExecutionContext context, int graph) {
    var compiler = new Compiler(data, context);
    try {
      Part part = compiler.part(op, compiler.once(), graph, true);
      return Optional.of(new Ready(part.flow, compiler.slots, compiler.places(part.visible)));
    } catch (Unknown e) {
      return Optional.empty();
    }
  }

  private Part once() {
    return new Part(new Flow.Once(), Set.of(), Set.of());
  }

  private int[] places(Set<Var> vars) {
    return vars.stream().mapToInt(slots::place).toArray();
  }

  /// @param alone whether the input is a single row that binds nothing, so that steps which must
  ///   see all rows first may be made
  private Part part(Op op, Part input, int graph, boolean alone) {
    return switch (op) {
      case OpBGP bgp -> patterns(bgp.getPattern().getList(), new ExprList(), input, graph);
      case OpTriple one -> patterns(List.of(one.getTriple()), new ExprList(), input, graph);
      case OpFilter filter -> filter(filter, input, graph, alone);
      case OpSequence all -> sequence(all.getElements(), input, graph, alone);
      case OpJoin join -> join(join, input, graph, alone);
      case OpConditional either -> optional(either, input, graph, alone);
      case OpUnion union -> union(union, input, graph, alone);
      case OpExtend extend ->
          extend(extend.getVarExprList(), part(extend.getSubOp(), input, graph, alone), false);
      case OpAssign assign ->
          extend(assign.getVarExprList(), part(assign.getSubOp(), input, graph, alone), true);
      case OpPath path -> path(path.getTriplePath(), input, graph);
      case OpGraph named -> graph(named, input, alone);
      case OpTable table when table.isJoinIdentity() -> input;
      case OpTable table -> values(table, input);
      default -> {
        if (!alone) {
          throw new Unknown();
        }
        yield whole(op, input, graph);
      }
    };
  }

  /// Steps that need all rows.
  private Part whole(Op op, Part input, int graph) {
    return switch (op) {
      case OpProject project -> {
        Part sub = part(project.getSubOp(), input, graph, true);
        var visible = new java.util.LinkedHashSet<>(project.getVars());
        yield new Part(sub.flow, visible, both(sub.certain, visible));
      }
      case OpDistinct distinct -> distinct(part(distinct.getSubOp(), input, graph, true));
      case OpReduced reduced -> distinct(part(reduced.getSubOp(), input, graph, true));
      case OpGroup group -> group(group, part(group.getSubOp(), input, graph, true));
      case OpOrder order ->
          sort(part(order.getSubOp(), input, graph, true), order.getConditions(), Long.MAX_VALUE);
      case OpTopN top -> top(top, input, graph);
      case OpSlice slice -> slice(slice, input, graph);
      default -> throw new Unknown();
    };
  }

  private static Set<Var> both(Set<Var> some, Set<Var> others) {
    var both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }

  private static Set<Var> either(Set<Var> some, Set<Var> others) {
    var all = new java.util.LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }

  private Part distinct(Part sub) {
    return new Part(
        new Steps.Distinct(sub.flow, slots, places(sub.visible)), sub.visible, sub.certain);
  }

  private Part sort(Part sub, List<SortCondition> conditions, long most) {
    return new Part(
        new Sort(sub.flow, slots, places(sub.visible), conditions, most), sub.visible, sub.certain);
  }

  private Part slice(OpSlice slice, Part input, int graph) {
    long start = Math.max(slice.getStart(), 0);
    long length = slice.getLength() < 0 ? Long.MAX_VALUE : slice.getLength();
    Part sub =
        slice.getSubOp() instanceof OpOrder order && length < Integer.MAX_VALUE
            ? sort(
                part(order.getSubOp(), input, graph, true), order.getConditions(), start + length)
            : part(slice.getSubOp(), input, graph, true);
    return new Part(new Steps.Slice(sub.flow, start, length), sub.visible, sub.certain);
  }

  /// The first rows. An OPTIONAL takes no row away, so where the left side has what is sorted by,
  /// the first rows of the left side are enough to begin with.
  private Part top(OpTopN top, Part input, int graph) {
    Part sub =
        top.getSubOp() instanceof OpConditional either && sortsLeft(top, either)
            ? optional(either, topOf(top, either.getLeft(), input, graph), graph)
            : part(top.getSubOp(), input, graph, true);
    return sort(sub, top.getConditions(), top.getLimit());
  }

  private Part topOf(OpTopN top, Op left, Part input, int graph) {
    return top(new OpTopN(left, top.getLimit(), top.getConditions()), input, graph);
  }

  private static boolean sortsLeft(OpTopN top, OpConditional either) {
    Set<Var> fixed = OpVars.fixedVars(either.getLeft());
    return top.getConditions().stream()
        .allMatch(c -> c.getExpression() instanceof ExprVar v && fixed.contains(v.asVar()));
  }

  private Part group(OpGroup group, Part sub) {
    VarExprList by = group.getGroupVars();
    var keys = new ArrayList<Value>();
    for (Var var : by.getVars()) {
      Expr expr = by.getExpr(var);
      keys.add(expressions.value(expr == null ? new ExprVar(var) : expr));
    }
    var visible = new java.util.LinkedHashSet<>(by.getVars());
    group.getAggregators().forEach(a -> visible.add(a.getVar()));
    int[] keyPlaces = by.getVars().stream().mapToInt(slots::place).toArray();
    return new Part(
        new Group(sub.flow, slots, keyPlaces, keys, group.getAggregators(), places(sub.visible)),
        visible,
        Set.of());
  }

  private Part sequence(List<Op> ops, Part input, int graph, boolean alone) {
    Part all = input;
    for (int i = 0; i < ops.size(); i++) {
      all = part(ops.get(i), all, graph, alone && i == 0);
    }
    return all;
  }

  /// A join whose right side may not see the left may still be one whose left side may see the
  /// right.
  private Part join(OpJoin join, Part input, int graph, boolean alone) {
    if (JoinClassifier.isLinear(join)) {
      return sequence(List.of(join.getLeft(), join.getRight()), input, graph, alone);
    }
    Op first = join.getRight();
    Op second = join.getLeft();
    if (JoinClassifier.isLinear(first, second)) {
      return sequence(List.of(first, second), input, graph, alone);
    }
    throw new Unknown();
  }

  private Part optional(OpConditional either, Part input, int graph, boolean alone) {
    return optional(either, part(either.getLeft(), input, graph, alone), graph);
  }

  private Part optional(OpConditional either, Part left, int graph) {
    Part right = beside(either.getRight(), left, graph);
    return new Part(
        new Steps.Optional(left.flow, right.flow),
        either(left.visible, right.visible),
        left.certain);
  }

  /// A part answered anew for each row of another.
  private Part beside(Op op, Part row, int graph) {
    return part(op, new Part(new Flow.Once(), row.visible, row.certain), graph, false);
  }

  private Part union(OpUnion union, Part input, int graph, boolean alone) {
    var ops = new ArrayList<Op>();
    flatten(union, ops);
    var flows = new ArrayList<Flow>();
    Set<Var> visible = input.visible;
    Set<Var> certain = null;
    for (Op op : ops) {
      Part part = part(op, new Part(new Flow.Once(), input.visible, input.certain), graph, alone);
      flows.add(part.flow);
      visible = either(visible, part.visible);
      certain = certain == null ? part.certain : both(certain, part.certain);
    }
    return new Part(
        new Steps.Union(input.flow, flows), visible, certain == null ? Set.of() : certain);
  }

  private static void flatten(Op op, List<Op> into) {
    if (op instanceof OpUnion union) {
      flatten(union.getLeft(), into);
      flatten(union.getRight(), into);
    } else {
      into.add(op);
    }
  }

  private Part extend(VarExprList list, Part sub, boolean compare) {
    Flow flow = sub.flow;
    var visible = new java.util.LinkedHashSet<>(sub.visible);
    for (Var var : list.getVars()) {
      if (!compare && sub.visible.contains(var)) {
        throw new Unknown();
      }
      Value value = expressions.value(list.getExpr(var));
      int place = slots.place(var);
      flow =
          compare
              ? new Steps.Assign(flow, slots, place, value)
              : new Steps.Extend(flow, slots, place, value);
      visible.add(var);
    }
    return new Part(flow, visible, sub.certain);
  }

  private Part filter(OpFilter filter, Part input, int graph, boolean alone) {
    if (filter.getSubOp() instanceof OpBGP bgp) {
      return patterns(bgp.getPattern().getList(), filter.getExprs(), input, graph);
    }
    Part sub = part(filter.getSubOp(), input, graph, alone);
    Flow flow = sub.flow;
    for (Expr expr : filter.getExprs()) {
      flow = new Steps.Filter(flow, test(expr, sub, graph));
    }
    return new Part(flow, sub.visible, sub.certain);
  }

  private Expressions.Test test(Expr expr, Part row, int graph) {
    return switch (expr) {
      case E_Exists exists -> exists(exists.getGraphPattern(), row, graph, true);
      case E_NotExists not -> exists(not.getGraphPattern(), row, graph, false);
      default -> {
        if (graph != Terms.NONE && asksPatterns(expr)) {
          throw new Unknown();
        }
        yield expressions.test(expr);
      }
    };
  }

  private Expressions.Test exists(Op op, Part row, int graph, boolean wanted) {
    Optional<Check> check = graph == Terms.NONE ? check(op, row) : Optional.empty();
    return check
        .<Expressions.Test>map(known -> () -> known.holds() == wanted)
        .orElseGet(() -> Steps.exists(beside(op, row, graph).flow, wanted));
  }

  /// A pattern that asks only whether what is bound at one end has a property: the other end is
  /// given, or is anything.
  private Optional<Check> check(Op op, Part row) {
    if (!(op instanceof OpBGP bgp) || bgp.getPattern().size() != 1) {
      return Optional.empty();
    }
    Triple triple = bgp.getPattern().get(0);
    int subject = number(triple.getSubject());
    int predicate = number(triple.getPredicate());
    int object = number(triple.getObject());
    if (Pattern.isVariable(predicate) || subject == object) {
      return Optional.empty();
    }
    if (isCertain(subject, row) && (isFree(object, row) || !Pattern.isVariable(object))) {
      int other = Pattern.isVariable(object) ? Terms.NONE : object;
      return Optional.of(new Check(slots, Pattern.place(subject), predicate, other, true));
    }
    if (isCertain(object, row) && (isFree(subject, row) || !Pattern.isVariable(subject))) {
      int other = Pattern.isVariable(subject) ? Terms.NONE : subject;
      return Optional.of(new Check(slots, Pattern.place(object), predicate, other, false));
    }
    return Optional.empty();
  }

  private boolean isCertain(int end, Part row) {
    return Pattern.isVariable(end) && row.certain.contains(slots.var(Pattern.place(end)));
  }

  private boolean isFree(int end, Part row) {
    return Pattern.isVariable(end) && !row.visible.contains(slots.var(Pattern.place(end)));
  }

  private static boolean asksPatterns(Expr expr) {
    if (expr instanceof ExprFunctionOp) {
      return true;
    }
    return expr.isFunction()
        && expr.getFunction().getArgs().stream().anyMatch(a -> a != null && asksPatterns(a));
  }

  /// Joins patterns in the best order, each condition as soon as its variables are there.
  private Part patterns(List<Triple> triples, ExprList conditions, Part input, int graph) {
    var patterns = new ArrayList<int[]>();
    for (Triple triple : triples) {
      patterns.add(
          new int[] {
            number(triple.getSubject()),
            number(triple.getPredicate()),
            number(triple.getObject()),
            graph
          });
    }
    var bound = new BitSet();
    input.visible.forEach(v -> bound.set(slots.place(v)));
    var left = new ArrayList<Expr>(conditions.getList());
    Flow flow = input.flow;
    Part part = input;
    for (int[] pattern : new JoinOrder(slots.data.state(), patterns).best(bound)) {
      flow =
          checks(pattern, part)
              ? new Steps.Filter(
                  flow, new Check(slots, Pattern.place(pattern[0]), pattern[1], pattern[2], true))
              : new Pattern(flow, slots, pattern);
      part = new Part(flow, with(part.visible, pattern), with(part.certain, pattern));
      for (Expr expr : List.copyOf(left)) {
        if (!asksPatterns(expr) && part.certain.containsAll(expr.getVarsMentioned())) {
          flow = new Steps.Filter(flow, test(expr, part, graph));
          left.remove(expr);
        }
      }
      part = new Part(flow, part.visible, part.certain);
    }
    for (Expr expr : left) {
      part =
          new Part(
              new Steps.Filter(part.flow, test(expr, part, graph)), part.visible, part.certain);
    }
    return part;
  }

  private boolean checks(int[] pattern, Part row) {
    return pattern[1] >= 0
        && pattern[2] >= 0
        && pattern[3] == Terms.NONE
        && isCertain(pattern[0], row);
  }

  private Set<Var> with(Set<Var> vars, int[] pattern) {
    var more = new java.util.LinkedHashSet<>(vars);
    for (int part : pattern) {
      if (Pattern.isVariable(part)) {
        more.add(slots.var(Pattern.place(part)));
      }
    }
    return more;
  }

  /// What a node of a pattern is: a variable's place or a term's number, [ColumnsDataset#ABSENT]
  /// when it is not published.
  private int number(Node node) {
    if (node.isVariable()) {
      return Pattern.variable(slots.place(Var.alloc(node)));
    }
    if (!node.isConcrete()) {
      throw new Unknown();
    }
    return slots.data.number(node);
  }

  private Part path(TriplePath path, Part input, int graph) {
    if (path.isTriple()) {
      return patterns(List.of(path.asTriple()), new ExprList(), input, graph);
    }
    int subject = number(path.getSubject());
    int object = number(path.getObject());
    boolean anchored = anchored(subject, input) || anchored(object, input);
    if (graph != Terms.NONE
        || !anchored
        || !Reach.knows(path.getPath())
        || subject == ColumnsDataset.ABSENT
        || object == ColumnsDataset.ABSENT) {
      throw new Unknown();
    }
    int[] ends = {subject, object};
    return new Part(
        new Reach(input.flow, slots, subject, path.getPath(), object),
        with(input.visible, ends),
        with(input.certain, ends));
  }

  private boolean anchored(int end, Part input) {
    return !Pattern.isVariable(end) || input.certain.contains(slots.var(Pattern.place(end)));
  }

  private Part graph(OpGraph named, Part input, boolean alone) {
    Node name = named.getNode();
    if (Quad.isDefaultGraph(name) || Quad.isUnionGraph(name)) {
      return part(named.getSubOp(), input, Terms.NONE, alone);
    }
    int graph = number(name);
    if (!name.isVariable()) {
      if (graph == ColumnsDataset.ABSENT || slots.data.state().sizeOf(graph) == 0) {
        throw new Unknown();
      }
      return part(named.getSubOp(), input, graph, alone);
    }
    Var var = Var.alloc(name);
    if (OpVars.mentionedVars(named.getSubOp()).contains(var)) {
      throw new Unknown();
    }
    Part names = input;
    if (!(named.getSubOp() instanceof OpBGP bgp) || bgp.getPattern().isEmpty()) {
      int[] place = {graph};
      names =
          new Part(
              new Steps.GraphNames(input.flow, slots, Pattern.place(graph)),
              with(input.visible, place),
              with(input.certain, place));
    }
    return part(named.getSubOp(), names, graph, false);
  }

  private Part values(OpTable table, Part input) {
    var vars = table.getTable().getVars();
    var rows = new ArrayList<int[]>();
    table
        .getTable()
        .rows()
        .forEachRemaining(binding -> {
          slots.budget.hold(vars.size() + 2);
          rows.add(
              vars.stream()
                  .mapToInt(v -> binding.contains(v) ? slots.number(binding.get(v)) : Slots.UNBOUND)
                  .toArray());
        });
    int[] places = vars.stream().mapToInt(slots::place).toArray();
    var certain = new HashSet<>(input.certain);
    for (int i = 0; i < places.length; i++) {
      int at = i;
      if (rows.stream().allMatch(r -> r[at] != Slots.UNBOUND)) {
        certain.add(vars.get(i));
      }
    }
    return new Part(
        new Steps.Values(input.flow, slots, places, rows),
        either(input.visible, new HashSet<>(vars)),
        certain);
  }
}
