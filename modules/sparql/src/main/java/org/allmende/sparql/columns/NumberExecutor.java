package org.allmende.sparql.columns;

import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;
import org.apache.jena.sparql.engine.main.OpExecutor;

/// Answers what [Compiler] knows by numbers, from the top of the algebra as far down as it goes;
/// the rest is ARQ's, over the same columns.
public class NumberExecutor extends OpExecutor {

  /// An executor for one part of a query.
  public NumberExecutor(ExecutionContext context) {
    super(context);
  }

  @Override
  protected QueryIterator exec(Op op, QueryIterator input) {
    if (!(execCxt.getDataset() instanceof ColumnsDataset data)) {
      return super.exec(op, input);
    }
    if (input.isJoinIdentity() && data.isWhole()) {
      Graph graph = execCxt.getActiveGraph();
      if (graph instanceof ColumnsGraph active && active.number() >= Terms.NONE) {
        Optional<Compiler.Ready> ready = Compiler.compile(op, data, execCxt, active.number());
        if (ready.isPresent()) {
          input.close();
          return new Rows(ready.get(), execCxt);
        }
      }
    }
    QueryIterator rows = super.exec(op, input);
    return rows.isJoinIdentity() ? rows : new Watched(rows, data.budget());
  }

  /// ARQ's own rows, each of which looks at the clock.
  private static final class Watched extends QueryIteratorWrapper {
    private final Budget budget;

    Watched(QueryIterator rows, Budget budget) {
      super(rows);
      this.budget = budget;
    }

    @Override
    protected Binding moveToNextBinding() {
      budget.step();
      return super.moveToNextBinding();
    }
  }

  /// Rows as ARQ takes them. Nothing is done before the first is asked for.
  private static final class Rows extends QueryIter {
    private final Compiler.Ready ready;
    private boolean opened;
    private boolean known;
    private boolean more;

    Rows(Compiler.Ready ready, ExecutionContext context) {
      super(context);
      this.ready = ready;
      ready.slots.budget.watch(context.getCancelSignal());
    }

    @Override
    protected boolean hasNextBinding() {
      if (!opened) {
        opened = true;
        ready.flow.open();
      }
      if (!known) {
        more = ready.flow.next();
        known = true;
      }
      return more;
    }

    @Override
    protected Binding moveToNextBinding() {
      known = false;
      return ready.slots.binding(ready.places);
    }

    @Override
    protected void closeIterator() {}

    @Override
    protected void requestCancel() {}
  }
}
