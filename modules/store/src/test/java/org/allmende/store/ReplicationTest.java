package org.allmende.store;

import static org.allmende.store.Sample.draft;
import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Unfit;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationTest {

  private static final long SEED = Long.getLong("allmende.seed", System.nanoTime());
  private static final long MUCH = 1 << 20;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private Path one;
  private Path two;

  @BeforeEach
  void nameDirectories() {
    one = folder.resolve("one");
    two = folder.resolve("two");
  }

  /// Writes something of any kind.
  private void write(DataDirectory directory) throws IOException {
    var store = directory.datasets();
    String path = "t" + random.nextInt(2) + "/s" + random.nextInt(8);
    String text = "Fassung " + random.nextInt() + " \\ \"ä\n\t𝄞";
    switch (random.nextInt(9)) {
      case 0 -> store.put(published(path, text));
      case 1 -> store.put(draft(path, text, "{\"file\":\"" + receive(directory, text) + "\"}"));
      case 2 -> store.erase(id(path));
      case 3 ->
          store.putGraph(
              "https://example.org/liste" + random.nextInt(3),
              Sample.graph(random.nextBoolean() ? "" : ":a :b 'ä'@de, 1.50, 007, '\\t\\r\\n' ."));
      case 4 -> directory.accounts().put(token("t" + random.nextInt(5)));
      case 5 -> directory.accounts().revoke("t" + random.nextInt(5), deed());
      case 6 -> directory.accounts().put(new Tenant("t0", text, null, null, null, null));
      case 7 -> directory.trail().note(deed());
      default -> store.putAll(List.of(published("t0/beide", text), published("t1/beide", text)));
    }
  }

  private static Sha256 receive(DataDirectory directory, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return directory.files().receive(bytes, "x.txt", List.of(), "text/plain", 1000).sha256();
  }

  private static Token token(String name) {
    var hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    return new Token(name, hash, null, Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static Deed deed() {
    return new Deed(Deed.COMMAND, Deed.What.CHANGED, "t0", "etwas");
  }

  @Test
  void aCopyHoldsWhatItsLeaderHoldsWhateverIsWrittenAndWheneverBothAreRestarted()
      throws IOException {
    try (var leader = Sample.open(one)) {
      CompactionTest.fill(leader);
      write(leader);
      Copying.begin(leader, two);
    }
    for (int round = 0; round < 15; round++) {
      try (var leader = Sample.open(one);
          var follower = Sample.open(two)) {
        for (int i = random.nextInt(12); i >= 0; i--) {
          write(leader);
          if (random.nextInt(3) == 0) {
            Copying.step(leader, follower, random.nextInt(3_000));
          }
        }
        if (round % 4 == 3) {
          Copying.level(leader, follower);
          (round % 8 == 3 ? leader : follower).compact();
        }
        Copying.level(leader, follower);
        assertSame(leader, follower);
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", round " + round, e);
      }
      assertEquals(Sample.dump(one), Sample.dump(two), "seed " + SEED + ", round " + round);
    }
    assertEquals(
        List.of(),
        Doctor.examine(two, 0, Sample.clock(), true).findings().stream()
            .filter(f -> !f.code().equals("doctor-follows"))
            .toList());
  }

  /// What the copy knows without looking into the store.
  private static void assertSame(DataDirectory leader, DataDirectory follower) throws IOException {
    assertEquals(leader.replication().position(), follower.replication().position());
    assertEquals(leader.datasets().id(), follower.datasets().id());
    assertEquals(leader.datasets().change(), follower.datasets().change());
    assertEquals(changes(leader), changes(follower));
    assertEquals(leader.accounts().tokens(), follower.accounts().tokens());
    assertEquals(leader.accounts().tenants(), follower.accounts().tenants());
    for (State state : State.values()) {
      assertEquals(leader.datasets().ids(null, state), follower.datasets().ids(null, state));
    }
    for (Sha256 missing : follower.replication().missing()) {
      assertFalse(leader.files().find(missing).isPresent(), missing::hex);
    }
  }

  private static List<Change> changes(DataDirectory directory) {
    return directory.datasets().changesAfter(0, Integer.MAX_VALUE);
  }

  @Test
  void whatFollowsHearsOfEachChangeAsOnTheLeader() throws Exception {
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      try (var follower = Sample.open(two)) {
        var heard = new LinkedBlockingQueue<Long>();
        follower.datasets().onChange(heard::add);
        long change = leader.datasets().put(published("a/y", "Y")).change();
        leader.accounts().put(token("nur privat"));
        Copying.level(leader, follower);
        assertEquals(change, heard.poll(10, TimeUnit.SECONDS));
        assertTrue(heard.isEmpty());
      }
    }
  }

  @Test
  void aCopyWritesNothingOfItsOwn() throws IOException {
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
    }
    try (var follower = Sample.open(two)) {
      var refusal =
          assertThrows(ReadOnly.class, () -> follower.datasets().put(published("a/y", "Y")));
      assertEquals(Copying.LEADER, refusal.leader());
      assertFalse(refusal.isSuperseded());
      assertThrows(ReadOnly.class, () -> follower.accounts().put(token("x")));
      assertThrows(ReadOnly.class, () -> follower.trail().note(deed()));
      assertThrows(ReadOnly.class, () -> follower.datasets().erase(id("a/x")));
      assertTrue(follower.datasets().find(id("a/x")).isPresent());
    }
  }

  @Test
  void aCopyTakesNothingThatIsNotWhatItsLeaderWrote() throws IOException {
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      leader.datasets().put(published("a/x", "Neu"));
      leader.datasets().put(published("a/y", "Y"));
      try (var follower = Sample.open(two)) {
        Path spool = folder.resolve("spool");
        Copying.fetch(leader, follower.replication(), spool, MUCH);
        byte[] whole = Files.readAllBytes(spool);
        Position before = follower.replication().position();
        for (int at = 0; at < whole.length; at++) {
          byte[] damaged = whole.clone();
          damaged[at] ^= 1;
          Files.write(spool, damaged);
          assertThrows(IOException.class, () -> follower.replication().read(spool), "byte " + at);
          if (!isEndOfOne(whole, at)) {
            Files.write(spool, Arrays.copyOf(whole, at));
            assertThrows(IOException.class, () -> follower.replication().read(spool), "cut " + at);
          }
        }
        assertEquals(before, follower.replication().position());
        Files.write(spool, whole);
        follower.replication().apply(follower.replication().read(spool));
        assertThrows(IOException.class, () -> follower.replication().read(spool));
        assertEquals(leader.replication().position(), follower.replication().position());
      }
    }
  }

  /// Where one transaction ends and another begins, so that a cut leaves whole ones.
  private static boolean isEndOfOne(byte[] whole, int at) {
    return at > 0 && at < whole.length && whole[at] == '#' && whole[at - 1] == '\n';
  }

  @Test
  void aFileThatIsNotWhatItIsCalledIsNotTaken() throws IOException {
    try (var leader = Sample.open(one)) {
      var wanted = Sha256.of("echt".getBytes(StandardCharsets.UTF_8));
      Path part = leader.replication().workplace().resolve(wanted.hex());
      Files.writeString(part, "falsch");
      assertThrows(IOException.class, () -> leader.replication().keep(part, wanted));
      assertFalse(Files.exists(part));
      assertFalse(leader.replication().has(wanted));
      Files.writeString(part, "echt");
      leader.replication().keep(part, wanted);
      assertTrue(leader.replication().has(wanted));
    }
  }

  @Test
  void goesOnAfterACrashWhateverItLeftOfTheTransactions() throws IOException {
    byte[] whole;
    Path part;
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      leader.datasets().put(published("a/x", "Neu"));
      leader.datasets().put(published("a/y", "Y"));
      part = Disk.list(one.resolve("changes")).getFirst();
      whole = Files.readAllBytes(part);
    }
    for (int length = 0; length <= whole.length + 1; length += length > 400 ? 97 : 13) {
      Files.write(part, Arrays.copyOf(whole, Math.min(length, whole.length)));
      if (length > whole.length) {
        append(part, "# allmende 0000");
      }
      try (var leader = Sample.open(one);
          var follower = Sample.open(two)) {
        boolean lost = length < whole.length;
        if (lost) {
          var unfit = assertThrows(Unfit.class, () -> Copying.level(leader, follower));
          assertEquals(Unfit.Why.TOO_FAR_BEHIND, unfit.why());
          Disk.delete(one.resolve("changes"));
        } else {
          Copying.level(leader, follower);
          assertEquals(leader.replication().position(), follower.replication().position());
        }
      }
      Files.createDirectories(one.resolve("changes"));
      for (Path other : Disk.list(one.resolve("changes"))) {
        Disk.delete(other);
      }
    }
  }

  private static void append(Path file, String text) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void keepsOnlySoMuchAndGoesOnFromThereAfterAStart() throws IOException {
    Path changes = Files.createDirectories(folder.resolve("changes"));
    Path spool = folder.resolve("spool");
    long most = 64_000;
    try (var log = ChangeLog.open(changes, new Position(0, 7), most)) {
      assertTrue(log.isOn());
      assertEquals(7, log.before());
      for (int number = 8; number < 508; number++) {
        Files.write(spool, transaction(number));
        log.add(spool);
        log.commit(new Position(0, number));
      }
      assertTrue(log.before() > 100, "kept from " + log.before());
      assertTrue(log.bytesAfter(0) < 2 * most, "kept " + log.bytesAfter(0));
    }
    try (var log = ChangeLog.open(changes, new Position(0, 507), most)) {
      long bytes = log.after(log.before(), MUCH).stream().mapToLong(p -> p.length()).sum();
      assertEquals((507 - log.before()) * transaction(1).length, bytes);
      assertEquals(1, log.after(500, 10).size());
      assertEquals(List.of(), log.after(507, MUCH));
    }
    try (var log = ChangeLog.open(changes, new Position(0, 509), most)) {
      assertEquals(509, log.before(), "what is missing makes all of it useless");
    }
  }

  private static byte[] transaction(long number) {
    byte[] patch =
        "TX .\nA <urn:s> <urn:p> \"o\" .\nTC .\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    var digest = Sha256.digest();
    digest.update(patch);
    byte[] head = Transaction.of(new Position(0, number), 1, 1, patch.length, digest).head();
    byte[] both = Arrays.copyOf(head, head.length + patch.length);
    System.arraycopy(patch, 0, both, head.length, patch.length);
    return both;
  }

  @Test
  void aNodeThatTakesOverWritesAndTheOtherOneDoesNotOnceItKnows() throws IOException {
    try (var old = Sample.open(one)) {
      Sample.published("a/x", "X");
      old.datasets().putGraph("https://example.org/liste", Sample.graph(":a :b :c ."));
      old.datasets().put(published("a/x", "X"));
      Copying.begin(old, two);
      try (var next = Sample.open(two)) {
        Copying.level(old, next);
        long last = old.datasets().put(published("a/verloren", "V")).change();
        long epoch = next.replication().promote(1);
        assertEquals(1, epoch);
        long change = next.datasets().put(published("a/neu", "N")).change();
        assertTrue(change > last, "a number with two meanings");
        old.replication().supersede(epoch, "http://b.example.org");
        var refusal = assertThrows(ReadOnly.class, () -> old.datasets().put(published("a/y", "Y")));
        assertTrue(refusal.isSuperseded());
        assertEquals("http://b.example.org", refusal.leader());
      }
    }
    try (var old = Sample.open(one)) {
      assertThrows(ReadOnly.class, () -> old.datasets().put(published("a/y", "Y")));
    }
    try (var next = Sample.open(two)) {
      assertTrue(next.replication().role().writes());
      next.datasets().put(published("a/danach", "D"));
    }
  }

  @Test
  void whoHasWrittenOnItsOwnIsToldSoAndWhoHasNotGoesOn() throws IOException {
    Path three = folder.resolve("three");
    try (var old = Sample.open(one)) {
      old.datasets().put(published("a/x", "X"));
      Copying.begin(old, two);
      Copying.begin(old, three);
      try (var next = Sample.open(two);
          var third = Sample.open(three)) {
        Copying.level(old, next);
        Copying.level(old, third);
        next.replication().promote(1);
        next.datasets().put(published("a/neu", "N"));
        Copying.level(next, third);
        assertEquals(next.replication().position(), third.replication().position());
        old.datasets().put(published("a/verloren", "V"));
        assertEquals(Unfit.Why.DIVERGED, unfit(next, old));
        assertEquals(Unfit.Why.SUPERSEDED, unfit(old, third));
      }
    }
    assertEquals(Sample.dump(two), Sample.dump(three));
  }

  private static Unfit.Why unfit(DataDirectory leader, DataDirectory follower) {
    var from = follower.replication();
    return assertThrows(
            Unfit.class, () -> leader.replication().after(from.store(), from.position(), MUCH))
        .why();
  }

  @Test
  void theFormerLeaderFollowsWhenItHasWrittenNothingElse() throws IOException {
    try (var old = Sample.open(one)) {
      old.datasets().put(published("a/x", "X"));
      Copying.begin(old, two);
      try (var next = Sample.open(two)) {
        Copying.level(old, next);
        next.replication().promote(1);
        old.replication().supersede(1, "http://b.example.org");
        next.datasets().put(published("a/neu", "N"));
      }
    }
    DataDirectory.role(one, NodeRole.following("http://b.example.org"));
    try (var old = Sample.open(one);
        var next = Sample.open(two)) {
      Copying.level(next, old);
      assertEquals(next.replication().position(), old.replication().position());
      assertTrue(old.datasets().find(id("a/neu")).isPresent());
    }
    assertEquals(Sample.dump(two), Sample.dump(one));
  }

  @Test
  void aStoreThatWasRestoredIsAnotherOne() throws IOException {
    Path backup = folder.resolve("backup.zip");
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      leader.backup(backup);
    }
    Restore.into(folder.resolve("restored"), List.of(backup), 0);
    try (var restored = Sample.open(folder.resolve("restored"));
        var follower = Sample.open(two)) {
      assertEquals(Unfit.Why.OTHER_STORE, unfit(restored, follower));
    }
  }

  @Test
  void aNewCopyReplacesTheOldOneWhole() throws IOException {
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      leader
          .datasets()
          .put(new Entry(id("a/x"), Sample.uri("a/x"), State.WITHDRAWN, Sample.graph(""), ""));
      Disk.delete(one.resolve("changes"));
    }
    Files.createDirectories(two.resolve("index"));
    try (var leader = Sample.open(one)) {
      Copying.begin(leader, two);
    }
    assertEquals(Sample.dump(one), Sample.dump(two));
    assertFalse(Files.exists(two.resolve("index")));
    try (var follower = Sample.open(two)) {
      assertTrue(follower.replication().role().follows());
    }
  }

  @Test
  void forgetsWhatWasErasedWhenADayIsOver() throws IOException {
    var now = new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
    String secret = "Vertraulich-" + random.nextInt();
    Sha256 file;
    try (var leader = DataDirectory.open(one, Sample.BASE, now::get);
        var bytes = new ByteArrayInputStream(secret.getBytes(StandardCharsets.UTF_8))) {
      file = leader.files().receive(bytes, "a.csv", List.of(), "text/csv", 1000).sha256();
      leader.derived().put("reading-" + file + "-1.json", new byte[] {1});
      leader.datasets().put(published("a/y", "Y"));
      leader.replication().base();
      leader.datasets().put(published("a/x", secret));
      leader.datasets().erase(id("a/x"));
      now.set(now.get().plus(Duration.ofHours(25)));
      leader.datasets().put(published("a/y", "Neu"));
      leader.compact();
      now.set(now.get().plus(Duration.ofHours(25)));
      leader.compact();
      assertFalse(leader.replication().has(file));
      assertTrue(leader.derived().get("reading-" + file + "-1.json").isEmpty());
    }
    try (Stream<Path> all = Files.walk(one)) {
      for (Path kept : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(kept, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(secret), kept::toString);
      }
    }
    try (var leader = DataDirectory.open(one, Sample.BASE, now::get)) {
      Copying.begin(leader, two);
      leader.datasets().put(published("a/x", "X"));
      try (var follower = Sample.open(two)) {
        Copying.level(leader, follower);
        assertEquals(leader.replication().position(), follower.replication().position());
      }
    }
  }

  @Test
  void leavesNothingOfWhatWasFetchedByHalf() throws IOException {
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      try (var follower = Sample.open(two)) {
        Path part = follower.replication().workplace().resolve("0".repeat(64));
        Files.writeString(part, "ha");
        follower.replication().tidy();
        assertFalse(Files.exists(part));
        assertTrue(follower.replication().role().follows());
      }
    }
  }

  @Test
  void writesNoTransactionsThatCameBeforeItTookOver() throws IOException {
    try (var leader = Sample.open(one)) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, two);
      leader.datasets().put(published("a/x", "Neu"));
      try (var follower = Sample.open(two)) {
        Path spool = folder.resolve("spool");
        Copying.fetch(leader, follower.replication(), spool, MUCH);
        var batch = follower.replication().read(spool);
        follower.replication().apply(batch);
        Position before = follower.replication().position();
        assertThrows(IllegalArgumentException.class, () -> follower.replication().apply(batch));
        assertEquals(before, follower.replication().position());
      }
    }
  }
}
