package org.allmende.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.sys.TDBInternal;

/// How large a database is, in quads and in bytes.
final class Measure {

  private static final int STEP = 1 << 16;

  /// A store so many times larger than its content is worth compacting, when it is large at all.
  private static final int GROWN = 3;

  /// The smallest store worth compacting.
  static final long SMALL = 256L << 20;

  /// What a quad of descriptions takes in a compact database: four index entries and its share of
  /// terms.
  private static final long BYTES_PER_QUAD = 320;

  private Measure() {}

  /// How many quads a database holds, the private ones included; counts index entries only.
  static long quads(DatasetGraph data) {
    var tdb = TDBInternal.requireStorage(data);
    return Database.read(
        data,
        d ->
            tdb.getQuadTable().getNodeTupleTable().getTupleTable().size()
                + tdb.getTripleTable().getNodeTupleTable().getTupleTable().size());
  }

  /// About what a database with so many quads takes when it is compact.
  static long compact(long quads) {
    return quads * BYTES_PER_QUAD;
  }

  /// Whether a store is worth compacting.
  ///
  /// @param bytes it takes
  /// @param quads it holds
  /// @param small the largest store that is left alone in any case
  static boolean isGrown(long bytes, long quads, long small) {
    return bytes > small && bytes > GROWN * compact(quads);
  }

  /// The bytes in a folder. TDB2 lengthens its files by 8 MiB at a time and leaves the rest for
  /// later, which takes no room on the disk: zeros at the end of a file do not count.
  static long bytes(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      long bytes = 0;
      for (Path path : (Iterable<Path>) below.filter(Files::isRegularFile)::iterator) {
        bytes += used(path);
      }
      return bytes;
    }
  }

  private static long used(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] zeros = new byte[STEP];
      byte[] part = new byte[STEP];
      long end = file.length();
      while (end > 0) {
        int length = (int) Math.min(STEP, end);
        file.seek(end - length);
        file.readFully(part, 0, length);
        if (!Arrays.equals(part, 0, length, zeros, 0, length)) {
          break;
        }
        end -= length;
      }
      return end;
    }
  }
}
