package org.allmende.store;

import static org.allmende.store.Sample.draft;
import static org.allmende.store.Sample.graph;
import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.allmende.store.Sample.titled;
import static org.allmende.store.Sample.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.catalog.store.Version;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.testkit.Golden;
import org.apache.jena.graph.Graph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class DatasetStoreContract extends Contract {

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

  private void reopen() throws IOException {
    end();
    begin();
  }

  @Test
  void handsOutTogetherWhatWasWrittenTogether() throws Exception {
    var torn = new ConcurrentLinkedQueue<String>();
    var done = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                var texts = new TreeSet<String>();
                long since = store.change();
                long at =
                    store.scanSince(
                        Math.max(0, since - 3),
                        graph -> {
                          if (graph.kind() == NamedGraph.Kind.DATASET) {
                            graph
                                .graph()
                                .find()
                                .forEachRemaining(
                                    t -> texts.add(t.getObject().getLiteralLexicalForm()));
                          }
                        });
                if (at % 3 != 0 || at < since || texts.size() > 1) {
                  torn.add(at + " " + since + " " + texts);
                }
              }
            });
    for (int round = 0; round < 12; round++) {
      String title = "Fassung " + round;
      store.putAll(
          List.of(published("a/x", title), published("a/y", title), published("b/z", title)));
    }
    done.set(true);
    reader.join();
    assertEquals(List.of(), List.copyOf(torn));
  }

  @Test
  void handsOutWhatIsGoneAsNothingAndARecordBehindItsDataset() {
    store.put(published("a/x", "X"));
    store.put(published("a/y", "Y"));
    long before = store.change();
    store.erase(id("a/x"));
    store.putGraph("https://example.org/words", Sample.graph(":a :b :c ."));
    var handed = new ArrayList<String>();
    assertEquals(
        store.change(),
        store.scanSince(
            before, g -> handed.add(g.kind() + " " + g.name() + " " + g.graph().size())));
    assertEquals(
        List.of(
            "RECORD " + uri("a/x") + "#record 0",
            "OTHER " + uri("a/x") + " 0",
            "OTHER https://example.org/words 1"),
        handed);
    var all = new ArrayList<NamedGraph.Kind>();
    store.scanSince(1, g -> all.add(g.kind()));
    assertEquals(List.of(NamedGraph.Kind.DATASET, NamedGraph.Kind.RECORD), all.subList(0, 2));
  }

  @Test
  void aNewStoreIsEmptyAndHasAName() {
    assertEquals(0, store.change());
    assertFalse(store.id().isBlank());
    assertEquals(List.of(), store.ids(null, State.PUBLISHED));
    assertEquals(List.of(), store.changesAfter(0, 10));
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    var entry = published("weidenstedt/baeume", "Bäume");
    assertEquals(new Receipt(1, true), store.put(entry));
    String id = store.id();
    reopen();
    assertEquals(id, store.id());
    assertEquals(1, store.change());
    Stored stored = store.find(entry.id()).orElseThrow();
    assertEquals(1, stored.change());
    assertEquals(State.PUBLISHED, stored.entry().state());
    assertEquals(entry.uri(), stored.entry().uri());
    Golden.assertSameGraph("baeume", entry.graph(), stored.entry().graph());
    assertEquals(List.of(entry.id()), store.ids(null, State.PUBLISHED));
    assertEquals(entry.id(), store.idOf(entry.uri()).orElseThrow());
  }

  @Test
  void writesACatalogueRecordForWhatIsPublished() {
    store.put(published("weidenstedt/baeume", "Bäume"));
    store.put(published("weidenstedt/baeume", "Alle Bäume"));
    Golden.assertSameGraph(
        "record",
        graph(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dct: <http://purl.org/dc/terms/>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            BASE <https://daten.example.org/>
            <datasets/weidenstedt/baeume#record> a dcat:CatalogRecord ;
              <http://xmlns.com/foaf/0.1/primaryTopic> <datasets/weidenstedt/baeume> ;
              dct:issued "2026-01-01T00:00:01.25Z"^^xsd:dateTime ;
              dct:modified "2026-01-01T00:00:02.25Z"^^xsd:dateTime .
            <catalogs/weidenstedt> dcat:record <datasets/weidenstedt/baeume#record> ;
              dcat:dataset <datasets/weidenstedt/baeume> .
            """),
        record("weidenstedt/baeume"));
  }

  private Graph record(String path) {
    return store.graph(uri(path) + "#record").orElseThrow();
  }

  @Test
  void writesNothingWhenNothingIsDifferent() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Long>();
    store.onChange(heard::add);
    store.put(published("weidenstedt/baeume", "Bäume"));
    store.put(published("weidenstedt/parks", "Parks"));
    assertEquals(new Receipt(1, false), store.put(published("weidenstedt/baeume", "Bäume")));
    assertEquals(2, store.change());
    store.put(published("weidenstedt/baeume", "Alle Bäume"));
    for (long change = 1; change <= 3; change++) {
      assertEquals(change, heard.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void tellsOnlyTheLastChangeOfADataset() {
    store.put(published("weidenstedt/baeume", "Bäume"));
    store.put(published("weidenstedt/parks", "Parks"));
    store.put(published("weidenstedt/baeume", "Alle Bäume"));
    assertEquals(
        List.of(changed(2, "weidenstedt/parks"), changed(3, "weidenstedt/baeume")),
        store.changesAfter(0, 10));
    assertEquals(List.of(changed(2, "weidenstedt/parks")), store.changesAfter(0, 1));
    assertEquals(List.of(changed(3, "weidenstedt/baeume")), store.changesAfter(2, 10));
    assertEquals(List.of(), store.changesAfter(3, 10));
  }

  private static Change changed(long number, String path) {
    return new Change(number, id(path), List.of(uri(path), uri(path) + "#record"));
  }

  @Test
  void keepsDraftsAndNotesOutOfThePublishedGraphs() throws IOException {
    store.put(draft("weidenstedt/entwurf", "Geheim", "{\"title\":\"Geheim\"}"));
    reopen();
    assertEquals(List.of(), publishedNames());
    assertTrue(store.graph(uri("weidenstedt/entwurf")).isEmpty());
    Stored stored = store.find(id("weidenstedt/entwurf")).orElseThrow();
    assertEquals("{\"title\":\"Geheim\"}", stored.entry().notes());
    assertEquals(State.DRAFT, stored.entry().state());
    Golden.assertSameGraph(
        "draft", titled(uri("weidenstedt/entwurf"), "Geheim"), stored.entry().graph());
    assertEquals(List.of(id("weidenstedt/entwurf")), store.ids("weidenstedt", State.DRAFT));
  }

  @Test
  void showsADraftOnceItIsPublishedAndHidesWhatIsWithdrawn() throws IOException {
    store.put(draft("weidenstedt/baeume", "Bäume", "{}"));
    var entry = published("weidenstedt/baeume", "Bäume");
    assertEquals(new Receipt(2, true), store.put(entry));
    Instant issued = store.find(entry.id()).orElseThrow().issued();
    assertEquals(Instant.parse("2026-01-01T00:00:02.250Z"), issued);
    store.put(new Entry(entry.id(), entry.uri(), State.WITHDRAWN, titled(entry.uri(), "Weg"), ""));
    assertEquals(List.of(), publishedNames());
    assertEquals(issued, store.find(entry.id()).orElseThrow().issued());
    store.put(entry);
    reopen();
    assertEquals(issued, store.find(entry.id()).orElseThrow().issued());
    assertEquals(List.of(entry.uri(), entry.uri() + "#record"), publishedNames());
  }

  private List<String> publishedNames() {
    var names = new ArrayList<String>();
    store.scan(graph -> names.add(graph.name()));
    return names;
  }

  @Test
  void aChangeOfNotesAloneLeavesTheRecordAsItIs() {
    store.put(published("weidenstedt/baeume", "Bäume"));
    Graph before = record("weidenstedt/baeume");
    var entry = published("weidenstedt/baeume", "Bäume");
    var noted = new Entry(entry.id(), entry.uri(), entry.state(), entry.graph(), "{\"a\":1}");
    assertTrue(store.put(noted).changed());
    Golden.assertSameGraph("record", before, record("weidenstedt/baeume"));
    assertEquals("{\"a\":1}", store.find(entry.id()).orElseThrow().entry().notes());
  }

  @Test
  void leavesNothingOfAnErasedDatasetButItsName() throws IOException {
    var entry = published("weidenstedt/baeume", "Bäume");
    store.put(entry);
    assertEquals(new Receipt(2, true), store.erase(entry.id()));
    assertEquals(new Receipt(2, false), store.erase(entry.id()));
    for (int i = 0; i < 2; i++) {
      assertTrue(store.find(entry.id()).isEmpty());
      assertTrue(store.idOf(entry.uri()).isEmpty());
      assertEquals(List.of(), store.ids(null, State.PUBLISHED));
      assertEquals(List.of(changed(2, "weidenstedt/baeume")), store.changesAfter(0, 10));
      assertEquals(List.of(), publishedNames());
      reopen();
    }
    assertEquals(new Receipt(3, true), store.put(entry));
  }

  @Test
  void refusesAUriThatBelongsToAnotherDataset() {
    var foreign = "https://example.org/x";
    store.put(new Entry(id("a/x"), foreign, State.DRAFT, graph(""), ""));
    assertEquals(id("a/x"), store.idOf(foreign).orElseThrow());
    assertRefused(foreign, () -> store.put(entry("b/y", foreign)));
    assertRefused("a/x", () -> store.put(entry("a/x", "https://example.org/other")));
  }

  @Test
  void refusesAddressesOfOthersAndReservedNames() {
    store.putGraph("https://example.org/list", graph(":a :b :c ."));
    store.put(entry("a/x", "https://example.org/x"));
    for (String name :
        List.of(
            uri("b/y"),
            uri("b/y") + "#record",
            Sample.BASE + "/catalogs/b",
            Sample.BASE + "/catalog",
            "urn:allmende:store",
            "urn:x-arq:DefaultGraph",
            "https://example.org/list",
            "keine Adresse",
            "https://example.org/a b")) {
      assertRefused(name, () -> store.put(entry("a/z", name)));
    }
    for (String name :
        List.of(uri("b/y"), "https://example.org/x", "urn:allmende:x", "urn:x-arq:UnionGraph")) {
      assertRefused(name, () -> store.putGraph(name, graph(":a :b :c .")));
      assertRefused(name, () -> store.addToGraph(name, graph(":a :b :c .")));
    }
    assertEquals(2, store.change());
  }

  private static Entry entry(String path, String uri) {
    return new Entry(id(path), uri, State.PUBLISHED, titled(uri, "Titel"), "");
  }

  private static void assertRefused(String named, Supplier<Receipt> write) {
    var refusal = assertThrows(IllegalArgumentException.class, write::get);
    assertTrue(String.valueOf(refusal.getMessage()).contains(named), refusal::toString);
  }

  @Test
  void refusesBlankNodes() {
    var entry = new Entry(id("a/x"), uri("a/x"), State.PUBLISHED, graph(":a :b [] ."), "");
    assertThrows(IllegalArgumentException.class, () -> store.put(entry));
  }

  @Test
  void fillsWithWhatIsDurableTogether() {
    var taken = new ArrayList<String>();
    var refused = new ArrayList<String>();
    BiConsumer<Entry, Receipt> take = (e, receipt) -> taken.add(e.uri() + " " + receipt.change());
    BiConsumer<Entry, IllegalArgumentException> refuse = (e, _) -> refused.add(e.id().toString());
    store.fill(List.of(published("a/x", "X"), entry("a/q", uri("a/x"))), take, refuse);
    store.fill(List.of(published("a/y", "Y"), published("a/x", "X2")), take, refuse);
    assertEquals(List.of(uri("a/x") + " 1", uri("a/y") + " 2", uri("a/x") + " 3"), taken);
    assertEquals(List.of("a/q"), refused);
    boolean durable = store.change() > 0;
    assertEquals(durable ? 3 : 0, store.change(), "whole or not yet");
    assertEquals(durable, store.find(id("a/x")).isPresent());
    store.flush();
    assertEquals(List.of(changed(2, "a/y"), changed(3, "a/x")), store.changesAfter(0, 10));
    store.fill(List.of(published("a/z", "Z")), take, refuse);
    assertEquals(new Receipt(5, true), store.put(published("b/x", "B")));
    assertTrue(store.find(id("a/z")).isPresent());
  }

  @Test
  void storesManyInOneTransactionOrNone() {
    var good = List.of(published("a/x", "X"), published("a/y", "Y"), published("a/x", "X2"));
    assertEquals(
        List.of(new Receipt(1, true), new Receipt(2, true), new Receipt(3, true)),
        store.putAll(good));
    assertEquals(List.of(changed(2, "a/y"), changed(3, "a/x")), store.changesAfter(0, 10));
    var bad = List.of(published("a/z", "Z"), entry("a/q", uri("a/x")));
    assertThrows(IllegalArgumentException.class, () -> store.putAll(bad));
    assertTrue(store.find(id("a/z")).isEmpty());
    assertEquals(3, store.change());
    assertEquals(new Receipt(4, true), store.put(published("a/z", "Z")));
  }

  @Test
  void keepsOtherGraphsApart() throws IOException {
    String name = "https://example.org/themen";
    assertEquals(new Receipt(1, true), store.putGraph(name, graph(":a :b :c .")));
    assertEquals(new Receipt(1, false), store.putGraph(name, graph(":a :b :c .")));
    assertEquals(new Receipt(2, true), store.addToGraph(name, graph(":a :b :c, :d .")));
    Golden.assertSameGraph("added", graph(":a :b :c, :d ."), store.graph(name).orElseThrow());
    var kinds = new ArrayList<NamedGraph.Kind>();
    store.scan(g -> kinds.add(g.kind()));
    assertEquals(List.of(NamedGraph.Kind.OTHER), kinds);
    assertEquals(new Receipt(3, true), store.putGraph(name, graph("")));
    reopen();
    assertTrue(store.graph(name).isEmpty());
    assertEquals(List.of(new Change(3, null, List.of(name))), store.changesAfter(0, 10));
    assertEquals(new Receipt(3, false), store.putGraph(name, graph("")));
  }

  @Test
  void distinguishesTermsThatAreEqualInValue() {
    store.put(withValues("1, 1.0, '1', 1e0"));
    assertEquals(4, store.graph(uri("a/x")).orElseThrow().size());
    assertTrue(store.put(withValues("1, 1.0")).changed());
    assertEquals(2, store.graph(uri("a/x")).orElseThrow().size());
  }

  @Test
  void isNotMisledByAnotherSpellingOfANumberOrDate() {
    store.put(withValues("01, '2020-01-01T00:00:00.500Z'^^<" + XSD + "dateTime>"));
    assertFalse(
        store.put(withValues("01, '2020-01-01T00:00:00.500Z'^^<" + XSD + "dateTime>")).changed());
    assertFalse(
        store.put(withValues("1, '2020-01-01T00:00:00.5Z'^^<" + XSD + "dateTime>")).changed());
  }

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private static Entry withValues(String values) {
    return new Entry(id("a/x"), uri("a/x"), State.PUBLISHED, graph(":a :b " + values + " ."), "");
  }

  @Test
  void knowsWhichFilesArePublished() {
    var hash = Sha256.of(new byte[] {1});
    Graph graph = graph(checksum(hash));
    store.put(new Entry(id("a/x"), uri("a/x"), State.DRAFT, graph, ""));
    assertFalse(store.publishes(hash));
    store.put(new Entry(id("a/x"), uri("a/x"), State.PUBLISHED, graph, ""));
    assertTrue(store.publishes(hash));
    store.put(published("a/x", "ohne Datei"));
    assertFalse(store.publishes(hash));
  }

  @Test
  void keepsEarlierVersionsAndTheirFilesInSightWhilePublished() {
    var hash = Sha256.of(new byte[] {2});
    var file = new Notes.File(hash, "a.csv", List.of(), "text/csv", 1);
    var first = new Version(9, Instant.parse("2026-01-02T03:04:05Z"), List.of(file));
    var second = new Version(10, Instant.parse("2026-02-02T03:04:05.5Z"), List.of(file));
    Graph graph = titled(uri("a/x"), "X");
    var entry =
        new Entry(id("a/x"), uri("a/x"), State.PUBLISHED, graph, "", List.of(first, second));
    assertTrue(store.put(entry).changed());
    assertFalse(store.put(entry).changed());
    assertEquals(List.of(first, second), store.find(id("a/x")).orElseThrow().entry().earlier());
    assertTrue(store.publishes(hash));
    store.put(new Entry(id("a/x"), uri("a/x"), State.WITHDRAWN, graph, "", List.of(first, second)));
    assertFalse(store.publishes(hash));
    assertTrue(store.put(new Entry(id("a/x"), uri("a/x"), State.WITHDRAWN, graph, "")).changed());
    assertEquals(List.of(), store.find(id("a/x")).orElseThrow().entry().earlier());
  }

  private static String checksum(Sha256 hash) {
    return ":sum <http://spdx.org/rdf/terms#checksumValue>"
        + " \""
        + hash
        + "\"^^<http://www.w3.org/2001/XMLSchema#hexBinary> .";
  }

  @Test
  void keepsTheAddressesOfAnEarlierBase() throws IOException {
    var entry = published("a/x", "X");
    store.put(entry);
    end();
    directory = open(folder, "https://neu.example.org", Sample.clock());
    store = directory.datasets();
    store.put(new Entry(entry.id(), entry.uri(), State.PUBLISHED, graph(":a :b :c ."), ""));
    assertEquals(List.of(entry.uri(), entry.uri() + "#record"), publishedNames());
    assertRefused(uri("b/y"), () -> store.put(entry("a/y", uri("b/y"))));
  }

  @Test
  void scansInOrderAndAnswersWhileItScans() {
    store.putAll(List.of(published("b/x", "1"), published("a/z", "2"), published("a/b-c", "3")));
    var names = new ArrayList<String>();
    long change =
        store.scan(graph -> {
          names.add(graph.name());
          assertTrue(store.find(id("a/z")).isPresent());
        });
    assertEquals(3, change);
    assertEquals(
        List.of(
            uri("a/b-c"),
            uri("a/b-c") + "#record",
            uri("a/z"),
            uri("a/z") + "#record",
            uri("b/x"),
            uri("b/x") + "#record"),
        names);
  }

  @Test
  void answersAThreadThatWasInterrupted() {
    store.put(published("a/x", "X"));
    Thread.currentThread().interrupt();
    try {
      assertTrue(store.find(id("a/x")).isPresent());
      assertTrue(store.put(published("a/x", "Y")).changed());
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
    assertTrue(store.find(id("a/x")).isPresent());
  }
}
