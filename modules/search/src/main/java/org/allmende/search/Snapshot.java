package org.allmende.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/// An index as it stands at one change: everything that a search asks of it. What a question means
/// and how hits are ranked is said above, in terms and in Lucene's queries, the same for every
/// index; here is only what has to be looked up.
///
/// Datasets have numbers, which mean nothing to another snapshot.
public interface Snapshot {

  /// In how many datasets a term of the texts stands.
  int frequency(String term) throws IOException;

  /// How many datasets there are.
  int datasets() throws IOException;

  /// What it is worth that a term stands in so many datasets only.
  default float rarity(int frequency) throws IOException {
    return (float) Statistics.rarity(frequency, datasets());
  }

  /// Whether any dataset has something in a field.
  boolean uses(String field) throws IOException;

  /// Whether a term stands in any dataset.
  boolean has(String field, String term) throws IOException;

  /// Whether any of some terms of the texts stands in a dataset.
  default boolean knowsAny(List<String> terms) throws IOException {
    for (String term : terms) {
      if (frequency(term) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether a query finds more than so many datasets.
  boolean findsMore(Query query, int than) throws IOException;

  /// The most frequent terms with a beginning in [Fields#ANYWHERE] or in [Fields#WHOLE_KEYWORD].
  List<String> beginnings(List<String> fields, String beginning, int limit) throws IOException;

  /// The terms of a text that are like a word, so many letters apart at most.
  List<Like> like(String field, String word, int edits) throws IOException;

  /// A term like another.
  ///
  /// @param frequency in how many datasets it stands
  record Like(String term, int frequency) {

    /// The shortest word that is compared.
    public static final int SHORTEST = 5;

    /// How many are looked for.
    public static final int MOST = 8;

    /// How like they are at least.
    public static final float LEAST = 0.6f;
  }

  /// Some whole titles, folded, that begin so, each with the number of a dataset that has it.
  Map<String, Integer> titles(String beginning, int most) throws IOException;

  /// The title of a dataset as lists are sorted by it, folded.
  String sortTitle(int number) throws IOException;

  /// What is kept of a dataset.
  Document document(int number) throws IOException;

  /// The best of what a query finds, whatever they are worth apart from it.
  List<ScoreDoc> best(Query query, int limit) throws IOException;

  /// What a dataset scores for a query; 0 where that does not find it.
  float score(Query query, int number) throws IOException;

  /// What a dataset is worth apart from any question, as a factor.
  double worth(int number, long today) throws IOException;

  /// Whether a dataset has one of some terms in a field.
  boolean hasAny(int number, String field, List<String> terms) throws IOException;

  /// Counts all hits of a query and reads those of the page that is asked for.
  Found page(Query query, Asked asked) throws IOException;

  /// What is asked besides the text.
  ///
  /// @param filters the values chosen by facet, also in the text
  /// @param today days since 1970
  record Asked(Request request, Map<String, List<String>> filters, long today) {

    /// How far pages go; a list goes on to its end by [Request#after].
    public static final int DEEPEST = 10_000;

    public Asked {
      filters = Map.copyOf(filters);
    }
  }

  /// What was found.
  ///
  /// @param total how many there are on all pages
  /// @param seen how many there were before any facet was asked
  /// @param next where the list goes on; null at its end
  record Found(
      long total,
      long seen,
      Map<String, List<FacetValue>> facets,
      List<ScoreDoc> page,
      @Nullable String next) {
    public Found {
      facets = Map.copyOf(facets);
      page = List.copyOf(page);
    }
  }

  /// Works out something that is looked up in many steps and changes nothing. An index that is far
  /// away has it done a few times over, and looks up each time all at once that was missing.
  <T extends @Nullable Object> T together(Work<T> work) throws IOException;

  /// Something to be worked out.
  interface Work<T extends @Nullable Object> {
    T of(Snapshot snapshot) throws IOException;
  }

  /// The same question about the same state has the same answer.
  Results answer(Request request, Supplier<Results> search);
}
