package org.allmende.catalog.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.junit.jupiter.api.Test;

final class EverywhereTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));
  private final SearchIndex index =
      new OneIndex(asked ->
          new Results(
              2,
              1,
              List.of(
                  Some.found("local", "hier-1", 5).hit(), Some.found("local", "hier-2", 1).hit()),
              Map.of(),
              null,
              List.of(),
              null,
              List.of()));

  private Everywhere everywhere(Map<String, OtherNodes> others, Duration time) {
    List<Node> nodes =
        others.keySet().stream()
            .sorted()
            .flatMap(name -> Node.list(name + "=https://" + name + ".example").stream())
            .toList();
    OtherNodes all = (node, asked) -> of(others, node).ask(node, asked);
    return new Everywhere(index, nodes, all, now::get, time);
  }

  private static OtherNodes of(Map<String, OtherNodes> others, Node node) {
    return others.getOrDefault(
        node.name(),
        (_, _) -> {
          throw new IllegalStateException(node.name());
        });
  }

  private static OtherNodes answering(String... titles) {
    return (node, _) -> {
      var hits = new ArrayList<Found>();
      for (String title : titles) {
        hits.add(Some.found(node.name(), title, 3 - hits.size()));
      }
      return new Answer(10, hits, Map.of(), null);
    };
  }

  private static Everywhere.Everything all(Everywhere everywhere) {
    return everywhere.search(Request.of("Baum"), everywhere.nodes());
  }

  private static Map<String, Status> told(Everywhere.Everything all) {
    var told = new HashMap<String, Status>();
    all.told().forEach(one -> told.put(one.name(), one.status()));
    return told;
  }

  @Test
  void mergesWhatAllHaveFound() {
    var all = all(everywhere(Map.of("a", answering("a-1"), "b", answering("b-1", "b-2")), LONG));
    assertEquals(List.of("hier-1", "a-1", "b-1", "b-2", "hier-2"), Some.titles(all.hits()));
    assertEquals(22, all.total());
    assertEquals(22, all.reachable());
    assertEquals(List.of(), all.missing());
    assertEquals(
        List.of("local 2", "a 10", "b 10"),
        all.told().stream().map(one -> one.name() + " " + one.total()).toList());
  }

  @Test
  void goesOnWithoutWhoIsLateAndSaysSo() throws InterruptedException {
    var stopped = new CountDownLatch(1);
    OtherNodes slow =
        (_, _) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            stopped.countDown();
          }
          throw NodeFailed.saying("too late");
        };
    var all = all(everywhere(Map.of("slow", slow), SHORT));
    assertEquals(List.of("hier-1", "hier-2"), Some.titles(all.hits()));
    assertEquals(Map.of("local", Status.ANSWERED, "slow", Status.LATE), told(all));
    stopped.await();
  }

  @Test
  void goesOnWithoutWhoFailsOrRefusesAndSaysSo() {
    OtherNodes broken =
        (_, _) -> {
          throw NodeFailed.saying("no list of hits");
        };
    OtherNodes wrong =
        (_, _) -> {
          throw new IllegalStateException("a mistake of ours");
        };
    OtherNodes no =
        (_, _) -> {
          throw NodeFailed.refused("400", false);
        };
    var all = all(everywhere(Map.of("broken", broken, "wrong", wrong, "no", no), LONG));
    assertEquals(2, all.total());
    assertEquals(
        Map.of(
            "local", Status.ANSWERED,
            "broken", Status.FAILED,
            "wrong", Status.FAILED,
            "no", Status.REFUSED),
        told(all));
  }

  @Test
  void leavesANodeAloneThatFailedSeveralTimesAndTriesItAgainLater() {
    var asked = new AtomicInteger();
    var well = new AtomicReference<>(false);
    OtherNodes moody =
        (node, request) -> {
          asked.incrementAndGet();
          if (well.get()) {
            return answering("wieder da").ask(node, request);
          }
          throw NodeFailed.saying("no");
        };
    Everywhere everywhere = everywhere(Map.of("a", moody), LONG);
    for (int i = 0; i < Brake.MOST_FAILURES; i++) {
      assertEquals(Status.FAILED, told(all(everywhere)).get("a"));
    }
    assertEquals(Status.PAUSED, told(all(everywhere)).get("a"));
    assertEquals(Brake.MOST_FAILURES, asked.get());
    now.updateAndGet(time -> time.plus(Brake.PAUSE));
    assertEquals(Status.FAILED, told(all(everywhere)).get("a"));
    assertEquals(Status.PAUSED, told(all(everywhere)).get("a"));
    now.updateAndGet(time -> time.plus(Brake.PAUSE));
    well.set(true);
    assertEquals(Status.ANSWERED, told(all(everywhere)).get("a"));
    assertEquals(Status.ANSWERED, told(all(everywhere)).get("a"));
  }

  @Test
  void isNotMadeToLeaveANodeAloneByQuestionsThatItRefuses() {
    OtherNodes no =
        (_, _) -> {
          throw NodeFailed.refused("400", false);
        };
    Everywhere everywhere = everywhere(Map.of("a", no), LONG);
    for (int i = 0; i < 2 * Brake.MOST_FAILURES; i++) {
      assertEquals(Status.REFUSED, told(all(everywhere)).get("a"));
    }
  }

  @Test
  void asksOneNodeFewQuestionsAtOnce() {
    var brake = new Brake();
    for (int i = 0; i < Brake.MOST_AT_ONCE; i++) {
      assertTrue(brake.begin(now.get()));
    }
    assertFalse(brake.begin(now.get()));
    brake.ended();
    assertTrue(brake.begin(now.get()));
  }

  @Test
  void asksOnlyWhoIsNamed() {
    Everywhere everywhere = everywhere(Map.of("a", answering("a-1"), "b", answering("b-1")), LONG);
    var all = everywhere.search(Request.of("Baum"), List.of(everywhere.node("b").orElseThrow()));
    assertEquals(Map.of("local", Status.ANSWERED, "b", Status.ANSWERED), told(all));
  }

  @Test
  void asksEachNodeForAllThatThePageMayNeed() throws NodeFailed {
    var asked = new AtomicReference<>(Request.of(""));
    OtherNodes remembering =
        (_, request) -> {
          asked.set(request);
          return Some.answer();
        };
    Everywhere everywhere = everywhere(Map.of("a", remembering), LONG);
    everywhere.search(Request.of("Baum").on(3, 20), everywhere.nodes());
    assertEquals(1, asked.get().page());
    assertEquals(60, asked.get().size());
    assertTrue(asked.get().measured());
  }

  @Test
  void refusesPagesThatAreTooDeep() {
    Everywhere everywhere = everywhere(Map.of(), LONG);
    Request deep = Request.of("Baum").on(11, 10);
    assertThrows(IllegalArgumentException.class, () -> everywhere.search(deep, everywhere.nodes()));
  }
}
