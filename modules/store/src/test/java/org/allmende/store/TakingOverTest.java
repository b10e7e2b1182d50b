package org.allmende.store;

import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.Later;
import org.allmende.catalog.following.Leader;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.store.Entry;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One data directory takes over from another, which may be gone.
final class TakingOverTest {

  @TempDir Path folder;

  /// A leader without a network between.
  private static final class Near implements Leader {
    private final DataDirectory directory;
    private volatile boolean gone;
    private volatile boolean filesGone;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile long most = 1 << 20;

    Near(DataDirectory directory) {
      this.directory = directory;
    }

    private void reach() throws IOException {
      if (gone) {
        throw new IOException("gone");
      }
    }

    @Override
    public String address() {
      return Copying.LEADER;
    }

    @Override
    public Status status() throws IOException {
      reach();
      var stands = directory.replication();
      return new Status(stands.store(), stands.position(), stands.change(), stands.role().writes());
    }

    @Override
    public void base(Path part) throws IOException {
      Files.copy(directory.replication().base().file(), part);
    }

    @Override
    public Status changes(String store, Position after, Duration wait, Path into)
        throws IOException {
      reach();
      if (busy.get() > 0) {
        busy.decrementAndGet();
        throw new Later("busy", Duration.ofMillis(1));
      }
      var out = new java.io.ByteArrayOutputStream();
      for (var piece : directory.replication().after(store, after, most)) {
        byte[] all = Files.readAllBytes(piece.file());
        out.write(all, (int) piece.offset(), (int) piece.length());
      }
      Files.write(into, out.toByteArray());
      return status();
    }

    @Override
    public Map<Sha256, Long> files(Collection<Sha256> names) throws IOException {
      reach();
      var here = new TreeMap<Sha256, Long>((a, b) -> a.hex().compareTo(b.hex()));
      for (Sha256 name : names) {
        if (directory.files().find(name).isPresent()) {
          here.put(name, directory.files().find(name).get().size());
        }
      }
      return here;
    }

    @Override
    public void file(Sha256 name, long size, Path part) throws IOException {
      reach();
      if (filesGone) {
        gone = true;
        throw new IOException("gone while a file came");
      }
      Files.copy(directory.files().find(name).orElseThrow().path(), part);
    }

    @Override
    public Status tell(String store, long epoch, String by) throws IOException {
      reach();
      directory.replication().supersede(epoch, by);
      return status();
    }
  }

  private static Following following(DataDirectory follower, Leader leader) {
    return new Following(
        follower.replication(), leader, "http://b.example.org", Sample.clock(), System::nanoTime);
  }

  private static Sha256 putWithFile(DataDirectory leader, String path) throws IOException {
    var bytes = new ByteArrayInputStream(path.getBytes(StandardCharsets.UTF_8));
    Sha256 file = leader.files().receive(bytes, "a.csv", List.of(), "text/csv", 99).sha256();
    Entry plain = published(path, "Mit Datei");
    leader
        .datasets()
        .put(
            new Entry(
                plain.id(),
                plain.uri(),
                State.PUBLISHED,
                plain.graph(),
                "{\"f\":\"" + file + "\"}"));
    return file;
  }

  @Test
  void writesWhatHasComeAlreadyThoughTheRestOfItCannotBeHad() throws Exception {
    try (var leader = Sample.open(folder.resolve("one"))) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, folder.resolve("two"));
      putWithFile(leader, "a/y");
      try (var follower = Sample.open(folder.resolve("two"))) {
        var near = new Near(leader);
        near.filesGone = true;
        try (var following = following(follower, near).start()) {
          eventually(() -> near.gone);
          var promotion = following.promote();
          assertFalse(promotion.told());
          assertFalse(promotion.complete());
        }
        assertTrue(follower.datasets().find(Sample.id("a/y")).isPresent());
        assertFalse(Files.exists(follower.replication().workplace().resolve("transactions")));
      }
    }
  }

  @Test
  void isNotCompleteBeforeTheFilesOfTheFirstCopyAreHere() throws Exception {
    try (var leader = Sample.open(folder.resolve("one"))) {
      Sha256 file = putWithFile(leader, "a/x");
      Copying.begin(leader, folder.resolve("two"));
      try (var follower = Sample.open(folder.resolve("two"));
          var following = following(follower, new Near(leader))) {
        var promotion = following.promote();
        assertTrue(promotion.told());
        assertTrue(promotion.complete());
        assertTrue(follower.replication().has(file));
      }
    }
    try (var leader = Sample.open(folder.resolve("three"))) {
      putWithFile(leader, "a/x");
      Copying.begin(leader, folder.resolve("four"));
      try (var follower = Sample.open(folder.resolve("four"))) {
        var near = new Near(leader);
        near.filesGone = true;
        try (var following = following(follower, near)) {
          assertFalse(following.promote().complete());
        }
      }
    }
  }

  @Test
  void losesNothingOfALeaderThatAnswersHoweverLongItTakes() throws Exception {
    try (var leader = Sample.open(folder.resolve("one"))) {
      Copying.begin(leader, folder.resolve("two"));
      for (int i = 0; i < 20; i++) {
        leader.datasets().put(published("a/x" + i, "X"));
      }
      var near = new Near(leader);
      near.most = 1;
      var nanos = new AtomicLong();
      try (var follower = Sample.open(folder.resolve("two"));
          var following =
              new Following(
                  follower.replication(),
                  near,
                  "http://b.example.org",
                  Sample.clock(),
                  () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(1)))) {
        assertTrue(following.promote().complete());
        assertTrue(follower.datasets().find(Sample.id("a/x19")).isPresent());
      }
    }
  }

  @Test
  void goesOnWhenItsLeaderWasBusy() throws Exception {
    try (var leader = Sample.open(folder.resolve("one"))) {
      leader.datasets().put(published("a/x", "X"));
      Copying.begin(leader, folder.resolve("two"));
      Sha256 file = putWithFile(leader, "a/y");
      try (var follower = Sample.open(folder.resolve("two"))) {
        var near = new Near(leader);
        near.busy.set(3);
        try (var _ = following(follower, near).start()) {
          eventually(
              () -> follower.replication().position().equals(leader.replication().position()));
        }
        assertTrue(follower.replication().has(file));
        assertEquals(0, near.busy.get());
      }
    }
  }

  private static void eventually(java.util.concurrent.Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.call()) {
      assertTrue(System.nanoTime() < end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
