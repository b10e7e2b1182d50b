package org.allmende.bench.capacity;

/// What an installation of some size takes, by figures that were measured at 130,000 datasets on
/// two cores (the handbook's benchmarks). What grows with the catalogue grows in proportion here;
/// nothing else does.
///
/// @param datasets in the catalogue
record Need(long datasets) {

  /// Where the figures come from.
  static final long MEASURED = 130_000;

  private static final double MIB = 1 << 20;
  private static final double QUADS = 7_412_422;
  private static final double STORE = 2_616 * MIB;
  private static final double COLUMNS = 478 * MIB;
  private static final double INDEX = 168 * MIB;

  /// In use after a collection, with 512 MiB of heap allowed.
  private static final double HEAP = 190 * MIB;

  /// What a program takes that holds nothing.
  private static final double EMPTY_HEAP = 96 * MIB;

  private static final double IMPORTED_PER_CPU_SECOND = 39_340;
  private static final double START = 5.0;

  private double share() {
    return (double) datasets / MEASURED;
  }

  /// Quads of descriptions and catalogue records.
  double triples() {
    return QUADS * share();
  }

  /// Bytes of the store after an import.
  double store() {
    return STORE * share();
  }

  /// Bytes of the columns for SPARQL and of the search index, which are fast while the system can
  /// keep them in memory.
  double projections() {
    return (COLUMNS + INDEX) * share();
  }

  /// Bytes on the disk: twice the store, for `compact` writes a new one beside it.
  double disk() {
    return 2 * store() + projections();
  }

  /// Bytes of heap to allow: three times what is in use.
  double heap() {
    return 3 * (EMPTY_HEAP + (HEAP - EMPTY_HEAP) * share());
  }

  /// Bytes of memory: the heap, the projections, and the half of the store that is read often.
  double memory() {
    return heap() + projections() + store() / 2;
  }

  /// CPU seconds to take everything in.
  double importing() {
    return triples() / IMPORTED_PER_CPU_SECOND;
  }

  /// Seconds until a node that was stopped answers again.
  double start() {
    return START * share();
  }
}
