package org.allmende.dcat.describing;

import java.util.List;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;

/// What can be learnt from datasets described before. It is asked only where the rules are unsure.
@FunctionalInterface
public interface Experience {

  /// Without a catalogue there is none.
  Experience NONE = (_, _, _) -> Learnt.NOTHING;

  /// What the datasets most like this one have in common.
  ///
  /// @param asking whose own entry does not count
  /// @param title what it is, in words
  /// @param columns the names of its columns
  Learnt of(DatasetId asking, String title, List<String> columns);
}
