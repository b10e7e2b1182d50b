package org.allmende.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.said.IsoDates;
import org.allmende.model.Dataset.Box;
import org.allmende.search.german.Words;
import org.allmende.vocabulary.Vocabularies;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;

/// Answers one request on one snapshot.
final class Searching {

  private static final int MAX_DEPTH = 10_000;
  private static final int FEW = 3;
  private static final int NEAREST = 5;

  private final Words words;
  private final Terms terms;
  private final Synonyms synonyms;
  private final Vocabularies vocabularies;
  private final Hits hits;
  private final InstantSource clock;
  private final Worth.Remembered worths = new Worth.Remembered();

  Searching(
      Words words, Synonyms synonyms, Vocabularies vocabularies, Hits hits, InstantSource clock) {
    this.words = words;
    this.terms = new Terms(words);
    this.synonyms = synonyms;
    this.vocabularies = vocabularies;
    this.hits = hits;
    this.clock = clock;
  }

  Results search(Snapshot snapshot, Request request) {
    long start = System.nanoTime();
    try {
      Typed typed = Typed.read(request.text());
      Question question = new Understanding(snapshot, words, synonyms, vocabularies).read(typed);
      Counted counted = answer(asked(snapshot, request, typed), typed, question);
      Counting counting = counted.counting();
      List<Hit> found = hits.of(snapshot, counted.page(), question);
      if (request.explain()) {
        found = explained(snapshot, question, counted, found);
      }
      if (request.measured()) {
        found =
            new Shares(snapshot, question, new Worth(today(), worths)).of(counted.page(), found);
      }
      return new Results(
          counting.total(),
          counted.answering(),
          (System.nanoTime() - start) / 1e6,
          found,
          counting.facets(),
          suggestion(snapshot, question, request, counting.total()),
          question.understood(),
          counted.next(),
          counting.total() == 0 ? nearest(snapshot, request, counted.query(), question) : List.of(),
          request.measured() ? Shares.statistics(snapshot, question) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What to offer somebody who found nothing.
  private List<Hit> nearest(Snapshot snapshot, Request request, Query query, Question question)
      throws IOException {
    if (request.size() == 0 || request.page() > 1 || request.after() != null) {
      return List.of();
    }
    var unfiltered =
        new Asked(
            snapshot,
            Request.of(request.text()).counting(Request.NO_FACET),
            new Narrowing(snapshot.columns().terms(), Map.of()));
    Counted counted = counted(unfiltered, query);
    if (counted.page().isEmpty()) {
      var near = new ArrayList<>(question.loose());
      near.addAll(question.topics());
      counted = counted(unfiltered, without(new DisjunctionMaxQuery(near, 0.5f), question));
    }
    List<ScoreDoc> few = counted.page().subList(0, Math.min(NEAREST, counted.page().size()));
    return hits.of(snapshot, few, question);
  }

  private List<Hit> explained(
      Snapshot snapshot, Question question, Counted counted, List<Hit> found) throws IOException {
    var explained = new ArrayList<Hit>();
    for (int i = 0; i < found.size(); i++) {
      Hit hit = found.get(i);
      var why = new Explaining(snapshot, terms, question, counted.page().get(i).doc);
      explained.add(hit.because(why.reasons(counted.query(), hit.score())));
    }
    return explained;
  }

  /// @param query without what a dataset is worth apart from the question
  /// @param next where the list goes on; null at its end
  /// @param answering how many of the hits answer the whole question
  private record Counted(
      Counting counting, List<ScoreDoc> page, Query query, @Nullable String next, long answering) {

    /// The same, of whose hits only some answer the whole question.
    Counted of(long whole) {
      return new Counted(counting, page, query, next, whole);
    }
  }

  /// What is asked besides the text.
  ///
  /// @param narrowing the facets chosen, also in the text
  private record Asked(Snapshot snapshot, Request request, Narrowing narrowing) {}

  private static Asked asked(Snapshot snapshot, Request request, Typed typed) {
    var filters = new HashMap<String, List<String>>(request.filters());
    typed.filters().forEach((facet, values) -> filters.merge(facet, values, Searching::joined));
    return new Asked(snapshot, request, new Narrowing(snapshot.columns().terms(), filters));
  }

  /// Counts all hits and reads those of the page that is asked for.
  private Counted counted(Asked asked, Query query) throws IOException {
    Request request = asked.request();
    Snapshot snapshot = asked.snapshot();
    boolean onward = request.after() != null;
    FieldDoc after = Onward.read(request.sort(), request.after());
    int depth = onward ? request.size() : Math.min(MAX_DEPTH, request.page() * request.size());
    int most = Math.min(depth + 1, Math.max(1, snapshot.reader().maxDoc()));
    TopFieldCollector top =
        new TopFieldCollectorManager(sort(request.sort()), most, after, 1).newCollector();
    var counting = new Counting(snapshot.columns(), asked.narrowing(), request.counted());
    var worth = new Worth(today(), worths);
    var sweep = new Sweep(snapshot.searcher(), filtered(query, request));
    for (LeafReaderContext leaf : snapshot.reader().leaves()) {
      var segment = counting.in(leaf);
      var ranked = new Ranked(top.getLeafCollector(leaf), worth.in(leaf.reader()));
      sweep.over(
          leaf,
          (docs, scores, size) -> ranked.take(docs, scores, segment.take(docs, scores, size)));
    }
    long from = onward ? 0 : (long) (request.page() - 1) * request.size();
    List<ScoreDoc> found =
        request.size() == 0 || from >= MAX_DEPTH
            ? List.of()
            : List.of(top.topDocs((int) from, request.size() + 1).scoreDocs);
    boolean more = found.size() > request.size();
    List<ScoreDoc> page = more ? found.subList(0, request.size()) : found;
    String next = more ? Onward.after(request.sort(), page.getLast()) : null;
    return new Counted(counting, page, query, next, counting.total());
  }

  private static List<String> joined(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
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

  private static Query filtered(Query query, Request request) {
    var all = new BooleanQuery.Builder().add(query, Occur.MUST);
    filter(all, range(Fields.MODIFIED, request.modified(), false));
    filter(all, range(Fields.COVERAGE, request.coverage(), true));
    Box box = request.box();
    if (box != null) {
      all.add(
          DoubleRange.newIntersectsQuery(
              Fields.BOX,
              new double[] {box.west(), box.south()},
              new double[] {box.east(), box.north()}),
          Occur.FILTER);
    }
    BooleanQuery built = all.build();
    return built.clauses().size() == 1 ? query : built;
  }

  private static void filter(BooleanQuery.Builder all, @Nullable Query filter) {
    if (filter != null) {
      all.add(filter, Occur.FILTER);
    }
  }

  private static @Nullable Query range(String field, Range range, boolean intersects) {
    String first = range.from();
    String last = range.to();
    LocalDate start = first == null ? null : IsoDates.firstDay(first);
    LocalDate end = last == null ? null : IsoDates.lastDay(last);
    if (start == null && end == null) {
      return null;
    }
    long from = start == null ? Long.MIN_VALUE : start.toEpochDay();
    long to = end == null ? Long.MAX_VALUE : end.toEpochDay();
    if (from > to) {
      return MatchNoDocsQuery.INSTANCE;
    }
    return intersects
        ? LongRange.newIntersectsQuery(field, new long[] {from}, new long[] {to})
        : LongPoint.newRangeQuery(field, from, to);
  }

  /// Finds all of the topics or most of them. Where that leaves nothing, any of them; where little
  /// of it is all that was asked for, what is akin follows.
  private Counted answer(Asked asked, Typed typed, Question question) throws IOException {
    Snapshot snapshot = asked.snapshot();
    if (question.isEmpty()) {
      boolean everything = typed.clauses().stream().allMatch(Typed.Clause::excluded);
      Query all = everything ? MatchAllDocsQuery.INSTANCE : MatchNoDocsQuery.INSTANCE;
      return counted(asked, without(all, question));
    }
    Built built = built(snapshot, question, required(question));
    Query strict = built.query();
    Counted counted = counted(asked, strict);
    counted = built.fulfils() ? counted : counted.of(fulfilling(asked, question, strict));
    long seen = counted.counting().seen();
    if (seen >= (built.fulfils() ? Ranking.ENOUGH : Ranking.PLENTY)
        || (built.fulfils() && snapshot.findsMore(strict, Ranking.ENOUGH - 1))) {
      return counted;
    }
    ScoreDoc[] best = snapshot.searcher().search(strict, Ranking.BEST).scoreDocs;
    if (best.length > 0) {
      Query wide = new Akin(snapshot, words, question).after(strict, best);
      return counted(asked, without(wide, question)).of(counted.answering());
    }
    return mayRelax(question)
        ? counted(asked, built(snapshot, question, 1).query()).of(0)
        : counted;
  }

  /// How many of the answers have every place, year and format that was asked for.
  private long fulfilling(Asked asked, Question question, Query strict) throws IOException {
    var all = new BooleanQuery.Builder().add(strict, Occur.MUST);
    question.conditions().forEach(condition -> all.add(condition.query(), Occur.FILTER));
    var bare =
        new Asked(asked.snapshot(), asked.request().counting(Request.NO_FACET), asked.narrowing());
    return counted(bare, all.build()).answering();
  }

  /// A query.
  ///
  /// @param fulfils whether what it finds has every place, year and format that was asked for
  private record Built(Query query, boolean fulfils) {}

  private static int required(Question question) {
    return Ranking.required(question.topics().size() + question.unknown().size());
  }

  private static boolean mayRelax(Question question) {
    int topics = question.topics().size();
    return topics > 1 && (question.unknown().isEmpty() || topics > question.unknown().size());
  }

  private static Built built(Snapshot snapshot, Question question, int required)
      throws IOException {
    var query = new BooleanQuery.Builder();
    if (required > question.topics().size()) {
      return new Built(MatchNoDocsQuery.INSTANCE, false);
    }
    question.topics().forEach(topic -> query.add(topic, Occur.SHOULD));
    query.setMinimumNumberShouldMatch(required);
    Query topics = query.build();
    Query bonus = question.bonus();
    if (question.topics().size() == 1
        && required == 1
        && question.conditions().isEmpty()
        && question.extras().isEmpty()) {
      var any = new BooleanQuery.Builder();
      WordQueries.addAny(any, question.topics().getFirst());
      if (bonus != null) {
        WordQueries.addAny(any, bonus);
      }
      return new Built(without(any.build(), question), true);
    }
    var all = new BooleanQuery.Builder();
    if (!question.topics().isEmpty()) {
      all.add(topics, Occur.MUST);
    }
    Occur extra =
        question.topics().isEmpty() && question.conditions().isEmpty() ? Occur.MUST : Occur.SHOULD;
    question.extras().forEach(vague -> all.add(new BoostQuery(vague, Ranking.EXTRA), extra));
    boolean fulfils = true;
    for (Question.Condition condition : question.conditions()) {
      boolean must = question.topics().isEmpty() || leavesEnough(snapshot, all, condition);
      all.add(
          new BoostQuery(condition.query(), condition.weight()), must ? Occur.MUST : Occur.SHOULD);
      fulfils &= must;
    }
    if (bonus != null) {
      all.add(bonus, Occur.SHOULD);
    }
    return new Built(without(all.build(), question), fulfils);
  }

  private static boolean leavesEnough(
      Snapshot snapshot, BooleanQuery.Builder so, Question.Condition condition) throws IOException {
    var tried = new BooleanQuery.Builder();
    so.build().clauses().stream()
        .filter(clause -> clause.isRequired())
        .forEach(clause -> tried.add(clause.query(), Occur.FILTER));
    tried.add(condition.query(), Occur.FILTER);
    return snapshot.findsMore(tried.build(), Ranking.ENOUGH - 1);
  }

  private static Query without(Query query, Question question) {
    if (question.excluded().isEmpty()) {
      return query;
    }
    var all = new BooleanQuery.Builder().add(query, Occur.MUST);
    question.excluded().forEach(excluded -> all.add(excluded, Occur.MUST_NOT));
    return all.build();
  }

  /// Another way to ask that finds more: the corrected text, or the text without what nobody here
  /// has heard of.
  private @Nullable String suggestion(
      Snapshot snapshot, Question question, Request request, long total) throws IOException {
    String corrected = question.corrected();
    if (corrected != null) {
      return corrected;
    }
    if (total > FEW || question.isEmpty() || !request.filters().isEmpty()) {
      return null;
    }
    return new Rewording(snapshot, synonyms).of(request.text(), question);
  }
}
