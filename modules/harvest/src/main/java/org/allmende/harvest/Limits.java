package org.allmende.harvest;

import java.time.Duration;

/// What one request may cost at most.
///
/// @param redirects how many are followed
/// @param bytes of an answer, decompressed
/// @param connect until a connection stands
/// @param silence without a byte, before the answer and within it
/// @param total for the whole answer
/// @param slow how long an answer may come below the rate
/// @param rate bytes a second that an answer must come with on average, after that
/// @param tries how often a request is made that fails for the moment
/// @param pause before the second try; doubled for each further one
record Limits(
    int redirects,
    long bytes,
    Duration connect,
    Duration silence,
    Duration total,
    Duration slow,
    long rate,
    int tries,
    Duration pause) {

  static final Limits USUAL =
      new Limits(
          5,
          1L << 30,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(30),
          Duration.ofSeconds(20),
          1_024,
          3,
          Duration.ofSeconds(2));

  /// For a look at whether anything is there.
  static final Limits BRIEF =
      new Limits(
          5,
          1L << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          64,
          1,
          Duration.ZERO);

  /// For a question somebody waits for.
  static final Limits PROMPT =
      new Limits(
          0,
          4L << 20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          64,
          1,
          Duration.ZERO);

  /// For a store of the operator's own, whose files may be large.
  static final Limits STORE =
      new Limits(
          0,
          Long.MAX_VALUE,
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          Duration.ofHours(12),
          Duration.ofSeconds(30),
          1_024,
          1,
          Duration.ZERO);

  /// For an engine of our own, which somebody waits for, or which takes in a good deal at once.
  static final Limits ENGINE =
      new Limits(
          0,
          64L << 20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          64,
          1,
          Duration.ZERO);

  /// The longest that a server may make us wait by saying `Retry-After`.
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
}
