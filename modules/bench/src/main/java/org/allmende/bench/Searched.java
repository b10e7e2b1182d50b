package org.allmende.bench;

/// A search engine under measurement, at work: ours, or a peer.
interface Searched {

  int port();

  /// The path that asks a question with the counts of four facets.
  String path(SearchQuestion question, int hits);

  /// How many hits an answer counts.
  long total(String answer);

  /// Publishes a dataset by this title, and returns when it is found.
  void publish(String title, int number) throws Exception;
}
