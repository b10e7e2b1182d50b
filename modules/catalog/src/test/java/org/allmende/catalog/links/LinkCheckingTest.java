package org.allmende.catalog.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.allmende.catalog.links.LinkProbe.Question;
import org.allmende.catalog.links.LinkProbe.Reply;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.dcat.quality.LinkStatus.Reason;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.junit.jupiter.api.Test;

class LinkCheckingTest {

  private static final Reply GOOD = new Reply.Told(Reason.ANSWERED, 200, Duration.ZERO);
  private static final Reply GONE = new Reply.Told(Reason.GONE, 404, Duration.ZERO);
  private static final Reply AWAY = new Reply.Away(Reason.SILENT);

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final ListedStore store = new ListedStore();
  private final Map<String, byte[]> kept = new HashMap<>();
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<DatasetId> told = new LinkedHashSet<>();
  private LinkMemory memory = memory();
  private KnownLinks known = known();
  private LinkChecking checking = checking();

  private LinkMemory memory() {
    var derived =
        new DerivedFiles() {
          @Override
          public Optional<byte[]> get(String key) {
            return Optional.ofNullable(kept.get(key));
          }

          @Override
          public void put(String key, byte[] bytes) {
            kept.put(key, bytes);
          }
        };
    return new LinkMemory(derived, store.id(), () -> now);
  }

  private KnownLinks known() {
    return new KnownLinks(
        memory, store, store, new Addresses("https://daten.example.org"), () -> now);
  }

  private LinkChecking checking() {
    return new LinkChecking(store, this::reply, memory, known, told::add, () -> now);
  }

  private void restart() {
    checking.close();
    memory = memory();
    known = known();
    checking = checking();
  }

  private Reply reply(Question question) {
    asked.add(question.address().toString());
    Deque<Reply> left = replies.get(question.address().toString());
    if (left == null) {
      return GOOD;
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  /// What an address replies, one after the other, the last for good.
  private void reply(String address, Reply... some) {
    replies.put(address, new ArrayDeque<>(List.of(some)));
  }

  /// Lets time go by, a second at a time while somebody is asked.
  private void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      checking.lookAround();
      while (checking.askNext()) {
        // All that may be asked at this moment.
      }
      now = now.plus(checking.waiting() > 0 ? Duration.ofSeconds(1) : Duration.ofMinutes(10));
    }
  }

  private void passMinutes(int minutes) {
    pass(Duration.ofMinutes(minutes));
  }

  private LinkStatus.State state(String address) {
    return known.of(address).orElseThrow().state();
  }

  @Test
  void asksEachLinkOnceAndAgainWhenItIsTime() {
    store.publish("a", "https://one.example/a", "https://two.example/b");
    store.publish("b", "https://one.example/a");
    reply("https://two.example/b", GONE);
    passMinutes(30);
    assertEquals(List.of("https://one.example/a", "https://two.example/b"), asked);
    assertEquals(LinkStatus.State.BROKEN, state("https://two.example/b"));
    asked.clear();
    pass(Duration.ofDays(4));
    assertEquals(Set.of("https://two.example/b"), Set.copyOf(asked));
    assertTrue(asked.size() >= 3 && asked.size() <= 4, asked::toString);
    asked.clear();
    pass(Duration.ofDays(4));
    assertEquals(1, asked.stream().filter("https://one.example/a"::equals).count());
  }

  @Test
  void makesAPauseBetweenRequestsToAHostAndAsksSeveralHosts() {
    store.publish("a", "https://one.example/a", "https://one.example/b", "https://two.example/c");
    now = now.plusSeconds(60);
    checking.lookAround();
    assertTrue(checking.askNext());
    assertTrue(checking.askNext());
    assertEquals(2, asked.size());
    assertEquals(2, asked.stream().map(a -> URI.create(a).getHost()).distinct().count());
    assertFalse(checking.askNext());
    now = now.plusMillis(999);
    assertFalse(checking.askNext());
    now = now.plusMillis(1);
    assertTrue(checking.askNext());
  }

  @Test
  void waitsAsLongAsAHostWants() {
    store.publish("a", "https://one.example/a", "https://one.example/b");
    var slow = new Reply.Told(Reason.ANSWERED, 200, Duration.ofSeconds(30));
    reply("https://one.example/a", slow);
    reply("https://one.example/b", slow);
    now = now.plusSeconds(60);
    checking.lookAround();
    assertTrue(checking.askNext());
    now = now.plusSeconds(29);
    assertFalse(checking.askNext());
    now = now.plusSeconds(1);
    assertTrue(checking.askNext());
  }

