package org.allmende.store;

import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.allmende.testkit.Figure;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.transaction.txn.ComponentId;
import org.apache.jena.dboe.transaction.txn.journal.Journal;
import org.apache.jena.dboe.transaction.txn.journal.JournalEntryType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against journals that TDB2's own code has written.
class JournalTailTest {

  @TempDir Path folder;
  Path journal;
  byte[] two = {};
  long first;

  /// Two transactions of two components each.
  @BeforeEach
  void write() throws IOException {
    journal = folder.resolve(JournalTail.NAME);
    transaction();
    first = Files.size(journal);
    transaction();
    two = Files.readAllBytes(journal);
  }

  private void transaction() {
    Journal written = Journal.create(Location.create(folder));
    written.entries(0).forEachRemaining(e -> {});
    for (int component = 1; component <= 2; component++) {
      byte[] name = ByteBuffer.allocate(ComponentId.SIZE).putInt(component).array();
      var state = ByteBuffer.wrap("Zustand, 24 Bytes lang...".getBytes(StandardCharsets.UTF_8));
      written.write(JournalEntryType.REDO, ComponentId.create(null, name), state);
    }
    byte[] none = ByteBuffer.allocate(ComponentId.SIZE).putInt(-1).array();
    written.write(JournalEntryType.COMMIT, ComponentId.create(null, none), null);
    written.close();
  }

  @Test
  void cutsEveryTornJournalAfterItsLastWholeTransaction() throws IOException {
    for (int length = 0; length <= two.length; length++) {
      Files.write(journal, Arrays.copyOf(two, length));
      long whole = length == two.length ? length : length >= first ? first : 0;
      assertEquals(length - whole, JournalTail.torn(journal), "cut at " + length);
      if (length % 9 != 0) {
        continue;
      }
      assertEquals(length - whole, cut(length));
      assertArrayEquals(Arrays.copyOf(two, (int) whole), Files.readAllBytes(journal));
      assertEquals(0, cut(length));
      assertEquals(whole == length ? 0 : 1, Disk.list(folder.resolve("mended" + length)).size());
    }
    Figure.print("prefixes of a journal", two.length + 1);
  }

  private long cut(int name) throws IOException {
    return JournalTail.cut(folder, folder.resolve("mended" + name), Sample.clock());
  }

  @Test
  void takesNothingForAnEntryThatIsNotOne() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      if (i > 0) {
        random.nextBytes(noise);
      }
      byte[] torn = Arrays.copyOf(two, two.length + noise.length);
      System.arraycopy(noise, 0, torn, two.length, noise.length);
      Files.write(journal, torn);
      assertEquals(noise.length, JournalTail.torn(journal));
      byte[] damaged = two.clone();
      int at = random.nextInt(two.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(journal, damaged);
      assertEquals(two.length - (at < first ? 0 : first), JournalTail.torn(journal), "at " + at);
    }
  }

  @Test
  void opensAStoreWhateverFollowsTheLastTransaction() throws IOException {
    Path data = folder.resolve("data");
    try (var directory = Sample.open(data)) {
      directory.datasets().put(published("a/x", "X"));
    }
    Path torn = data.resolve("store/0001/Data-0001").resolve(JournalTail.NAME);
    for (int length : new int[] {1, 16, 64, 200}) {
      Files.write(torn, Arrays.copyOf(Arrays.copyOf(two, (int) first - 1), length));
      try (var directory = Sample.open(data)) {
        assertTrue(directory.datasets().find(id("a/x")).isPresent());
      }
    }
  }
}
