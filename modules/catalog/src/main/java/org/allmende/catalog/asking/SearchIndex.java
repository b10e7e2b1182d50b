package org.allmende.catalog.asking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.allmende.catalog.store.Projection;
import org.allmende.model.Dataset.Box;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;

/// Finds datasets by what people type.
public interface SearchIndex extends Projection, Classifier, RankedSearch {

  Results search(Request request);

  @Override
  default List<Hit> best(String text, int limit) {
    return first(this::search, text, limit);
  }

  /// The first hits for a text, from as many pages as it takes.
  static List<Hit> first(Function<Request, Results> search, String text, int limit) {
    var best = new ArrayList<Hit>();
    int size = Math.min(limit, Request.MOST_HITS);
    boolean more = size > 0;
    for (int page = 1; more; page++) {
      List<Hit> hits =
          search.apply(Request.of(text).on(page, size).counting(Request.NO_FACET)).hits();
      best.addAll(hits);
      more = hits.size() == size && best.size() < limit;
    }
    return List.copyOf(best.subList(0, Math.min(limit, best.size())));
  }

  /// Completions of what has been typed so far, best first.
  List<Suggestion> suggest(String typed, int limit);

  /// Datasets like this one, best first.
  List<Hit> similar(DatasetId id, int limit);

  /// What is asked.
  ///
  /// @param text what somebody typed; empty for everything
  /// @param filters by facet name (`tenant`, `theme`, `format`, `license`, `publisher`, …): a hit
  ///   has one of the values of every facet; `none` stands for datasets without that field. A value
  ///   is a URI, the end of it, or for publishers the name or AGS
  /// @param modified when it was changed, inclusive; either end may be open
  /// @param coverage what time the data are about, inclusive; either end may be open
  /// @param box where
  /// @param sort the order
  /// @param page from 1
  /// @param size hits a page, 0 to 100
  /// @param after where the answer goes on, as [Results#next] of the one before has it; counts from
  ///   there instead of `page`. Null to begin
  /// @param explain whether each hit says why it stands where it stands
  /// @param counted the names of the facets whose values are counted; empty counts all of them
  /// @param measured whether the answer has what one needs to compare its scores with those of
  ///   another catalogue
  record Request(
      String text,
      Map<String, List<String>> filters,
      Range modified,
      Range coverage,
      @Nullable Box box,
      Sort sort,
      int page,
      int size,
      @Nullable String after,
      boolean explain,
      Set<String> counted,
      boolean measured) {

    /// What one may filter by, in the order pages show it.
    public static final List<String> FACETS =
        List.of(
            "tenant",
            "theme",
            "format",
            "license",
            "publisher",
            "place",
            "year",
            "hvd",
            "quality",
            "rows");

    /// Counts no facet.
    public static final Set<String> NO_FACET = Set.of("none");

    /// The most hits on one page.
    public static final int MOST_HITS = 100;

    public Request {
      filters = Map.copyOf(filters);
      counted = Set.copyOf(counted);
      if (page < 1 || size < 0 || size > MOST_HITS) {
        throw new IllegalArgumentException("page " + page + ", size " + size);
      }
    }

    /// A page of a search.
    public Request(
        String text,
        Map<String, List<String>> filters,
        Range modified,
        Range coverage,
        @Nullable Box box,
        Sort sort,
        int page,
        int size) {
      this(text, filters, modified, coverage, box, sort, page, size, null, false, Set.of(), false);
    }

    /// The same with one filter more.
    public Request of(String facet, String value) {
      var narrower = new HashMap<>(filters);
      narrower.put(facet, List.of(value));
      return new Request(
          text, narrower, modified, coverage, box, sort, page, size, after, explain, counted,
          measured);
    }

    /// The same, going on where another answer ended.
    public Request after(@Nullable String next) {
      return new Request(
          text, filters, modified, coverage, box, sort, page, size, next, explain, counted,
          measured);
    }

    /// The same with reasons.
    public Request explained() {
      return new Request(
          text, filters, modified, coverage, box, sort, page, size, after, true, counted, measured);
    }

    /// The same with what compares scores.
    public Request measured(boolean whether) {
      return new Request(
          text, filters, modified, coverage, box, sort, page, size, after, explain, counted,
          whether);
    }

    /// The same with the values of some facets counted.
    public Request counting(Set<String> facets) {
      return new Request(
          text, filters, modified, coverage, box, sort, page, size, after, explain, facets,
          measured);
    }

    /// Everything, the first ten.
    public static Request of(String text) {
      return new Request(text, Map.of(), Range.OPEN, Range.OPEN, null, Sort.RELEVANCE, 1, 10);
    }

    /// The same, on a page of another size.
    public Request on(int page, int size) {
      return new Request(
          text, filters, modified, coverage, box, sort, page, size, null, explain, counted,
          measured);
    }
  }

