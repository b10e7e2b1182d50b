package org.allmende.bench.capacity;

/// What is asked of a node, with the CPU time it takes there. What looks at every dataset takes
/// longer the more there are.
enum Kind {
  /// A page of a dataset, a file, or a look-up in SPARQL.
  LOOKUP(0.7, 0.24, 0),
  /// A page of results with its facets.
  RESULTS(0.25, 1.5, 4.0),
  /// A question that counts or groups the whole catalogue.
  ANALYSIS(0.05, 2.0, 41.0);

  /// Of all that is asked, the share that is of this kind.
  final double share;

  private final double fixed;
  private final double growing;

  /// @param fixed milliseconds
  /// @param growing milliseconds more at [Need#MEASURED] datasets
  Kind(double share, double fixed, double growing) {
    this.share = share;
    this.fixed = fixed;
    this.growing = growing;
  }

  /// Milliseconds of CPU, on average.
  double cost(long datasets) {
    return fixed + growing * datasets / Need.MEASURED;
  }

  /// Milliseconds of CPU of anything that is asked, on average.
  static double mean(long datasets) {
    double sum = 0;
    for (Kind kind : values()) {
      sum += kind.share * kind.cost(datasets);
    }
    return sum;
  }
}
