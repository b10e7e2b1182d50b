package org.allmende.catalog.following;

import java.io.IOException;

/// A copy cannot go on from where it stands with what a node has to give.
public final class Unfit extends IOException {
  private static final long serialVersionUID = 1;

  private final Why why;

  /// Why a copy cannot go on.
  public enum Why {
    /// It is a copy of another store.
    OTHER_STORE("it is a copy of another store"),
    /// What comes next is kept no longer; a new copy helps.
    TOO_FAR_BEHIND("it is too far behind, and needs a new copy"),
    /// It holds what this node never wrote.
    DIVERGED("it holds what the leader never wrote"),
    /// It has gone further than this node in the same epoch.
    AHEAD("it has come further than the leader"),
    /// It has heard of another node that has taken over from this one.
    SUPERSEDED("the leader was superseded");

    private final String says;

    Why(String says) {
      this.says = says;
    }

    /// As it stands in answers, such as `too-far-behind`.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public Unfit(Why why) {
    super("this copy cannot be followed up: " + why.says);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