  /// What should say where a list goes on does not, or is of a list in another order.
  final class WrongPlace extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongPlace(Throwable cause) {
      super(cause);
    }
  }

  /// ISO 8601 dates (years and months are taken as their first and last day).
  record Range(@Nullable String from, @Nullable String to) {
    public static final Range OPEN = new Range(null, null);
  }

  /// The order of hits.
  enum Sort {
    RELEVANCE,
    /// By what descriptions say of themselves, latest first.
    MODIFIED,
    /// By when they were changed here, latest first.
    CHANGED,
    TITLE
  }

  /// What was found.
  ///
  /// @param total number of hits on all pages, exact
  /// @param answering how many of these answer the whole question; the others are only akin to it,
  ///   or meet a part of it where nothing meets all
  /// @param tookMillis time spent searching, in milliseconds
  /// @param hits this page
  /// @param facets by facet name, most frequent value first
  /// @param suggestion another spelling that finds more; null when there is none
  /// @param understood what was read out of the text beyond words (a place, a year, a format, a
  ///   corrected word), in words; empty when nothing was
  /// @param next where the following hits begin, a word nobody need read; null after the last hit
  /// @param nearest where nothing was found, what comes nearest: what the text finds without
  ///   filters, else what has a part of one of its words or belongs to the same matter
  /// @param statistics what compares its scores with those of others; null unless asked for
  record Results(
      long total,
      long answering,
      double tookMillis,
      List<Hit> hits,
      Map<String, List<FacetValue>> facets,
      @Nullable String suggestion,
      List<Understood> understood,
      @Nullable String next,
      List<Hit> nearest,
      @Nullable Statistics statistics) {
    public Results {
      hits = List.copyOf(hits);
      facets = Map.copyOf(facets);
      understood = List.copyOf(understood);
      nearest = List.copyOf(nearest);
    }

    /// Without statistics, of hits that all answer the question.
    public Results(
        long total,
        double tookMillis,
        List<Hit> hits,
        Map<String, List<FacetValue>> facets,
        @Nullable String suggestion,
        List<Understood> understood,
        @Nullable String next,
        List<Hit> nearest) {
      this(total, total, tookMillis, hits, facets, suggestion, understood, next, nearest, null);
    }
  }

  /// What the scores of an answer depend on besides the datasets themselves: how rare the words of
  /// the question are in the catalogue.
  ///
  /// @param datasets how many there are in all
  /// @param words in how many of them the most common form of each word stands
  record Statistics(long datasets, Map<String, Long> words) {
    public Statistics {
      words = Map.copyOf(words);
    }

    /// What it is worth that a word stands in so many datasets only: the logarithm of how many
    /// times rarer it is than a word that stands in all (the inverse document frequency of BM25).
    ///
    /// @param with how many datasets have the word
    /// @param all how many there are
    public static double rarity(long with, long all) {
      double some = (double) Math.min(with, all);
      return Math.log(1 + (all - some + 0.5) / (some + 0.5));
    }
  }

  /// One hit.
  ///
  /// @param themes URIs
  /// @param formats codes of the EU file types
  /// @param licenses URIs
  /// @param modified what the description says of itself, an ISO date; null when it does not
  /// @param changed when it was last changed here; the beginning of time for what another node has
  /// @param highlights snippets by field name; plain text, the words found between U+E000 and
  ///   U+E001
  /// @param reasons why it stands where it stands, most weighty first; empty unless asked for
  /// @param shares how much of the score is due to each word of [Statistics]; empty unless asked
  ///   for
  record Hit(
      DatasetId id,
      String uri,
      String title,
      String description,
      String publisher,
      List<String> themes,
      List<String> formats,
      List<String> licenses,
      @Nullable String modified,
      Instant changed,
      float score,
      Map<String, List<String>> highlights,
      List<Reason> reasons,
      Map<String, Double> shares) {
    public Hit {
      reasons = List.copyOf(reasons);
      shares = Map.copyOf(shares);
    }

    /// Without shares.
    public Hit(
        DatasetId id,
        String uri,
        String title,
        String description,
        String publisher,
        List<String> themes,
        List<String> formats,
        List<String> licenses,
        @Nullable String modified,
        Instant changed,
        float score,
        Map<String, List<String>> highlights,
        List<Reason> reasons) {
      this(
          id,
          uri,
          title,
          description,
          publisher,
          themes,
          formats,
          licenses,
          modified,
          changed,
          score,
          highlights,
          reasons,
          Map.of());
    }

    /// The same with reasons.
    public Hit because(List<Reason> why) {
      return with(score, why, shares);
    }

    /// The same with another score.
    public Hit scoring(float other) {
      return with(other, reasons, shares);
    }

    /// The same with what each word counts.
    public Hit sharing(Map<String, Double> parts) {
      return with(score, reasons, parts);
    }

    private Hit with(float otherScore, List<Reason> why, Map<String, Double> parts) {
      return new Hit(
          id,
          uri,
          title,
          description,
          publisher,
          themes,
          formats,
          licenses,
          modified,
          changed,
          otherScore,
          highlights,
          why,
          parts);
    }
  }

  /// Something that counts for a hit.
  ///
  /// @param kind `exact`, `stem`, `head` or `modifier` of a compound, `phrase`, `condition` for a
  ///   place, year or format, `worth` for completeness and freshness of the description
  /// @param field where it was found: `title`, `keyword`, `description`, `context`, `data`; empty
  ///   where it is in no text
  /// @param found the indexed form
  /// @param score what it counts by itself; for `worth` the factor by which all is multiplied
  record Reason(String kind, String field, String found, double score) {}

  /// A value one can filter by.
  ///
  /// @param value what the filter takes
  /// @param label in German; the value where there is no label
  /// @param count how many hits have it, exact
  record FacetValue(String value, String label, long count) {}

  /// A completion.
  ///
  /// @param text what the search field would hold
  /// @param kind `title`, `keyword`, `query` for what others have found something by, `place` or
  ///   `theme`
  record Suggestion(String text, String kind) {}

  /// Something read out of the text.
  ///
  /// @param kind `place`, `year`, `format` or `spelling`
  /// @param words the words it was read from
  /// @param meaning what it was taken for, as a label
  record Understood(String kind, String words, String meaning) {}
}
