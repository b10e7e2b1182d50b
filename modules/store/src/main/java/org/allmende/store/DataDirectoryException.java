package org.allmende.store;

import java.io.IOException;

/// A data directory cannot be opened; the message is one sentence for the operator.
public sealed class DataDirectoryException extends IOException permits InUseException {
  private static final long serialVersionUID = 1;

  public DataDirectoryException(String message) {
    super(message);
  }

  DataDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
