package org.allmende.sparql.tables;

import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.OpWalker;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.path.P_Link;

/// Marks the `GRAPH` patterns that may be about rows, before the optimiser comes.
///
/// The mark is ARQ's own word for a part that is answered elsewhere: a `SERVICE`, which the
/// optimiser leaves as it is written, and which no query may hold by itself. What stands in it is
/// so evaluated from the inside out, as the standard has it.
///
/// A pattern is about rows when its graph is a distribution that has some. Where the graph is a
/// variable, it may be when the pattern has a property that is spelled like a column, or only
/// variables for properties while the variable is said to be a `dcat:distribution`. Such a variable
/// has to be bound by the rest of the query: the tables of all datasets are never gone through.
public final class Placing extends TransformCopy {

  private static final Node ROWS = NodeFactory.createURI("urn:allmende:rows");
  private static final Node TOGETHER = NodeFactory.createURI("urn:allmende:rows:together");

  private final Tables tables;
  private final Set<Var> distributions = new HashSet<>();

  private Placing(Tables tables) {
    this.tables = tables;
  }

  /// A query's algebra with the marks.
  public static Op placed(Op op, Tables tables) {
    var placing = new Placing(tables);
    OpWalker.walk(op, placing.new Distributions());
    return Transformer.transform(placing, op);
  }

  /// A mark.
  static OpService mark(OpGraph graph, boolean together) {
    return new OpService(together ? TOGETHER : ROWS, graph, false);
  }

  /// Whether rows that are alike come once, with their number.
  static boolean isTogether(OpService service) {
    return service.getService().equals(TOGETHER);
  }

  /// What is marked.
  static OpGraph marked(OpService service) {
    return (OpGraph) service.getSubOp();
  }

  private final class Distributions extends OpVisitorBase {
    @Override
    public void visit(OpBGP op) {
      op.getPattern()
          .forEach(triple -> {
            if (triple.getPredicate().equals(Tables.DISTRIBUTION)) {
              add(triple.getObject());
            }
          });
    }

    @Override
    public void visit(OpPath op) {
      if (op.getTriplePath().getPath().toString().contains(Tables.DISTRIBUTION.getURI())) {
        add(op.getTriplePath().getObject());
      }
    }

    private void add(Node node) {
      if (Var.isVar(node)) {
        distributions.add(Var.alloc(node));
      }
    }
  }

  @Override
  public Op transform(OpGraph op, Op inside) {
    return isAboutRows(op.getNode(), inside)
        ? mark(new OpGraph(op.getNode(), inside), false)
        : super.transform(op, inside);
  }

  /// The graph's name is to be bound where its rows are read.
  @Override
  public Op transform(OpJoin op, Op left, Op right) {
    Op inner = left;
    while (inner instanceof Op1 one && !(inner instanceof OpService)) {
      inner = one.getSubOp();
    }
    return inner instanceof OpService service
            && Var.isVar(marked(service).getNode())
            && OpVars.fixedVars(right).contains(Var.alloc(marked(service).getNode()))
        ? OpJoin.create(/* left= */ right, /* right= */ left)
        : super.transform(op, left, right);
  }

  private boolean isAboutRows(Node graph, Op inside) {
    if (!Var.isVar(graph)) {
      return !tables.graphs(graph).isEmpty();
    }
    var properties = new Properties();
    OpWalker.walk(inside, properties);
    return properties.column || (!properties.constant && distributions.contains(Var.alloc(graph)));
  }

  private static final class Properties extends OpVisitorBase {
    private boolean constant;
    private boolean column;

    @Override
    public void visit(OpBGP op) {
      for (Triple triple : op.getPattern()) {
        property(triple.getPredicate());
      }
    }

    @Override
    public void visit(OpPath op) {
      TriplePath path = op.getTriplePath();
      constant = true;
      if (path.getPath() instanceof P_Link link) {
        property(link.getNode());
      }
    }

    private void property(Node node) {
      constant |= node.isURI();
      column |=
          node.isURI()
              && (node.getURI().contains(".csv#") || node.getURI().contains("/rows?format=csv#"));
    }
  }
}
