package org.allmende.store.s3;

import java.io.IOException;
import java.util.function.Supplier;
import org.allmende.catalog.store.EngineAway;
import software.amazon.awssdk.core.exception.SdkClientException;

/// For what would be a pity to begin anew: waits some seconds for a store that is started again.
final class Patience {

  private static final int[] PAUSE_MILLIS = {1_000, 2_000, 4_000, 4_000};

  private Patience() {}

  static <T> T with(Supplier<T> step) {
    for (int broken = 0; ; broken++) {
      try {
        return step.get();
      } catch (EngineAway e) {
        if (!(e.getCause() instanceof SdkClientException) && !(e.getCause() instanceof Resting)) {
          throw e;
        }
        rest(broken, e);
      }
    }
  }

  /// The store did not answer a moment ago and was not asked.
  static final class Resting extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Waits a little longer each time.
  ///
  /// @param broken how often it has not gone on before
  /// @throws EngineAway when that was often enough
  static void rest(int broken, Exception why) {
    if (broken >= PAUSE_MILLIS.length) {
      throw why instanceof EngineAway away
          ? away
          : new EngineAway("files", "a download broke off", why);
    }
    try {
      Thread.sleep(PAUSE_MILLIS[broken]);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new EngineAway("files", "nobody waits any more", why);
    }
  }
}
