package org.allmende.app;

import java.util.List;

/// A command ends for a reason its user can understand.
final class Exit extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final int DONE = 0;
  static final int FINDINGS = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int NOT_ALLOWED = 4;
  static final int TEMPORARY = 5;
  static final int INTERNAL = 70;

  private final int code;

  Exit(int code, String message) {
    super(message);
    this.code = code;
  }

  /// Ends because of settings that are wrong, a line each.
  static Exit of(List<String> wrong) {
    return new Exit(USAGE, String.join("\nallmende: ", wrong));
  }

  int code() {
    return code;
  }
}
