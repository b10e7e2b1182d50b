package org.allmende.sparql.columns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A mapped file that grows at its end while others read it. Places never move.
final class Chunks {

  private final Path file;
  private final FileChannel channel;
  private final Arena arena;
  private final int shift;
  private volatile MemorySegment[] chunks = new MemorySegment[0];

  /// @param shift the size of a chunk, as a power of two
  Chunks(Path file, int shift, Arena arena) throws IOException {
    this.file = file;
    this.shift = shift;
    this.arena = arena;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    int whole = (int) (channel.size() >>> shift);
    if (whole > 0) {
      add(whole);
    }
  }

  Path file() {
    return file;
  }

  /// The chunk that holds a place; it reaches to the end of whatever begins there.
  MemorySegment at(long place) {
    return chunks[(int) (place >>> shift)];
  }

  /// Where a place lies in its chunk.
  long within(long place) {
    return place & ((1L << shift) - 1);
  }

  /// A place at or after the given one from which so many bytes lie together; the file grows when
  /// it must.
  long room(long place, int bytes) {
    long chunk = 1L << shift;
    long start = place;
    if (bytes > chunk) {
      start = (long) chunks.length << shift;
    } else if (within(start) + bytes > chunk) {
      start = (start + chunk - 1) & -chunk;
    }
    if (start + bytes > (long) chunks.length << shift) {
      grow((int) (((start + bytes + chunk - 1) >>> shift) - chunks.length));
    }
    return start;
  }

  private void grow(int count) {
    try {
      Disk.zeros(channel, (long) chunks.length << shift, (long) count << shift);
      add(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(int count) throws IOException {
    MemorySegment[] old = chunks;
    long from = (long) old.length << shift;
    MemorySegment whole = channel.map(MapMode.READ_WRITE, from, (long) count << shift, arena);
    MemorySegment[] more = Arrays.copyOf(old, old.length + count);
    for (int i = 0; i < count; i++) {
      more[old.length + i] = whole.asSlice((long) i << shift);
    }
    chunks = more;
  }

  void force() {
    for (MemorySegment chunk : chunks) {
      chunk.force();
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
