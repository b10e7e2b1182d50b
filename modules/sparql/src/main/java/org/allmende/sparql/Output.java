package org.allmende.sparql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.sparql.results.Ending;
import org.allmende.sparql.results.Format;
import org.allmende.sparql.results.RowWriter;
import org.allmende.sparql.results.TripleWriter;
import org.allmende.sparql.results.Utf8;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.modify.TemplateLib;

/// An answer in the making, one row or triple at a time.
abstract class Output {

  private final Ending ending;

  private Output(Ending ending) {
    this.ending = ending;
  }

  /// Waits for the first row and writes what stands before it.
  abstract void begin();

  /// Writes one more.
  ///
  /// @return false at the end, which is then written, too
  abstract boolean more();

  Ending ending() {
    return ending;
  }

  static Output of(Query query, Solving solving, Format format, Utf8 out) {
    if (query.isSelectType()) {
      return new Rows(query, solving, format.rows(out));
    }
    if (query.isAskType()) {
      return new Truth(solving, format.rows(out));
    }
    var writer = format.triples(out, query.getPrefixMapping().getNsPrefixMap());
    return query.isConstructType()
        ? new Constructed(query, solving, writer)
        : new Described(query, solving, writer);
  }

  private static final class Rows extends Output {
    private final QueryIterator rows;
    private final List<Var> columns;
    private final RowWriter writer;

    Rows(Query query, Solving solving, RowWriter writer) {
      super(writer);
      this.writer = writer;
      rows = solving.rows();
      columns = query.getProjectVars();
    }

    @Override
    void begin() {
      var _ = rows.hasNext();
      writer.begin(columns);
    }

    @Override
    boolean more() {
      if (!rows.hasNext()) {
        writer.end();
        return false;
      }
      writer.row(rows.next());
      return true;
    }
  }

  private static final class Truth extends Output {
    private final QueryIterator rows;
    private final RowWriter writer;

    Truth(Solving solving, RowWriter writer) {
      super(writer);
      this.writer = writer;
      rows = solving.rows();
    }

    @Override
    void begin() {
      var _ = rows.hasNext();
    }

    @Override
    boolean more() {
      writer.truth(rows.hasNext());
      return false;
    }
  }

  /// Triples, each once as long as one can remember: a graph holds a triple once, but its text may
  /// say it twice.
  private abstract static class Triples extends Output {
    private static final long MOST = 8 << 20;
    private static final long PER_TRIPLE = 200;

    private final Set<Triple> seen = new HashSet<>();
    private final TripleWriter writer;
    private long remembered;

    Triples(TripleWriter writer) {
      super(writer);
      this.writer = writer;
    }

    abstract Iterator<Triple> triples();

    @Override
    void begin() {
      var _ = triples().hasNext();
      writer.begin();
    }

    @Override
    boolean more() {
      while (triples().hasNext()) {
        Triple triple = triples().next();
        if (isNew(triple)) {
          writer.triple(triple);
          return true;
        }
      }
      writer.end();
      return false;
    }

    private boolean isNew(Triple triple) {
      if (remembered > MOST) {
        return !seen.contains(triple);
      }
      remembered += PER_TRIPLE + Budget.weight(triple.getObject());
      return seen.add(triple);
    }
  }

  private static final class Constructed extends Triples {
    private final Iterator<Triple> triples;

    Constructed(Query query, Solving solving, TripleWriter writer) {
      super(writer);
      QueryIterator rows = solving.rows();
      Iterator<Binding> bindings = rows;
      triples = TemplateLib.calcTriples(query.getConstructTemplate().getTriples(), bindings);
    }

    @Override
    Iterator<Triple> triples() {
      return triples;
    }
  }

  private static final class Described extends Triples {
    private final Solving solving;
    private final List<Var> columns;
    private final Set<Node> things;
    private Iterator<Triple> triples = new ArrayList<Triple>().iterator();

    Described(Query query, Solving solving, TripleWriter writer) {
      super(writer);
      this.solving = solving;
      columns = query.getQueryPattern() == null ? List.of() : query.getProjectVars();
      things = new LinkedHashSet<>(query.getResultURIs());
    }

    @Override
    void begin() {
      if (!columns.isEmpty()) {
        collect();
      }
      triples = new Description(solving.data().getDefaultGraph(), things, solving.budget());
      super.begin();
    }

    private void collect() {
      QueryIterator rows = solving.rows();
      while (rows.hasNext()) {
        Binding row = rows.next();
        for (Var column : columns) {
          Node thing = row.get(column);
          if (thing != null && !thing.isLiteral() && things.add(thing)) {
            solving.budget().keep(Budget.weight(thing));
          }
        }
      }
    }

    @Override
    Iterator<Triple> triples() {
      return triples;
    }
  }
}