  @Test
  void leavesAHostAloneThatIsBusy() {
    store.publish("a", "https://one.example/a");
    reply(
        "https://one.example/a",
        new Reply.Busy(503, Duration.ofMinutes(5)),
        new Reply.Busy(429, Duration.ZERO),
        GOOD);
    now = now.plusSeconds(60);
    passMinutes(4);
    assertEquals(1, asked.size());
    passMinutes(2);
    assertEquals(2, asked.size());
    passMinutes(3);
    assertEquals(3, asked.size());
    assertEquals(LinkStatus.State.ANSWERS, state("https://one.example/a"));
  }

  @Test
  void blamesNoLinkForTooManyRequests() {
    store.publish("a", "https://one.example/a", "https://one.example/b");
    reply("https://one.example/a", new Reply.Busy(429, Duration.ZERO));
    reply("https://one.example/b", new Reply.Busy(429, Duration.ZERO));
    pass(Duration.ofDays(6));
    assertTrue(known.of("https://one.example/a").isEmpty());
    assertTrue(asked.size() < 20, () -> asked.size() + " requests");
    assertEquals(0, checking.waiting());
  }

  @Test
  void findsThatAHostIsAwayWithFewRequests() {
    for (int i = 0; i < 100; i++) {
      store.publish("d" + i, "https://away.example/" + i);
      reply("https://away.example/" + i, AWAY);
    }
    passMinutes(60);
    assertEquals(3, asked.size());
    assertEquals(LinkStatus.State.FAILING, state("https://away.example/77"));
    pass(Duration.ofDays(4));
    assertEquals(LinkStatus.State.BROKEN, state("https://away.example/77"));
    assertTrue(asked.size() < 10, () -> asked.size() + " requests");
    assertEquals(100, known.countBroken("stadt"));
    assertEquals(1, known.broken("stadt", "d9", 1).size());
    assertEquals("d90", known.broken("stadt", "d9", 1).getFirst().entry().id().slug());
  }

  @Test
  void blamesOneLinkOnlyWhereTheOthersOfItsHostAnswer() {
    store.publish("a", "https://one.example/a", "https://one.example/b", "https://one.example/c");
    reply("https://one.example/a", new Reply.Busy(503, Duration.ZERO));
    passMinutes(60);
    assertEquals(LinkStatus.State.FAILING, state("https://one.example/a"));
    assertEquals(LinkStatus.State.ANSWERS, state("https://one.example/b"));
    assertEquals(LinkStatus.State.ANSWERS, state("https://one.example/c"));
  }

  @Test
  void followsARedirectInTheLineOfTheOtherHost() {
    store.publish("a", "https://one.example/a", "https://two.example/b");
    var there = new Question(URI.create("https://two.example/there"), false, 1);
    reply("https://one.example/a", new Reply.Next(there, Duration.ZERO));
    reply("https://two.example/there", GONE);
    now = now.plusSeconds(60);
    checking.lookAround();
    while (checking.askNext()) {
      // What may be asked now.
    }
    assertEquals(2, asked.size());
    passMinutes(1);
    assertEquals(LinkStatus.State.BROKEN, state("https://one.example/a"));
  }

  @Test
  void asksNoLinkForEver() {
    store.publish("a", "https://one.example/a");
    var again = new Question(URI.create("https://one.example/a"), false, 0);
    reply("https://one.example/a", new Reply.Next(again, Duration.ZERO));
    passMinutes(60);
    assertEquals(20, asked.size());
    assertEquals(Reason.REDIRECTS, known.of("https://one.example/a").orElseThrow().reason());
  }

  @Test
  void answersForOurOwnAddressesFromTheStore() throws IOException {
    var id = new DatasetId("stadt", "zurueckgezogen");
    store.put(id, State.WITHDRAWN);
    store.put(new DatasetId("stadt", "da"), State.PUBLISHED);
    String own = "https://daten.example.org/";
    String gone = own + "datasets/stadt/zurueckgezogen.csv?x";
    String missing = own + "datasets/stadt/nie";
    var bytes = new ByteArrayInputStream(new byte[] {1});
    Sha256 kept = store.receive(bytes, "a.csv", List.of(), "text/csv", 1).sha256();
    String file = own + "files/" + kept.hex() + "/a.csv";
    String lost = own + "files/" + "0".repeat(64) + "/a.csv";
    String there = "HTTP://daten.example.org/datasets/stadt/da#x";
    String elsewhere = "https://daten.example.org.evil.example/";
    store.publish("a", gone, missing, file, lost, there, own + "sparql", own, elsewhere);
    var back = new Question(URI.create(own + "datasets/stadt/da"), false, 1);
    store.publish("b", "https://one.example/b");
    reply("https://one.example/b", new Reply.Next(back, Duration.ZERO));
    passMinutes(30);
    assertEquals(Set.of(elsewhere, "https://one.example/b"), Set.copyOf(asked));
    assertEquals(410, known.of(gone).orElseThrow().status());
    assertEquals(404, known.of(missing).orElseThrow().status());
    assertEquals(404, known.of(lost).orElseThrow().status());
    for (String good : List.of(file, there, own, own + "sparql", "https://one.example/b")) {
      assertEquals(LinkStatus.State.ANSWERS, state(good), good);
    }
    var broken = known.broken("stadt", "", 10);
    assertEquals(1, broken.size());
    assertEquals(3, broken.getFirst().links().size());
    assertEquals(3, known.findings(broken.getFirst().entry()).size());
  }

