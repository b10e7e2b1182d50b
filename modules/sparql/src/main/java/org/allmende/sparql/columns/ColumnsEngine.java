package org.allmende.sparql.columns;

import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.QueryEngineMain;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/// ARQ's engine for our own dataset, with [NumberExecutor] in it, or what its context brings.
final class ColumnsEngine extends QueryEngineMain {

  private ColumnsEngine(Query query, DatasetGraph data, @Nullable Binding input, Context context) {
    super(query, data, input, context);
  }

  private ColumnsEngine(Op op, DatasetGraph data, @Nullable Binding input, Context context) {
    super(op, data, input, context);
  }

  /// Makes ARQ ask this engine about our datasets.
  static void install() {
    QueryEngineRegistry.addFactory(FACTORY);
  }

  @Override
  protected Op modifyOp(Op op) {
    // conditions stay around their patterns: they are placed when the patterns' order is known
    context.set(ARQ.optFilterPlacementBGP, false);
    return super.modifyOp(op);
  }

  @Override
  public QueryIterator eval(Op op, DatasetGraph data, Binding input, Context context) {
    if (!context.isDefined(ARQConstants.sysOpExecutorFactory)) {
      QC.setFactory(context, NumberExecutor::new);
    }
    return super.eval(op, data, input, context);
  }

  private static final QueryEngineFactory FACTORY =
      new QueryEngineFactory() {
        @Override
        public boolean accept(Query query, DatasetGraph data, Context context) {
          return data instanceof ColumnsDataset;
        }

        @Override
        public Plan create(Query query, DatasetGraph data, Binding input, Context context) {
          return new ColumnsEngine(query, data, input, context).getPlan();
        }

        @Override
        public boolean accept(Op op, DatasetGraph data, Context context) {
          return data instanceof ColumnsDataset;
        }

        @Override
        public Plan create(Op op, DatasetGraph data, Binding input, Context context) {
          return new ColumnsEngine(op, data, input, context).getPlan();
        }
      };
}
