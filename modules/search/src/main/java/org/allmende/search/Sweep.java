package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Everything that a query finds in one segment, with scores, a window of datasets at a time.
///
/// A search counts the values of facets among all its hits, so all of them have to be found, and
/// passing over the weak ones as Lucene does for a first page saves nothing. Here each list of
/// datasets is added to an array of scores in turn (term at a time, in windows that stay in the
/// processor's cache), nested queries into arrays of their own, and what is none of the queries
/// known here is Lucene's own scorer, added in the same way. What is found and what it scores is
/// what Lucene's searcher would find, up to rounding.
final class Sweep {

  /// Takes the hits of a window.
  interface Hits {

    /// Takes them; the arrays may be changed.
    ///
    /// @param docs numbers of datasets in the segment, ascending
    /// @param scores by place in `docs`
    /// @param size how many there are
    void take(int[] docs, float[] scores, int size) throws IOException;
  }

  private static final int WINDOW = 4096;
  private static final int WORDS = WINDOW / Long.SIZE;

  private final IndexSearcher searcher;
  private final Query query;
  private final Map<Asked, Weight> weights = new HashMap<>();
  private final Spare spare = new Spare();
  private final int[] docs = new int[WINDOW];
  private final float[] scores = new float[WINDOW];

  /// What is left to Lucene.
  private record Asked(Query query, boolean scored) {}

  Sweep(IndexSearcher searcher, Query query) {
    this.searcher = searcher;
    this.query = query;
  }

  /// Hands on all hits in a segment.
  void over(LeafReaderContext leaf, Hits hits) throws IOException {
    Part all = new Parts(leaf).part(query, 1, true);
    if (all == null) {
      return;
    }
    LeafReader reader = leaf.reader();
    Bits live = reader.getLiveDocs();
    Window window = spare.take(0, 0);
    int to = 0;
    for (int from = all.next(); from < reader.maxDoc(); from = Math.max(to, all.next())) {
      to = Math.min(from + WINDOW, reader.maxDoc());
      window.move(from, to);
      all.addTo(window);
      hits.take(docs, scores, window.read(docs, scores, live));
    }
    spare.give(window);
  }

  /// Windows that nobody uses just now: a part of a query needs some only while it is asked.
  private static final class Spare {

    private final ArrayList<Window> windows = new ArrayList<>();

    /// An empty one.
    Window take(int from, int to) {
      Window window = windows.isEmpty() ? new Window() : windows.removeLast();
      window.move(from, to);
      return window;
    }

    Window take(Window like) {
      return take(like.from, like.to);
    }

    void give(Window window) {
      windows.add(window);
    }
  }

  /// Which of the datasets `from` to before `to` are found, and what they score.
  private static final class Window {

    private final long[] found = new long[WORDS];
    private final float[] scores = new float[WINDOW];
    private int from;
    private int to;

    void move(int from, int to) {
      this.from = from;
      this.to = to;
      Arrays.fill(found, 0);
      Arrays.fill(scores, 0);
    }

    void add(int doc, float score) {
      int at = doc - from;
      found[at >> 6] |= 1L << at;
      scores[at] += score;
    }

    boolean isEmpty() {
      for (long word : found) {
        if (word != 0) {
          return false;
        }
      }
      return true;
    }

    /// Adds all that the other has found.
    void addAll(Window other) {
      for (int i = 0; i < WORDS; i++) {
        long word = other.found[i];
        if (word != 0) {
          found[i] |= word;
          int start = i << 6;
          for (int at = start; at < start + Long.SIZE; at++) {
            scores[at] += other.scores[at];
          }
        }
      }
    }

    /// Forgets what the other has not found, and adds what it scores to the rest.
    void retain(Window other) {
      for (int i = 0; i < WORDS; i++) {
        keep(i, found[i] & other.found[i]);
      }
      addScores(other);
    }

    void remove(Window other) {
      for (int i = 0; i < WORDS; i++) {
        keep(i, found[i] & ~other.found[i]);
      }
    }

    void keep(int i, long kept) {
      for (long gone = found[i] & ~kept; gone != 0; gone &= gone - 1) {
        scores[(i << 6) + Long.numberOfTrailingZeros(gone)] = 0;
      }
      found[i] = kept;
    }

