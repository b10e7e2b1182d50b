package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.Chronicle.Span;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Seeding;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.testkit.Figure;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/// Imports, publications, withdrawals, crashes, restarts, rebuilds and compactions in an order that
/// a seed decides, and after each of them store, search, SPARQL, rows, files and dates say the
/// same. `-Dallmende.seeds=10000` tries so many, `-Dallmende.seed=17` begins with that one.
final class AgreementTest {

  private static final long SEEDS = Long.getLong("allmende.seeds", 8);
  private static final long FIRST = Long.getLong("allmende.seed", 1);
  private static final int STEPS = 12;
  private static final int SERIES = 3;
  private static final int TOGETHER = 5;
  private static final int TABLES = 3;
  private static final Tenant TOWN =
      new Tenant("schrittstadt", "Stadt Schrittstadt", null, null, "dl-by-de/2.0", null);

  @TestFactory
  Stream<DynamicTest> allSayTheSameAfterEachStep(@TempDir Path folder) throws IOException {
    Path model = model(folder.resolve("model"));
    Figure.print("seeds", SEEDS);
    return LongStream.range(FIRST, FIRST + SEEDS)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed, () -> run(seed, model, folder.resolve("" + seed))));
  }

  /// A place without the vocabularies, which would only make each step take longer.
  private static Path model(Path data) throws IOException {
    try (var place = new Place(data)) {
      var store = place.installation.directory().datasets();
      var names = new ArrayList<String>();
      store.scan(graph -> names.add(graph.name()));
      names.remove(place.installation.addresses().catalog());
      names.remove(Seeding.EDITIONS);
      names.forEach(name -> store.putGraph(name, GraphFactory.createDefaultGraph()));
      place.installation.directory().compact();
    }
    return data;
  }

  private static void run(long seed, Path model, Path folder) throws Exception {
    FileSystemUtils.copyRecursively(model, folder.resolve("0"));
    var schedule = new Schedule(seed, folder);
    try {
      schedule.run();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "seed %d, after %s; again: mvn -pl modules/app test -Dtest=AgreementTest -Dallmende.seeds=1 -Dallmende.seed=%d"
              .formatted(seed, schedule.done, seed),
          e);
    } finally {
      schedule.close();
    }
  }

  /// What may happen, the frequent ones several times.
  private enum Step {
    IMPORT,
    IMPORT_AGAIN,
    PUBLISH,
    WITHDRAW,
    CRASH,
    RESTART,
    REBUILD_SEARCH,
    REBUILD_SPARQL,
    COMPACT
  }

  private static final List<Step> DRAWN =
      List.of(
          Step.IMPORT,
          Step.IMPORT,
          Step.IMPORT,
          Step.IMPORT,
          Step.IMPORT_AGAIN,
          Step.PUBLISH,
          Step.PUBLISH,
          Step.PUBLISH,
          Step.PUBLISH,
          Step.WITHDRAW,
          Step.WITHDRAW,
          Step.CRASH,
          Step.RESTART,
          Step.REBUILD_SEARCH,
          Step.REBUILD_SPARQL,
          Step.COMPACT);

  /// What a dataset has to be.
  ///
  /// @param file its file; empty for what was described elsewhere
  private record Wanted(String title, boolean withdrawn, Optional<Sha256> file) {

    Wanted gone() {
      return new Wanted(title, true, file);
    }
  }

  private static final class Schedule {

    private final Random random;
    private final Path folder;
    private final AtomicReference<Instant> clock = new AtomicReference<>(Place.NOW);
    private final Map<DatasetId, Wanted> wanted = new TreeMap<>();
    private final Map<Integer, Integer> series = new TreeMap<>();
    private final Map<DatasetId, String> harvested = new TreeMap<>();
    private final List<Step> done = new ArrayList<>();
    private Instant since = Instant.EPOCH;
    private Instant latest = Place.NOW;
    private int version = 1000;
    private int places;
    private long change;
    private Path data;
    private Place place;
    private Chronicle chronicle;

    Schedule(long seed, Path folder) throws IOException {
      this.random = new Random(seed);
      this.folder = folder;
      this.data = folder.resolve("0");
      this.place = new Place(data, clock::get);
      this.chronicle = new Chronicle(store());
      place.installation.tenants().put(TOWN);
    }

    private DatasetStore store() {
      return place.installation.directory().datasets();
    }

    void run() throws Exception {
      check();
      for (int i = 0; i < STEPS; i++) {
        Step step = DRAWN.get(random.nextInt(DRAWN.size()));
        done.add(step);
        move();
        take(step);
        check();
      }
    }

    /// Time goes on, and now and then it is put back a little.
    private void move() {
      int millis = random.nextInt(6) == 0 ? -random.nextInt(3000) : random.nextInt(1500);
      clock.updateAndGet(now -> now.plusMillis(millis));
      latest = clock.get().isAfter(latest) ? clock.get() : latest;
    }

    private void take(Step step) throws Exception {
      switch (step) {
        case IMPORT -> bring(random.nextInt(SERIES), ++version);
        case IMPORT_AGAIN -> again();
        case PUBLISH -> publish(random.nextInt(TABLES));
        case WITHDRAW -> withdraw();
        case CRASH -> crash();
        case RESTART -> {
          place.close();
          open();
        }
        case REBUILD_SEARCH -> place.installation.search().rebuild();
        case REBUILD_SPARQL -> place.installation.sparql().rebuild();
        case COMPACT -> place.installation.directory().compact();
      }
    }

    /// Datasets written together, while somebody looks whether they are seen together.
    private void bring(int number, int fresh) throws Exception {
      var entries = entries(number, fresh);
      var torn = new AtomicReference<String>("");
      var over = new AtomicBoolean();
      Thread reader = Thread.ofPlatform().start(() -> watch(number, over, torn));
      try {
        store().putAll(entries);
        place.installation.follow();
      } finally {
        over.set(true);
        reader.join();
      }
      assertEquals("", torn.get());
      series.put(number, fresh);
      entries.forEach(entry -> wanted.put(entry.id(), described(number, fresh)));
    }

    private void watch(int number, AtomicBoolean over, AtomicReference<String> torn) {
      String query =
          "SELECT DISTINCT ?t { GRAPH ?d { ?d <http://purl.org/dc/terms/title> ?t } FILTER(STRSTARTS(STR(?d), '%s')) }"
              .formatted(uri(number, ""));
      try {
        while (!over.get()) {
          List<String> titles = place.rows(query);
          if (titles.size() > 1) {
            torn.set(titles.toString());
          }
        }
      } catch (IOException | AssertionError e) {
        torn.set(e.toString());
      }
    }

    private void again() {
      for (var known : series.entrySet()) {
        boolean whole =
            wanted.values().stream()
                    .filter(described(known.getKey(), known.getValue())::equals)
                    .count()
                == TOGETHER;
        if (whole) {
          long before = store().change();
          assertTrue(
              store().putAll(entries(known.getKey(), known.getValue())).stream()
                  .noneMatch(receipt -> receipt.changed()));
          assertEquals(before, store().change());
        }
      }
    }

    private static String uri(int number, String rest) {
      return "https://beispiel.example/reihe/" + number + "/" + rest;
    }

    private static Wanted described(int number, int version) {
      return new Wanted("Reihe " + number + " Fassung " + version, false, Optional.empty());
    }

    private static List<Entry> entries(int number, int version) {
      var entries = new ArrayList<Entry>();
      for (int i = 0; i < TOGETHER; i++) {
        String uri = uri(number, "" + i);
        String turtle =
            """
            PREFIX dct: <http://purl.org/dc/terms/>
            <%s> a <http://www.w3.org/ns/dcat#Dataset> ; dct:title "%s"@de ;
              dct:modified "1999-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
            """
                .formatted(uri, described(number, version).title());
        var graph = RDFParser.fromString(turtle, Lang.TURTLE).toGraph();
        var id = new DatasetId(TOWN.slug(), "reihe-" + number + "-" + i);
        entries.add(new Entry(id, uri, State.PUBLISHED, graph, ""));
      }
      return entries;
    }

    private void publish(int number) throws IOException {
      var id = new DatasetId(TOWN.slug(), "tabelle-" + number);
      String table = "Stadtteil;Anzahl\nAltstadt;" + ++version + "\nNeustadt;7\n";
      byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
      var upload =
          place
              .installation
              .directory()
              .files()
              .receive(
                  new ByteArrayInputStream(bytes), "tabelle.csv", List.of(), "text/csv", 10_000);
      String title = "Tabelle " + number + " Fassung " + version;
      var outcome =
          place
              .installation
              .publishing()
              .publish(
                  new Submission(
                      TOWN,
                      wanted.containsKey(id) ? id : null,
                      id.slug(),
                      List.of(upload),
                      titled(title),
                      List.of(),
                      true,
                      "mensch"));
      var kept = assertInstanceOf(Outcome.Kept.class, outcome);
      assertEquals(id, kept.id());
      assertEquals(State.PUBLISHED, kept.state(), kept::toString);
      wanted.put(id, new Wanted(title, false, Optional.of(upload.sha256())));
    }

    private static Metadata titled(String title) {
      return new Metadata(
          Map.of("de", title),
          Map.of(),
          List.of(),
          List.of(),
          null,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          null,
          null,
          null,
          List.of());
    }

    private void withdraw() {
      List<DatasetId> there =
          wanted.entrySet().stream()
              .filter(one -> !one.getValue().withdrawn())
              .map(Map.Entry::getKey)
              .toList();
      if (!there.isEmpty()) {
        DatasetId id = there.get(random.nextInt(there.size()));
        assertTrue(place.installation.publishing().withdraw(id, "Überholt.").isPresent());
        wanted.computeIfPresent(id, (_, before) -> before.gone());
      }
    }

    /// What is on the disk now is all that is left; nothing more is written to it.
    private void crash() throws IOException {
      Path left = data;
      Path next = folder.resolve(Integer.toString(++places));
      copy(left, next);
      place.close();
      FileSystemUtils.deleteRecursively(left);
      data = next;
      open();
    }

    private void open() throws IOException {
      clock.set(latest);
      place = new Place(data, clock::get);
      chronicle = new Chronicle(store());
    }

    /// Files may go away meanwhile: whatever follows the store tidies up when it likes.
    private static void copy(Path from, Path to) throws IOException {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              try {
                Files.copy(file, to.resolve(from.relativize(file)));
              } catch (NoSuchFileException _) {
                return FileVisitResult.CONTINUE;
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    }

    private void check() throws IOException {
      place.installation.follow();
      assertTrue(store().change() >= change, "change numbers grow");
      change = store().change();
      Map<DatasetId, String> published = titles(false);
      assertEquals(List.copyOf(published.keySet()), store().ids(null, State.PUBLISHED));
      assertEquals(List.copyOf(titles(true).keySet()), store().ids(null, State.WITHDRAWN));
      for (DatasetId id : published.keySet()) {
        Stored stored = store().find(id).orElseThrow();
        assertTrue(
            stored.entry().graph().stream()
                .anyMatch(t ->
                    t.getObject().isLiteral()
                        && t.getObject().getLiteralLexicalForm().equals(published.get(id))),
            stored::toString);
      }
      assertEquals(published, searched(), "search");
      assertEquals(published, asked(), "SPARQL");
      files();
      rows();
      dates();
    }

    private Map<DatasetId, String> titles(boolean withdrawn) {
      var titles = new TreeMap<DatasetId, String>();
      wanted.forEach((id, one) -> {
        if (one.withdrawn() == withdrawn) {
          titles.put(id, one.title());
        }
      });
      return titles;
    }

    private Map<DatasetId, String> searched() {
      var found = new TreeMap<DatasetId, String>();
      var all = new Request("", Map.of(), Range.OPEN, Range.OPEN, null, Sort.CHANGED, 1, 100);
      Instant before = Instant.MAX;
      for (SearchIndex.Hit hit : place.installation.search().search(all).hits()) {
        found.put(hit.id(), hit.title());
        assertEquals(store().find(hit.id()).orElseThrow().modified(), hit.changed());
        assertFalse(hit.changed().isAfter(before), "the latest change comes first");
        before = hit.changed();
      }
      return found;
    }

    private Map<DatasetId, String> asked() throws IOException {
      var found = new TreeMap<DatasetId, String>();
      List<String> rows =
          place.rows(
              "SELECT ?d ?t { ?d a <http://www.w3.org/ns/dcat#Dataset> ;"
                  + " <http://purl.org/dc/terms/title> ?t }");
      for (String row : rows) {
        int comma = row.indexOf(',');
        found.put(store().idOf(row.substring(0, comma)).orElseThrow(), row.substring(comma + 1));
      }
      return found;
    }

    private void files() throws IOException {
      for (Wanted one : wanted.values()) {
        if (one.file().isPresent() && !one.withdrawn()) {
          Sha256 hash = one.file().get();
          Path file = place.installation.directory().files().find(hash).orElseThrow().path();
          assertEquals(hash, Sha256.of(Files.readAllBytes(file)));
          assertTrue(store().publishes(hash));
        }
      }
    }

    /// The number in the first row is that of the title.
    private void rows() throws IOException {
      for (var one : wanted.entrySet()) {
        if (one.getValue().file().isPresent() && !one.getValue().withdrawn()) {
          String graph = place.installation.addresses().dataset(one.getKey()) + "#csv";
          String title = one.getValue().title();
          assertEquals(
              List.of(title.substring(title.lastIndexOf(' ') + 1)),
              place.rows("SELECT ?n { GRAPH <" + graph + "> { ?r ?p ?n FILTER(?n > 1000) } }"),
              "rows of " + one.getKey());
          return;
        }
      }
    }

    /// Whoever asks only for what is new since the last time knows everything.
    private void dates() {
      Instant settled = store().settled();
      for (Chronicle.Event event : chronicle.all(Span.since(null, since))) {
        Wanted one = wanted.get(event.id());
        harvested.put(event.id(), event.withdrawn() ? "" : one == null ? "?" : one.title());
        assertEquals(store().find(event.id()).orElseThrow().modified(), event.moment());
      }
      since = settled;
      var known = new TreeMap<DatasetId, String>();
      wanted.forEach((id, one) -> known.put(id, one.withdrawn() ? "" : one.title()));
      assertEquals(known, harvested, "harvested");
      assertEquals(new Chronicle(store()).all(Span.ALL), chronicle.all(Span.ALL));
    }

    void close() throws IOException {
      place.close();
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
