package org.allmende.store;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.StoreFailed;
import org.allmende.model.Addresses;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. It commits at once when idle, and while a commit is under way it
/// collects what arrives, so that many callers share the price of one. A caller goes on when its
/// write is durable.
///
/// A command that is refused fails alone. When the machine fails (an fsync, the memory below a
/// mapped file), nobody can tell what is on the disk any more: the writer then stops for good and
/// says so, and the next start repairs.
final class Writer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Writer.class.getName());
  private static final int MOST_TOGETHER = 500;

  /// Bytes of heap that may be needed to remember one change of a transaction.
  private static final int BYTES_PER_CHANGE = 2048;

  private static final int FEWEST_TOGETHER = 4000;

  private final Database database;
  private final Register register;
  private final Addresses addresses;
  private final Moments moments;
  private final Consumer<Throwable> onFailure;
  private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final ChangeLog log;
  private final @Nullable Sharing sharing;
  private volatile @Nullable ReadOnly refusal;
  private @Nullable Open open;
  private @Nullable Touched watched;
  private @Nullable Throwable failure;
  private boolean closed;

  private sealed interface Task {
    /// What the caller waits for.
    CompletableFuture<?> answer();
  }

  /// A transaction that goes on.
  private record Open(DatasetGraph data, Edit edit) {}

  /// With whom a command shares its transaction.
  private enum Company {
    /// With what others write at the time.
    ALL,
    /// With nobody.
    NONE,
    /// With those like it that come before and after, until one of another kind comes.
    LIKE
  }

  /// @param own whether this node wants to write, and not the one it follows
  private record Command<T>(
      Function<Edit, T> work, Company company, boolean own, CompletableFuture<T> answer)
      implements Task {

    /// Runs within a transaction, and returns how to tell the caller once that is durable.
    Runnable run(Edit edit) {
      T value = work.apply(edit);
      return () -> answer.complete(value);
    }
  }

  /// Something done between two transactions, while nobody writes. An [IOException] says that it
  /// could not be done and has changed nothing; whatever else it throws stops the writer.
  interface Interlude<T> {
    T run() throws IOException;
  }

  private record Pause<T>(Interlude<T> work, CompletableFuture<T> answer) implements Task {
    void run() {
      try {
        answer.complete(work.run());
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    }
  }

  /// A look at what other nodes have written to the store that they share with this one.
  private record Look(CompletableFuture<Boolean> answer) implements Task {}

  private record End(CompletableFuture<Boolean> answer) implements Task {}

  Writer(
      Database database,
      Register register,
      Addresses addresses,
      InstantSource clock,
      ChangeLog log,
      @Nullable Sharing sharing,
      Consumer<Throwable> onFailure) {
    this.sharing = sharing;
    this.database = database;
    this.register = register;
    this.log = log;
    this.addresses = addresses;
    this.moments = new Moments(clock);
    this.onFailure = onFailure;
    moments.notBefore(register.written());
    Thread.ofPlatform().name("allmende-writer").daemon().start(this::work);
  }

  /// How much waits for its turn.
  int waiting() {
    return queue.size();
  }

  /// A moment before which nothing will be dated that is not visible yet.
  Instant settled() {
    return sharing == null ? moments.settled() : register.written();
  }

  void onChange(LongConsumer listener) {
    listeners.add(listener);
  }

  /// Calls a listener after every durable commit, also of what the public is never shown.
  void onTransaction(Runnable listener) {
    watchers.add(listener);
  }

  /// Writes together with what others write.
  <T> T write(Function<Edit, T> work) {
    return await(
        new CompletableFuture<T>(), answer -> new Command<>(work, Company.ALL, true, answer));
  }

  /// Writes in a transaction of its own, all or nothing.
  <T> T writeAlone(Function<Edit, T> work) {
    return await(
        new CompletableFuture<T>(), answer -> new Command<>(work, Company.NONE, true, answer));
  }

  /// Writes in a transaction that goes on with the next such command, so that the caller goes on
  /// before anything is durable. It ends with [#flush] or with a command of another kind, and when
  /// it has grown to half of what was there before: a transaction copies most blocks of TDB2's
  /// table of terms, and with steps that grow like this all of them together take no more than
  /// three times the room of the last.
  <T> T writeOn(Function<Edit, T> work) {
    return await(
        new CompletableFuture<T>(), answer -> new Command<>(work, Company.LIKE, true, answer));
  }

  /// Whether other nodes write to the same store; [#writeOn] is not for it then.
  boolean isShared() {
    return sharing != null;
  }

  /// Makes durable what was written by [#writeOn].
  void flush() {
    write(Edit::change);
  }

  /// Writes in a transaction of its own what others do not: what another node has written, and that
  /// this one takes over from it.
  <T> T writeForAnother(Function<Edit, T> work) {
    return await(
        new CompletableFuture<T>(), answer -> new Command<>(work, Company.NONE, false, answer));
  }

  /// Takes over what other nodes have written to the store that they share with this one.
  void look() {
    await(new CompletableFuture<Boolean>(), Look::new);
  }

  /// Refuses what this node wants to write from now on; nothing is refused where there is no
  /// reason. What was acknowledged before is written.
  void refuse(@Nullable ReadOnly why) {
    refusal = why;
  }

  /// Does something while nobody writes.
  <T> T pause(Interlude<T> work) throws IOException {
    try {
      return await(new CompletableFuture<T>(), answer -> new Pause<>(work, answer));
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// From now on remembers what is written to, until [#unwatch].
  synchronized void watch() {
    watched = new Touched();
  }

  synchronized void unwatch() {
    watched = null;
  }

  /// What was written to since [#watch] or since this was last asked.
  synchronized Touched touched() {
    Touched touched = watched == null ? new Touched() : watched;
    watched = new Touched();
    return touched;
  }

  private synchronized void remember(Touched touched) {
    if (watched != null) {
      watched.add(touched);
    }
  }

  private <T> T await(CompletableFuture<T> answer, Function<CompletableFuture<T>, Task> task) {
    submit(task.apply(answer));
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// @throws StoreFailed when nothing will be written any more
  synchronized void requireWell() {
    if (failure != null) {
      throw new StoreFailed(failure);
    }
  }

  private synchronized void submit(Task task) {
    requireWell();
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    if (task instanceof Command<?> command) {
      requireAllowed(command);
    }
    queue.add(task);
  }

  private void work() {
    List<Task> inHand = List.of();
    try {
      while (true) {
        Task task = queue.take();
        inHand = List.of(task);
        switch (task) {
          case Command<?> command when command.company == Company.LIKE -> goOn(command);
          case Command<?> command -> {
            commitOpen();
            List<Command<?>> together = collect(command);
            inHand = List.copyOf(together);
            transact(together);
          }
          case Pause<?> pause -> {
            commitOpen();
            pause.run();
          }
          case Look look -> {
            commitOpen();
            look(look);
          }
          case End(var answer) -> {
            commitOpen();
            answer.complete(true);
            return;
          }
        }
      }
    } catch (Throwable e) {
      fail(e, inHand);
    }
  }

  private List<Command<?>> collect(Command<?> first) {
    var together = new ArrayList<Command<?>>();
    together.add(first);
    while (first.company == Company.ALL
        && together.size() < MOST_TOGETHER
        && queue.peek() instanceof Command<?> next
        && next.company == Company.ALL) {
      queue.remove();
      together.add(next);
    }
    return together;
  }

  /// Runs a command in the transaction that goes on. What breaks off after it has begun to write
  /// stops the writer: what was written before can neither be kept nor be run again.
  private void goOn(Command<?> command) {
    try {
      requireAllowed(command);
      Open transaction = open == null ? begin() : open;
      open = transaction;
      Runnable answer = command.run(transaction.edit);
      if (transaction.edit.marks().size() >= mostInOne()) {
        commitOpen();
      }
      answer.run();
    } catch (IllegalArgumentException | ReadOnly e) {
      command.answer.completeExceptionally(e);
    }
  }

  private Open begin() {
    DatasetGraph data = database.forWriting();
    boolean shared = sharing != null;
    boolean keeping = shared || log.isOn();
    var edit = new Edit(data, register, addresses, moments.begin(), keeping, shared);
    data.begin(TxnType.WRITE);
    return new Open(data, edit);
  }

  private long mostInOne() {
    if (log.isOn()) {
      return FEWEST_TOGETHER; // nodes that follow take a transaction as a whole
    }
    long most = Runtime.getRuntime().maxMemory() / BYTES_PER_CHANGE;
    return Math.clamp(register.size() / 2, FEWEST_TOGETHER, Math.max(most, FEWEST_TOGETHER));
  }

  private void commitOpen() {
    Open transaction = open;
    if (transaction == null) {
      return;
    }
    open = null;
    try {
      finish(transaction.data, transaction.edit);
    } finally {
      moments.end();
    }
    tellAll(transaction.edit);
  }

  /// Runs commands in one transaction. One that breaks off after it has begun to write spoils the
  /// transaction; the others are then run again without it.
  private void transact(List<Command<?>> commands) {
    var left = new ArrayList<>(commands);
    while (!left.isEmpty()) {
      Command<?> spoiler = attempt(left);
      if (spoiler == null) {
        return;
      }
      left.remove(spoiler);
      left.removeIf(c -> c.answer.isDone());
    }
  }

  /// Runs commands until no other node writes in between.
  private @Nullable Command<?> attempt(List<Command<?>> commands) {
    try {
      while (true) {
        try {
          return attemptOnce(commands);
        } catch (Outrun _) {
          catchUp();
        }
      }
    } catch (StoreAway | TooLarge e) {
      return refuse(commands, e);
    }
  }

  private @Nullable Command<?> attemptOnce(List<Command<?>> commands) {
    Open transaction = begin();
    try {
      return attempt(commands, transaction.data, transaction.edit);
    } finally {
      moments.end();
    }
  }

  /// Another node was first.
  private static final class Outrun extends RuntimeException {
    private static final long serialVersionUID = 1;

    Outrun() {
      super(null, null, false, false);
    }
  }

  /// Of several commands that are too large together, each gets its own try.
  private @Nullable Command<?> refuse(List<Command<?>> commands, RuntimeException why) {
    if (why instanceof TooLarge && commands.size() > 1) {
      commands.forEach(command -> attempt(List.of(command)));
    } else {
      commands.forEach(command -> command.answer.completeExceptionally(why));
    }
    return null;
  }

  private void look(Look look) {
    try {
      catchUp();
      look.answer.complete(true);
    } catch (StoreAway e) {
      look.answer.completeExceptionally(e);
    }
  }

  private void catchUp() {
    if (sharing != null) {
      sharing.catchUp(database.read(SharedCopy::command), this::replay);
    }
  }

  private void replay(Consumer<Edit> work) {
    var answer = new CompletableFuture<Boolean>();
    attempt(
        List.of(
            new Command<>(
                edit -> {
                  work.accept(edit);
                  return true;
                },
                Company.NONE,
                false,
                answer)));
    answer.join();
  }

  private @Nullable Command<?> attempt(List<Command<?>> commands, DatasetGraph data, Edit edit) {
    var answers = new ArrayList<Runnable>();
    for (Command<?> command : commands) {
      if (command.answer.isDone()) {
        continue;
      }
      try {
        requireAllowed(command);
        answers.add(command.run(edit));
      } catch (RuntimeException e) {
        command.answer.completeExceptionally(e);
        boolean judged =
            e instanceof IllegalArgumentException
                || e instanceof ReadOnly
                || e instanceof Overtaken;
        if (command.company == Company.NONE || !judged) {
          data.abort();
          data.end();
          return command;
        }
      }
    }
    finish(data, edit);
    answers.forEach(Runnable::run);
    tellAll(edit);
    return null;
  }

  private void tellAll(Edit edit) {
    watchers.forEach(Runnable::run);
    if (!edit.marks().isEmpty()) {
      listeners.forEach(listener -> tell(listener, edit.change()));
    }
  }

  private void requireAllowed(Command<?> command) {
    ReadOnly why = refusal;
    if (command.own && why != null) {
      throw why;
    }
  }

  private void finish(DatasetGraph data, Edit edit) {
    edit.finish();
    if (edit.hasWritten()) {
      share(data, edit);
      log.add(edit);
      database.writePages();
      data.commit();
      register.reached(edit.position(), edit.written());
      moments.notBefore(edit.written());
      log.commit(edit.position());
      remember(edit.touched());
    } else {
      requireLevel(data);
      data.abort();
    }
    data.end();
    if (!edit.marks().isEmpty()) {
      register.commit(edit.change(), edit.marks());
    }
  }

  /// Writes to the store that is shared; nothing is written here when that comes to nothing.
  private void share(DatasetGraph data, Edit edit) {
    if (sharing == null || edit.isReplayed()) {
      return;
    }
    boolean first = false;
    try {
      first = sharing.commit(edit);
      if (!first) {
        throw new Outrun();
      }
    } finally {
      if (!first) {
        data.abort();
        data.end();
      }
    }
  }

  /// That nothing is to be written is true of what is here, and has to be of what is shared.
  private void requireLevel(DatasetGraph data) {
    boolean level = false;
    try {
      level = sharing == null || sharing.isLevel();
      if (!level) {
        throw new Outrun();
      }
    } finally {
      if (!level) {
        data.abort();
        data.end();
      }
    }
  }

  private static void tell(LongConsumer listener, long change) {
    try {
      listener.accept(change);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a follower of the store failed at change " + change, e);
    }
  }

  private void fail(Throwable e, List<Task> inHand) {
    var unanswered = new ArrayList<>(inHand);
    synchronized (this) {
      failure = e;
      queue.drainTo(unanswered);
    }
    unanswered.forEach(task -> task.answer().completeExceptionally(new StoreFailed(e)));
    onFailure.accept(e);
  }

  /// Lets what is queued be written, then ends.
  @Override
  public void close() {
    var answer = new CompletableFuture<Boolean>();
    synchronized (this) {
      if (closed || failure != null) {
        closed = true;
        return;
      }
      closed = true;
      queue.add(new End(answer));
    }
    answer.join();
  }
}
