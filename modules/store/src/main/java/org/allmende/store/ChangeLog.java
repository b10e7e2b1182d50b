package org.allmende.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Replication.Piece;
import org.allmende.model.Sha256;
import org.jspecify.annotations.Nullable;

/// The last transactions, kept for nodes that follow. There is none until the first node asks for a
/// copy; from then on each transaction is written here before it is committed, and given out only
/// afterwards.
///
/// The store is the truth: what stands here beyond it was never acknowledged and is cut off at the
/// next start; when something is missing, or cannot be written, all of it is given up, and nodes
/// that follow take a new copy. So nothing here is forced to the disk, and a write waits for
/// nothing. The oldest go when there is more than [#MOST] of them.
final class ChangeLog implements AutoCloseable {

  /// Bytes that are kept.
  static final long MOST = 1L << 30;

  private static final int PARTS = 64;
  private static final Pattern NAME = Pattern.compile("\\d{19}\\.rdfp");
  private static final System.Logger LOG = System.getLogger(ChangeLog.class.getName());

  private final Path folder;
  private final long most;
  private final ConcurrentSkipListMap<Long, Kept> kept = new ConcurrentSkipListMap<>();
  private @Nullable FileChannel channel;
  private @Nullable Path part;
  private volatile long before;
  private volatile boolean on;
  private volatile Position committed;

  /// Where a transaction stands.
  private record Kept(Transaction head, Path part, long offset) {}

  private ChangeLog(Path folder, Position stands, long most) {
    this.folder = folder;
    this.committed = stands;
    this.most = most;
  }

  /// Opens what was kept, for a store that stands somewhere.
  static ChangeLog open(Path folder, Position stands, long most) throws IOException {
    var log = new ChangeLog(folder, stands, most);
    if (Files.isDirectory(folder)) {
      log.load(stands);
    }
    return log;
  }

  private void load(Position stands) throws IOException {
    List<Path> parts = parts();
    for (Path one : parts) {
      if (!load(one, one.equals(parts.getLast()), stands.number())) {
        LOG.log(System.Logger.Level.WARNING, "{0} does not go on where it should.", one);
        begin(stands);
        return;
      }
    }
    Map.Entry<Long, Kept> last = kept.lastEntry();
    boolean nothing = !parts.isEmpty() && first(parts.getFirst()) == stands.number() + 1;
    if (last == null ? !nothing : !last.getValue().head.position().equals(stands)) {
      begin(stands);
      return;
    }
    before = first(parts.getFirst()) - 1;
    append(parts.getLast());
    on = true;
  }

  private List<Path> parts() throws IOException {
    return Disk.list(folder).stream()
        .filter(one -> NAME.matcher(one.getFileName().toString()).matches())
        .toList();
  }

