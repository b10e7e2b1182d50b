package org.allmende.catalog.links;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.allmende.catalog.links.LinkProbe.Reply;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.quality.LinkStatus.Reason;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.jspecify.annotations.Nullable;

/// Asks the addresses in published descriptions whether they answer, in the background and so that
/// nobody minds: a host one thing at a time, with pauses, and ever more rarely while it has no
/// time.
///
/// One thread walks the store, every few hours all of it and in between what has changed, and puts
/// the links that are due into the queue; what finds no room there is due on the next walk. A few
/// others ask. While nothing waits, they all sleep.
public final class LinkChecking implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LinkChecking.class.getName());

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration FIRST_WALK = Duration.ofSeconds(20);
  private static final Duration BETWEEN_WALKS = Duration.ofHours(6);
  private static final Duration SOONER = Duration.ofHours(1);
  private static final Duration SAVE_EVERY = Duration.ofMinutes(10);
  private static final int ASKERS = 8;
  private static final int BATCH = 500;
  private static final int MOST_REQUESTS = 20;
  private static final int MOST_FAILURES = 3;
  private static final Pattern HTTP = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

  private final DatasetStore store;
  private final LinkProbe probe;
  private final LinkMemory memory;
  private final KnownLinks known;
  private final Consumer<DatasetId> changed;
  private final InstantSource clock;

  /// Held from looking at a dataset's links until it is taken down whether one is broken: the
  /// walker and an asker may come to the same dataset at once, and the later one knows more.
  private final ReentrantLock marking = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition walk = lock.newCondition();
  private final LinkQueue queue = new LinkQueue(PAUSE);
  private @Nullable Thread walker;
  private long position;
  private Instant nextWalk;
  private Instant lastWalk = Instant.EPOCH;
  private boolean left;
  private boolean heard;
  private boolean closing;
  private int learning;

  /// @param changed hears of datasets whose links are in another state than before
  public LinkChecking(
      DatasetStore store,
      LinkProbe probe,
      LinkMemory memory,
      KnownLinks known,
      Consumer<DatasetId> changed,
      InstantSource clock) {
    this.store = store;
    this.probe = probe;
    this.memory = memory;
    this.known = known;
    this.changed = changed;
    this.clock = clock;
    this.nextWalk = clock.instant().plus(FIRST_WALK);
  }

  /// Begins to work.
  public LinkChecking start() {
    walker = start("links-walk", this::walking);
    for (int i = 1; i <= ASKERS; i++) {
      var _ = start("links-" + i, this::asking);
    }
    store.onChange(_ -> wake());
    return this;
  }

  private static Thread start(String name, Runnable does) {
    return Thread.ofPlatform().daemon().name(name).start(does);
  }

  private void wake() {
    lock.lock();
    try {
      heard = true;
      walk.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How many links wait to be asked.
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
      walk.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (walker != null) {
        walker.join();
      }
      awaitLearnt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    memory.save();
  }

  /// Nobody reads the store any more; who waits for an answer may do so, and does nothing with it.
  private void awaitLearnt() throws InterruptedException {
    lock.lock();
    try {
      while (learning > 0) {
        work.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void walking() {
    while (waited(SAVE_EVERY)) {
      try {
        lookAround();
        memory.save();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "The links are not looked through.", e);
      }
    }
  }

  /// Waits for a change, the next walk, or so long; false when this closes.
  private boolean waited(Duration atMost) {
    lock.lock();
    try {
      Duration toWalk = Duration.between(clock.instant(), nextWalk);
      long nanos = Math.min(atMost.toNanos(), Math.max(0, toWalk.toNanos()));
      while (!heard && !closing && nanos > 0) {
        nanos = walk.awaitNanos(nanos);
      }
      heard = false;
      return !closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Walks the whole store when it is time to; else looks at what has changed since.
  void lookAround() {
    if (!clock.instant().isBefore(nextWalk)) {
      walk();
      return;
    }
    if (lastWalk.equals(Instant.EPOCH)) {
      return;
    }
    List<Change> changes = store.changesAfter(position, BATCH);
    while (!changes.isEmpty() && !isClosing()) {
      for (Change change : changes) {
        DatasetId id = change.dataset();
        if (id != null) {
          visit(id, Instant.MAX);
        }
        position = change.number();
      }
      changes = store.changesAfter(position, BATCH);
    }
  }

  private void walk() {
    Instant began = clock.instant();
    long change = store.change();
    left = false;
    for (DatasetId id : store.ids(null, State.PUBLISHED)) {
      if (isClosing()) {
        return;
      }
      visit(id, lastWalk);
    }
    memory.forgetUnmarked();
    position = Math.max(position, change);
    lastWalk = began;
    nextWalk = began.plus(left ? SOONER : BETWEEN_WALKS);
    lock.lock();
    try {
      queue.tidy(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /// Queues what is due of a dataset, and takes up what has been learnt of its links from others.
  ///
  /// @param since when it was last looked at
  private void visit(DatasetId id, Instant since) {
    Optional<Entry> published = published(id);
    if (published.isEmpty()) {
      memory.isBroken(id, false);
      return;
    }
    boolean learnt = false;
    boolean broken = false;
    boolean news;
    marking.lock();
    try {
      for (KnownLinks.Checked one : known.in(published.get())) {
        broken |= one.isBroken();
        if (!one.own()) {
          learnt |= one.status().map(status -> !status.asked().isBefore(since)).orElse(false);
          enqueue(id, one.link().address());
        }
      }
      news = memory.isBroken(id, broken);
    } finally {
      marking.unlock();
    }
    if (news || learnt) {
      changed.accept(id);
    }
  }

  private void mark(Entry entry) {
    marking.lock();
    try {
      boolean broken = known.in(entry).stream().anyMatch(KnownLinks.Checked::isBroken);
      memory.isBroken(entry.id(), broken);
    } finally {
      marking.unlock();
    }
  }

  private Optional<Entry> published(DatasetId id) {
    return store.find(id).map(Stored::entry).filter(entry -> entry.state() == State.PUBLISHED);
  }

  private void enqueue(DatasetId id, String link) {
    if (!memory.isDue(link)) {
      return;
    }
    Optional<URI> address = askable(link);
    if (address.isEmpty()) {
      memory.learn(link, Reason.ADDRESS, 0);
      return;
    }
    lock.lock();
    try {
      if (!queue.joins(link, id)) {
        var item = new LinkQueue.Item(link, LinkProbe.Question.about(address.get()));
        item.datasets().add(id);
        left |= !queue.offer(item, clock.instant());
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private static Optional<URI> askable(String link) {
    if (!HTTP.matcher(link).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(link));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void asking() {
    Optional<LinkQueue.Item> item = taken();
    while (item.isPresent()) {
      try {
        ask(item.get());
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "What was asked of a link is lost.", e);
      }
      item = taken();
    }
  }

  /// Waits for a link whose host may be asked; empty when this closes.
  private Optional<LinkQueue.Item> taken() {
    lock.lock();
    try {
      while (!closing) {
        Optional<LinkQueue.Item> item = queue.take(clock.instant());
        if (item.isPresent()) {
          return item;
        }
        Optional<Instant> next = queue.next();
        if (next.isEmpty()) {
          work.await();
        } else {
          long nanos = Duration.between(clock.instant(), next.get()).toNanos();
          var _ = work.awaitNanos(Math.max(1, nanos));
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Asks about the next link whose host may be asked now; false when there is none.
  boolean askNext() {
    Optional<LinkQueue.Item> item;
    lock.lock();
    try {
      item = queue.take(clock.instant());
    } finally {
      lock.unlock();
    }
    item.ifPresent(this::ask);
    return item.isPresent();
  }

  private void ask(LinkQueue.Item item) {
    Reply reply;
    try {
      reply = probe.ask(item.question());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "A link cannot be asked: " + item.link(), e);
      reply = new Reply.Told(Reason.BROKEN_OFF, 0, Duration.ZERO);
    }
    List<Learnt> learnt;
    lock.lock();
    try {
      if (closing) {
        return;
      }
      learnt = hear(item, reply);
      learning++;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      learnt.forEach(this::learn);
    } finally {
      learned();
    }
  }

  private void learned() {
    lock.lock();
    try {
      learning--;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What became known of a link.
  private record Learnt(LinkQueue.Item item, Reason reason, int status) {}

  private List<Learnt> hear(LinkQueue.Item item, Reply reply) {
    Instant now = clock.instant();
    return switch (reply) {
      case Reply.Told told -> {
        queue.done(item, now, told.pause());
        yield List.of(new Learnt(item, told.reason(), told.status()));
      }
      case Reply.Next next -> goOn(item, next, now);
      case Reply.Busy busy -> {
        int inARow = queue.backOff(item, now, busy.pause());
        List<LinkQueue.Item> gone = given(item, inARow);
        // Too many requests are our fault, not the link's.
        yield busy.status() == 429 ? List.of() : all(gone, Reason.REFUSED, busy.status());
      }
      case Reply.Away away -> {
        int inARow = queue.backOff(item, now, Duration.ZERO);
        yield all(given(item, inARow), away.reason(), 0);
      }
    };
  }

  private List<Learnt> goOn(LinkQueue.Item item, Reply.Next next, Instant now) {
    String address = next.question().address().toString();
    if (known.isOwn(address)) {
      queue.done(item, now, next.pause());
      return known
          .of(address)
          .map(own -> List.of(new Learnt(item, own.reason(), own.status())))
          .orElse(List.of());
    }
    if (item.requests() >= MOST_REQUESTS) {
      queue.done(item, now, next.pause());
      return List.of(new Learnt(item, Reason.REDIRECTS, 0));
    }
    queue.goOn(item, next.question(), now, next.pause());
    return List.of();
  }

  /// The links that are given up for now: all of a host that has failed again and again, or the one
  /// that has.
  private List<LinkQueue.Item> given(LinkQueue.Item item, int inARow) {
    if (inARow >= MOST_FAILURES) {
      return queue.giveUpAll(item);
    }
    if (item.failures() >= MOST_FAILURES) {
      queue.giveUp(item);
      return List.of(item);
    }
    return List.of();
  }

  private static List<Learnt> all(List<LinkQueue.Item> items, Reason reason, int status) {
    return items.stream().map(item -> new Learnt(item, reason, status)).toList();
  }

  private void learn(Learnt learnt) {
    String link = learnt.item().link();
    memory.learn(link, learnt.reason(), learnt.status());
    for (DatasetId id : learnt.item().datasets()) {
      published(id)
          .ifPresent(entry -> {
            mark(entry);
            changed.accept(id);
          });
    }
  }
}
