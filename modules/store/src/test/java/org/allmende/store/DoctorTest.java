package org.allmende.store;

import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.allmende.store.Sample.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.model.Finding;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.testkit.Figure;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  @TempDir Path folder;
  Sha256 file = Sha256.of(new byte[0]);

  @BeforeEach
  void fill() throws IOException {
    try (var directory = Sample.open(folder)) {
      CompactionTest.fill(directory);
      var bytes = new ByteArrayInputStream("Baum;Höhe\n".getBytes(StandardCharsets.UTF_8));
      file = directory.files().receive(bytes, "x.csv", List.of(), "text/csv", 100).sha256();
      directory.datasets().put(new Entry(id("a/d"), uri("a/d"), State.PUBLISHED, graph(file), ""));
      Sha256 elsewhere = Sha256.of(new byte[] {1});
      var imported =
          Sample.graph(":s <http://spdx.org/rdf/terms#checksumValue> '" + elsewhere + "' .");
      directory.datasets().put(new Entry(id("a/i"), uri("a/i"), State.PUBLISHED, imported, ""));
    }
  }

  private static org.apache.jena.graph.Graph graph(Sha256 file) {
    return Sample.graph(
        ":s <http://spdx.org/rdf/terms#checksumValue> '" + file + "' ; :u <" + url(file) + "> .");
  }

  private static String url(Sha256 file) {
    return Sample.BASE + "/files/" + file + "/x.csv";
  }

  private List<String> findings() throws IOException {
    return findings(0);
  }

  private List<String> findings(long reserve) throws IOException {
    return Doctor.examine(folder, reserve, Sample.clock(), true).findings().stream()
        .map(Finding::code)
        .distinct()
        .toList();
  }

  @Test
  void findsNothingWhereNothingIsAndChangesNoByte() throws IOException {
    Map<String, Sha256> before = bytes();
    var examination = Doctor.examine(folder, 0, Sample.clock(), true);
    assertEquals(List.of(), examination.findings());
    assertTrue(examination.healthy());
    assertEquals(
        List.of(
            "use",
            "node",
            "format",
            "leftovers",
            "disk",
            "journal",
            "store",
            "datasets",
            "size",
            "files",
            "orphans"),
        examination.checks().stream().map(Examination.Check::code).toList());
    assertEquals(before, bytes());
  }

  private Map<String, Sha256> bytes() throws IOException {
    var bytes = new TreeMap<String, Sha256>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        bytes.put(folder.relativize(path).toString(), Sha256.of(Files.readAllBytes(path)));
      }
    }
    return bytes;
  }

  @Test
  void saysWhenAnotherWorksHere() throws IOException {
    try (var directory = Sample.open(folder)) {
      assertEquals(List.of("doctor-in-use"), findings());
      assertTrue(directory.datasets().find(id("a/x")).isPresent());
    }
  }

  @Test
  void saysWhatTheNodeIsToOthers() throws IOException {
    DataDirectory.role(folder, NodeRole.following("http://a.example.org"));
    assertEquals(List.of("doctor-follows"), findings());
    assertTrue(Doctor.examine(folder, 0, Sample.clock(), false).healthy());
    DataDirectory.role(
        folder, new NodeRole(NodeRole.Kind.SUPERSEDED, "http://b.example.org", 2, true));
    assertEquals(List.of("doctor-superseded"), findings());
  }

  @Test
  void saysWhenThereIsNoDataDirectory() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path path : List.of(empty, folder.resolve("missing"))) {
      var examination = Doctor.examine(path, 0, Sample.clock(), false);
      assertEquals("doctor-not-there", examination.findings().getFirst().code());
      assertFalse(examination.healthy());
    }
    assertFalse(Files.exists(folder.resolve("missing")));
    Files.createDirectory(empty.resolve("restoring"));
    var examination = Doctor.examine(empty, 0, Sample.clock(), false);
    assertEquals("doctor-restore-interrupted", examination.findings().getFirst().code());
  }

  @Test
  void namesWhatIsWrongWithTheFormat() throws IOException {
    Path format = folder.resolve("format");
    for (String text : List.of("allmende 2\n", "etwas anderes")) {
      Files.writeString(format, text);
      assertEquals(List.of("doctor-format-foreign"), findings());
    }
    Files.delete(format);
    assertEquals(List.of("doctor-format-lost"), findings());
  }

  @Test
  void namesWhatACrashHasLeft() throws IOException {
    Files.createDirectories(folder.resolve("store/0002.tmp/Data-0001"));
    Files.writeString(folder.resolve("tmp/upload1.tmp"), "halb");
    Path journal = folder.resolve("store/0001/Data-0001/" + JournalTail.NAME);
    Files.write(journal, new byte[50], StandardOpenOption.APPEND);
    Map<String, Sha256> before = bytes();
    assertEquals(List.of("doctor-leftover", "doctor-journal-torn"), findings());
    assertEquals(before, bytes());
    Sample.open(folder).close();
    assertEquals(List.of(), findings());
  }

  @Test
  void namesGenerationsThatLieAbout() throws IOException {
    Files.move(folder.resolve("store/0001"), folder.resolve("store/0002"));
    Files.createDirectories(folder.resolve("store/0001/Data-0001"));
    assertEquals(List.of("doctor-leftover"), findings());
  }

  @Test
  void namesAStoreThatCannotBeRead() throws IOException {
    Path data = folder.resolve("store/0001/Data-0001");
    Path nodes = data.resolve("nodes-data.obj");
    byte[] whole = Files.readAllBytes(nodes);
    try (var terms = new RandomAccessFile(nodes.toFile(), "rw")) {
      terms.setLength(terms.length() / 2);
    }
    assertEquals(List.of("doctor-store-unreadable"), findings());
    Files.write(nodes, whole);
    assertEquals(List.of(), findings());
    Files.write(data.resolve("GPOS.bpt"), new byte[24]);
    assertFalse(Doctor.examine(folder, 0, Sample.clock(), false).healthy());
    Disk.delete(folder.resolve("store/0001"));
    assertEquals(List.of("doctor-store-missing"), findings());
  }

  private void write(Consumer<DatasetGraph> change) throws IOException {
    DatasetGraph data = Database.open(folder.resolve("store/0001"));
    try {
      Database.write(data, change);
    } finally {
      Database.close(data);
    }
  }

  @Test
  void namesDatasetsWithoutGraphAndGraphsWithoutDataset() throws IOException {
    write(d -> d.deleteAny(Words.iri(uri("a/x")), Node.ANY, Node.ANY, Node.ANY));
    assertEquals(List.of("doctor-graph-missing"), findings());
    write(d ->
        published("a/x", "X")
            .graph()
            .find()
            .forEachRemaining(t -> d.getGraph(Words.iri(uri("a/q"))).add(t)));
    assertEquals(List.of("doctor-graph-missing", "doctor-graph-unknown"), findings());
  }

  @Test
  void namesContradictions() throws IOException {
    write(d -> {
      d.deleteAny(Difference.PRIVATE, Words.STORE, Words.LAST_CHANGE, Node.ANY);
      d.add(Difference.PRIVATE, Words.STORE, Words.LAST_CHANGE, Words.number(3));
    });
    assertEquals(List.of("doctor-state-contradictory"), findings());
  }

  @Test
  void namesFilesThatAreMissingOrDamagedOrSuperfluous() throws IOException {
    Path path = FolderFileStore.file(folder.resolve("files"), file);
    Files.writeString(path, "etwas anderes");
    assertEquals(List.of("doctor-file-damaged"), findings());
    Files.delete(path);
    assertEquals(List.of("doctor-file-missing"), findings());
    Path orphan = FolderFileStore.file(folder.resolve("files"), Sha256.of(new byte[0]));
    Files.createDirectories(Disk.parent(orphan));
    Files.createFile(orphan);
    Files.setLastModifiedTime(orphan, FileTime.from(Instant.EPOCH));
    assertEquals(List.of("doctor-file-missing", "doctor-files-orphaned"), findings());
  }

  @Test
  void namesIndexesThatDiffer() throws IOException {
    write(d -> {
      var table = TDBInternal.requireStorage(d).getQuadTable().getNodeTupleTable().getTupleTable();
      TupleIndex one = table.getIndex(1);
      one.delete(one.all().next());
    });
    assertEquals(List.of("doctor-indexes-differ"), findings());
  }

  @Test
  void namesAStoreThatHasGrownUntilItIsCompacted() throws IOException {
    try (var grown =
        new RandomAccessFile(folder.resolve("store/0001/Data-0001/grown").toFile(), "rw")) {
      grown.seek(300 << 20);
      grown.write(1);
    }
    assertEquals(List.of("doctor-store-grown"), findings());
    try (var directory = Sample.open(folder)) {
      assertTrue(directory.compact().before() > 300 << 20);
    }
    assertEquals(List.of(), findings());
  }

  @Test
  void namesADiskThatIsNearlyFull() throws IOException {
    assertEquals(List.of("doctor-disk-full"), findings(Long.MAX_VALUE));
  }

  private List<String> shared(@Nullable SparqlStore store) throws IOException {
    return found(FilesPlace.folder(), store);
  }

  private List<String> found(FilesPlace place, @Nullable SparqlStore store) throws IOException {
    return Doctor.examine(folder, 0, Sample.clock(), false, place, store).findings().stream()
        .map(Finding::code)
        .toList();
  }

  /// A store that answers nobody.
  private record Away(String address) implements SparqlStore {
    @Override
    public <T> T select(String query, Answer<T> answer) throws IOException {
      throw new IOException("nobody is there");
    }

    @Override
    public void update(String update) throws IOException {
      throw new IOException("nobody is there");
    }
  }

  @Test
  void namesASharedStoreThatIsAwayOrNotTheOneMeant() throws IOException {
    var away = new Away("http://store.example/query");
    assertEquals(List.of("doctor-store-elsewhere"), shared(away));
    Files.writeString(folder.resolve("shared"), SharedCopy.ledger(away).address());
    assertEquals(List.of("doctor-store-away"), shared(away));
    assertEquals(List.of("doctor-store-elsewhere"), shared(null));
  }

  /// The folder under another name, or one whose owner is somebody else or cannot be asked.
  private record Place(String name, Supplier<String> owner) implements FilesPlace {
    @Override
    public KeptFiles open(Room room) throws IOException {
      KeptFiles files = FilesPlace.folder().open(room);
      return (KeptFiles)
          Proxy.newProxyInstance(
              KeptFiles.class.getClassLoader(),
              new Class<?>[] {KeptFiles.class},
              (_, method, said) ->
                  method.getName().equals("owner") ? owner.get() : method.invoke(files, said));
    }
  }

  @Test
  void namesFilesThatAreElsewhereAwayOrSomebodyElses() throws IOException {
    String usual = FilesPlace.folder().name();
    assertEquals(List.of(), found(new Place(usual, () -> ""), null));
    assertEquals(List.of("doctor-files-elsewhere"), found(new Place("s3", () -> ""), null));
    assertEquals(List.of("doctor-files-foreign"), found(new Place(usual, () -> "other"), null));
    Supplier<String> away =
        () -> {
          throw new EngineAway("files", "nobody is there", new IOException());
        };
    assertEquals(List.of("doctor-files-away"), found(new Place(usual, away), null));
  }

  /// Each ailment is planted somewhere, and so named by a test.
  @Test
  void everyFindingIsPlanted() throws IOException {
    var tests = new StringBuilder();
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        tests.append(Files.readString(source));
      }
    }
    var missing =
        Stream.of(Ailment.values())
            .map(Ailment::code)
            .filter(code -> !tests.toString().contains('"' + code + '"'))
            .toList();
    assertEquals(List.of(), missing);
    Figure.print("findings planted", Ailment.values().length);
  }
}
