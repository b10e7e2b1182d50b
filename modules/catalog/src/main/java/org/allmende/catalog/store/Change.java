package org.allmende.catalog.store;

import java.util.List;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;

/// Something that changed in the store. Only the last change of a thing is kept: a projection reads
/// the thing's present state and need not know the ones between.
///
/// @param number counted from 1, without repetition
/// @param dataset the dataset that changed; null when it is a graph of another kind
/// @param graphs the names of all named graphs whose content may be different now; a graph that no
///   longer exists is empty
public record Change(long number, @Nullable DatasetId dataset, List<String> graphs) {
  public Change {
    graphs = List.copyOf(graphs);
  }
}
