package org.allmende.catalog.publishing;

import java.util.List;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.State;

/// What became of a submission.
public sealed interface Outcome {

  /// Everything noticed: about what was said, then the files, then the description.
  List<Finding> findings();

  /// It is stored.
  ///
  /// @param state a draft where a finding blocks publication and nobody has decided about it
  /// @param change the change number from which on it is seen
  /// @param changed false when exactly this was there before
  record Kept(
      DatasetId id, String uri, State state, long change, boolean changed, List<Finding> findings)
      implements Outcome {
    public Kept {
      findings = List.copyOf(findings);
    }
  }

  /// It is not stored: a file was not understood, or what is public now would have to go for
  /// something that still needs a decision.
  record Refused(List<Finding> findings) implements Outcome {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
