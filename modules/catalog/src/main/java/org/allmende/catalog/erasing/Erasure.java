package org.allmende.catalog.erasing;

import java.io.IOException;
import org.allmende.model.DatasetId;

/// Erases for good what a person asks to be gone: from the store at once, and what is left of it on
/// the disk soon after.
public interface Erasure {

  /// Leaves of a dataset nothing but its address and a date, see [Erasing#dataset].
  ///
  /// @param by who does, as the trail names them
  /// @return the number of the change
  long dataset(DatasetId id, String by) throws IOException;
}
