package org.allmende.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Unfit;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.catalog.store.Waiting;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import tools.jackson.core.JacksonException;

/// What a data directory gives to nodes that follow, and takes from one that it follows.
///
/// A node's role lies in a file, for it is no part of what nodes have in common. When a node takes
/// over, the epoch in the store comes first: where the file is not written any more, the node goes
/// on following, and the other one, which hears of the epoch, writes nothing either, until an
/// operator has one of them take over again. At no time two nodes write because of it.
final class StoreReplication implements Replication {

  private static final String ROLE = "role.json";
  private static final String BASE = "base.zip";

  /// What of the workplace is fetched anew when it is needed.
  private static final Pattern FETCHED = Pattern.compile("transactions|[0-9a-f]{64}");

  /// A copy is made anew when so much has been written since.
  private static final long LONG_AGO = 64L << 20;

  private final Path folder;
  private final Path changes;
  private final Database database;
  private final Register register;
  private final Writer writer;
  private final ChangeLog log;
  private final KeptFiles files;
  private final Disk disk;
  private final InstantSource clock;
  private final String store;
  private final ReentrantLock copying = new ReentrantLock();
  private final Waiting waiting;
  private volatile NodeRole role;
  private Position based = Position.START;

  StoreReplication(
      Path directory,
      Database database,
      Register register,
      Writer writer,
      ChangeLog log,
      KeptFiles files,
      Disk disk,
      InstantSource clock)
      throws IOException {
    this.folder = directory.resolve(DataDirectory.FOLLOWING);
    this.changes = directory.resolve(DataDirectory.CHANGES);
    this.database = database;
    this.register = register;
    this.writer = writer;
    this.log = log;
    this.files = files;
    this.disk = disk;
    this.clock = clock;
    this.store = database.read(Tdb2DatasetStore::storeId);
    this.waiting = new Waiting(() -> register.position().number());
    writer.onTransaction(waiting::moved);
    this.role = role(directory);
    refuse();
    if (role.follows() && !log.isOn()) {
      log.begin(register.position());
    }
  }

  /// The role of the node whose data directory this is.
  static NodeRole role(Path directory) throws IOException {
    Path file = directory.resolve(DataDirectory.FOLLOWING).resolve(ROLE);
    try {
      return Json.own().readValue(Files.readString(file, StandardCharsets.UTF_8), NodeRole.class);
    } catch (NoSuchFileException _) {
      return NodeRole.ALONE;
    } catch (JacksonException e) {
      throw new DataDirectoryException("The file " + file + " cannot be read.", e);
    }
  }

  static void role(Path directory, NodeRole role) throws IOException {
    Path folder = directory.resolve(DataDirectory.FOLLOWING);
    Files.createDirectories(folder);
    byte[] json = Json.own().writeValueAsBytes(role);
    Disk.write(folder.resolve(ROLE), json);
  }

  private void become(NodeRole next) throws IOException {
    role(Disk.parent(folder), next);
    role = next;
    refuse();
  }

  private void refuse() {
    NodeRole now = role;
    writer.refuse(
        now.writes() ? null : new ReadOnly(now.kind() == NodeRole.Kind.SUPERSEDED, now.other()));
  }

  @Override
  public String store() {
    return store;
  }

  @Override
  public NodeRole role() {
    return role;
  }

  @Override
  public Position position() {
    return register.position();
  }

  @Override
  public Instant at() {
    Transaction last = log.last();
    return last == null ? clock.instant() : Instant.ofEpochMilli(last.millis());
  }

  @Override
  public long change() {
    return register.change();
  }

  @Override
  public Base base() throws IOException {
    copying.lock();
    try {
      Path file = changes.resolve(BASE);
      if (!log.isOn()) {
        writer.pause(() -> {
          log.begin(register.position());
          return true;
        });
      }
      boolean fit =
          Files.exists(file)
              && based.number() > 0
              && based.number() >= log.before()
              && log.bytesAfter(based.number()) < LONG_AGO;
      if (!fit) {
        based = copy(file);
      }
      return new Base(file, store + "-" + based.epoch() + "-" + based.number());
    } finally {
      copying.unlock();
    }
  }

