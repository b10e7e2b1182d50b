package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.Stored;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.State;
import org.allmende.testkit.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that writes, at random moments, and looks whether everything it acknowledged is
/// there and nothing is there by half. `-Dallmende.kills=500` makes it long.
class KillTest {

  private static final long SEED = Long.getLong("allmende.seed", System.nanoTime());
  private static final int ROUNDS = Integer.getInteger("allmende.kills", 40);
  private static final int MOST_WRITES = 20;
  private static final List<String> MIX =
      List.of("create", "compact", "backup", "write", "restore", "write", "compact", "write");

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final Map<String, Version> present = new HashMap<>();
  private final Map<String, Version> acknowledged = new HashMap<>();
  private final Map<String, Version> attempted = new HashMap<>();
  private long acknowledgedChange;
  private long backedUp;
  private int writes;

  /// What a thing is or may be.
  ///
  /// @param kind `published`, `draft`, `erased` or `token`
  /// @param change the number of its change; 0 when it is not known
  private record Version(long number, String kind, long change) {
    boolean is(Version other) {
      return number == other.number && kind.equals(other.kind);
    }
  }

  @Test
  void losesNothingAcknowledgedWheneverItIsKilled() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String kind = MIX.get(round % MIX.size());
      try {
        round(round, kind);
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed " + SEED + ", round " + round + ": " + kind, e);
      }
    }
    Figure.print("kills of the store", ROUNDS);
    System.out.println(
        "killed "
            + ROUNDS
            + " times, seed "
            + SEED
            + ": "
            + writes
            + " acknowledged writes, 0 lost");
    assertTrue(writes > ROUNDS, "hardly anything was written");
  }

  private void round(int round, String kind) throws Exception {
    Path data = folder.resolve("data");
    switch (kind) {
      case "create" -> {
        Disk.delete(data);
        present.clear();
        backedUp = 0;
        acknowledgedChange = 0;
        Files.deleteIfExists(backup());
        Files.deleteIfExists(Importing.since(backup()));
        run(data, "write", round, "start", 400);
      }
      case "restore" -> {
        if (Files.exists(backup())) {
          restore(round);
        }
        return;
      }
      default -> run(data, kind, round, "ready", kind.equals("write") ? 60 : 400);
    }
    examine(data);
  }

  private Path backup() {
    return folder.resolve("backup.zip");
  }

  /// Runs the writing process, and kills it some time after it has said a word and, if it gets
  /// there, has acknowledged a number of writes.
  private void run(Path data, String kind, int round, String word, int millis) throws Exception {
    Path out = folder.resolve("out");
    Files.deleteIfExists(out);
    var process =
        Importing.start(
            ProcessBuilder.Redirect.to(out.toFile()),
            data.toString(),
            backup().toString(),
            kind,
            Long.toString((round + 1) * 1_000_000L),
            Long.toString(random.nextLong()));
    try {
      await(process, out, "\n" + word + "\n", 1, 30_000);
      if (word.equals("ready")) {
        await(process, out, "\nack ", random.nextInt(MOST_WRITES), 3_000);
      }
      process.waitFor(random.nextInt(millis), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    hear(said(out));
  }

  private static void await(Process process, Path out, String word, int times, long millis)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (process.isAlive() && System.nanoTime() < end && count(said(out), word) < times) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
  }

  private static long count(String text, String word) {
    return ("\n" + text).split(word, -1).length - 1L;
  }

  private static String said(Path out) throws IOException {
    return Files.exists(out) ? Files.readString(out, StandardCharsets.UTF_8) : "";
  }

  private void hear(String said) {
    acknowledged.clear();
    attempted.clear();
    int whole = said.lastIndexOf('\n') + 1;
    for (String line : said.substring(0, whole).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "try" -> attempted.put(words[1], new Version(Long.parseLong(words[2]), words[3], 0));
        case "ack" -> acknowledge(words);
        case "done" -> backedUp = words.length > 2 ? Long.parseLong(words[2]) : backedUp;
        case "failed" -> fail(line);
        default -> {}
      }
    }
  }

  private void acknowledge(String[] words) {
    long change = words.length > 4 ? Long.parseLong(words[4]) : 0;
    acknowledged.put(words[1], new Version(Long.parseLong(words[2]), words[3], change));
    attempted.remove(words[1]);
    acknowledgedChange = Math.max(acknowledgedChange, change);
    writes++;
  }

  private void examine(Path data) throws IOException {
    var clock = InstantSource.system();
    try (var directory = DataDirectory.open(data, Sample.BASE, clock)) {
      compare(directory);
      changes(directory);
    }
    assertEquals(List.of(), Doctor.examine(data, 0, clock, true).findings());
  }

  private void compare(DataDirectory directory) throws IOException {
    present.putAll(acknowledged);
    var known = new ArrayList<>(present.keySet());
    attempted.keySet().stream().filter(k -> !present.containsKey(k)).forEach(known::add);
    for (String thing : known) {
      Version found = found(directory, thing);
      Version expected = present.getOrDefault(thing, new Version(0, "erased", 0));
      Version tried = attempted.getOrDefault(thing, expected);
      boolean asAcknowledged = found.is(expected) || bothErased(found, expected);
      boolean asTried = found.is(tried) || bothErased(found, tried);
      assertTrue(
          asAcknowledged || asTried,
          () -> thing + " is " + found + ", acknowledged " + expected + ", tried " + tried);
      if (asAcknowledged && !asTried && expected.change > 0) {
        assertEquals(expected.change, found.change, thing);
      }
      present.put(thing, found);
    }
    for (String tenant : List.of("t0", "t1")) {
      var together = new ArrayList<Long>();
      for (int i = 0; i < 3; i++) {
        together.add(found(directory, tenant + "/s" + i).number);
      }
      assertEquals(1, together.stream().distinct().count(), "half of a whole: " + together);
    }
  }

  private static boolean bothErased(Version one, Version other) {
    return one.kind.equals("erased") && other.kind.equals("erased");
  }

  private Version found(DataDirectory directory, String thing) throws IOException {
    if (thing.startsWith("token:")) {
      String name = thing.substring("token:".length());
      return directory.accounts().tokens().stream()
          .filter(t -> t.name().equals(name))
          .map(Token::created)
          .map(c -> new Version(c.getEpochSecond(), "token", 0))
          .findAny()
          .orElse(new Version(0, "erased", 0));
    }
    var stored = directory.datasets().find(Sample.id(thing));
    return stored.isPresent() ? version(directory, stored.get()) : new Version(0, "erased", 0);
  }

  /// The one version that everything in a dataset is of.
  private Version version(DataDirectory directory, Stored stored) throws IOException {
    var entry = stored.entry();
    long number = Long.parseLong(entry.notes().replaceAll("\\D", ""));
    assertEquals(Importing.TRIPLES, entry.graph().size());
    long ofThisVersion =
        entry
            .graph()
            .find()
            .filterKeep(t -> t.getObject().toString().contains("Fassung " + number))
            .toList()
            .size();
    assertEquals(Importing.TRIPLES - 2, ofThisVersion, () -> entry.id() + " is torn");
    boolean published = entry.state() == State.PUBLISHED;
    assertEquals(published, directory.datasets().graph(entry.uri()).isPresent());
    assertEquals(published, directory.datasets().graph(entry.uri() + "#record").isPresent());
    return new Version(number, published ? "published" : "draft", stored.change());
  }

  private void changes(DataDirectory directory) {
    var store = directory.datasets();
    assertTrue(store.change() >= acknowledgedChange, "the count of changes went back");
    List<Change> changes = store.changesAfter(0, Integer.MAX_VALUE);
    var numbers = changes.stream().map(Change::number).toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
    for (Change change : changes) {
      assertTrue(change.number() <= store.change(), change::toString);
      Optional.ofNullable(change.dataset())
          .flatMap(store::find)
          .ifPresent(s -> assertEquals(change.number(), s.change()));
    }
    long half = store.change() / 2;
    assertEquals(
        changes.stream().filter(c -> c.number() > half).toList(),
        store.changesAfter(half, Integer.MAX_VALUE));
  }

  private List<Path> chain() throws IOException {
    Path since = Importing.since(backup());
    if (!Files.exists(since)) {
      return List.of(backup());
    }
    try (var whole = BackupFile.open(backup());
        var next = BackupFile.open(since)) {
      boolean goesOn = whole.asSince().equals(next.manifest().since());
      return goesOn ? List.of(backup(), since) : List.of(backup());
    }
  }

  /// A restore that is killed leaves nothing that is opened by mistake, and can be run again.
  private void restore(int round) throws Exception {
    Path restored = folder.resolve("restored");
    run(restored, "restore", round, "start", 400);
    if (Files.exists(restored.resolve("restoring")) || !Files.exists(restored.resolve("format"))) {
      Manifest manifest = Restore.into(restored, chain(), 0);
      assertTrue(manifest.change() >= backedUp, "an older backup than acknowledged");
    }
    var examination = Doctor.examine(restored, 0, InstantSource.system(), true);
    assertTrue(
        examination.findings().stream().map(Finding::severity).allMatch(Severity.INFO::equals),
        examination::toString);
    Disk.delete(restored);
  }
}
