package org.allmende.catalog.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.bulk.Step.Difference;
import org.allmende.catalog.bulk.Step.Field;
import org.allmende.catalog.bulk.Step.Why;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Prospect;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Review;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// Does the same to many datasets: each goes the way it would go alone, with the same checks and a
/// line of its own in the trail. What cannot be done to one says why and holds up no other.
public final class Bulk {

  /// The most datasets that one order is for.
  public static final int MOST = 200;

  private static final System.Logger LOG = System.getLogger(Bulk.class.getName());

  private final Publishing publishing;
  private final Reviewing reviewing;
  private final Browsing browsing;
  private final Accounts accounts;

  public Bulk(Publishing publishing, Reviewing reviewing, Browsing browsing, Accounts accounts) {
    this.publishing = publishing;
    this.reviewing = reviewing;
    this.browsing = browsing;
    this.accounts = accounts;
  }

  /// What an order would do to a dataset; nothing is written.
  public Step preview(DatasetId id, Actor actor, Order order) {
    return guarded(id, () -> publishing.alone(id, () -> previewed(id, actor, order)));
  }

  /// Does to a dataset what an order says.
  ///
  /// @param change the state of the dataset that whoever orders it has seen
  public Step perform(DatasetId id, long change, Actor actor, Order order) {
    return guarded(id, () -> publishing.alone(id, () -> performed(id, change, actor, order)));
  }

  private interface Work {
    Step run() throws IOException;
  }

