package org.allmende.catalog.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the review of a draft has come: it was submitted, and waits to be published or has been
/// returned.
///
/// @param by who answers for the submission
/// @param name the same, as others see it
/// @param at when it was submitted, or returned
/// @param returned why it was returned; null while it waits
public record Review(String by, String name, Instant at, @Nullable String returned) {

  /// Whether it waits for somebody to publish or return it.
  public boolean waits() {
    return returned == null;
  }

  /// The same, returned.
  public Review returned(Instant now, String reason) {
    return new Review(by, name, now, reason);
  }
}
