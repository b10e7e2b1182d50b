package org.allmende.search;

import org.allmende.model.Dataset.Box;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/// Finds datasets of places that lie in a box, at least partly; tells what it asks, as [Overlap]
/// does.
public final class Within extends Query {

  private final Box box;

  Within(Box box) {
    this.box = box;
  }

  /// The box.
  public Box box() {
    return box;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) {
    return DoubleRange.newIntersectsQuery(
        Fields.BOX, new double[] {box.west(), box.south()}, new double[] {box.east(), box.north()});
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String within) {
    return Fields.BOX + ":" + box;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Within within && within.box.equals(box);
  }

  @Override
  public int hashCode() {
    return box.hashCode();
  }
}
