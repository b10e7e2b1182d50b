package org.allmende.search;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/// A Lucene index in this process as it stands at one change.
final class LuceneSnapshot implements Snapshot {

  private static final int MAX_WORDS = 20_000;
  private static final int MAX_ANSWERS = 256;
  private static final int MAX_DOCUMENTS = 1_000;

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final long position;
  private final FacetColumns columns;
  private final Worth.Remembered worths;
  private final ConcurrentHashMap<String, Integer> frequencies = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Boolean> fields = new ConcurrentHashMap<>();
  private final Map<Request, Results> answers = latest(MAX_ANSWERS);
  private final Map<Integer, Document> documents = latest(MAX_DOCUMENTS);

  LuceneSnapshot(
      DirectoryReader reader,
      IndexSearcher searcher,
      long position,
      FacetColumns columns,
      Worth.Remembered worths) {
    this.reader = reader;
    this.searcher = searcher;
    this.position = position;
    this.columns = columns;
    this.worths = worths;
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
  LuceneSnapshot at(long later) {
    return new LuceneSnapshot(reader, searcher, later, columns, worths);
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

  @Override
  public Results answer(Request request, Supplier<Results> search) {
    Results known = answers.get(request);
    if (known == null) {
      known = search.get();
      answers.put(request, known);
    }
    return known;
  }

  @Override
  public Document document(int number) throws IOException {
    Document known = documents.get(number);
    if (known == null) {
      known = searcher.storedFields().document(number);
      documents.put(number, known);
    }
    return known;
  }

  @Override
  public String sortTitle(int number) throws IOException {
    LeafReaderContext leaf = leaf(number);
    SortedDocValues titles = DocValues.getSorted(leaf.reader(), Fields.SORT_TITLE);
    return titles.advanceExact(number - leaf.docBase)
        ? titles.lookupOrd(titles.ordValue()).utf8ToString()
        : "";
  }

  @Override
  public int frequency(String term) throws IOException {
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

  @Override
  public int datasets() throws IOException {
    return reader.getDocCount(Fields.WORD);
  }

  @Override
  public boolean uses(String field) throws IOException {
    Boolean known = fields.get(field);
    if (known == null) {
      known = reader.getDocCount(field) > 0;
      fields.put(field, known);
    }
    return known;
  }

  @Override
  public boolean has(String field, String term) throws IOException {
    var wanted = new Term(field, term);
    for (LeafReaderContext leaf : reader.leaves()) {
      if (leaf.reader().docFreq(wanted) > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean findsMore(Query query, int than) throws IOException {
    var few = new TopScoreDocCollectorManager(1, than + 1);
    return searcher.search(new ConstantScoreQuery(query), few).totalHits.value() > than;
  }

  @Override
  public List<String> beginnings(List<String> fields, String beginning, int limit)
      throws IOException {
    return Beginnings.of(this, fields, beginning, limit);
  }

  @Override
  public List<Like> like(String field, String word, int edits) throws IOException {
    var checker = new DirectSpellChecker();
    checker.setMaxEdits(edits);
    checker.setMinPrefix(edits);
    checker.setMinQueryLength(Like.SHORTEST);
    checker.setMaxInspections(Like.MOST);
    checker.setThresholdFrequency(0);
    checker.setAccuracy(Like.LEAST);
    var all = SuggestMode.SUGGEST_ALWAYS;
    return Stream.of(checker.suggestSimilar(new Term(field, word), Like.MOST, reader, all))
        .map(like -> new Like(like.string, like.freq))
        .toList();
  }

  /// Some of them from each segment.
  @Override
  public Map<String, Integer> titles(String beginning, int most) throws IOException {
    var titles = new LinkedHashMap<String, Integer>();
    var prefix = new BytesRef(beginning);
    PostingsEnum postings = null;
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms all = leaf.reader().terms(Fields.WHOLE_TITLE);
      TermsEnum terms = all == null ? TermsEnum.EMPTY : all.iterator();
      boolean more = terms.seekCeil(prefix) != TermsEnum.SeekStatus.END;
      for (int seen = 0; more && seen < most; seen++) {
        if (!StringHelper.startsWith(terms.term(), prefix)) {
          break;
        }
        postings = terms.postings(postings, PostingsEnum.NONE);
        int number = first(postings, leaf.reader().getLiveDocs());
        if (number != DocIdSetIterator.NO_MORE_DOCS) {
          titles.putIfAbsent(terms.term().utf8ToString(), leaf.docBase + number);
        }
        more = terms.next() != null;
      }
    }
    return titles;
  }

  private static int first(PostingsEnum postings, @Nullable Bits live) throws IOException {
    int number = postings.nextDoc();
    while (number != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(number)) {
      number = postings.nextDoc();
    }
    return number;
  }

  @Override
  public List<ScoreDoc> best(Query query, int limit) throws IOException {
    return List.of(searcher.search(query, limit).scoreDocs);
  }

  @Override
  public float score(Query query, int number) throws IOException {
    Explanation explanation = searcher.explain(query, number);
    return explanation.isMatch() ? explanation.getValue().floatValue() : 0;
  }

  @Override
  public double worth(int number, long today) throws IOException {
    LeafReaderContext leaf = leaf(number);
    return new Worth(today, worths).in(leaf.reader())[number - leaf.docBase];
  }

  @Override
  public boolean hasAny(int number, String field, List<String> terms) throws IOException {
    LeafReaderContext leaf = leaf(number);
    int wanted = number - leaf.docBase;
    for (String term : terms) {
      PostingsEnum postings = leaf.reader().postings(new Term(field, term), PostingsEnum.NONE);
      if (postings != null && postings.advance(wanted) == wanted) {
        return true;
      }
    }
    return false;
  }

  private LeafReaderContext leaf(int number) {
    return reader.leaves().get(ReaderUtil.subIndex(number, reader.leaves()));
  }

  @Override
  public Found page(Query query, Asked asked) throws IOException {
    return new Paging(this, worths).page(query, asked);
  }

  /// Everything is at hand.
  @Override
  public <T extends @Nullable Object> T together(Work<T> work) throws IOException {
    return work.of(this);
  }
}