  private static Step guarded(DatasetId id, Work work) {
    try {
      return work.run();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "What was ordered cannot be done to " + id + ".", e);
      return Step.refused(id, Why.TROUBLE);
    }
  }

  private Step previewed(DatasetId id, Actor actor, Order order) throws IOException {
    Optional<Browsing.Shown> found = seen(id, actor);
    if (found.isEmpty()) {
      return Step.refused(id, Why.UNKNOWN);
    }
    Browsing.Shown shown = found.get();
    Why why = refusal(shown, actor, order);
    if (why != null) {
      return Step.refused(shown, why);
    }
    return switch (order) {
      case Order.Edit(var changes) -> edited(shown, actor, changes);
      case Order.Publish _ ->
          goesPublic(shown, actor)
              ? new Step(id, shown, List.of(), false, null, 0)
              : Step.refused(shown, Why.BLOCKED);
      case Order.Submit _, Order.Withdraw _ -> new Step(id, shown, List.of(), false, null, 0);
    };
  }

  private Step edited(Browsing.Shown shown, Actor actor, Changes changes) throws IOException {
    var said = changes.said(shown.dataset(), shown.notes().said());
    var submission = submission(shown, actor, said, isPublic(shown));
    return switch (publishing.prospect(submission)) {
      case Prospect.Refused _ -> Step.refused(shown, Why.BLOCKED);
      case Prospect.Kept(var entry, var _) -> {
        var differences = differences(shown.dataset(), Datasets.read(entry.graph(), entry.uri()));
        Plan before = shown.notes().plan();
        Plan after = Notes.read(entry.notes()).plan();
        yield differences.isEmpty()
            ? Step.refused(shown, Why.NOTHING)
            : new Step(
                shown.id(),
                shown,
                differences,
                before != null && before.waits() && (after == null || !after.waits()),
                null,
                0);
      }
    };
  }

  private Step performed(DatasetId id, long change, Actor actor, Order order) throws IOException {
    Optional<Browsing.Shown> found = seen(id, actor);
    if (found.isEmpty()) {
      return Step.refused(id, Why.UNKNOWN);
    }
    Browsing.Shown shown = found.get();
    if (shown.stored().change() != change) {
      return Step.refused(shown, Why.CHANGED);
    }
    Why why = refusal(shown, actor, order);
    if (why != null) {
      return Step.refused(shown, why);
    }
    return switch (order) {
      case Order.Edit(var changes) -> {
        var said = changes.said(shown.dataset(), shown.notes().said());
        yield published(shown, submission(shown, actor, said, isPublic(shown)));
      }
      case Order.Publish _ ->
          goesPublic(shown, actor)
              ? published(shown, submission(shown, actor, shown.notes().said(), true))
              : Step.refused(shown, Why.BLOCKED);
      case Order.Submit _ -> done(shown, reviewing.submit(id, actor));
      case Order.Withdraw(var reason) -> done(shown, publishing.withdraw(id, reason, actor.mark()));
    };
  }

  private Step published(Browsing.Shown shown, Submission submission) throws IOException {
    return switch (publishing.publish(submission)) {
      case Outcome.Kept kept -> Step.done(shown, kept.change());
      case Outcome.Refused _ -> Step.refused(shown, Why.BLOCKED);
    };
  }

  private static Step done(Browsing.Shown shown, Optional<Receipt> receipt) {
    return receipt
        .map(done -> Step.done(shown, done.change()))
        .orElseGet(() -> Step.refused(shown, Why.NO_DRAFT));
  }

  /// A dataset that somebody may know of: with a role for its tenant.
  private Optional<Browsing.Shown> seen(DatasetId id, Actor actor) {
    return actor.mayRead(id.tenant()) && accounts.tenant(id.tenant()).isPresent()
        ? browsing.find(id)
        : Optional.empty();
  }

  /// Why an order is not for a dataset, as far as that can be told without checking its
  /// description.
  private @Nullable Why refusal(Browsing.Shown shown, Actor actor, Order order) {
    State state = shown.stored().entry().state();
    if (state == State.WITHDRAWN) {
      return Why.WITHDRAWN;
    }
    if (!shown.notes().isOurs()) {
      return Why.NOT_OURS;
    }
    String tenant = shown.id().tenant();
    boolean draft = state == State.DRAFT;
    if (draft ? !actor.mayWrite(tenant) : !actor.mayPublish(tenant)) {
      return Why.ROLE;
    }
    return switch (order) {
      case Order.Edit(var changes) ->
          changes.said(shown.dataset(), shown.notes().said()).equals(shown.notes().said())
              ? Why.NOTHING
              : null;
      case Order.Submit _ -> draft ? waits(shown) ? Why.NOTHING : null : Why.NO_DRAFT;
      case Order.Publish _ -> draft ? mayNotPublish(shown, actor) : Why.NO_DRAFT;
      case Order.Withdraw _ -> draft ? Why.NOT_PUBLIC : null;
    };
  }

  private @Nullable Why mayNotPublish(Browsing.Shown shown, Actor actor) {
    return switch (reviewing.verdict(actor, shown.stored())) {
      case YES -> null;
      case ROLE -> Why.ROLE;
      case NOT_SUBMITTED -> Why.NOT_SUBMITTED;
      case OWN -> Why.OWN;
    };
  }

  private static boolean waits(Browsing.Shown shown) {
    Review review = shown.notes().review();
    return review != null && review.waits();
  }

  private boolean goesPublic(Browsing.Shown shown, Actor actor) throws IOException {
    return publishing.prospect(submission(shown, actor, shown.notes().said(), true))
            instanceof Prospect.Kept(var entry, var _)
        && entry.state() == State.PUBLISHED;
  }

  private static boolean isPublic(Browsing.Shown shown) {
    return shown.stored().entry().state() == State.PUBLISHED;
  }

  private Submission submission(Browsing.Shown shown, Actor actor, Metadata said, boolean publish) {
    DatasetId id = shown.id();
    Tenant tenant = accounts.tenant(id.tenant()).orElseThrow();
    return new Submission(tenant, id, id.slug(), List.of(), said, List.of(), publish, actor.mark());
  }

  private static List<Difference> differences(Dataset before, Dataset after) {
    var differences = new ArrayList<Difference>();
    for (Field field : Field.values()) {
      var difference = new Difference(field, values(before, field), values(after, field));
      if (!difference.before().equals(difference.after())) {
        differences.add(difference);
      }
    }
    return differences;
  }

  private static List<String> values(Dataset dataset, Field field) {
    Metadata.Contact contact = dataset.contact();
    Metadata.Agent publisher = dataset.publisher();
    return switch (field) {
      case LICENSE -> dataset.licenses();
      case CONTACT -> contact == null ? List.of() : present(contact.name(), contact.email());
      case PUBLISHER -> publisher == null ? List.of() : List.of(publisher.name());
      case THEMES -> dataset.themes();
      case KEYWORDS -> dataset.keywords();
      case FREQUENCY -> present(dataset.frequency());
    };
  }

  private static List<String> present(@Nullable String... texts) {
    var present = new ArrayList<String>();
    for (String text : texts) {
      if (text != null && !text.isBlank()) {
        present.add(text);
      }
    }
    return present;
  }
}
