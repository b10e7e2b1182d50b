package org.allmende.catalog.publishing;

import java.util.List;
import org.allmende.catalog.store.Entry;
import org.allmende.model.Finding;

/// What would become of a submission, before anything is written.
public sealed interface Prospect {

  /// Everything noticed: about what was said, then the files, then the description.
  List<Finding> findings();

  /// It would be stored.
  ///
  /// @param entry as it would be; a draft where a finding blocks publication and nobody has decided
  ///   about it
  record Kept(Entry entry, List<Finding> findings) implements Prospect {
    public Kept {
      findings = List.copyOf(findings);
    }
  }

  /// It would not be stored, see [Outcome.Refused].
  record Refused(List<Finding> findings) implements Prospect {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
