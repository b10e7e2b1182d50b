package org.allmende.catalog.publishing;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.publishing.Reviewing.Verdict;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.model.Tenant;

/// Drafts that become public at a moment said before. Whoever plans that is who publishes then, and
/// may do so then, or nothing is published. A plan is tried once: what comes of it stands in the
/// draft's notes, where the moment stands, too.
///
/// Which drafts wait for which moment, and which waited in vain, is kept in memory besides and
/// moved on from the store.
public final class Scheduling {

  private static final System.Logger LOG = System.getLogger(Scheduling.class.getName());
  private static final int AT_ONCE = 1_000;
  private static final int FARTHEST_YEARS = 2;

  private final Publishing publishing;
  private final Reviewing reviewing;
  private final Browsing browsing;
  private final DatasetStore store;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Map<DatasetId, Instant> waiting = new HashMap<>();
  private final Set<DatasetId> failed = new TreeSet<>();
  private long position = -1;

  public Scheduling(
      Publishing publishing,
      Reviewing reviewing,
      Browsing browsing,
      DatasetStore store,
      Accounts accounts,
      InstantSource clock) {
    this.publishing = publishing;
    this.reviewing = reviewing;
    this.browsing = browsing;
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// What becomes of the wish to plan.
  public sealed interface Answer {

    record Planned(Plan plan, Receipt receipt) implements Answer {}

    record Refused(No why) implements Answer {}
  }

  /// Why a publication is not planned.
  public enum No {
    /// The moment is over.
    PAST,
    /// The moment is more than two years ahead.
    TOO_FAR,
    /// There is no draft of ours.
    NO_DRAFT,
    /// They may not publish it.
    NOT_ALLOWED,
    /// Something was found about which nobody has decided.
    BLOCKED
  }

  /// Whether a moment can be one to publish at; empty where it can.
  public Optional<No> fault(Instant at) {
    Instant now = clock.instant();
    if (!at.isAfter(now)) {
      return Optional.of(No.PAST);
    }
    Instant farthest = now.atZone(ZoneOffset.UTC).plusYears(FARTHEST_YEARS).toInstant();
    return at.isAfter(farthest) ? Optional.of(No.TOO_FAR) : Optional.empty();
  }

  /// Plans to publish a draft, in place of what was planned before.
  public Answer plan(DatasetId id, Actor actor, Instant at) throws IOException {
    Optional<No> fault = fault(at);
    return fault.isPresent()
        ? new Answer.Refused(fault.get())
        : publishing.alone(id, () -> planned(id, actor, at));
  }

  private Answer planned(DatasetId id, Actor actor, Instant at) throws IOException {
    Optional<Browsing.Shown> found =
        browsing
            .find(id)
            .filter(shown -> shown.notes().isOurs())
            .filter(shown -> shown.stored().entry().state() == State.DRAFT);
    if (found.isEmpty()) {
      return new Answer.Refused(No.NO_DRAFT);
    }
    Browsing.Shown shown = found.get();
    Notes notes = shown.notes();
    if (reviewing.verdict(actor, shown.stored()) != Verdict.YES) {
      return new Answer.Refused(No.NOT_ALLOWED);
    }
    if (!Publishing.undecided(browsing.findings(shown), notes.said()).isEmpty()) {
      return new Answer.Refused(No.BLOCKED);
    }
    Plan before = notes.plan();
    if (before != null
        && before.waits()
        && before.by().equals(actor.mark())
        && before.at().equals(at)) {
      return new Answer.Planned(before, new Receipt(shown.stored().change(), false));
    }
    var plan = new Plan(actor.mark(), actor.name(), clock.instant(), at, null);
    return new Answer.Planned(
        plan,
        put(
            shown.stored(),
            notes.with(plan),
            deed(actor.mark(), Deed.What.PLANNED, id, at.toString())));
  }

  /// Takes a plan back, or what is noted of one that came to nothing. Empty where there is no
  /// draft.
  public Optional<Receipt> cancel(DatasetId id, Actor actor) {
    return publishing.alone(
        id,
        () ->
            draft(id)
                .map(stored -> {
                  Notes notes = Notes.read(stored.entry().notes());
                  return notes.plan() == null
                      ? new Receipt(stored.change(), false)
                      : put(
                          stored,
                          notes.unplanned(),
                          deed(actor.mark(), Deed.What.PLAN_CANCELLED, id, ""));
                }));
  }

  /// Publishes whatever is due, the longest overdue first.
  public synchronized void publishDue() {
    for (DatasetId id : due()) {
      // Whatever comes of it: it is not tried again unless somebody changes something.
      Instant at;
      synchronized (waiting) {
        at = waiting.remove(id);
      }
      if (!attempt(id) && at != null) {
        synchronized (waiting) {
          waiting.putIfAbsent(id, at);
        }
      }
    }
  }

  private List<DatasetId> due() {
    synchronized (waiting) {
      catchUp();
      Instant now = clock.instant();
      return waiting.entrySet().stream()
          .filter(one -> !one.getValue().isAfter(now))
          .sorted(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /// The drafts that were not published as planned, in order.
  public List<DatasetId> failed() {
    synchronized (waiting) {
      catchUp();
      return List.copyOf(failed);
    }
  }

  /// @return false when nothing came of it because something elsewhere is away for a while
  private boolean attempt(DatasetId id) {
    try {
      publishing.alone(
          id,
          () -> {
            Optional<Plan.Why> why = published(id);
            why.ifPresent(reason -> fail(id, reason));
            return why;
          });
    } catch (StoreAway | EngineAway | Overtaken e) {
      LOG.log(
          System.Logger.Level.INFO, "The draft {0} is published later: {1}", id, e.getMessage());
      return false;
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The draft " + id + " cannot be published as planned.", e);
      troubled(id);
    }
    return true;
  }

  private void troubled(DatasetId id) {
    try {
      publishing.alone(
          id,
          () -> {
            fail(id, Plan.Why.TROUBLE);
            return id;
          });
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Nor can that be noted of the draft " + id + ".", e);
    }
  }

  /// Publishes a draft as if by hand; empty where that went well or there was nothing to do.
  private Optional<Plan.Why> published(DatasetId id) throws IOException {
    Optional<Stored> found = draft(id).filter(this::isDue);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Stored stored = found.get();
    Notes notes = Notes.read(stored.entry().notes());
    Plan plan = notes.plan();
    Optional<Tenant> tenant = accounts.tenant(id.tenant());
    if (plan == null || tenant.isEmpty()) {
      return Optional.empty();
    }
    Optional<Plan.Why> why = mayNot(plan, stored);
    if (why.isPresent()) {
      return why;
    }
    var submission =
        new Submission(
            tenant.get(), id, id.slug(), List.of(), notes.said(), List.of(), true, plan.by());
    boolean goes =
        publishing.prospect(submission) instanceof Prospect.Kept(var entry, var _)
            && entry.state() == State.PUBLISHED;
    if (!goes) {
      return Optional.of(Plan.Why.BLOCKED);
    }
    publishing.publish(submission);
    return Optional.empty();
  }

  /// Why whoever planned it may not publish now; empty where they may.
  private Optional<Plan.Why> mayNot(Plan plan, Stored stored) {
    Optional<Actor> actor = accounts.actor(plan.by(), plan.since());
    if (actor.isEmpty()) {
      return Optional.of(Plan.Why.GONE);
    }
    return switch (reviewing.verdict(actor.get(), stored)) {
      case YES -> Optional.empty();
      case ROLE -> Optional.of(Plan.Why.ROLE);
      case NOT_SUBMITTED -> Optional.of(Plan.Why.NOT_SUBMITTED);
      case OWN -> Optional.of(Plan.Why.OWN);
    };
  }

  private void fail(DatasetId id, Plan.Why why) {
    draft(id)
        .ifPresent(stored -> {
          Notes notes = Notes.read(stored.entry().notes());
          Plan plan = notes.plan();
          if (plan != null && plan.waits()) {
            put(
                stored,
                notes.with(plan.failed(why)),
                deed(plan.by(), Deed.What.PLAN_FAILED, id, why.code()));
          }
        });
  }

  private boolean isDue(Stored stored) {
    Plan plan = Notes.read(stored.entry().notes()).plan();
    return plan != null && plan.waits() && !plan.at().isAfter(clock.instant());
  }

  private Optional<Stored> draft(DatasetId id) {
    return store.find(id).filter(stored -> stored.entry().state() == State.DRAFT);
  }

  private Receipt put(Stored stored, Notes notes, Deed deed) {
    Entry entry = stored.entry();
    return store.put(
        new Entry(
            entry.id(),
            entry.uri(),
            entry.state(),
            entry.graph(),
            notes.write(),
            entry.earlier(),
            stored.change()),
        deed);
  }

  private static Deed deed(String by, Deed.What what, DatasetId id, String detail) {
    return new Deed(by, what, id.tenant(), id.toString(), detail);
  }

  private void catchUp() {
    long change = store.change();
    if (position < 0) {
      store.ids(null, State.DRAFT).forEach(this::look);
      position = change;
    }
    while (position < change) {
      List<Change> changes = store.changesAfter(position, AT_ONCE);
      for (Change one : changes) {
        DatasetId id = one.dataset();
        if (id != null) {
          look(id);
        }
        position = one.number();
      }
      if (changes.size() < AT_ONCE) {
        position = Math.max(position, change);
      }
    }
  }

  private void look(DatasetId id) {
    waiting.remove(id);
    failed.remove(id);
    draft(id)
        .map(stored -> Notes.read(stored.entry().notes()).plan())
        .ifPresent(plan -> {
          if (plan.waits()) {
            waiting.put(id, plan.at());
          } else {
            failed.add(id);
          }
        });
  }
}
