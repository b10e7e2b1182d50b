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
import org.allmende.catalog.said.IsoDates;
import org.allmende.model.Dataset.Box;
import org.allmende.search.german.Words;
import org.allmende.vocabulary.Vocabularies;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/// Answers one request on one snapshot.
final class Searching {

  private static final int FEW = 3;
  private static final int NEAREST = 5;

  private final Words words;
  private final Terms terms;
  private final Synonyms synonyms;
  private final Vocabularies vocabularies;
  private final Hits hits;
  private final InstantSource clock;

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
      Question question =
          snapshot.together(at -> new Understanding(at, words, synonyms, vocabularies).read(typed));
      Answer answer = answer(asked(snapshot, request, typed), typed, question);
      Snapshot.Found counted = answer.found();
      List<Hit> found = hits.of(snapshot, counted.page(), question);
      if (request.explain()) {
        found = explained(snapshot, question, answer, found);
      }
      if (request.measured()) {
        found = new Shares(snapshot, question, today()).of(counted.page(), found);
      }
      return new Results(
          counted.total(),
          answer.answering(),
          (System.nanoTime() - start) / 1e6,
          found,
          counted.facets(),
          suggestion(snapshot, question, request, counted.total()),
          question.understood(),
          counted.next(),
          counted.total() == 0 ? nearest(snapshot, request, answer.query(), question) : List.of(),
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
        new Case(snapshot, Request.of(request.text()).counting(Request.NO_FACET), Map.of());
    List<ScoreDoc> found = counted(unfiltered, query).found().page();
    if (found.isEmpty()) {
      var near = new ArrayList<>(question.loose());
      near.addAll(question.topics());
      found =
          counted(unfiltered, without(new DisjunctionMaxQuery(near, 0.5f), question))
              .found()
              .page();
    }
    return hits.of(snapshot, found.subList(0, Math.min(NEAREST, found.size())), question);
  }

  private List<Hit> explained(Snapshot snapshot, Question question, Answer answer, List<Hit> found)
      throws IOException {
    return snapshot.together(at -> {
      var explained = new ArrayList<Hit>();
      for (int i = 0; i < found.size(); i++) {
        Hit hit = found.get(i);
        var why = new Explaining(at, terms, question, answer.found().page().get(i).doc);
        explained.add(hit.because(why.reasons(answer.query(), hit.score())));
      }
      return explained;
    });
  }

  /// @param query without what a dataset is worth apart from the question
  /// @param answering how many of the hits answer the whole question
  private record Answer(Snapshot.Found found, Query query, long answering) {

    /// The same, of whose hits only some answer the whole question.
    Answer of(long whole) {
      return new Answer(found, query, whole);
    }
  }

  /// What is asked besides the text.
  ///
  /// @param filters the values chosen by facet, also in the text
  private record Case(Snapshot snapshot, Request request, Map<String, List<String>> filters) {}

  private static Case asked(Snapshot snapshot, Request request, Typed typed) {
    var filters = new HashMap<String, List<String>>(request.filters());
    typed.filters().forEach((facet, values) -> filters.merge(facet, values, Searching::joined));
    return new Case(snapshot, request, filters);
  }

  private Answer counted(Case asked, Query query) throws IOException {
    Request request = asked.request();
    Snapshot.Found found =
        asked
            .snapshot()
            .page(filtered(query, request), new Snapshot.Asked(request, asked.filters(), today()));
    return new Answer(found, query, found.total());
  }

  private static List<String> joined(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  private static Query filtered(Query query, Request request) {
    var all = new BooleanQuery.Builder().add(query, Occur.MUST);
    filter(all, range(Fields.MODIFIED, request.modified(), false));
    filter(all, range(Fields.COVERAGE, request.coverage(), true));
    Box box = request.box();
    if (box != null) {
      all.add(new Within(box), Occur.FILTER);
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
    return intersects ? new Overlap(field, from, to) : LongPoint.newRangeQuery(field, from, to);
  }

  /// Finds all of the topics or most of them. Where that leaves nothing, any of them; where little
  /// of it is all that was asked for, what is akin follows.
  private Answer answer(Case asked, Typed typed, Question question) throws IOException {
    Snapshot snapshot = asked.snapshot();
    if (question.isEmpty()) {
      boolean everything = typed.clauses().stream().allMatch(Typed.Clause::excluded);
      Query all = everything ? MatchAllDocsQuery.INSTANCE : MatchNoDocsQuery.INSTANCE;
      return counted(asked, without(all, question));
    }
    Built built = built(snapshot, question, required(question));
    Query strict = built.query();
    Answer counted = counted(asked, strict);
    counted = built.fulfils() ? counted : counted.of(fulfilling(asked, question, strict));
    long seen = counted.found().seen();
    if (seen >= (built.fulfils() ? Ranking.ENOUGH : Ranking.PLENTY)
        || (built.fulfils() && snapshot.findsMore(strict, Ranking.ENOUGH - 1))) {
      return counted;
    }
    List<ScoreDoc> best = snapshot.best(strict, Ranking.BEST);
    if (!best.isEmpty()) {
      Query wide = snapshot.together(at -> new Akin(at, words, question).after(strict, best));
      return counted(asked, without(wide, question)).of(counted.answering());
    }
    return mayRelax(question)
        ? counted(asked, built(snapshot, question, 1).query()).of(0)
        : counted;
  }

  /// How many of the answers have every place, year and format that was asked for.
  private long fulfilling(Case asked, Question question, Query strict) throws IOException {
    var all = new BooleanQuery.Builder().add(strict, Occur.MUST);
    question.conditions().forEach(condition -> all.add(condition.query(), Occur.FILTER));
    var bare =
        new Case(asked.snapshot(), asked.request().counting(Request.NO_FACET), asked.filters());
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
    return snapshot.together(at -> new Rewording(at, synonyms).of(request.text(), question));
  }
}
