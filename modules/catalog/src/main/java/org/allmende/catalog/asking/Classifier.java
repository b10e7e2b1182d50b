package org.allmende.catalog.asking;

import java.util.List;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;

/// Tells what a dataset may be about from what the catalogue already holds.
public interface Classifier {

  /// What the published datasets that are most like it have in common.
  ///
  /// @param asking whose own entry does not count
  /// @param title what it is, in words
  /// @param columns the names of its columns
  Learnt classify(DatasetId asking, String title, List<String> columns);

  /// Nothing to learn from.
  Classifier NONE = (_, _, _) -> Learnt.NOTHING;
}
