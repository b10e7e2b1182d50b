package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.Trail;
import org.allmende.model.State;
import org.allmende.testkit.peers.ForeignProgram;
import org.allmende.testkit.peers.SparqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Several nodes on one Fuseki, which is killed in the midst of it.
@EnabledIfSystemProperty(named = "allmende.engines", matches = "true") // bench/run engines
class TwoNodesTest {

  @TempDir static Path data;
  private static SparqlServer server;

  @TempDir Path folder;
  private DataDirectory.Options options;

  @BeforeAll
  static void start() throws IOException {
    server = SparqlServer.fuseki(data, ForeignProgram.here());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() {
    options = SharedStores.fresh(server);
  }

  private DataDirectory node(String name) throws IOException {
    return DataDirectory.open(folder.resolve(name), Sample.BASE, InstantSource.system(), options);
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    for (int i = 0; i < 600 && !done.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertTrue(done.getAsBoolean());
  }

  @Test
  void whatOneWritesTheOtherShowsAndTells() throws Exception {
    try (var one = node("one");
        var two = node("two")) {
      assertEquals(one.datasets().id(), two.datasets().id());
      var told = new CountDownLatch(1);
      two.datasets().onChange(_ -> told.countDown());
      long change = one.datasets().put(Sample.published("a/x", "X")).change();
      assertTrue(told.await(30, TimeUnit.SECONDS));
      assertEquals(change, two.datasets().change());
      assertEquals(
          one.datasets().find(Sample.id("a/x")).orElseThrow().modified(),
          two.datasets().find(Sample.id("a/x")).orElseThrow().modified());
      assertFalse(two.datasets().settled().isBefore(one.datasets().settled()));
    }
    assertEquals(Sample.dump(folder.resolve("one")), Sample.dump(folder.resolve("two")));
  }

  @Test
  void writesFromWhatTheOtherHasWrittenJustBefore() throws Exception {
    try (var one = node("one");
        var two = node("two")) {
      for (int i = 0; i < 10; i++) {
        Receipt first = one.datasets().put(Sample.published("a/x" + i, "X"));
        Receipt second = two.datasets().put(Sample.published("a/y" + i, "Y"));
        assertEquals(first.change() + 1, second.change());
      }
    }
  }

  @Test
  void whoReadBeforeTheOtherWroteIsToldSo() throws Exception {
    try (var one = node("one");
        var two = node("two")) {
      one.datasets().put(Sample.published("a/x", "Eins").onto(Optional.empty()));
      assertThrows(
          Overtaken.class,
          () -> two.datasets().put(Sample.published("a/x", "Zwei").onto(Optional.empty())));
      var seen = two.datasets().find(Sample.id("a/x"));
      two.datasets().put(Sample.published("a/x", "Drei").onto(seen));
      assertThrows(
          Overtaken.class, () -> one.datasets().put(Sample.published("a/x", "Vier").onto(seen)));
    }
  }

  @Test
  void losesNothingAndWritesNothingTwiceWhileTheServerIsKilled() throws Exception {
    var acknowledged = new ConcurrentLinkedQueue<String>();
    var unknown = new AtomicInteger();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    try (var one = node("one");
        var two = node("two")) {
      var writers = new ArrayList<Thread>();
      for (DataDirectory node : List.of(one, two)) {
        for (int w = 0; w < 2; w++) {
          String tenant = (node == one ? "one" : "two") + w;
          writers.add(
              Thread.ofPlatform()
                  .start(() -> {
                    for (int i = 0; i < 25; i++) {
                      String path = tenant + "/d" + i;
                      try {
                        node.datasets()
                            .put(
                                Sample.published(path, "T"),
                                new Deed("w", Deed.What.PUBLISHED, tenant, path));
                        acknowledged.add(path);
                      } catch (StoreAway _) {
                        unknown.incrementAndGet();
                      } catch (RuntimeException e) {
                        failures.add(e);
                      }
                    }
                  }));
        }
      }
      for (int kill = 0; kill < 3; kill++) {
        TimeUnit.MILLISECONDS.sleep(700);
        server.kill();
        server.restart();
      }
      for (Thread writer : writers) {
        writer.join();
      }
      assertEquals(List.of(), List.copyOf(failures));
      await(() -> one.replication().position().equals(two.replication().position()));
      for (String path : acknowledged) {
        assertTrue(one.datasets().find(Sample.id(path)).isPresent(), path);
      }
      var lines = new TreeMap<String, Integer>();
      var all = new Trail.Question("", "", Long.MAX_VALUE, 1_000);
      two.trail().read(all).forEach(line -> lines.merge(line.deed().object(), 1, Integer::sum));
      lines.forEach((path, times) -> assertEquals(1, times, path));
      assertTrue(lines.keySet().containsAll(acknowledged));
      assertTrue(lines.size() <= acknowledged.size() + unknown.get());
    }
    assertEquals(Sample.dump(folder.resolve("one")), Sample.dump(folder.resolve("two")));
    try (var _ = node("three")) {
      // Takes a copy.
    }
    assertEquals(Sample.dump(folder.resolve("one")), Sample.dump(folder.resolve("three")));
  }

  @Test
  void readsOnWhileTheServerIsAwayAndRefusesToWrite() throws Exception {
    try (var one = node("one")) {
      one.datasets().put(Sample.published("a/x", "X"));
      server.kill();
      assertThrows(StoreAway.class, () -> one.datasets().put(Sample.published("a/y", "Y")));
      assertTrue(one.datasets().find(Sample.id("a/x")).isPresent());
    }
    try (var again = node("one")) {
      assertTrue(again.datasets().find(Sample.id("a/x")).isPresent());
      assertThrows(DataDirectoryException.class, () -> node("two"));
      server.restart();
      again.datasets().put(Sample.published("a/y", "Y"));
    }
  }

  /// Does what it is told, and says that it did not.
  private record Mute(SparqlStore store, AtomicInteger times) implements SparqlStore {
    @Override
    public String address() {
      return store.address();
    }

    @Override
    public <T> T select(String query, Answer<T> answer) throws IOException {
      return store.select(query, answer);
    }

    @Override
    public void update(String update) throws IOException {
      store.update(update);
      if (times.getAndDecrement() > 0) {
        throw new IOException("the answer was lost");
      }
    }
  }

  @Test
  void findsOutWhatBecameOfAWriteWhoseAnswerWasLost() throws Exception {
    node("one").close();
    var mute = new Mute(Optional.ofNullable(options.shared()).orElseThrow(), new AtomicInteger(1));
    try (var one =
        DataDirectory.open(
            folder.resolve("one"), Sample.BASE, InstantSource.system(), options.sharing(mute))) {
      assertEquals(1, one.datasets().put(Sample.published("a/x", "X")).change());
      assertEquals(2, one.datasets().put(Sample.published("a/y", "Y")).change());
      assertEquals(2, one.replication().position().number());
    }
  }

  @Test
  void writesWhatIsTooMuchForOneUpdateInPiecesAndAllOrNothing() throws Exception {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 800; i++) {
      entries.add(Sample.published("a/d" + i, "Titel " + i));
    }
    try (var one = node("one");
        var two = node("two")) {
      one.datasets().putAll(entries);
      await(() -> two.datasets().ids("a", State.PUBLISHED).size() == 800);
    }
    try (var _ = node("three")) {
      // Takes a copy.
    }
    assertEquals(Sample.dump(folder.resolve("one")), Sample.dump(folder.resolve("three")));
  }

  @Test
  void isMovedThereAndBackAndIsTheSame() throws Exception {
    Path own = folder.resolve("own");
    try (var directory = Sample.open(own)) {
      directory.datasets().put(Sample.published("a/x", "X"));
      directory.datasets().put(Sample.draft("a/y", "Y", "{\"a\":1}"));
      directory
          .datasets()
          .putGraph("https://example.org/words", Sample.graph(":a :b 1.50, true ."));
      directory.trail().note(new Deed("w", Deed.What.PUBLISHED, "a", "a/x"));
    }
    List<String> before = Sample.dump(own);
    SparqlStore store = Optional.ofNullable(options.shared()).orElseThrow();
    assertEquals(before.size(), DataDirectory.share(own, store));
    assertThrows(DataDirectoryException.class, () -> Sample.open(own));
    try (var two = node("two")) {
      assertEquals(3, two.datasets().change());
    }
    assertEquals(before, Sample.dump(folder.resolve("two")));
    try (var two = node("two")) {
      two.datasets().put(Sample.published("a/z", "Z"));
    }
    List<String> after = Sample.dump(folder.resolve("two"));
    assertEquals(
        after.size(),
        DataDirectory.own(
            own, Sample.BASE, InstantSource.system(), DataDirectory.Options.DEFAULT, store));
    assertEquals(after, Sample.dump(own));
    try (var directory = Sample.open(own)) {
      assertEquals(5, directory.datasets().put(Sample.published("a/v", "V")).change());
    }
    assertThrows(DataDirectoryException.class, () -> node("two").close());
    assertTrue(Files.exists(folder.resolve("two/shared")));
  }
}