    /// Adds what the other scores to what is found here.
    void addScores(Window other) {
      for (int i = 0; i < WORDS; i++) {
        for (long both = found[i] & other.found[i]; both != 0; both &= both - 1) {
          int at = (i << 6) + Long.numberOfTrailingZeros(both);
          scores[at] += other.scores[at];
        }
      }
    }

    int read(int[] docs, float[] values, @Nullable Bits live) {
      int size = 0;
      for (int i = 0; i < WORDS; i++) {
        for (long word = found[i]; word != 0; word &= word - 1) {
          int at = (i << 6) + Long.numberOfTrailingZeros(word);
          if (live == null || live.get(from + at)) {
            docs[size] = from + at;
            values[size++] = scores[at];
          }
        }
      }
      return size;
    }
  }

  /// A part of a query in this segment.
  private abstract static class Part {

    /// No dataset before this one is found any more. It may stand behind the last window: what was
    /// not needed in a window was not looked through.
    abstract int next();

    /// Adds what it finds in a window. Windows are asked in ascending order, some left out.
    abstract void addTo(Window window) throws IOException;

    /// The first that so many of some parts may find.
    static int first(List<Part> parts, int least) {
      int[] next = new int[parts.size()];
      for (int i = 0; i < next.length; i++) {
        next[i] = parts.get(i).next();
      }
      Arrays.sort(next);
      return next[least - 1];
    }

    /// The first that all of some parts may find.
    static int common(List<Part> parts) {
      int common = 0;
      for (Part part : parts) {
        common = Math.max(common, part.next());
      }
      return common;
    }
  }

  /// The parts of a query in one segment.
  private final class Parts {

    private final LeafReaderContext leaf;
    private final Map<String, TermsEnum> fields = new HashMap<>();

    Parts(LeafReaderContext leaf) {
      this.leaf = leaf;
    }

    /// The part of a query; null where it finds nothing in this segment.
    private @Nullable Part part(Query asked, float boost, boolean scored) throws IOException {
      return switch (asked) {
        case BoostQuery boosted -> part(boosted.getQuery(), boost * boosted.getBoost(), scored);
        case ConstantScoreQuery constant -> {
          Part part = part(constant.getQuery(), 1, false);
          yield part == null ? null : new Constant(part, boost);
        }
        case TermQuery term when Impacts.FIELDS.contains(term.getTerm().field()) ->
            impact(term.getTerm(), boost);
        case DisjunctionMaxQuery choices -> best(choices, boost, scored);
        case BooleanQuery all -> all(all, boost, scored);
        case MatchAllDocsQuery all -> new Everything(boost);
        default -> lucene(asked, boost, scored);
      };
    }

    private @Nullable Part impact(Term term, float boost) throws IOException {
      TermsEnum terms = fields.get(term.field());
      if (terms == null) {
        Terms all = leaf.reader().terms(term.field());
        terms = all == null ? TermsEnum.EMPTY : all.iterator();
        fields.put(term.field(), terms);
      }
      if (!terms.seekExact(term.bytes())) {
        return null;
      }
      PostingsEnum postings = terms.postings(null, PostingsEnum.FREQS);
      postings.nextDoc();
      return new Impact(postings, boost / Impacts.SCALE);
    }

    private @Nullable Part lucene(Query asked, float boost, boolean scored) throws IOException {
      var key = new Asked(asked, scored);
      Weight weight = weights.get(key);
      if (weight == null) {
        ScoreMode mode = scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
        weight = searcher.createWeight(searcher.rewrite(asked), mode, 1);
        weights.put(key, weight);
      }
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        return null;
      }
      DocIdSetIterator found = scorer.iterator();
      found.nextDoc();
      return new Scored(scorer, found, scored ? boost : 0);
    }

    private @Nullable Part best(DisjunctionMaxQuery choices, float boost, boolean scored)
        throws IOException {
      var parts = new ArrayList<Part>();
      for (Query choice : choices.getDisjuncts()) {
        addTo(parts, part(choice, boost, scored));
      }
      return parts.isEmpty() ? null : new Best(parts, choices.getTieBreakerMultiplier());
    }

    private void addTo(List<Part> parts, @Nullable Part part) {
      if (part != null) {
        parts.add(part);
      }
    }

