package org.allmende.harvest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// The bytes of an answer as they arrive, within bounds: a server that falls silent, drips, or
/// sends without end is cut off, also while somebody waits for its next byte.
final class Body extends FilterInputStream {

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-harvest-watch").factory());

  private final Limits limits;
  private final long started = System.nanoTime();
  private final Future<?> watching;
  private volatile long last = started;
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable SourceFailed failure;

  Body(InputStream in, Limits limits) {
    super(in);
    this.limits = limits;
    long step = Math.max(50, Math.min(1_000, limits.silence().toMillis() / 4));
    this.watching = WATCH.scheduleWithFixedDelay(this::look, step, step, TimeUnit.MILLISECONDS);
  }

  private void look() {
    Duration whole = Duration.ofNanos(System.nanoTime() - started);
    Duration silent = Duration.ofNanos(System.nanoTime() - last);
    boolean drips =
        whole.compareTo(limits.slow()) > 0
            && bytes.get() < limits.rate() * Math.max(1, whole.toSeconds());
    if (silent.compareTo(limits.silence()) > 0 || whole.compareTo(limits.total()) > 0 || drips) {
      end(tooSlow());
    }
  }

  private void end(SourceFailed why) {
    failure = why;
    try {
      in.close();
    } catch (IOException _) {
      // The reader hears why.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw failure == null ? e : failure;
    }
    if (failure != null) {
      throw failure;
    }
    if (n > 0) {
      last = System.nanoTime();
      if (bytes.addAndGet(n) > limits.bytes()) {
        throw tooLarge(limits.bytes());
      }
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    watching.cancel(false);
    super.close();
  }

  /// Bounds what comes out of a decompressor.
  static InputStream atMost(InputStream in, long most) {
    return new FilterInputStream(in) {
      private long left = most;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        left -= Math.max(0, n);
        if (left < 0) {
          throw tooLarge(most);
        }
        return n;
      }
    };
  }

  private static SourceFailed tooLarge(long most) {
    return SourceFailed.because(
        "harvest-too-large",
        new Text(
            "Die Antwort ist größer als " + most + " Byte.",
            "The answer is larger than " + most + " bytes."),
        new Text("Lassen Sie die Quelle in Seiten antworten.", "Have the source answer in pages."));
  }

  private static SourceFailed tooSlow() {
    return new SourceFailed(
        new Finding(
            "harvest-too-slow",
            Severity.BLOCKING,
            Finding.Place.WHOLE,
            new Text("Die Quelle antwortet zu langsam.", "The source answers too slowly."),
            new Text("Versuchen Sie es später noch einmal.", "Try again later.")),
        true);
  }
}
