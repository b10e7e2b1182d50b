package org.allmende.store;

import static org.allmende.store.Sample.draft;
import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.allmende.store.Sample.titled;
import static org.allmende.store.Sample.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.Chronicle.Event;
import org.allmende.catalog.store.Chronicle.Span;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.model.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ChronicleContract extends Contract {

  DataDirectory directory;
  DatasetStore store;

  @BeforeEach
  void begin() throws IOException {
    directory = open(folder);
    store = directory.datasets();
  }

  @AfterEach
  void end() throws IOException {
    directory.close();
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(event -> event.id().toString()).toList();
  }

  @Test
  void followsTheStore() {
    store.put(published("a/eins", "Eins"));
    var chronicle = new Chronicle(store);
    assertEquals(List.of("a/eins"), ids(chronicle.all(Span.ALL)));
    store.put(published("b/zwei", "Zwei"));
    store.put(published("a/eins", "Eins, geändert"));
    assertEquals(List.of("b/zwei", "a/eins"), ids(chronicle.all(Span.ALL)));
    store.erase(id("b/zwei"));
    assertEquals(List.of("a/eins"), ids(chronicle.all(Span.ALL)));
    assertTrue(chronicle.of(id("b/zwei")).isEmpty());
  }

  @Test
  void knowsWhatWasWithdrawnAndNoDrafts() {
    var chronicle = new Chronicle(store);
    store.put(draft("a/entwurf", "Entwurf", ""));
    store.put(published("a/eins", "Eins"));
    Instant first = chronicle.earliest().orElseThrow();
    store.put(
        new Entry(id("a/eins"), uri("a/eins"), State.WITHDRAWN, titled(uri("a/eins"), "Eins"), ""));
    List<Event> all = chronicle.all(Span.ALL);
    assertEquals(List.of("a/eins"), ids(all));
    assertTrue(all.getFirst().withdrawn());
    assertTrue(all.getFirst().moment().isAfter(first));
    assertEquals(all, new Chronicle(store).all(Span.ALL));
  }

  @Test
  void datesAChangeLikeTheStoreSoThatNobodyWhoAsksFromThereMissesIt() {
    store.put(published("a/eins", "Eins"));
    var chronicle = new Chronicle(store);
    Instant modified = store.find(id("a/eins")).orElseThrow().modified();
    assertEquals(modified, chronicle.of(id("a/eins")).orElseThrow().moment());
    assertEquals(List.of("a/eins"), ids(chronicle.all(Span.since(null, modified))));
    store.put(
        new Entry(id("a/eins"), uri("a/eins"), State.WITHDRAWN, titled(uri("a/eins"), "Eins"), ""));
    Instant withdrawn = store.find(id("a/eins")).orElseThrow().modified();
    Span since = Span.since("a", withdrawn);
    assertEquals(List.of("a/eins"), ids(chronicle.withdrawn(since, id -> true, 10)));
    assertEquals(List.of(), ids(chronicle.withdrawn(since, id -> false, 10)));
  }

  @Test
  void goesOnBehindAnEventWhateverHasChanged() {
    var chronicle = new Chronicle(store);
    for (int i = 0; i < 5; i++) {
      store.put(published("a/satz-" + i, "Satz " + i));
    }
    Event second = chronicle.first(Span.ALL, 2).getLast();
    store.put(published("a/satz-0", "Neu"));
    store.put(published("b/fremd", "Fremd"));
    var span = new Span("a", Instant.EPOCH, Instant.MAX);
    assertEquals(
        List.of("a/satz-2", "a/satz-3", "a/satz-4", "a/satz-0"),
        ids(chronicle.after(span, second, 10)));
    assertEquals(5, chronicle.count(span));
    Instant third = chronicle.after(span, second, 1).getFirst().moment();
    assertEquals(List.of("a/satz-2"), ids(chronicle.all(new Span(null, third, third))));
  }
}
