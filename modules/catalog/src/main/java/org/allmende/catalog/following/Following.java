package org.allmende.catalog.following;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.allmende.model.Sha256;
import org.jspecify.annotations.Nullable;

/// Keeps a node level with another: fetches what that one writes, the files before what refers to
/// them, and writes it here. Whatever goes wrong, it tries again; meanwhile the node answers with
/// what it has, and says how old that is.
///
/// When it is to take over, it first tells the other one to stop writing. Where that one answers,
/// nothing is lost: it says where it stands, and the rest is fetched. Where it does not answer,
/// what it has acknowledged lately and this node has not got is not here; it is told as soon as it
/// answers again, and writes nothing from then on.
public final class Following implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Following.class.getName());

  /// How long the other node may wait for something to tell.
  private static final Duration WAIT = Duration.ofSeconds(1);

  /// How long a node that takes over waits for what the other one has acknowledged, when nothing of
  /// it comes.
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int FILES_AT_ONCE = 5_000;

  private final Replication replication;
  private final Leader leader;
  private final String own;
  private final LongSupplier nanos;
  private final Semaphore ending = new Semaphore(0);
  private final Object stepping = new Object();
  private final Thread thread;
  private volatile long levelAt;
  private volatile long heardOf;
  private volatile String trouble = "";
  private volatile boolean ended;
  private volatile boolean hurried;

  /// Grows with whatever comes.
  private final AtomicLong come = new AtomicLong();

  /// @param own the address of this node, which others are told
  /// @param nanos a clock that only goes on
  public Following(
      Replication replication, Leader leader, String own, InstantSource clock, LongSupplier nanos) {
    this.replication = replication;
    this.leader = leader;
    this.own = own;
    this.nanos = nanos;
    Duration age = Duration.between(replication.at(), clock.instant());
    this.levelAt = nanos.getAsLong() - Math.max(0, age.toNanos());
    this.heardOf = replication.position().number();
    this.thread = Thread.ofPlatform().daemon().name("allmende-following").unstarted(this::run);
  }

  /// Begins.
  public Following start() {
    thread.start();
    return this;
  }

  /// Has all files come that belong to the first copy, whatever may be in the way; returns when
  /// they are here, or when they need not come any more.
  public void complete() {
    while (!ended && replication.role().follows() && !replication.role().whole()) {
      try {
        step(Duration.ZERO);
        recovered();
      } catch (IOException | RuntimeException e) {
        failed(e);
        rest(LONGEST_PAUSE);
      }
    }
  }

  /// How a node is doing that follows another.
  ///
  /// @param leader the address of the other one
  /// @param lag how old what it shows may be
  /// @param behind transactions it has heard of and not written yet
  /// @param trouble what is the matter; empty when nothing is
  public record Health(String leader, Duration lag, long behind, String trouble) {}

  /// How it is doing.
  public Health health() {
    return new Health(
        leader.address(),
        Duration.ofNanos(Math.max(0, nanos.getAsLong() - levelAt)),
        Math.max(0, heardOf - replication.position().number()),
        trouble);
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    while (!ended) {
      try {
        NodeRole role = replication.role();
        if (role.follows()) {
          step(WAIT);
        } else if (role.writes() && !role.whole()) {
          tell();
        } else {
          rest(WAIT);
        }
        recovered();
        pause = SHORTEST_PAUSE;
      } catch (Later e) {
        failed(e);
        rest(e.pause());
      } catch (IOException | RuntimeException e) {
        failed(e);
        rest(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      LOG.log(System.Logger.Level.INFO, "{0} is followed again.", leader.address());
      trouble = "";
    }
  }

  private void failed(Exception e) {
    String now = String.valueOf(e.getMessage());
    if (!ended && !now.equals(trouble)) {
      LOG.log(System.Logger.Level.WARNING, "{0}: {1}", leader.address(), now);
    }
    trouble = now;
  }

  private void rest(Duration pause) {
    try {
      var _ = ending.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Fetches what is new, once.
  ///
  /// @return whether there was anything
  boolean step(Duration wait) throws IOException {
    synchronized (stepping) {
      if (!replication.role().follows()) {
        return false; // has taken over while this waited
      }
      if (!replication.role().whole()) {
        fetch(replication.missing());
        replication.complete();
      }
      Path spool = spool();
      long asked = nanos.getAsLong();
      Position before = replication.position();
      Leader.Status status = leader.changes(replication.store(), before, wait, spool);
      heardOf = status.position().number();
      if (Files.size(spool) == 0) {
        replication.tidy();
        levelAt = nanos.getAsLong();
        return false;
      }
      Replication.Batch batch = replication.read(spool);
      fetch(batch.mentioned());
      replication.apply(batch);
      come.incrementAndGet();
      Files.delete(spool);
      if (batch.end().number() >= status.position().number()) {
        levelAt = asked;
      }
      return true;
    }
  }

  private Path spool() throws IOException {
    return replication.workplace().resolve("transactions");
  }

  /// Fetches those of these that are files of the other node and not here.
  private void fetch(Collection<Sha256> names) throws IOException {
    var missing = new ArrayList<Sha256>();
    for (Sha256 name : names) {
      if (!replication.has(name)) {
        missing.add(name);
      }
    }
    for (int from = 0; from < missing.size(); from += FILES_AT_ONCE) {
      var some =
          new ArrayList<>(missing.subList(from, Math.min(missing.size(), from + FILES_AT_ONCE)));
      for (Map.Entry<Sha256, Long> file : leader.files(some).entrySet()) {
        if (ended || hurried) {
          throw new IOException("something else comes first");
        }
        Path part = replication.workplace().resolve(file.getKey().hex());
        leader.file(file.getKey(), file.getValue(), part);
        replication.keep(part, file.getKey());
        come.incrementAndGet();
      }
    }
  }

  /// Takes over: this node writes from now on, and the other one does not as soon as it hears of
  /// it. What has come already is written first, also where it refers to files that cannot be
  /// fetched any more: half of what was acknowledged is more than nothing.
  ///
  /// @return what became of it
  public Promotion promote() throws IOException {
    NodeRole role = replication.role();
    long epoch = Math.max(replication.position().epoch(), role.epoch()) + 1;
    Leader.Status last = role.follows() ? lastWords(epoch) : null;
    boolean told = last != null;
    boolean level;
    long begun;
    hurried = true;
    synchronized (stepping) {
      hurried = false;
      level = last != null && catchUp(last.position());
      if (role.follows() && !level) {
        writeWhatIsHere();
      }
      begun = replication.promote(epoch);
      replication.tidy();
    }
    if (told) {
      replication.told();
    }
    ending.release();
    LOG.log(
        System.Logger.Level.INFO,
        "This node has taken over from {0} in epoch {1}; {2}.",
        leader.address(),
        Long.toString(begun),
        level ? "nothing was lost" : "what that one wrote last may be missing");
    return new Promotion(begun, told, level);
  }

  /// What became of taking over.
  ///
  /// @param epoch that has begun
  /// @param told whether the other node knows, and writes nothing any more
  /// @param complete whether everything that one had acknowledged is here
  public record Promotion(long epoch, boolean told, boolean complete) {}

  private Leader.@Nullable Status lastWords(long epoch) {
    try {
      return leader.tell(replication.store(), epoch, own);
    } catch (IOException e) {
      failed(e);
      return null;
    }
  }

  /// Fetches the rest, however much that is, as long as something of it comes: who cannot wait for
  /// it stops the other node.
  private boolean catchUp(Position last) {
    long since = nanos.getAsLong();
    long seen = come.get();
    while (isBehind(last) && nanos.getAsLong() - since < LAST_WORDS.toNanos()) {
      try {
        step(Duration.ZERO);
      } catch (IOException | UncheckedIOException e) {
        failed(e);
        rest(SHORTEST_PAUSE);
      }
      if (come.get() != seen) {
        seen = come.get();
        since = nanos.getAsLong();
      }
    }
    return replication.position().equals(last) && replication.role().whole();
  }

  private boolean isBehind(Position last) {
    return !replication.role().whole() || replication.position().number() < last.number();
  }

  private void writeWhatIsHere() throws IOException {
    Path spool = spool();
    if (!Files.exists(spool) || Files.size(spool) == 0) {
      return;
    }
    try {
      replication.apply(replication.read(spool));
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void tell() throws IOException {
    leader.tell(replication.store(), replication.position().epoch(), own);
    replication.told();
  }

  /// Ends, when what is under way is done.
  @Override
  public void close() {
    ended = true;
    ending.release();
    try {
      if (thread.isAlive()) {
        thread.join(LAST_WORDS.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
