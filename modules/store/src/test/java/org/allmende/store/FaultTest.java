package org.allmende.store;

import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.allmende.store.Sample.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.StoreFailed;
import org.allmende.model.State;
import org.allmende.testkit.Figure;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets the machine fail at every single write to the database, and at every step by which a file
/// is kept.
class FaultTest {

  /// How often the disk is forced until a file is kept.
  private static final int FORCED = 4;

  @TempDir Path folder;
  private final List<Throwable> failures = new ArrayList<>();
  private int left = Integer.MAX_VALUE;
  private boolean afterwards;

  /// A database that fails once, as a full disk under a mapped file would.
  private final class Failing extends DatasetGraphWrapper {

    Failing(DatasetGraph data) {
      super(data);
    }

    private void run(Runnable write) {
      boolean fails = --left == 0;
      if (fails && !afterwards) {
        throw new InternalError("a fault occurred in an unsafe memory access");
      }
      write.run();
      if (fails) {
        throw new InternalError("a fault occurred in an unsafe memory access");
      }
    }

    @Override
    public void add(Node g, Node s, Node p, Node o) {
      run(() -> super.add(g, s, p, o));
    }

    @Override
    public void delete(Node g, Node s, Node p, Node o) {
      run(() -> super.delete(g, s, p, o));
    }

    @Override
    public void commit() {
      run(super::commit);
    }
  }

  /// A disk that fails once, before or after it has done what it was to do.
  private final class FailingDisk implements Disk.Machine {

    private int forced;
    private boolean failedForcing;

    private interface Step {
      void run() throws IOException;
    }

    private void run(Step step, boolean forcing) throws IOException {
      boolean fails = --left == 0;
      failedForcing |= fails && forcing;
      if (!fails || afterwards) {
        step.run();
      }
      if (fails) {
        throw new IOException("Input/output error");
      }
    }

    @Override
    public void force(FileChannel channel) throws IOException {
      forced++;
      run(() -> channel.force(true), true);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      run(() -> Files.move(from, to), false);
    }
  }

  private KeptFiles files(Path place, Disk.Machine machine) throws IOException {
    Files.createDirectories(place.resolve("tmp"));
    var disk = new Disk(place, 0, machine);
    var room = new FilesPlace.Room(place, Sample.clock(), disk, failures::add);
    return FilesPlace.folder().open(room);
  }

  private DataDirectory open() throws IOException {
    var options = new DataDirectory.Options(0, failures::add);
    return DataDirectory.open(folder, Sample.BASE, Sample.clock(), options, Failing::new);
  }

  @Test
  void isEitherWrittenWholeOrNotAtAllWhereverTheMachineFails() throws IOException {
    int at = 1;
    for (boolean failed = true; failed; at++) {
      for (boolean later : List.of(false, true)) {
        try (var directory = open()) {
          directory.datasets().put(dataset("alt"));
          left = at;
          afterwards = later;
          failed = !write(directory.datasets());
          left = Integer.MAX_VALUE;
        }
        assertEquals(failed ? 1 : 0, failures.size());
        failures.clear();
        verify(failed ? later ? List.of("alt", "neu") : List.of("alt") : List.of("neu"));
      }
    }
    assertTrue(at > 10, "only " + at + " writes");
    Figure.print("points of one write at which the machine failed", at);
  }

  @Test
  void acknowledgesNoFileOnceTheDiskHasFailedWhereverItDoes() throws IOException {
    int at = 1;
    for (boolean failed = true; failed; at++) {
      for (boolean later : List.of(false, true)) {
        Path place = folder.resolve("files-" + at + "-" + later);
        var disk = new FailingDisk();
        try (KeptFiles files = files(place, disk)) {
          left = at;
          afterwards = later;
          failed = !takes(files);
          assertEquals(failed && !disk.failedForcing, failed && takes(files), "step " + at);
        }
        left = Integer.MAX_VALUE;
        assertEquals(disk.failedForcing ? 1 : 0, failures.size(), "step " + at);
        failures.clear();
        takesAgain(place);
      }
    }
    assertEquals(FORCED + 3, at, "forced, renamed, its name forced; then all is well");
  }

  /// A process that knows nothing of what failed takes nothing for durable.
  private void takesAgain(Path place) throws IOException {
    var disk = new FailingDisk();
    try (KeptFiles files = files(place, disk)) {
      assertTrue(takes(files));
    }
    assertEquals(FORCED, disk.forced, "bytes, and the folders their name is in");
  }

  private static boolean takes(KeptFiles files) {
    var bytes = new ByteArrayInputStream(new byte[] {1});
    try {
      files.receive(bytes, "x.csv", List.of(), "text/csv", 10);
      return true;
    } catch (IOException | StoreFailed e) {
      return false;
    }
  }

  private static Entry dataset(String title) {
    var turtle = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      turtle.append(":s :p" + i + " '" + title + "' .\n");
    }
    var graph = Sample.graph(turtle.toString());
    return new Entry(id("a/x"), uri("a/x"), State.PUBLISHED, graph, title);
  }

  /// Whether it was acknowledged. When it was not, the store has stopped, but for reading.
  private boolean write(DatasetStore store) {
    try {
      store.put(dataset("neu"));
      return true;
    } catch (StoreFailed e) {
      assertInstanceOf(InternalError.class, e.getCause());
      assertThrows(StoreFailed.class, () -> store.put(published("a/y", "Y")));
      assertTrue(store.find(id("a/x")).isPresent());
      return false;
    }
  }

  private void verify(List<String> expected) throws IOException {
    assertEquals(List.of(), Doctor.examine(folder, 0, Sample.clock(), true).findings());
    try (var directory = open()) {
      var stored = directory.datasets().find(id("a/x")).orElseThrow();
      var titles =
          stored
              .entry()
              .graph()
              .find()
              .mapWith(t -> t.getObject().getLiteralLexicalForm())
              .toList();
      assertEquals(3, titles.size());
      assertEquals(1, titles.stream().distinct().count(), titles::toString);
      assertEquals(titles.getFirst(), stored.entry().notes());
      assertEquals(stored.change(), directory.datasets().change());
      assertFalse(directory.datasets().find(id("a/y")).isPresent());
      assertTrue(expected.contains(titles.getFirst()), titles::toString);
    }
  }

  @Test
  void doesNotCompactOnceItHasStopped() throws IOException {
    try (var directory = open()) {
      CompactionTest.fill(directory);
    }
    List<String> before = Sample.dump(folder);
    try (var directory = open()) {
      left = 1;
      assertThrows(StoreFailed.class, () -> directory.datasets().put(published("a/q", "Q")));
      assertThrows(StoreFailed.class, directory::compact);
      assertTrue(directory.datasets().find(id("a/x")).isPresent());
    }
    assertEquals(before, Sample.dump(folder));
    assertFalse(Files.exists(folder.resolve("store/0002")));
  }
}
