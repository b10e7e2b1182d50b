package org.allmende.store;

/// Another process works in a data directory.
public final class InUseException extends DataDirectoryException {
  private static final long serialVersionUID = 1;

  InUseException(String message) {
    super(message);
  }
}
