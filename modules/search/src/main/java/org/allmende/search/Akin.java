package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.search.german.Piece;
import org.allmende.search.german.Word;
import org.allmende.search.german.Words;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Finds what is akin to a question that has few answers: what has one of its words, or a part of
/// one, or what keeps company with its best answers, which is what shares several rare words of
/// their titles and keywords (relevance feedback, Rocchio 1971).
final class Akin {

  private static final int MAX_WORDS = 40;
  private static final int MAX_TERMS = 16;
  private static final int SHORTEST = 3;
  private static final Set<String> TOLD = Set.of(Fields.TITLE, Fields.KEYWORD);

  private final Snapshot snapshot;
  private final Words words;
  private final Question question;

  Akin(Snapshot snapshot, Words words, Question question) {
    this.snapshot = snapshot;
    this.words = words;
    this.question = question;
  }

  /// What answers the question, followed by what is akin to it.
  ///
  /// @param best the first answers
  Query after(Query strict, List<ScoreDoc> best) throws IOException {
    var akin = new ArrayList<Query>();
    for (Query query : loose()) {
      if (!snapshot.findsMore(query, Ranking.FEW_AKIN)) {
        akin.add(query);
      }
    }
    Query company = company(best);
    if (company != null) {
      akin.add(new BoostQuery(company, Ranking.COMPANY));
    }
    if (akin.isEmpty()) {
      return strict;
    }
    Query wide = new BoostQuery(new DisjunctionMaxQuery(akin, 0.5f), Ranking.AKIN);
    return new BooleanQuery.Builder().add(strict, Occur.SHOULD).add(wide, Occur.SHOULD).build();
  }

  private List<Query> loose() {
    var loose = new ArrayList<>(question.loose());
    if (question.topics().size() > 1) {
      loose.addAll(question.topics());
    }
    if (!question.topics().isEmpty()) {
      question.conditions().forEach(condition -> loose.add(condition.query()));
    }
    return loose;
  }

  private @Nullable Query company(List<ScoreDoc> best) throws IOException {
    List<String> telling = telling(best);
    int least = best.size() > 1 ? 2 : 3;
    if (telling.size() < least) {
      return null;
    }
    var query = new BooleanQuery.Builder();
    for (String term : telling) {
      var fields = new BooleanQuery.Builder();
      for (String field : TOLD) {
        fields.add(new TermQuery(new Term(field, term)), Occur.SHOULD);
      }
      query.add(fields.build(), Occur.SHOULD);
    }
    return query.setMinimumNumberShouldMatch(least).build();
  }

  /// The words that several of the best answers share, the rarest of the catalogue first.
  private List<String> telling(List<ScoreDoc> best) throws IOException {
    var shared = new HashMap<String, Integer>();
    for (ScoreDoc one : best) {
      stems(snapshot.document(one.doc)).forEach(stem -> shared.merge(stem, 1, Integer::sum));
    }
    int least = Math.min(2, best.size());
    var rare = new HashMap<String, Integer>();
    for (Map.Entry<String, Integer> stem : shared.entrySet()) {
      int frequency = snapshot.frequency(stem.getKey());
      if (stem.getValue() >= least && frequency > 1 && frequency <= Ranking.FEW_AKIN) {
        rare.put(stem.getKey(), frequency);
      }
    }
    return rare.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .limit(MAX_TERMS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Set<String> stems(Document document) {
    var stems = new HashSet<String>();
    for (String field : TOLD) {
      for (String text : document.getValues(field)) {
        for (Piece piece : Piece.of(text, MAX_WORDS)) {
          Word word = words.read(piece.text());
          if (word.folded().length() >= SHORTEST && !StopWords.contains(word.folded())) {
            stems.add(Word.STEM + word.stem());
          }
        }
      }
    }
    return stems;
  }
}
