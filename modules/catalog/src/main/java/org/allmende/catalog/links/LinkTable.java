package org.allmende.catalog.links;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.dcat.quality.LinkStatus;

/// What is known of many addresses: two numbers each, one made of the address, one of its status.
///
/// An address is known by the first 64 bits of its SHA-256. Among a million addresses the chance
/// that two share them is one in 37 million, and then one of them has the other's status for a
/// while. Open addressing with linear probing; nothing is removed, [#marked] makes a new table.
final class LinkTable {

  private static final Map<Long, LinkStatus.Reason> REASONS =
      Arrays.stream(LinkStatus.Reason.values())
          .collect(
              Collectors.toUnmodifiableMap(reason -> (long) reason.number(), reason -> reason));
  private static final long MARK = 1L << 62;

  private long[] keys;
  private long[] values;
  private int size;

  LinkTable(int room) {
    int slots = Integer.highestOneBit(Math.max(16, room)) << 2;
    keys = new long[slots];
    values = new long[slots];
  }

  int size() {
    return size;
  }

  Optional<LinkStatus> get(String address) {
    long packed = values[slot(key(address))];
    return packed == 0 ? Optional.empty() : Optional.of(unpacked(packed));
  }

  void put(String address, LinkStatus status) {
    put(key(address), packed(status) | MARK);
  }

  private void put(long key, long packed) {
    if (size >= keys.length / 2) {
      grow();
    }
    int slot = slot(key);
    if (values[slot] == 0) {
      size++;
    }
    keys[slot] = key;
    values[slot] = packed;
  }

  /// Keeps an address, if it is known, in the next table.
  void mark(String address) {
    int slot = slot(key(address));
    if (values[slot] != 0) {
      values[slot] |= MARK;
    }
  }

  /// A table of the addresses that are marked, none of which is any more.
  LinkTable marked() {
    var table = new LinkTable(size / 2);
    for (int i = 0; i < keys.length; i++) {
      if ((values[i] & MARK) != 0) {
        table.put(keys[i], values[i] & ~MARK);
      }
    }
    return table;
  }

  private void grow() {
    var larger = new LinkTable(keys.length / 2);
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != 0) {
        larger.put(keys[i], values[i]);
      }
    }
    keys = larger.keys;
    values = larger.values;
  }

  /// Where a key is, or would be.
  private int slot(long key) {
    int slot = (int) key & keys.length - 1;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private static long key(String address) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From the lowest bit: 4 the reason, 4 the days, 10 the status, 16 the day since, 28 the minute
  /// it was asked, which is never 0.
  private static long packed(LinkStatus status) {
    return status.reason().number()
        | (status.days() & 0xf) << 4
        | (status.status() & 0x3ff) << 8
        | (status.since().toEpochDay() & 0xffff) << 18
        | (Math.max(1, status.asked().getEpochSecond() / 60) & 0xfffffff) << 34;
  }

  private static LinkStatus unpacked(long packed) {
    return new LinkStatus(
        Objects.requireNonNull(REASONS.get(packed & 0xf)),
        (int) (packed >> 8 & 0x3ff),
        Instant.ofEpochSecond((packed >> 34 & 0xfffffff) * 60),
        LocalDate.ofEpochDay(packed >> 18 & 0xffff),
        (int) (packed >> 4 & 0xf));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != 0) {
        out.writeLong(keys[i]);
        out.writeLong(values[i]);
      }
    }
  }

  /// @param most entries there can be
  static LinkTable read(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("not a table of " + count + " links");
    }
    var table = new LinkTable(count);
    for (int i = 0; i < count; i++) {
      long key = in.readLong();
      long packed = in.readLong();
      if (!REASONS.containsKey(packed & 0xf) || packed >>> 34 == 0) {
        throw new IOException("not a link");
      }
      table.put(key, packed);
    }
    return table;
  }
}
