package org.allmende.sparql.results;

/// How an answer ends.
public interface Ending {

  /// The answer is complete.
  void end();

  /// The answer is not complete: what has been written must not parse.
  void cut(String why);
}
