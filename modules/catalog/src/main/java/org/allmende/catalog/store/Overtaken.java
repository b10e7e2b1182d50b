package org.allmende.catalog.store;

import org.allmende.model.DatasetId;

/// A dataset was not written, because another node has written it since it was read. Whoever reads
/// it anew can judge again.
public final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Overtaken(DatasetId id) {
    super(id + " was changed by another node meanwhile", null, false, false);
  }
}
