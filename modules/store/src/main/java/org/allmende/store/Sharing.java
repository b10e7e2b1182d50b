package org.allmende.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.StoreFailed;
import org.allmende.model.Sha256;
import org.allmende.store.remote.Ledger;

/// A store that several nodes share, as one of them sees it. Each keeps a copy in a database of its
/// own, which it reads, computes its writes from, and rebuilds its projections from; what it wants
/// to write comes to the shared store first, and what others have written is taken over from there
/// in order.
final class Sharing implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sharing.class.getName());
  private static final Duration LOOK = Duration.ofMillis(250);

  /// Bytes that are taken over at once.
  private static final int TOGETHER = 8 << 20;

  private final Ledger ledger;
  private final Register register;
  private final ChangeLog log;
  private final Path temporary;
  private final String store;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-looking").factory());
  private volatile boolean away;

  /// @param store its name
  Sharing(Ledger ledger, String store, Register register, ChangeLog log, Path temporary) {
    this.ledger = ledger;
    this.store = store;
    this.register = register;
    this.log = log;
    this.temporary = temporary;
  }

  /// Looks again and again whether others have written.
  void start(Writer writer) {
    var _ =
        looking.scheduleWithFixedDelay(
            () -> look(writer), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(Writer writer) {
    try {
      Optional<Long> last = ledger.last();
      if (last.isPresent() && last.get() != register.position().number()) {
        writer.look();
      }
      if (away) {
        away = false;
        LOG.log(System.Logger.Level.INFO, "The store at {0} answers again.", ledger.address());
      }
    } catch (IOException | StoreAway e) {
      if (!away) {
        away = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "The store at {0} does not answer; reading goes on with what is here: {1}",
            ledger.address(),
            e.getMessage());
      }
    } catch (StoreFailed | IllegalStateException e) {
      // The writer has said what is the matter, or is closed.
      looking.shutdown();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "What others have written was not taken over.", e);
    }
  }

  /// Whether nobody has written what is not here.
  ///
  /// @throws StoreAway when nobody can say
  boolean isLevel() {
    try {
      long last = ledger.last().orElseThrow(() -> new IOException("it was moved"));
      return last == register.position().number();
    } catch (IOException e) {
      throw new StoreAway(ledger.address(), e);
    }
  }

  /// Whether the store did not answer when it was asked last.
  boolean isAway() {
    return away;
  }

  /// Writes a transaction to the shared store.
  ///
  /// @return false when another node was first
  boolean commit(Edit edit) {
    byte[] bytes = bytes(edit);
    long before = edit.position().number() - 1;
    boolean first;
    try {
      first = ledger.commit(store, before, edit.commandBefore(), edit.command(), bytes);
    } catch (IllegalArgumentException e) {
      throw new TooLarge(e);
    }
    if (first) {
      ledger.sweep(before + 1);
    }
    return first;
  }

  /// As nodes that follow are given it.
  private static byte[] bytes(Edit edit) {
    var patch = new ByteArrayOutputStream();
    try {
      Patch.write(edit.differences(), patch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var digest = Sha256.digest();
    digest.update(patch.toByteArray());
    var head =
        Transaction.of(
            edit.position(), edit.change(), edit.now().toEpochMilli(), patch.size(), digest);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.head());
    bytes.writeBytes(patch.toByteArray());
    return bytes.toByteArray();
  }

  /// Takes over what others have written; by the writer.
  ///
  /// @param command what the last transaction that is here came of
  void catchUp(String command, Consumer<Consumer<Edit>> replay) {
    try {
      Ledger.State state =
          ledger
              .stateSince(register.position().number(), command)
              .filter(there -> there.store().equals(store))
              .orElseThrow(() -> new StoreAway(ledger.address(), new IOException("it was moved")));
      long number = register.position().number();
      if (state.last() < number) {
        throw new IllegalStateException("the store has gone back; the next start takes a new copy");
      }
      while (number < state.last()) {
        number = take(number, state.last(), replay);
      }
    } catch (IOException e) {
      throw new StoreAway(ledger.address(), e);
    }
  }

  private long take(long after, long last, Consumer<Consumer<Edit>> replay) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Position end = register.position();
    long number = after;
    while (number < last && bytes.size() < TOGETHER) {
      byte[] one =
          ledger
              .transactionOf(number + 1)
              .orElseThrow(() ->
                  new IllegalStateException(
                      "this node was away for too long; the next start takes a new copy"))
              .bytes();
      end = head(one).position();
      bytes.writeBytes(one);
      number++;
    }
    Position stands = end;
    replay.accept(edit -> {
      edit.replay(
          listener -> Patch.read(new ByteArrayInputStream(bytes.toByteArray()), listener), stands);
      keep(bytes.toByteArray());
    });
    return number;
  }

  /// Reads the line before a transaction, and finds it whole.
  private static Transaction head(byte[] bytes) throws IOException {
    var in = new ByteArrayInputStream(bytes);
    Transaction head =
        Transaction.read(in.readNBytes(Transaction.HEAD))
            .orElseThrow(() -> new IOException("a transaction is cut off"));
    if (!head.isFollowedBy(in)) {
      throw new IOException("transaction " + head.position() + " is not as it was");
    }
    return head;
  }

  /// For nodes that follow this one.
  private void keep(byte[] bytes) {
    if (!log.isOn()) {
      return;
    }
    try {
      Path spool = Files.write(temporary.resolve("taken"), bytes);
      log.add(spool);
      Files.delete(spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
    try {
      var _ = looking.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
