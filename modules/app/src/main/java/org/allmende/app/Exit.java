package org.allmende.app;

import java.util.List;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.NotReady;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.StoreFailed;
import org.allmende.store.BackupException;
import org.allmende.store.DataDirectoryException;
import org.jspecify.annotations.Nullable;

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

  /// What a command ends with when something has failed; null for what is our own mistake.
  static @Nullable Exit of(Exception e) {
    return switch (e) {
      case Exit exit -> exit;
      case DataDirectoryException _,
          OutOfSpace _,
          EngineAway _,
          StoreAway _,
          NotReady _,
          Overtaken _ ->
          new Exit(TEMPORARY, told(e));
      case ReadOnly refusal ->
          new Exit(
              NOT_ALLOWED,
              Words.of(
                  refusal.isSuperseded() ? "write.superseded" : "write.follows", refusal.leader()));
      case BackupException _ -> new Exit(FINDINGS, told(e));
      case StoreFailed _ -> new Exit(INTERNAL, told(e));
      default -> null;
    };
  }

  private static String told(Exception e) {
    return String.valueOf(e.getMessage());
  }

  int code() {
    return code;
  }
}
