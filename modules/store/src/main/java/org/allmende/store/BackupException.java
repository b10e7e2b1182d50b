package org.allmende.store;

import java.io.IOException;

/// A backup cannot be made or restored; the message is one sentence for the operator.
public final class BackupException extends IOException {
  private static final long serialVersionUID = 1;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