  private Position copy(Path file) throws IOException {
    try {
      return database.read(data -> {
        try {
          Backup.ofStatements(file, database, files, disk.reserve(), clock.instant());
          return Register.position(data.getDefaultGraph());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw new IOException("no copy can be made", e);
    }
  }

  @Override
  public List<Piece> after(String asked, Position position, long most) throws IOException {
    if (!asked.equals(store)) {
      throw new Unfit(Unfit.Why.OTHER_STORE);
    }
    Position own = register.position();
    if (position.epoch() > own.epoch()) {
      throw new Unfit(Unfit.Why.SUPERSEDED);
    }
    if (position.epoch() == own.epoch() && position.number() > own.number()) {
      throw new Unfit(Unfit.Why.AHEAD);
    }
    if (position.epoch() < own.epoch() && position.number() >= since(position.epoch())) {
      throw new Unfit(Unfit.Why.DIVERGED);
    }
    if (!log.isOn() || position.number() < log.before()) {
      if (position.number() == own.number()) {
        return List.of();
      }
      throw new Unfit(Unfit.Why.TOO_FAR_BEHIND);
    }
    return log.after(position.number(), most);
  }

  /// The number of the first transaction after an epoch.
  private long since(long epoch) {
    return database.read(data -> {
      Graph secret = data.getDefaultGraph();
      return secret.find(Node.ANY, Words.SINCE, Node.ANY).toList().stream()
          .filter(t -> epoch(t) > epoch)
          .mapToLong(t -> Words.number(t.getObject()))
          .min()
          .orElse(0);
    });
  }

  private static long epoch(Triple since) {
    String name = since.getSubject().getURI();
    return Long.parseLong(name.substring(name.lastIndexOf(':') + 1));
  }

  @Override
  public void await(long number, Duration atMost) {
    var _ = waiting.await(number + 1, atMost);
  }

  @Override
  public Path workplace() throws IOException {
    Files.createDirectories(folder);
    return folder;
  }

  @Override
  public Batch read(Path transactions) throws IOException {
    Position begin = register.position();
    Transaction last = heads(transactions, begin).getLast();
    return new Batch(
        transactions,
        begin,
        last.position(),
        Instant.ofEpochMilli(last.millis()),
        mentioned(transactions));
  }

  /// Reads transactions and finds them whole, in order, and the next to where a store stands.
  private static List<Transaction> heads(Path transactions, Position begin) throws IOException {
    var heads = new ArrayList<Transaction>();
    Position stands = begin;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(transactions), 1 << 16)) {
      for (byte[] head = in.readNBytes(Transaction.HEAD);
          head.length > 0;
          head = in.readNBytes(Transaction.HEAD)) {
        Transaction one =
            Transaction.read(head).orElseThrow(() -> new IOException("what came is cut off"));
        Position next = one.position();
        if (next.number() != stands.number() + 1 || next.epoch() < stands.epoch()) {
          throw new IOException("transaction " + next + " came instead of the one after " + stands);
        }
        if (!one.isFollowedBy(in)) {
          throw new IOException("transaction " + next + " is not as it was");
        }
        heads.add(one);
        stands = next;
      }
    }
    if (heads.isEmpty()) {
      throw new IOException("nothing came");
    }
    return heads;
  }

  private static Set<Sha256> mentioned(Path transactions) throws IOException {
    var mentioned = new HashSet<Sha256>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(transactions), 1 << 16)) {
      Patch.read(
          in,
          (added, graph, triple) -> {
            if (added && graph.equals(Difference.PRIVATE) && triple.getObject().isLiteral()) {
              References.collect(triple.getObject().getLiteralLexicalForm(), mentioned);
            }
          });
    } catch (IllegalArgumentException e) {
      throw new IOException("what came cannot be read", e);
    }
    return mentioned;
  }

  @Override
  public void apply(Batch batch) {
    disk.requireSpace();
    writer.writeForAnother(edit -> {
      if (!role.follows()) {
        throw new IllegalArgumentException("this node follows no other any more");
      }
      if (!edit.position().equals(batch.begin())) {
        throw new IllegalArgumentException(
            "stands at " + edit.position() + " instead of " + batch.begin());
      }
      edit.replay(listener -> patches(batch.file(), listener), batch.end());
      log.add(batch.file());
      return true;
    });
  }

  private static void patches(Path file, Patch.Listener listener) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Patch.read(in, listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<Sha256> missing() throws IOException {
    Set<Sha256> missing = database.read(References::in);
    files.all().forEach(one -> missing.remove(one.hash()));
    return missing;
  }

  @Override
  public boolean has(Sha256 file) throws IOException {
    return files.renew(file);
  }

  @Override
  public void keep(Path fetched, Sha256 name) throws IOException {
    Sha256 came;
    try (InputStream in = Files.newInputStream(fetched)) {
      came = Arrival.of(in).hash();
    }
    if (!came.equals(name)) {
      Files.delete(fetched);
      throw new IOException("the file " + name + " did not come as it is called");
    }
    files.adopt(fetched, name);
  }

  @Override
  public void tidy() throws IOException {
    for (Path left : Disk.list(workplace())) {
      if (FETCHED.matcher(left.getFileName().toString()).matches()) {
        Files.deleteIfExists(left);
      }
    }
  }

  /// Gives up all that is kept for nodes that follow, and the copy that they begin with: what was
  /// erased stands there, too.
  void forget() throws IOException {
    copying.lock();
    try {
      writer.pause(() -> {
        if (log.isOn()) {
          log.begin(register.position());
        }
        return true;
      });
      Files.deleteIfExists(changes.resolve(BASE));
      based = Position.START;
    } finally {
      copying.unlock();
    }
  }

  @Override
  public synchronized void complete() throws IOException {
    become(role.completed());
  }

  @Override
  public synchronized long promote(long least) throws IOException {
    String other = role.other();
    long epoch =
        writer.writeForAnother(edit -> {
          long next = Math.max(least, Math.max(edit.position().epoch(), role.epoch()) + 1);
          edit.beginEpoch(next);
          return next;
        });
    become(new NodeRole(NodeRole.Kind.LEADER, other, epoch, other.isEmpty()));
    return epoch;
  }

  @Override
  public synchronized void supersede(long epoch, String by) throws IOException {
    if (epoch <= register.position().epoch() || role.follows()) {
      return;
    }
    boolean known = role.kind() == NodeRole.Kind.SUPERSEDED && role.epoch() >= epoch;
    if (known && by.isEmpty()) {
      return; // who it was has been said already
    }
    writer.refuse(new ReadOnly(true, by));
    writer.pause(() -> {
      become(new NodeRole(NodeRole.Kind.SUPERSEDED, by, Math.max(epoch, role.epoch()), true));
      return true;
    });
  }

  @Override
  public synchronized void told() throws IOException {
    become(role.completed());
  }

  void close() {
    waiting.end();
  }
}
