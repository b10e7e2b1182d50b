package org.allmende.model;

import java.util.List;

/// The outcome of reading one upload. A file that cannot be read is an everyday answer, not an
/// exception: the clerk who uploaded it gets the findings and can act on them.
public sealed interface Reading {

  /// Everything noticed, in the order of the file.
  List<Finding> findings();

  /// The file was understood; findings may still carry warnings.
  record Understood(Draft draft, List<Finding> findings) implements Reading {
    public Understood {
      findings = List.copyOf(findings);
    }
  }

  /// The file was not understood; there is at least one finding that says why.
  record Rejected(List<Finding> findings) implements Reading {
    public Rejected {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("a rejection needs a finding that says why");
      }
    }
  }
}
