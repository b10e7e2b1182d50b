package org.allmende.sparql.columns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Whole numbers in a mapped file, outside the heap.
final class Column {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final MemorySegment data;
  private final int size;

  private Column(MemorySegment data) {
    this.data = data;
    this.size = Math.toIntExact(data.byteSize() >>> 2);
  }

  static Column open(Path file, Arena arena) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Column(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
    }
  }

  /// A new file of so many zeros. They are written first, so that a full disk is an exception here
  /// and not a fault later.
  static Column create(Path file, int size, Arena arena) throws IOException {
    long bytes = (long) size << 2;
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      Disk.zeros(channel, 0, bytes);
      return new Column(channel.map(MapMode.READ_WRITE, 0, bytes, arena));
    }
  }

  int size() {
    return size;
  }

  int get(int at) {
    return data.get(INT, (long) at << 2);
  }

  void set(int at, int value) {
    data.set(INT, (long) at << 2, value);
  }

  void force() {
    data.force();
  }

  /// The first place in a sorted stretch that holds the key or something above it.
  int lower(int key, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The first place in a sorted stretch that holds something above the key.
  int upper(int key, int from, int to) {
    // what is looked for is mostly few: look a little ahead before searching the rest
    int near = from;
    int stop = Math.min(to, from + 8);
    while (near < stop && get(near) <= key) {
      near++;
    }
    return near < stop || near == to ? near : lower(key + 1, near, to);
  }
}
