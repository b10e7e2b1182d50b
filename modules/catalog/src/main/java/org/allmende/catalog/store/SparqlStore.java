package org.allmende.catalog.store;

import java.io.IOException;
import java.io.InputStream;

/// A store on another machine that speaks the [SPARQL 1.1
/// protocol](https://www.w3.org/TR/sparql11-protocol/). Whatever does not come to an answer is an
/// [IOException], and nobody knows what has become of it then.
public interface SparqlStore {

  /// Where it is, for people.
  String address();

  /// Asks a `SELECT` and hands on the [JSON](https://www.w3.org/TR/sparql11-results-json/) while it
  /// comes.
  <T> T select(String query, Answer<T> answer) throws IOException;

  /// Writes.
  ///
  /// @throws Refused when the store says that it does not
  void update(String update) throws IOException;

  /// Takes in what the store answers.
  ///
  /// @param <T> what becomes of it
  interface Answer<T> {
    T read(InputStream json) throws IOException;
  }

  /// The store has answered that it does not do what it was asked, now or later.
  final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    public Refused(String why) {
      super(why);
    }
  }
}
