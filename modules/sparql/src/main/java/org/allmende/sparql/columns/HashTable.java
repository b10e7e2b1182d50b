package org.allmende.sparql.columns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An open hash table of numbers outside the heap, each with 32 bits of its hash. One writer, many
/// readers; a table that is full is replaced by one of twice the size.
final class HashTable {

  private static final VarHandle SLOT = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment slots;
  private final int mask;
  private int used;

  private HashTable(MemorySegment slots, int used) {
    this.slots = slots;
    this.mask = (int) (slots.byteSize() >>> 3) - 1;
    this.used = used;
  }

  /// @param size a power of two
  static HashTable create(int size) {
    return new HashTable(Arena.ofAuto().allocate((long) size << 3, 8), 0);
  }

  /// Opens a saved table; what is written from now on stays in memory.
  static HashTable open(Path file, int used) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size() >>> 3;
      if (Long.bitCount(size) != 1 || used > size) {
        throw new IOException(file + " is not a hash table");
      }
      return new HashTable(channel.map(MapMode.PRIVATE, 0, channel.size(), Arena.ofAuto()), used);
    }
  }

  static long hash(long seed, byte[] term) {
    long hash = seed ^ term.length;
    int at = 0;
    for (; at + 8 <= term.length; at += 8) {
      hash = mix(hash ^ (long) WORD.get(term, at));
    }
    long rest = 0;
    for (; at < term.length; at++) {
      rest = (rest << 8) | (term[at] & 0xFF);
    }
    return mix(mix(hash ^ rest));
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  int first(long hash) {
    return (int) (hash >>> 32) & mask;
  }

  int next(int slot) {
    return (slot + 1) & mask;
  }

  /// What a slot holds; 0 when nothing.
  long get(int slot) {
    return (long) SLOT.getAcquire(slots, (long) slot << 3);
  }

  static int id(long entry) {
    return (int) entry - 1;
  }

  static boolean fits(long entry, long hash) {
    return (int) (entry >>> 32) == (int) (hash >>> 32);
  }

  /// This table with one number more, or a larger one.
  HashTable with(int id, long hash) {
    HashTable table = used * 5L > mask * 3L ? larger() : this;
    table.put(((hash >>> 32) << 32) | (id + 1L));
    return table;
  }

  private HashTable larger() {
    var table = create((mask + 1) * 2);
    for (int slot = 0; slot <= mask; slot++) {
      long entry = get(slot);
      if (entry != 0) {
        table.put(entry);
      }
    }
    return table;
  }

  private void put(long entry) {
    int slot = (int) (entry >>> 32) & mask;
    while (get(slot) != 0) {
      slot = next(slot);
    }
    SLOT.setRelease(slots, (long) slot << 3, entry);
    used++;
  }

  void save(Path file) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < slots.byteSize(); ) {
        ByteBuffer part =
            slots.asSlice(at, Math.min(1 << 24, slots.byteSize() - at)).asByteBuffer();
        while (part.hasRemaining()) {
          at += channel.write(part);
        }
      }
      channel.force(true);
    }
  }
}
