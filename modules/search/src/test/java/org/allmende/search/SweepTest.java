package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

/// Lucene's own searcher is the oracle.
class SweepTest {

  private static final int DATASETS = 14_000;
  private static final int QUERIES = 1_500;
  private static final List<String> TERMS = List.of("a", "b", "c", "d", "e", "f", "nowhere");
  private static final List<Occur> OCCURS = List.of(Occur.values());
  private static final String PLAIN = "plain";
  private static final String NUMBER = "number";

  private final Random random = new Random(20_261_126);

  @Test
  void findsAndScoresWhatLuceneFindsAndScores() throws IOException {
    try (var directory = new ByteBuffersDirectory()) {
      fill(directory);
      try (var reader = DirectoryReader.open(directory)) {
        assertTrue(reader.leaves().size() > 1 && reader.hasDeletions());
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity());
        for (int i = 0; i < QUERIES; i++) {
          Query query = query(4);
          Map<Integer, Float> expected = lucene(searcher, query);
          Map<Integer, Float> found = swept(searcher, query);
          assertEquals(expected.keySet(), found.keySet(), query::toString);
          expected.forEach((doc, score) ->
              assertEquals(
                  score,
                  found.getOrDefault(doc, Float.NaN),
                  1e-4f * (1 + Math.abs(score)),
                  query::toString));
        }
      }
    }
  }

  private void fill(ByteBuffersDirectory directory) throws IOException {
    var config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (var writer = new IndexWriter(directory, config.setSimilarity(similarity()))) {
      for (int i = 0; i < DATASETS; i++) {
        writer.addDocument(document(i));
        if (i == 100 || i == 9_500) {
          writer.flush();
        }
      }
      writer.commit();
      for (int i = 0; i < DATASETS; i += 7) {
        writer.deleteDocuments(new Term("id", Integer.toString(i)));
      }
      writer.commit();
    }
  }

  private Document document(int number) {
    var weighed = new FieldType();
    weighed.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    weighed.setTokenized(true);
    weighed.setOmitNorms(true);
    weighed.freeze();
    var document = new Document();
    document.add(new StringField("id", Integer.toString(number), Field.Store.NO));
    for (String field : List.of(Fields.WORD, Fields.NAMED)) {
      var terms = new ArrayList<TermStream.Weighed>();
      for (int i = 0; i < TERMS.size() - 1; i++) {
        if (random.nextInt(2 << i) == 0) {
          terms.add(new TermStream.Weighed(TERMS.get(i), 1 + random.nextInt(500)));
        }
      }
      document.add(new Field(field, TermStream.weighed(terms), weighed));
    }
    document.add(new StringField(PLAIN, TERMS.get(random.nextInt(5)), Field.Store.NO));
    document.add(new LongPoint(NUMBER, random.nextInt(100)));
    return document;
  }

  private static Similarity similarity() {
    return new PerFieldSimilarityWrapper() {
      @Override
      public Similarity get(String field) {
        return Impacts.FIELDS.contains(field) ? Impacts.similarity() : new BM25Similarity();
      }
    };
  }

  private Query query(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 11)) {
      case 0, 1 -> new TermQuery(new Term(Fields.WORD, term()));
      case 2 -> new TermQuery(new Term(Fields.NAMED, term()));
      case 3 -> new TermQuery(new Term(PLAIN, term()));
      case 4 ->
          switch (random.nextInt(4)) {
            case 0 -> MatchAllDocsQuery.INSTANCE;
            case 1 -> MatchNoDocsQuery.INSTANCE;
            case 2 -> LongPoint.newRangeQuery(NUMBER, random.nextInt(50), 60);
            default ->
                new SynonymQuery.Builder(PLAIN)
                    .addTerm(new BytesRef(term()), 1)
                    .addTerm(new BytesRef(term()), 0.5f)
                    .build();
          };
      case 5 -> new BoostQuery(query(depth - 1), random.nextInt(1, 8) / 2f);
      case 6 -> new ConstantScoreQuery(query(depth - 1));
      case 7 -> new DisjunctionMaxQuery(List.of(query(depth - 1), query(depth - 1)), 0.3f);
      default -> all(depth - 1);
    };
  }

  private Query all(int depth) {
    var all = new BooleanQuery.Builder();
    int should = 0;
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      Occur occur = OCCURS.get(random.nextInt(OCCURS.size()));
      should += occur == Occur.SHOULD ? 1 : 0;
      all.add(query(depth), occur);
    }
    return all.setMinimumNumberShouldMatch(random.nextInt(should + 1)).build();
  }

  private String term() {
    return TERMS.get(random.nextInt(TERMS.size()));
  }

  private static Map<Integer, Float> lucene(IndexSearcher searcher, Query query)
      throws IOException {
    var found = new TreeMap<Integer, Float>();
    var every = new TopScoreDocCollectorManager(DATASETS, Integer.MAX_VALUE);
    for (ScoreDoc hit : searcher.search(query, every).scoreDocs) {
      found.put(hit.doc, hit.score);
    }
    return found;
  }

  private static Map<Integer, Float> swept(IndexSearcher searcher, Query query) throws IOException {
    var found = new TreeMap<Integer, Float>();
    var sweep = new Sweep(searcher, query);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      sweep.over(
          leaf,
          (docs, scores, size) -> {
            for (int i = 0; i < size; i++) {
              found.put(leaf.docBase + docs[i], scores[i]);
            }
          });
    }
    return found;
  }
}
