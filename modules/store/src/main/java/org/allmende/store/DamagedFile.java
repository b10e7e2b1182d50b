package org.allmende.store;

import java.io.IOException;
import org.allmende.model.Sha256;

/// The bytes of a file are not those that it is named by.
public final class DamagedFile extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedFile(Sha256 hash) {
    super("the bytes of the file " + hash + " are not those it is named by");
  }
}
