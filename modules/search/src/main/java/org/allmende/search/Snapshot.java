package org.allmende.search;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/// The index as it stands at one change: what one search sees from its beginning to its end.
final class Snapshot {

  private static final int MAX_WORDS = 20_000;
  private static final int MAX_ANSWERS = 256;
  private static final int MAX_DOCUMENTS = 1_000;

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final long position;
  private final FacetColumns columns;
  private final ConcurrentHashMap<String, Integer> frequencies = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Boolean> fields = new ConcurrentHashMap<>();
  private final Map<Request, Results> answers = latest(MAX_ANSWERS);
  private final Map<Integer, Document> documents = latest(MAX_DOCUMENTS);

  Snapshot(DirectoryReader reader, IndexSearcher searcher, long position, FacetColumns columns) {
    this.reader = reader;
    this.searcher = searcher;
    this.position = position;
    this.columns = columns;
  }

  /// Remembers what was used last.
  private static <K, V> Map<K, V> latest(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        });
  }

  /// The same index as the state of a later change that touched nothing here.
  Snapshot at(long later) {
    return new Snapshot(reader, searcher, later, columns);
  }

  DirectoryReader reader() {
    return reader;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  long position() {
    return position;
  }

  FacetColumns columns() {
    return columns;
  }

  /// The same question about the same state has the same answer.
  Results answer(Request request, Supplier<Results> search) {
    Results known = answers.get(request);
    if (known == null) {
      known = search.get();
      answers.put(request, known);
    }
    return known;
  }

  /// What is kept of a dataset. Those found first are found again by others.
  Document document(int number) throws IOException {
    Document known = documents.get(number);
    if (known == null) {
      known = searcher.storedFields().document(number);
      documents.put(number, known);
    }
    return known;
  }

  /// The title of a dataset as lists are sorted by it, folded.
  String sortTitle(int number) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(number, reader.leaves()));
    SortedDocValues titles = DocValues.getSorted(leaf.reader(), Fields.SORT_TITLE);
    return titles.advanceExact(number - leaf.docBase)
        ? titles.lookupOrd(titles.ordValue()).utf8ToString()
        : "";
  }

  /// In how many datasets a term of the texts stands.
  int frequency(String term) throws IOException {
    Integer known = frequencies.get(term);
    if (known != null) {
      return known;
    }
    int frequency = 0;
    for (String field : Fields.ANYWHERE) {
      frequency += reader.docFreq(new Term(field, term));
    }
    if (frequencies.size() < MAX_WORDS) {
      frequencies.put(term, frequency);
    }
    return frequency;
  }

  /// How many datasets there are.
  int datasets() throws IOException {
    return reader.getDocCount(Fields.WORD);
  }

  /// What it is worth that a term stands in so many datasets only.
  float rarity(int frequency) throws IOException {
    return (float) Statistics.rarity(frequency, datasets());
  }

  /// Whether any dataset has something in a field.
  boolean uses(String field) throws IOException {
    Boolean known = fields.get(field);
    if (known == null) {
      known = reader.getDocCount(field) > 0;
      fields.put(field, known);
    }
    return known;
  }

  /// Whether a term stands in any dataset; parts are asked only until one has it.
  boolean has(String field, String term) throws IOException {
    var wanted = new Term(field, term);
    for (LeafReaderContext leaf : reader.leaves()) {
      if (leaf.reader().docFreq(wanted) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether a query finds more than so many datasets; it is not followed further.
  boolean findsMore(Query query, int than) throws IOException {
    var few = new TopScoreDocCollectorManager(1, than + 1);
    return searcher.search(new ConstantScoreQuery(query), few).totalHits.value() > than;
  }

  boolean knowsAny(List<String> terms) throws IOException {
    for (String term : terms) {
      if (frequency(term) > 0) {
        return true;
      }
    }
    return false;
  }
}
