package org.allmende.sparql;

import java.util.List;
import org.allmende.catalog.asking.RankedSearch;
import org.allmende.sparql.tables.Placing;
import org.allmende.sparql.tables.Tables;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.graph.GraphOps;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/// A query at work on a dataset, within a budget. The engine is the one that is registered for the
/// dataset; what it gets is a context in which every way out is closed.
final class Solving implements AutoCloseable {

  private final Budget budget;
  private final Context context;
  private final DatasetGraph data;
  private final Plan plan;

  private Solving(Query query, DatasetGraph data, Context context, Budget budget) {
    this.context = context;
    this.budget = budget;
    this.data = data;
    QueryEngineFactory engine = QueryEngineRegistry.findFactory(query, data, context);
    plan = engine.create(query, data, BindingFactory.root(), context);
  }

  /// A context that holds the budget and nothing that leads outside.
  static Context context(AllowedFunctions functions, DatasetGraph dataset) {
    Context context = Context.setupContextForDataset(ARQ.getContext(), dataset);
    context.remove(ARQConstants.symCancelQuery);
    Context.setCurrentDateTime(context);
    functions.into(context);
    context.set(ARQ.httpServiceAllowed, false);
    QC.setFactory(context, MeteredExecutor::new);
    return context;
  }

  static Solving of(
      Query query, DatasetGraph dataset, Context context, Budget budget, RankedSearch search) {
    DatasetGraph data = named(query, dataset);
    context.set(ARQConstants.sysCurrentQuery, query);
    var nodes = new RowNodes(query.getProject().getExprs().keySet());
    Tables tables = Tables.of(context);
    context.set(
        ARQConstants.sysOptimizerFactory,
        (RewriteFactory)
            c ->
                op ->
                    Optimize.stdOptimizationFactory
                        .create(c)
                        .rewrite(
                            placed(
                                Alternatives.apart(
                                    GuardedExpressions.guard(
                                        TextSearch.answered(op, search, data), budget, nodes)),
                                tables)));
    return new Solving(query, data, context, budget);
  }

  private static Op placed(Op op, @Nullable Tables tables) {
    return tables == null ? op : Placing.placed(op, tables);
  }

  /// The dataset of the graphs that a query names: of those we have; the others are empty.
  private static DatasetGraph named(Query query, DatasetGraph dataset) {
    if (!query.hasDatasetDescription()) {
      return dataset;
    }
    DatasetGraph view = view(DatasetDescription.create(query), dataset);
    query.getGraphURIs().clear();
    query.getNamedGraphURIs().clear();
    return view;
  }

  private static DatasetGraph view(DatasetDescription description, DatasetGraph dataset) {
    List<String> defaults = description.getDefaultGraphURIs();
    if (defaults.size() == 1 && description.getNamedGraphURIs().isEmpty()) {
      // one graph alone needs no union, which would remember its triples
      Graph one = GraphOps.getGraph(dataset, NodeFactory.createURI(defaults.getFirst()));
      return DatasetGraphFactory.wrap(one == null ? Graph.emptyGraph : one);
    }
    return DynamicDatasets.dynamicDataset(description, dataset, false);
  }

  QueryIterator rows() {
    return plan.iterator();
  }

  DatasetGraph data() {
    return data;
  }

  Budget budget() {
    return budget;
  }

  Context context() {
    return context;
  }

  @Override
  public void close() {
    plan.close();
  }
}
