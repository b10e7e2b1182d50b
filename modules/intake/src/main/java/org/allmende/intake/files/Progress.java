package org.allmende.intake.files;

import java.util.function.LongConsumer;

/// Tells whoever wants to hear it how far the reading of a large table has come. It goes with the
/// thread that reads, for what is read stands many calls below who asked for it.
public final class Progress {

  /// Rows from one time to the next.
  private static final long STEP = 1 << 13;

  private static final ScopedValue<LongConsumer> LISTENER = ScopedValue.newInstance();

  private Progress() {}

  /// Does what reads, and tells now and then how many rows of the table at hand are read.
  public static <R, X extends Throwable> R heardBy(
      LongConsumer listener, ScopedValue.CallableOp<? extends R, X> reading) throws X {
    return ScopedValue.where(LISTENER, listener).call(reading);
  }

  public static void rows(long rows) {
    if (rows % STEP == 0 && LISTENER.isBound()) {
      LISTENER.get().accept(rows);
    }
  }
}
