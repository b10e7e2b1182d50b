package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.engines.Engine;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.NotReady;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.harvest.NetworkEngine;
import org.allmende.search.opensearch.OpenSearchIndex;
import org.allmende.testkit.peers.OpenSearchCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Several nodes over one store and one index on a cluster, of which any may be lost.
class SharedIndexTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MemoryDatasetStore store = new MemoryDatasetStore("geteilt");
  private final String prefix = "s" + UUID.randomUUID().toString().substring(0, 8);

  /// A way to the cluster that can be cut, and on which what is written can be held up.
  private static final class Line implements Engine {

    private final Engine cluster =
        new NetworkEngine(OpenSearchCluster.shared().addresses(), "", "");
    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicInteger written = new AtomicInteger();
    private volatile @Nullable CountDownLatch held;
    private final CountDownLatch arrived = new CountDownLatch(1);

    @Override
    public Reply ask(String method, String path, String mediaType, String body) throws IOException {
      if (path.contains("_bulk")) {
        written.incrementAndGet();
        hold();
      }
      if (cut.get()) {
        throw new IOException("cut");
      }
      return cluster.ask(method, path, mediaType, body);
    }

    private void hold() throws IOException {
      CountDownLatch until = held;
      if (until != null) {
        arrived.countDown();
        try {
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }
    }
  }

  private SearchIndex node(Engine line) {
    return OpenSearchIndex.open(
        line, prefix, store, Catalogs.answering(store, Catalogs::tenant, _ -> List.of()));
  }

  private void publish(String path, String title, SearchIndex... nodes) {
    long change = store.put(Catalogs.titled(path, title)).change();
    for (SearchIndex node : nodes) {
      assertTrue(node.await(change, PATIENCE), () -> title + " at " + node.position());
    }
  }

  private static List<String> found(SearchIndex index, String text) {
    return index.search(Request.of(text)).hits().stream()
        .map(hit -> hit.id().toString())
        .sorted()
        .toList();
  }

  @Test
  void oneNodeWritesAndTheOtherShowsIt() {
    var first = new Line();
    var second = new Line();
    try (var one = node(first);
        var other = node(second)) {
      publish("a/baeume", "Baumkataster", one, other);
      assertEquals(List.of("a/baeume"), found(one, "Baum"));
      assertEquals(List.of("a/baeume"), found(other, "Baum"));
      assertTrue(first.written.get() > 0);
      assertEquals(0, second.written.get());
    }
  }

  @Test
  void theOtherWritesAtOnceWhenTheFirstStops() {
    var second = new Line();
    try (var other = second(second)) {
      publish("a/brunnen", "Brunnen", other);
      assertEquals(List.of("a/brunnen"), found(other, "Brunnen"));
      assertTrue(second.written.get() > 0);
    }
  }

  /// The store as a node has it that has not looked at it for a moment.
  private final class Behind implements PublishedGraphs {
    private volatile long seen;

    Behind(long seen) {
      this.seen = seen;
    }

    @Override
    public String id() {
      return store.id();
    }

    @Override
    public long change() {
      return seen;
    }

    @Override
    public void refresh() {
      seen = store.change();
    }

    @Override
    public void onChange(LongConsumer listener) {
      store.onChange(listener);
    }

    @Override
    public long scan(Consumer<NamedGraph> each) {
      return store.scan(each);
    }

    @Override
    public long scanSince(long change, Consumer<NamedGraph> each) {
      return store.scanSince(change, each);
    }
  }

  @Test
  void looksAtTheStoreBeforeItBuildsAnewWhatAnotherHasWritten() {
    try (var one = node(new Line())) {
      publish("a/baeume", "Baumkataster", one);
    }
    var line = new Line();
    var behind = new Behind(0);
    try (var other =
        OpenSearchIndex.open(
            line, prefix, behind, Catalogs.answering(store, Catalogs::tenant, _ -> List.of()))) {
      assertTrue(other.await(store.change(), PATIENCE));
      assertEquals(List.of("a/baeume"), found(other, "Baum"));
      assertEquals(0, line.written.get());
    }
  }

  /// A node that has read while another, which is stopped now, has written.
  private SearchIndex second(Line line) {
    try (var one = node(new Line())) {
      var other = node(line);
      publish("a/baeume", "Baumkataster", one, other);
      assertEquals(0, line.written.get());
      return other;
    }
  }

  @Test
  void theOtherWritesWhenTheFirstIsCutOffAndBothShowTheSameAfterwards() {
    var first = new Line();
    var second = new Line();
    try (var one = node(first);
        var other = node(second)) {
      publish("a/baeume", "Baumkataster", one, other);
      first.cut.set(true);
      assertThrows(NotReady.class, () -> found(one, "Brunnen"));
      publish("a/brunnen", "Brunnen", other);
      int before = first.written.get();
      first.cut.set(false);
      publish("a/bruecken", "Brücken", one, other);
      assertEquals(List.of("a/brunnen"), found(one, "Brunnen"));
      assertEquals(List.of("a/bruecken"), found(other, "Brücke"));
      assertEquals(before, first.written.get());
    }
  }

  @Test
  void aWriterThatSleptChangesNothingWhenItWakesUp() throws InterruptedException {
    var first = new Line();
    try (var one = node(first);
        var other = node(new Line())) {
      publish("a/platz", "Marktplatz", one, other);
      var sleeping = new CountDownLatch(1);
      first.held = sleeping;
      store.put(Catalogs.titled("a/platz", "Altmarkt"));
      assertTrue(first.arrived.await(30, TimeUnit.SECONDS));
      publish("a/platz", "Neumarkt", other);
      first.held = null;
      sleeping.countDown();
      publish("a/ende", "Ende", one, other);
      assertEquals(List.of("a/platz"), found(one, "Neumarkt"));
      assertEquals(List.of(), found(one, "Altmarkt"));
      assertEquals(List.of(), found(other, "Altmarkt"));
    }
  }

  @Test
  void eitherRebuildsWhileTheOtherGoesOn() {
    try (var one = node(new Line());
        var other = node(new Line())) {
      publish("a/baeume", "Baumkataster", one, other);
      other.rebuild();
      publish("a/brunnen", "Brunnen", one, other);
      one.rebuild();
      publish("a/bruecken", "Brücken", one, other);
      for (SearchIndex node : List.of(one, other)) {
        assertEquals(List.of("a/baeume", "a/bruecken", "a/brunnen"), found(node, ""));
      }
    }
  }

  @Test
  void saysThatItIsNotReadyWhileTheClusterIsAway() {
    var nowhere = new NetworkEngine(List.of(URI.create("http://127.0.0.1:1")), "", "");
    try (var index = node(nowhere)) {
      assertThrows(NotReady.class, () -> index.search(Request.of("Baum")));
      assertEquals(0, index.position());
    }
  }

  @Test
  void findsNothingWrongWhileANodeOfTheClusterIsKilled() throws InterruptedException, IOException {
    OpenSearchCluster cluster = OpenSearchCluster.shared();
    cluster.clear();
    for (int i = 0; i < 150; i++) {
      store.put(Catalogs.titled("a/satz-" + i, i % 3 == 0 ? "Baumkataster" : "Brunnen"));
    }
    var wrong = new ConcurrentLinkedQueue<String>();
    var right = new AtomicInteger();
    var done = new AtomicBoolean();
    try (var one = node(new Line());
        var other = node(new Line())) {
      assertTrue(one.await(store.change(), PATIENCE) && other.await(store.change(), PATIENCE));
      cluster.await(2);
      var readers = new ArrayList<Thread>();
      for (SearchIndex node : List.of(one, other)) {
        readers.add(Thread.ofPlatform().start(() -> read(node, done, right, wrong)));
      }
      cluster.kill(2);
      cluster.await(1);
      publish("a/neu", "Neubau", one, other);
      assertEquals(List.of("a/neu"), found(other, "Neubau"));
      int before = right.get();
      cluster.start(2);
      cluster.await(2);
      publish("a/auch-neu", "Anbau", one, other);
      done.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      assertEquals(List.of(), List.copyOf(wrong));
      assertTrue(right.get() > before && before > 0, () -> right.get() + " after " + before);
      assertEquals(List.of("a/auch-neu"), found(one, "Anbau"));
    } finally {
      done.set(true);
    }
  }

  private static void read(
      SearchIndex index,
      AtomicBoolean done,
      AtomicInteger right,
      ConcurrentLinkedQueue<String> wrong) {
    for (int page = 1; !done.get(); page = page % 5 + 1) {
      try {
        // Another page each time, so that it is asked and not remembered.
        long total = index.search(Request.of("Baum").on(page, 5 + right.get() % 90)).total();
        if (total == 50) {
          right.incrementAndGet();
        } else {
          wrong.add("50 expected, " + total + " found");
        }
      } catch (NotReady _) {
        // Nobody is told anything wrong.
      } catch (RuntimeException e) {
        wrong.add(e.toString());
      }
    }
  }
}
