package org.allmende.search;

import java.util.Objects;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/// Finds datasets with a stretch of time that has a moment in common with another. Lucene's own
/// query for that does not tell what it asks, and another index has to be told.
public final class Overlap extends Query {

  private final String field;
  private final long from;
  private final long to;

  Overlap(String field, long from, long to) {
    this.field = field;
    this.from = from;
    this.to = to;
  }

  /// Where the stretches are.
  public String field() {
    return field;
  }

  /// The first moment.
  public long from() {
    return from;
  }

  /// The last moment.
  public long to() {
    return to;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) {
    return LongRange.newIntersectsQuery(field, new long[] {from}, new long[] {to});
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String within) {
    return field + ":[" + from + " to " + to + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Overlap overlap
        && overlap.field.equals(field)
        && overlap.from == from
        && overlap.to == to;
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, from, to);
  }
}