  @Test
  void doesNotAskWhatIsNoAddressOfTheWeb() {
    store.publish("a", "ftp://one.example/a", "urn:x:y", "mailto:a@one.example", "https://o/%zz");
    passMinutes(30);
    assertEquals(List.of(), asked);
    assertEquals(LinkStatus.State.NOT_ASKED, state("ftp://one.example/a"));
    assertEquals(List.of(), known.broken("stadt", "", 10));
  }

  @Test
  void remembersAcrossARestart() {
    store.publish("a", "https://one.example/a", "https://two.example/b");
    reply("https://two.example/b", GONE);
    passMinutes(30);
    asked.clear();
    restart();
    assertEquals(LinkStatus.State.ANSWERS, state("https://one.example/a"));
    assertEquals(1, known.countBroken("stadt"));
    passMinutes(60);
    assertEquals(List.of(), asked);
    kept.replaceAll((_, bytes) -> java.util.Arrays.copyOf(bytes, bytes.length - 3));
    memory = memory();
    assertEquals(0, memory.size());
  }

  @Test
  void hearsOfWhatIsPublishedBetweenTwoWalks() {
    store.publish("a", "https://one.example/a");
    passMinutes(30);
    told.clear();
    store.publish("b", "https://two.example/b");
    passMinutes(10);
    assertEquals(LinkStatus.State.ANSWERS, state("https://two.example/b"));
    assertEquals(Set.of(new DatasetId("stadt", "b")), told);
  }

  @Test
  void forgetsWhatIsNoLongerLinkedOrOld() {
    store.publish("a", "https://one.example/a", "https://one.example/b");
    reply("https://one.example/b", GONE);
    passMinutes(30);
    assertEquals(2, memory.size());
    store.put(new DatasetId("stadt", "a"), State.WITHDRAWN);
    pass(Duration.ofDays(1));
    assertEquals(0, memory.size());
    assertEquals(0, known.countBroken("stadt"));
    store.publish("a", "https://one.example/a");
    passMinutes(30);
    assertTrue(known.of("https://one.example/a").isPresent());
    now = now.plus(Duration.ofDays(31));
    assertTrue(known.of("https://one.example/a").isEmpty());
  }

  @Test
  void takesALongLineInParts() {
    String[] links = new String[900];
    for (int d = 0; d < 7; d++) {
      for (int i = 0; i < links.length; i++) {
        links[i] = "https://one.example/" + d + "/" + i;
      }
      store.publish("d" + d, links);
    }
    now = now.plusSeconds(60);
    checking.lookAround();
    assertEquals(5_000, checking.waiting());
    pass(Duration.ofHours(3));
    assertEquals(6_300, asked.size());
    assertEquals(6_300, memory.size());
  }

  @Test
  void marksADatasetWhoseLinksAreAnsweredWhileItIsLookedAt() throws InterruptedException {
    String[] links = new String[60];
    for (int d = 0; d < 100; d++) {
      for (int i = 0; i < links.length; i++) {
        links[i] = "https://daten.example.org/files/" + i;
      }
      links[0] = "https://a-" + d + ".example/";
      store.publish("d" + d, links);
    }
    var all = new CountDownLatch(100);
    Consumer<DatasetId> hears = _ -> all.countDown();
    try (var busy = new LinkChecking(store, _ -> GONE, memory, known, hears, () -> now)) {
      now = now.plusSeconds(60);
      busy.start();
      assertTrue(all.await(60, TimeUnit.SECONDS));
      for (int d = 0; d < 100; d++) {
        while (memory.of("https://a-" + d + ".example/").isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
    }
    assertEquals(100, known.countBroken("stadt"));
  }
}
