package org.allmende.bench;

import java.nio.file.Path;

/// A program under measurement: ours, or a peer.
interface Engine {

  String name();

  /// The process that loads a file of N-Quads into a new data folder, already started.
  Measured load(Path nquads, Path data) throws Exception;

  /// The process that serves the data folder, already started.
  Measured serve(Path data) throws Exception;

  /// Where it answers SPARQL.
  String sparql();

  /// How its search is asked, for the search runner; empty when it has none.
  String searchTemplate();

  /// Publishes one dataset and returns when it is visible in SPARQL.
  void publish(int number) throws Exception;
}
