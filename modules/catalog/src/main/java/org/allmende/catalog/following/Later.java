package org.allmende.catalog.following;

import java.io.IOException;
import java.time.Duration;

/// The other node asks to be left alone for a while.
public final class Later extends IOException {

  private static final long serialVersionUID = 1;

  private final Duration pause;

  public Later(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  public Duration pause() {
    return pause;
  }
}
