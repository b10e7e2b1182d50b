package org.allmende.catalog.publishing;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Review;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.jspecify.annotations.Nullable;

/// From draft to public where several people work on it: whoever may not publish submits, whoever
/// may publishes or returns it with a reason. Where a tenant wants four eyes, these are never the
/// same person.
public final class Reviewing {

  private static final int LONGEST_REASON = 2000;

  private final Publishing publishing;
  private final DatasetStore store;
  private final Accounts accounts;
  private final InstantSource clock;

  public Reviewing(
      Publishing publishing, DatasetStore store, Accounts accounts, InstantSource clock) {
    this.publishing = publishing;
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Whether somebody may make something public.
  public enum Verdict {
    YES,
    /// Their role does not go so far.
    ROLE,
    /// Nobody has submitted it, and the tenant wants four eyes.
    NOT_SUBMITTED,
    /// They have submitted it themselves, and the tenant wants four eyes.
    OWN
  }

  /// Whether somebody may publish something new.
  public Verdict verdict(Actor actor, String tenant) {
    return verdict(actor, tenant, null);
  }

  /// Whether somebody may publish a draft, or go on publishing what is public.
  public Verdict verdict(Actor actor, Stored stored) {
    Entry entry = stored.entry();
    String tenant = entry.id().tenant();
    return entry.state() == State.PUBLISHED
        ? actor.mayPublish(tenant) ? Verdict.YES : Verdict.ROLE
        : verdict(actor, tenant, Notes.read(entry.notes()).review());
  }

  private Verdict verdict(Actor actor, String tenant, @Nullable Review review) {
    if (!actor.mayPublish(tenant)) {
      return Verdict.ROLE;
    }
    if (!accounts.rules(tenant).fourEyes()) {
      return Verdict.YES;
    }
    if (review == null || !review.waits()) {
      return Verdict.NOT_SUBMITTED;
    }
    return review.by().equals(actor.answers()) ? Verdict.OWN : Verdict.YES;
  }

  /// Submits a draft; empty where there is none of ours.
  public Optional<Receipt> submit(DatasetId id, Actor actor) {
    var review = new Review(actor.answers(), actor.name(), clock.instant(), null);
    return reviewed(
        id, _ -> review, new Deed(actor.mark(), Deed.What.SUBMITTED, id.tenant(), id.toString()));
  }

  /// Returns what was submitted; empty where nothing waits.
  ///
  /// @param reason shown to whoever submitted it
  public Optional<Receipt> giveBack(DatasetId id, Actor actor, String reason) {
    String kept = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    return reviewed(
        id,
        review -> review == null || !review.waits() ? null : review.returned(clock.instant(), kept),
        new Deed(actor.mark(), Deed.What.RETURNED, id.tenant(), id.toString(), kept));
  }

  private Optional<Receipt> reviewed(
      DatasetId id, UnaryOperator<@Nullable Review> next, Deed deed) {
    return publishing.alone(
        id,
        () -> {
          Optional<Stored> found =
              store
                  .find(id)
                  .filter(stored -> stored.entry().state() == State.DRAFT)
                  .filter(stored -> Notes.read(stored.entry().notes()).isOurs());
          if (found.isEmpty()) {
            return Optional.<Receipt>empty();
          }
          Entry entry = found.get().entry();
          Notes notes = Notes.read(entry.notes());
          Review review = next.apply(notes.review());
          if (review == null) {
            return Optional.<Receipt>empty();
          }
          return Optional.of(
              store.put(
                  new Entry(
                      id,
                      entry.uri(),
                      entry.state(),
                      entry.graph(),
                      notes.with(review).write(),
                      entry.earlier(),
                      found.get().change()),
                  deed));
        });
  }
}
