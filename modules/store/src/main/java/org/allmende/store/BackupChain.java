package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.allmende.model.Sha256;
import org.jspecify.annotations.Nullable;

/// A whole backup and those that go on from it, each from the one before.
///
/// A share of the statements is taken from the last of them in which it is another than before, and
/// a file from the last that holds it. So what was erased in between never reaches the disk again.
final class BackupChain implements AutoCloseable {

  private final List<BackupFile> links;
  private final short[] owners = new short[Shares.COUNT];
  private Shares shares = new Shares();

  private BackupChain(List<BackupFile> links) {
    this.links = links;
  }

  /// Opens them, and sees that each goes on where the one before it ends.
  static BackupChain open(List<Path> paths) throws IOException {
    var links = new ArrayList<BackupFile>();
    var chain = new BackupChain(links);
    try {
      BackupFile before = null;
      for (Path path : paths) {
        BackupFile link = BackupFile.open(path);
        links.add(link);
        requireNext(before, link);
        before = link;
      }
      return chain;
    } catch (Throwable e) {
      chain.close();
      throw e;
    }
  }

  private static void requireNext(@Nullable BackupFile before, BackupFile link)
      throws BackupException {
    Manifest.Since since = link.manifest().since();
    if (before == null) {
      if (since != null) {
        throw link.refused(
            "it holds only what is new since change "
                + since.change()
                + "; name the backups it goes on from before it");
      }
      return;
    }
    if (since == null) {
      throw link.refused("it goes on from no other; restore it alone");
    }
    if (!link.manifest().store().equals(before.manifest().store())) {
      throw link.refused("it is of another store than " + before.path());
    }
    if (!since.equals(before.asSince())) {
      throw link.refused(
          "it goes on from the backup at change "
              + since.change()
              + ", which is not "
              + before.path()
              + " (at change "
              + before.manifest().change()
              + "): one is missing in between, or the order is another");
    }
  }

  List<BackupFile> links() {
    return links;
  }

  BackupFile last() {
    return links.getLast();
  }

  /// Reads what each of them says of the whole store.
  void load() throws IOException {
    for (int i = 0; i < links.size(); i++) {
      Shares next = links.get(i).shares();
      BitSet differing = next.differing(shares);
      for (int share = differing.nextSetBit(0);
          share >= 0;
          share = differing.nextSetBit(share + 1)) {
        owners[share] = (short) i;
      }
      shares = next;
    }
  }

  /// Whether a share is taken from one of them.
  boolean isFrom(int link, int share) {
    return owners[share] == link;
  }

  /// What all statements add up to in the end.
  Shares shares() {
    return shares;
  }

  /// All files in the end, and their sizes.
  Map<Sha256, Long> files() throws IOException {
    return last().names();
  }

  /// The one that a file is taken from.
  BackupFile holder(Sha256 file) throws BackupException {
    for (BackupFile link : links.reversed()) {
      if (link.holds(file)) {
        return link;
      }
    }
    throw last().refused("the file " + file + " is neither in it nor in those before it");
  }

  @Override
  public void close() throws IOException {
    for (BackupFile link : links) {
      link.close();
    }
  }
}