  private static long first(Path part) {
    String name = part.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  /// Reads the heads in a part. What was written last may be there by half; it is cut off, and so
  /// is what the store does not hold.
  ///
  /// @return false when it does not go on where the part before it has ended
  private boolean load(Path one, boolean isLast, long stands) throws IOException {
    long expected = kept.isEmpty() ? first(one) : kept.lastKey() + 1;
    if (first(one) != expected) {
      return false;
    }
    long offset = 0;
    try (var file = FileChannel.open(one, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = file.size();
      while (offset < size) {
        Transaction head = head(file, offset);
        if (head == null || !fits(head, expected, stands, size - offset)) {
          file.truncate(offset);
          return isLast;
        }
        if (isLast && !isWhole(one, offset, head)) {
          file.truncate(offset);
          return true;
        }
        kept.put(expected, new Kept(head, one, offset));
        expected++;
        offset += head.length();
      }
    }
    return true;
  }

  private static boolean fits(Transaction head, long expected, long stands, long left) {
    long number = head.position().number();
    return number == expected && number <= stands && head.bytes() <= left - Transaction.HEAD;
  }

  private static @Nullable Transaction head(FileChannel file, long offset) throws IOException {
    var bytes = ByteBuffer.allocate(Transaction.HEAD);
    while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
      // Goes on until the head is there.
    }
    return bytes.hasRemaining() ? null : Transaction.read(bytes.array()).orElse(null);
  }

  private static boolean isWhole(Path part, long offset, Transaction head) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(part))) {
      in.skipNBytes(offset + Transaction.HEAD);
      return head.isFollowedBy(in);
    }
  }

  private void append(Path to) throws IOException {
    part = to;
    channel = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Gives up what is kept, and keeps what comes from now on; by the writer, or before there is
  /// one.
  void begin(Position stands) throws IOException {
    close();
    Disk.delete(folder);
    Files.createDirectories(folder);
    kept.clear();
    committed = stands;
    before = stands.number();
    append(named(stands.number() + 1));
    on = true;
  }

  private Path named(long first) {
    return folder.resolve(String.format(Locale.ROOT, "%019d.rdfp", first));
  }

  boolean isOn() {
    return on;
  }

  /// The number of the transaction before the first that is kept.
  long before() {
    return before;
  }

  /// When the last was written; nothing when none is kept.
  @Nullable Transaction last() {
    Map.Entry<Long, Kept> last = kept.floorEntry(committed.number());
    return last == null ? null : last.getValue().head;
  }

  /// Bytes that are kept after a transaction.
  long bytesAfter(long number) {
    return kept.tailMap(number, false).values().stream().mapToLong(k -> k.head.length()).sum();
  }

  /// Writes down what a transaction is about to commit. What came from another node is written down
  /// as it came.
  void add(Edit edit) {
    if (on && !edit.isReplayed()) {
      attempt(() -> add(edit.position(), edit.change(), edit.now().toEpochMilli(), edit));
    }
  }

  private void add(Position position, long change, long millis, Edit edit) throws IOException {
    FileChannel file = next(position.number());
    long offset = file.size();
    var digest = Sha256.digest();
    file.position(offset + Transaction.HEAD);
    Patch.write(edit.differences(), new DigestOutputStream(Channels.newOutputStream(file), digest));
    long bytes = file.position() - offset - Transaction.HEAD;
    var head = Transaction.of(position, change, millis, bytes, digest);
    write(file, head.head(), offset);
    remember(head, offset);
  }

  /// Takes over transactions as another node has kept them.
  void add(Path transactions) {
    if (on) {
      attempt(() -> {
        try (var source = FileChannel.open(transactions)) {
          long from = 0;
          for (Transaction head = head(source, 0); head != null; head = head(source, from)) {
            FileChannel file = next(head.position().number());
            long offset = file.size();
            copy(source, from, head.length(), file, offset);
            remember(head, offset);
            from += head.length();
          }
        }
      });
    }
  }

  private static void copy(FileChannel from, long at, long length, FileChannel to, long offset)
      throws IOException {
    for (long done = 0; done < length; ) {
      to.position(offset + done);
      done += from.transferTo(at + done, length - done, to);
    }
  }

  private static void write(FileChannel file, byte[] bytes, long offset) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      file.write(buffer, offset + buffer.position());
    }
  }

  /// The part to write to; another one when the last is long enough.
  private FileChannel next(long number) throws IOException {
    FileChannel file = open();
    if (file.size() >= most / PARTS) {
      file.close();
      append(named(number));
      forget();
    }
    return open();
  }

  private FileChannel open() throws IOException {
    FileChannel file = channel;
    if (file == null) {
      throw new IOException("closed");
    }
    return file;
  }

  private void forget() throws IOException {
    List<Path> parts = new ArrayList<>(parts());
    long bytes = 0;
    for (Path one : parts) {
      bytes += Files.size(one);
    }
    while (bytes > most && parts.size() > 2) {
      bytes -= Files.size(parts.getFirst());
      forgetFirst(parts);
    }
  }

  private void forgetFirst(List<Path> parts) throws IOException {
    Path oldest = parts.removeFirst();
    before = first(parts.getFirst()) - 1;
    kept.headMap(before, true).clear();
    Files.delete(oldest);
  }

  private void remember(Transaction head, long offset) {
    Path to = part;
    if (to != null) {
      kept.put(head.position().number(), new Kept(head, to, offset));
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /// What cannot be written down must not keep the store from writing.
  private void attempt(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Transactions cannot be kept any more; nodes that follow take a new copy.",
          e);
      giveUp();
    }
  }

  private void giveUp() {
    on = false;
    kept.clear();
    try {
      close();
      Disk.delete(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} stays until the next start.", folder);
    }
  }

  /// A transaction has become durable.
  void commit(Position position) {
    committed = position;
  }

  /// Whole transactions above a number, as they are kept.
  ///
  /// @param atMost bytes, unless the first alone is longer
  List<Piece> after(long number, long atMost) {
    var pieces = new ArrayList<Piece>();
    long left = atMost;
    for (Kept one : kept.subMap(number, false, committed.number(), true).values()) {
      long length = one.head.length();
      if (!pieces.isEmpty() && length > left) {
        break;
      }
      left -= length;
      Piece last = pieces.isEmpty() ? null : pieces.getLast();
      if (last != null
          && last.file().equals(one.part)
          && last.offset() + last.length() == one.offset) {
        pieces.set(
            pieces.size() - 1, new Piece(last.file(), last.offset(), last.length() + length));
      } else {
        pieces.add(new Piece(one.part, one.offset, length));
      }
    }
    return pieces;
  }

  @Override
  public void close() throws IOException {
    FileChannel file = channel;
    channel = null;
    if (file != null) {
      file.close();
    }
  }
}
