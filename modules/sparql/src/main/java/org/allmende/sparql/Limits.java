package org.allmende.sparql;

import java.time.Duration;

/// What one query may take. Whatever goes beyond is refused, or cut off so that nobody takes it for
/// complete.
///
/// @param shape of the query itself
/// @param firstRow until the first row
/// @param total until the last byte
/// @param rows of one answer; triples where it is a graph
/// @param bytes of one answer
/// @param kept memory that one query may hold: sorted rows, groups, distinct values, hash tables
/// @param slots queries that run at a time
/// @param patience how long a query waits for a slot
/// @param base what relative addresses in a query are resolved against
public record Limits(
    Shape shape,
    Duration firstRow,
    Duration total,
    long rows,
    long bytes,
    long kept,
    int slots,
    Duration patience,
    String base) {

  private static final long LEAST_KEPT = 24L << 20;

  /// How large a query may be, before anything is asked.
  ///
  /// @param bytes the longest query, in UTF-8
  /// @param nesting brackets within brackets
  /// @param depth operators within operators, brackets included
  /// @param listItems words in one pair of parentheses: an `IN` list, an RDF list
  /// @param words of the whole query
  /// @param patterns triple patterns
  /// @param elements groups, filters, assignments, alternatives
  /// @param pathSteps steps of one property path
  public record Shape(
      int bytes,
      int nesting,
      int depth,
      int listItems,
      int words,
      int patterns,
      int elements,
      int pathSteps) {

    /// What a person writes, and some more.
    public static Shape usual() {
      return new Shape(64 * 1024, 64, 400, 2_000, 16_000, 100, 300, 12);
    }
  }

  /// The limits of a public endpoint at this address.
  public static Limits of(String base) {
    return new Limits(
        Shape.usual(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        1_000_000,
        512L << 20,
        Math.max(LEAST_KEPT, Runtime.getRuntime().maxMemory() / 16),
        4,
        Duration.ofSeconds(2),
        base);
  }

  /// The same with other times.
  public Limits within(Duration first, Duration all) {
    return new Limits(shape, first, all, rows, bytes, kept, slots, patience, base);
  }

  /// The same with another size of answers.
  public Limits answering(long mostRows, long mostBytes) {
    return new Limits(shape, firstRow, total, mostRows, mostBytes, kept, slots, patience, base);
  }

  /// The same with other memory.
  public Limits keeping(long most) {
    return new Limits(shape, firstRow, total, rows, bytes, most, slots, patience, base);
  }

  /// The same with other slots.
  public Limits slots(int number, Duration wait) {
    return new Limits(shape, firstRow, total, rows, bytes, kept, number, wait, base);
  }
}
