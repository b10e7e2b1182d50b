package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.reading.Tombstone;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;

/// Which datasets whoever asks may see and work on: what is published, and the drafts of a tenant
/// they have a role for. A draft of somebody else is not there at all.
public final class Visible {

  private final Browsing browsing;

  public Visible(Browsing browsing) {
    this.browsing = browsing;
  }

  /// The dataset at a place.
  ///
  /// @throws Problem when there is none to see, or when it was withdrawn
  public Shown find(HttpServletRequest request, String tenant, String slug) {
    Shown shown = orWithdrawn(request, tenant, slug);
    refuseWithdrawn(shown);
    return shown;
  }

  /// The dataset at a place, or what is left of it.
  ///
  /// @throws Problem when there is none to see
  public Shown orWithdrawn(HttpServletRequest request, String tenant, String slug) {
    Shown shown = any(tenant, slug);
    if (state(shown) == State.DRAFT && !Caller.mayRead(request, tenant)) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return shown;
  }

  public static void refuseWithdrawn(Shown shown) {
    if (state(shown) == State.WITHDRAWN) {
      throw gone(shown);
    }
  }

  private static State state(Shown shown) {
    return shown.stored().entry().state();
  }

  private Shown any(String tenant, String slug) {
    if (!Slug.isValid(tenant) || !Slug.isValid(slug)) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
    return browsing
        .find(new DatasetId(tenant, slug))
        .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  /// The dataset at a place, in whatever state it is, for whoever may do to it what the request
  /// asks.
  ///
  /// @throws Problem when there is none, or they may not
  public Shown toChange(HttpServletRequest request, String tenant, String slug) {
    Shown shown = any(tenant, slug);
    Leave.require(request, shown);
    return shown;
  }

  /// What the tombstone says.
  public static Problem gone(Shown shown) {
    Entry entry = shown.stored().entry();
    Dataset dataset = shown.dataset();
    Metadata.Agent publisher = dataset.publisher();
    String reason = Tombstone.reason(entry.graph(), entry.uri());
    return Problem.of(Trouble.GONE)
        .with("id", entry.id().toString())
        .with("uri", entry.uri())
        .with("name", dataset.title("de"))
        .with("publisher", publisher == null ? null : publisher.name())
        .with("withdrawn", dataset.modified())
        .with("reason", reason.isEmpty() ? null : reason);
  }
}