    private @Nullable Part all(BooleanQuery asked, float boost, boolean scored) throws IOException {
      var must = new ArrayList<Part>();
      var filter = new ArrayList<Part>();
      var should = new ArrayList<Part>();
      var not = new ArrayList<Part>();
      for (BooleanClause clause : asked) {
        Part part = part(clause.query(), boost, scored && clause.isScoring());
        if (part == null && clause.isRequired()) {
          return null;
        }
        switch (clause.occur()) {
          case MUST -> addTo(must, part);
          case FILTER -> addTo(filter, part == null ? null : new Constant(part, 0));
          case SHOULD -> addTo(should, part);
          case MUST_NOT -> addTo(not, part);
        }
      }
      boolean required = !must.isEmpty() || !filter.isEmpty();
      int least = Math.max(asked.getMinimumNumberShouldMatch(), required ? 0 : 1);
      if (should.size() < least) {
        return null;
      }
      if (!required && least == 1 && not.isEmpty()) {
        return new Sum(should);
      }
      if (required && least > 0) {
        must.add(new All(List.of(), List.of(), should, List.of(), least));
        return new All(must, filter, List.of(), not, 0);
      }
      return new All(must, filter, should, not, least);
    }
  }

  /// A term, as often as its impact says.
  private static final class Impact extends Part {

    private final PostingsEnum postings;
    private final float weight;
    private final DocAndFloatFeatureBuffer some = new DocAndFloatFeatureBuffer();

    Impact(PostingsEnum postings, float weight) {
      this.postings = postings;
      this.weight = weight;
    }

    @Override
    int next() {
      return postings.docID();
    }

    @Override
    void addTo(Window window) throws IOException {
      if (postings.docID() < window.from) {
        postings.advance(window.from);
      }
      int from = window.from;
      long[] found = window.found;
      float[] scores = window.scores;
      while (postings.docID() < window.to) {
        postings.nextPostings(window.to, some);
        for (int i = 0; i < some.size; i++) {
          int at = some.docs[i] - from;
          found[at >> 6] |= 1L << at;
          scores[at] += weight * some.features[i];
        }
      }
    }
  }

  /// What Lucene finds.
  private static final class Scored extends Part {

    private final Scorer scorer;
    private final DocIdSetIterator docs;
    private final float boost;

    /// @param docs the scorer's, standing at the first
    /// @param boost 0 where the score does not matter
    Scored(Scorer scorer, DocIdSetIterator docs, float boost) {
      this.scorer = scorer;
      this.docs = docs;
      this.boost = boost;
    }

    @Override
    int next() {
      return docs.docID();
    }

    @Override
    void addTo(Window window) throws IOException {
      int doc = docs.docID();
      if (doc < window.from) {
        doc = docs.advance(window.from);
      }
      for (; doc < window.to; doc = docs.nextDoc()) {
        window.add(doc, boost == 0 ? 0 : boost * scorer.score());
      }
    }
  }

  private static final class Everything extends Part {

    private final float score;

    Everything(float score) {
      this.score = score;
    }

    @Override
    int next() {
      return 0;
    }

    @Override
    void addTo(Window window) {
      int size = window.to - window.from;
      for (int at = 0; at < size; at++) {
        window.scores[at] += score;
      }
      for (int i = 0; i < WORDS; i++) {
        int rest = size - (i << 6);
        window.found[i] |= rest >= Long.SIZE ? -1L : rest > 0 ? (1L << rest) - 1 : 0;
      }
    }
  }

  private final class Constant extends Part {

    private final Part part;
    private final float score;

    Constant(Part part, float score) {
      this.part = part;
      this.score = score;
    }

    @Override
    int next() {
      return part.next();
    }

    @Override
    void addTo(Window window) throws IOException {
      if (part.next() >= window.to) {
        return;
      }
      Window own = spare.take(window);
      part.addTo(own);
      for (int i = 0; i < WORDS; i++) {
        window.found[i] |= own.found[i];
        for (long word = own.found[i]; word != 0; word &= word - 1) {
          window.scores[(i << 6) + Long.numberOfTrailingZeros(word)] += score;
        }
      }
      spare.give(own);
    }
  }

  /// Any of some parts, their scores added up.
  private static final class Sum extends Part {

    private final List<Part> parts;

    Sum(List<Part> parts) {
      this.parts = parts;
    }

    @Override
    int next() {
      return first(parts, 1);
    }

    @Override
    void addTo(Window window) throws IOException {
      for (Part part : parts) {
        part.addTo(window);
      }
    }
  }

  /// Any of some parts: the best score, and a share of the others.
  private final class Best extends Part {

    private final List<Part> parts;
    private final float share;

    Best(List<Part> parts, float share) {
      this.parts = parts;
      this.share = share;
    }

    @Override
    int next() {
      return first(parts, 1);
    }

    @Override
    void addTo(Window window) throws IOException {
      if (next() >= window.to) {
        return;
      }
      Window sum = spare.take(window);
      Window best = spare.take(window);
      Window one = spare.take(window);
      for (Part part : parts) {
        if (part.next() >= window.to) {
          continue;
        }
        one.move(window.from, window.to);
        part.addTo(one);
        sum.addAll(one);
        for (int at = 0; at < WINDOW; at++) {
          best.scores[at] = Math.max(best.scores[at], one.scores[at]);
        }
      }
      for (int at = 0; at < WINDOW; at++) {
        window.scores[at] += best.scores[at] + share * (sum.scores[at] - best.scores[at]);
      }
      for (int i = 0; i < WORDS; i++) {
        window.found[i] |= sum.found[i];
      }
      spare.give(one);
      spare.give(best);
      spare.give(sum);
    }
  }

  /// All of some parts and none of others, with what the rest adds; or so many at least of the
  /// rest.
  private final class All extends Part {

    private final List<Part> must;
    private final List<Part> filter;
    private final List<Part> should;
    private final List<Part> not;
    private final int least;

    All(List<Part> must, List<Part> filter, List<Part> should, List<Part> not, int least) {
      this.must = must;
      this.filter = filter;
      this.should = should;
      this.not = not;
      this.least = least;
    }

    private boolean isRequired() {
      return !must.isEmpty() || !filter.isEmpty();
    }

    @Override
    int next() {
      return isRequired() ? Math.max(common(must), common(filter)) : first(should, least);
    }

    @Override
    void addTo(Window window) throws IOException {
      if (next() >= window.to) {
        return;
      }
      Window own = spare.take(window);
      if (isRequired()) {
        required(own);
        for (Part part : should) {
          with(part, own, Window::addScores);
        }
      } else {
        chosen(own);
      }
      for (Part part : not) {
        with(part, own, Window::remove);
      }
      window.addAll(own);
      spare.give(own);
    }

    /// Does something with what is found so far and what a part finds.
    private void with(Part part, Window own, BiConsumer<Window, Window> what) throws IOException {
      if (part.next() < own.to && !own.isEmpty()) {
        Window one = spare.take(own);
        part.addTo(one);
        what.accept(own, one);
        spare.give(one);
      }
    }

    private void required(Window own) throws IOException {
      boolean first = true;
      for (List<Part> parts : List.of(must, filter)) {
        for (Part part : parts) {
          if (first) {
            part.addTo(own);
            first = false;
          } else if (part.next() >= own.to) {
            own.move(own.from, own.to);
          } else {
            with(part, own, Window::retain);
          }
        }
      }
    }

    /// As many of the choices as it takes.
    private void chosen(Window own) throws IOException {
      var counts = least > 1 ? new byte[WINDOW] : new byte[0];
      for (Part part : should) {
        if (part.next() >= own.to) {
          continue;
        }
        Window one = spare.take(own);
        part.addTo(one);
        own.addAll(one);
        if (least > 1) {
          count(one, counts);
        }
        spare.give(one);
      }
      if (least > 1) {
        for (int i = 0; i < WORDS; i++) {
          own.keep(i, frequent(own.found[i], i << 6, counts));
        }
      }
    }

    private static void count(Window one, byte[] counts) {
      for (int i = 0; i < WORDS; i++) {
        for (long word = one.found[i]; word != 0; word &= word - 1) {
          counts[(i << 6) + Long.numberOfTrailingZeros(word)]++;
        }
      }
    }

    private long frequent(long found, int start, byte[] counts) {
      long kept = 0;
      for (long word = found; word != 0; word &= word - 1) {
        int bit = Long.numberOfTrailingZeros(word);
        kept |= counts[start + bit] >= least ? 1L << bit : 0;
      }
      return kept;
    }
  }
}
