package org.allmende.catalog.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.jspecify.annotations.Nullable;

/// When each dataset that everybody may know of was last changed, or withdrawn: what harvesters ask
/// who want no more than what is new. Kept in memory and moved on from the store whenever somebody
/// asks; moments are exactly those the store has dated the changes with.
public final class Chronicle {

  private static final int AT_ONCE = 1_000;

  /// Before every other.
  private static final DatasetId FIRST = new DatasetId("0", "0");

  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::moment).thenComparing(Event::id);

  private final DatasetStore store;
  private final TreeSet<Event> events = new TreeSet<>(ORDER);
  private final Map<DatasetId, Event> last = new HashMap<>();
  private long position = -1;

  public Chronicle(DatasetStore store) {
    this.store = store;
  }

  /// The last thing that happened to a dataset.
  ///
  /// @param moment when
  /// @param withdrawn whether it is gone since
  public record Event(Instant moment, DatasetId id, boolean withdrawn) {}

  /// What is asked for.
  ///
  /// @param tenant whose datasets; null for all
  /// @param from the earliest moment, inclusive
  /// @param until the latest moment, inclusive
  public record Span(@Nullable String tenant, Instant from, Instant until) {

    /// Everything.
    public static final Span ALL = new Span(null, Instant.EPOCH, Instant.MAX);

    /// Everything since a moment.
    public static Span since(@Nullable String tenant, Instant from) {
      return new Span(tenant, from, Instant.MAX);
    }

    private boolean holds(Event event) {
      return tenant == null || event.id().tenant().equals(tenant);
    }
  }

  /// The events in a span, oldest first.
  public synchronized List<Event> all(Span span) {
    return within(span, start(span), true).toList();
  }

  /// The first events in a span, oldest first.
  public synchronized List<Event> first(Span span, int limit) {
    return within(span, start(span), true).limit(limit).toList();
  }

  /// The events in a span that come after one of them, oldest first.
  public synchronized List<Event> after(Span span, Event last, int limit) {
    return within(span, last, false).limit(limit).toList();
  }

  /// How many events there are in a span.
  public synchronized long count(Span span) {
    return within(span, start(span), true).count();
  }

  /// What was withdrawn in a span, of some datasets, latest first.
  public synchronized List<Event> withdrawn(Span span, Predicate<DatasetId> of, int limit) {
    List<Event> gone =
        within(span, start(span), true)
            .filter(event -> event.withdrawn() && of.test(event.id()))
            .toList();
    return gone.reversed().subList(0, Math.min(limit, gone.size()));
  }

  private static Event start(Span span) {
    return new Event(span.from(), FIRST, false);
  }

  /// What happened last to a dataset; empty where nobody may know of it.
  public synchronized Optional<Event> of(DatasetId id) {
    catchUp();
    return Optional.ofNullable(last.get(id));
  }

  /// The oldest of all moments; empty while nothing is published.
  public synchronized Optional<Instant> earliest() {
    catchUp();
    return events.isEmpty() ? Optional.empty() : Optional.of(events.first().moment());
  }

  private Stream<Event> within(Span span, Event from, boolean inclusive) {
    catchUp();
    return events.tailSet(from, inclusive).stream()
        .takeWhile(event -> !event.moment().isAfter(span.until()))
        .filter(span::holds);
  }

  private void catchUp() {
    long change = store.change();
    if (position < 0) {
      var all = new ArrayList<>(store.ids(null, State.PUBLISHED));
      all.addAll(store.ids(null, State.WITHDRAWN));
      all.forEach(this::look);
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
    Event before = last.remove(id);
    if (before != null) {
      events.remove(before);
    }
    store
        .standing(id)
        .filter(standing -> standing.state() != State.DRAFT)
        .ifPresent(standing -> add(standing, id));
  }

  private void add(DatasetStore.Standing standing, DatasetId id) {
    var event = new Event(standing.modified(), id, standing.state() == State.WITHDRAWN);
    last.put(id, event);
    events.add(event);
  }
}
