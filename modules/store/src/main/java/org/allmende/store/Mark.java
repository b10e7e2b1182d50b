package org.allmende.store;

import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.jspecify.annotations.Nullable;

/// The last change of a dataset or of another published graph, as it is remembered.
///
/// @param number the change
/// @param dataset null for a graph that describes no dataset
/// @param node the IRI of the dataset's record, or the graph's name
/// @param state null for a dataset that was erased and a graph that was removed
record Mark(long number, @Nullable DatasetId dataset, String node, @Nullable State state) {

  boolean is(State wanted) {
    return state == wanted;
  }

  /// The base address a record was minted with.
  static String base(String record) {
    return record.substring(0, record.lastIndexOf("/datasets/"));
  }

  /// The dataset a record belongs to.
  static DatasetId dataset(String record) {
    int start = record.lastIndexOf("/datasets/") + "/datasets/".length();
    return DatasetId.parse(record.substring(start, record.length() - "#record".length()));
  }
}
