package org.allmende.catalog.links;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.dcat.quality.LinkStatuses;
import org.allmende.model.DatasetId;

/// Remembers what came of asking addresses elsewhere, in two numbers each, and which datasets have
/// a broken link. It is written down by whoever asks; where that is lost, all is asked again.
public final class LinkMemory implements LinkStatuses {

  private static final System.Logger LOG = System.getLogger(LinkMemory.class.getName());

  /// What is older than this says nothing any more.
  static final Duration HOLDS = Duration.ofDays(30);

  /// Begins and ends what is written down.
  private static final int FORM = 0x4c4b_0001;

  private final DerivedFiles derived;
  private final String key;
  private final InstantSource clock;
  private LinkTable table = new LinkTable(64);
  private final NavigableSet<DatasetId> broken = new TreeSet<>();
  private boolean changed;

  /// Takes up what was written down.
  ///
  /// @param store the name of the store that the datasets are in
  public LinkMemory(DerivedFiles derived, String store, InstantSource clock) {
    this.derived = derived;
    this.key = "links-" + store.replaceAll("[^A-Za-z0-9.-]", "-");
    this.clock = clock;
    load();
  }

  @Override
  public synchronized Optional<LinkStatus> of(String address) {
    return table.get(address).filter(status -> status.asked().isAfter(now().minus(HOLDS)));
  }

  private Instant now() {
    return clock.instant();
  }

  /// Whether it is time to ask an address. It stays remembered for being asked about.
  synchronized boolean isDue(String address) {
    table.mark(address);
    return table.get(address).map(status -> !status.due().isAfter(now())).orElse(true);
  }

  /// Takes in what came of asking.
  synchronized LinkStatus learn(String address, LinkStatus.Reason reason, int status) {
    LinkStatus known =
        table
            .get(address)
            .map(before -> before.next(reason, status, now()))
            .orElseGet(() -> LinkStatus.first(reason, status, now()));
    table.put(address, known);
    changed = true;
    return known;
  }

  /// Says of a dataset whether one of its links is broken; true when that is news.
  synchronized boolean isBroken(DatasetId id, boolean isBroken) {
    boolean news = isBroken ? broken.add(id) : broken.remove(id);
    changed |= news;
    return news;
  }

  /// A tenant's datasets with a broken link, in order, from some place on.
  ///
  /// @param after the last slug seen; empty to begin
  synchronized List<DatasetId> broken(String tenant, String after, int limit) {
    return broken.stream()
        .dropWhile(id ->
            id.tenant().compareTo(tenant) < 0
                || (id.tenant().equals(tenant) && id.slug().compareTo(after) <= 0))
        .takeWhile(id -> id.tenant().equals(tenant))
        .limit(limit)
        .toList();
  }

  /// How many of a tenant's datasets have a broken link.
  synchronized int broken(String tenant) {
    return (int) broken.stream().filter(id -> id.tenant().equals(tenant)).count();
  }

  /// Forgets the addresses that nobody has asked about since this was called last.
  synchronized void forgetUnmarked() {
    table = table.marked();
    changed = true;
  }

  synchronized int size() {
    return table.size();
  }

  /// Writes down what is new.
  void save() {
    byte[] bytes;
    synchronized (this) {
      if (!changed) {
        return;
      }
      changed = false;
      bytes = bytes();
    }
    derived.put(key, bytes);
  }

  private byte[] bytes() {
    var bytes = new ByteArrayOutputStream(16 * table.size() + 64 * broken.size() + 16);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(FORM);
      table.write(out);
      out.writeInt(broken.size());
      for (DatasetId id : broken) {
        out.writeUTF(id.toString());
      }
      out.writeInt(FORM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void load() {
    byte[] bytes = derived.get(key).orElse(null);
    if (bytes == null) {
      return;
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != FORM) {
        return;
      }
      LinkTable read = LinkTable.read(in, bytes.length / 16);
      for (int left = in.readInt(); left > 0; left--) {
        broken.add(DatasetId.parse(in.readUTF()));
      }
      if (in.readInt() != FORM) {
        throw new IOException("it does not end");
      }
      table = read;
    } catch (IOException | RuntimeException e) {
      broken.clear();
      LOG.log(System.Logger.Level.INFO, "asking all links anew: {0}", e.toString());
    }
  }
}
