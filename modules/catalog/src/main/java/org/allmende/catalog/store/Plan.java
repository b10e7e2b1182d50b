package org.allmende.catalog.store;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When a draft becomes public by itself; or why it did not.
///
/// @param by who planned it, and so publishes it, as the trail names them
/// @param name the same, as others see it
/// @param since when it was planned
/// @param at when the draft becomes public
/// @param failed why it did not, and will not by itself; null while that is still to come
public record Plan(String by, String name, Instant since, Instant at, @Nullable Why failed) {

  /// Why nothing came of a plan.
  public enum Why {
    /// Whoever planned it has no account or token here any more.
    GONE,
    /// Their role does not go so far any more.
    ROLE,
    /// The tenant wants four eyes, and nobody has submitted the draft.
    NOT_SUBMITTED,
    /// The tenant wants four eyes, and they submitted the draft themselves.
    OWN,
    /// Something was found about which nobody has decided.
    BLOCKED,
    /// Somebody else changed the draft, so whoever planned it has not seen what it is now.
    CHANGED,
    /// The machine was in trouble.
    TROUBLE;

    /// The name used in JSON, in lower case.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Whether it is still to come.
  public boolean waits() {
    return failed == null;
  }

  /// The same, of which nothing came.
  public Plan failed(Why why) {
    return new Plan(by, name, since, at, why);
  }

  /// The same after somebody has changed the draft: it stands as long as that is who planned it.
  public Plan changedBy(String actor) {
    return waits() && !by.equals(actor) ? failed(Why.CHANGED) : this;
  }
}
