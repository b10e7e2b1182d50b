package org.allmende.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.DatasetId;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// Puts together what the store hands out one after the other: the description of a dataset, and
/// behind it its record, which says when it was changed.
public final class Arrivals implements Consumer<NamedGraph> {

  private final Taking taking;
  private @Nullable NamedGraph description;

  /// Takes what has arrived.
  public interface Taking {

    /// Takes a dataset.
    ///
    /// @param description null where it is not published
    void take(DatasetId id, @Nullable NamedGraph description, Instant changed) throws IOException;
  }

  public Arrivals(Taking taking) {
    this.taking = taking;
  }

  @Override
  public void accept(NamedGraph arrived) {
    DatasetId id = arrived.dataset();
    if (id == null) {
      return;
    }
    if (arrived.kind() == NamedGraph.Kind.DATASET) {
      description = arrived.graph().isEmpty() ? null : arrived;
    } else {
      try {
        taking.take(id, description, changed(arrived.graph()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      description = null;
    }
  }

  private static Instant changed(Graph record) {
    return record.find(Node.ANY, Terms.MODIFIED, Node.ANY).toList().stream()
        .map(triple -> Instant.parse(triple.getObject().getLiteralLexicalForm()))
        .findFirst()
        .orElse(Instant.EPOCH);
  }
}
