package org.allmende.search;

import java.io.IOException;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;

/// Counts what a query finds in a Lucene index, and reads a page of it.
final class Paging {

  private final LuceneSnapshot snapshot;
  private final Worth.Remembered worths;

  Paging(LuceneSnapshot snapshot, Worth.Remembered worths) {
    this.snapshot = snapshot;
    this.worths = worths;
  }

  Snapshot.Found page(Query query, Snapshot.Asked asked) throws IOException {
    Request request = asked.request();
    boolean onward = request.after() != null;
    FieldDoc after = Onward.read(request.sort(), request.after());
    int depth =
        onward ? request.size() : Math.min(Snapshot.Asked.DEEPEST, request.page() * request.size());
    int most = Math.min(depth + 1, Math.max(1, snapshot.reader().maxDoc()));
    TopFieldCollector top =
        new TopFieldCollectorManager(sort(request.sort()), most, after, 1).newCollector();
    var narrowing = new Narrowing(snapshot.columns().terms(), asked.filters());
    var counting = new Counting(snapshot.columns(), narrowing, request.counted());
    var worth = new Worth(asked.today(), worths);
    var sweep = new Sweep(snapshot.searcher(), query);
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      var segment = counting.in(leaf);
      var ranked = new Ranked(top.getLeafCollector(leaf), worth.in(leaf.reader()));
      sweep.over(
          leaf,
          (docs, scores, size) -> ranked.take(docs, scores, segment.take(docs, scores, size)));
    }
    long from = onward ? 0 : (long) (request.page() - 1) * request.size();
    List<ScoreDoc> found =
        request.size() == 0 || from >= Snapshot.Asked.DEEPEST
            ? List.of()
            : List.of(top.topDocs((int) from, request.size() + 1).scoreDocs);
    boolean more = found.size() > request.size();
    List<ScoreDoc> page = more ? found.subList(0, request.size()) : found;
    String next = more ? Onward.after(request.sort(), page.getLast()) : null;
    return new Snapshot.Found(counting.total(), counting.seen(), counting.facets(), page, next);
  }

  private static org.apache.lucene.search.Sort sort(Sort sort) {
    var id = new SortField(Fields.TIE, SortField.Type.LONG);
    var title = new SortField(Fields.SORT_TITLE, SortField.Type.STRING);
    return switch (sort) {
      case RELEVANCE -> new org.apache.lucene.search.Sort(SortField.FIELD_SCORE, id);
      case MODIFIED -> {
        var day = new SortField(Fields.MODIFIED, SortField.Type.LONG, true, Long.MIN_VALUE);
        yield new org.apache.lucene.search.Sort(day, id);
      }
      case CHANGED -> {
        var moment = new SortField(Fields.CHANGED, SortField.Type.LONG, true, Long.MIN_VALUE);
        yield new org.apache.lucene.search.Sort(moment, id);
      }
      case TITLE -> new org.apache.lucene.search.Sort(title, id);
    };
  }
}
