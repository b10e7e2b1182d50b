package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex.Reason;
import org.allmende.search.german.Word;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/// Says why a hit stands where it stands: every word and condition that counts for it, by itself.
final class Explaining {

  private static final int MOST_REASONS = 30;
  private static final int MOST_QUERIES = 2_000;

  private static final int MOST_WORDS = 1_500;
  private static final List<String> KEPT =
      List.of(Fields.TITLE, Fields.KEYWORD, Fields.DESCRIPTION);

  private static final Map<Character, String> KINDS =
      Map.of(Word.STEM, "stem", Word.HEAD, "head", Word.MODIFIER, "modifier");

  private final Snapshot snapshot;
  private final Question question;
  private final int doc;
  private final Terms terms;
  private final Document document;
  private final List<Reason> reasons = new ArrayList<>();
  private int asked;

  Explaining(Snapshot snapshot, Terms terms, Question question, int doc) throws IOException {
    this.snapshot = snapshot;
    this.terms = terms;
    this.document = snapshot.document(doc);
    this.question = question;
    this.doc = doc;
  }

  /// The reasons, most weighty first.
  ///
  /// @param query what was asked, without what the dataset is worth apart from it
  /// @param score of the hit
  List<Reason> reasons(Query query, float score) throws IOException {
    for (Question.Condition condition : question.conditions()) {
      double value = value(condition.query(), condition.weight());
      if (value > 0) {
        reasons.add(new Reason("condition", "", name(condition), value));
      }
    }
    walk(query, 1);
    double relevance = value(query, 1);
    reasons.sort(Comparator.comparingDouble(Reason::score).reversed());
    var told = new ArrayList<>(reasons.subList(0, Math.min(reasons.size(), MOST_REASONS)));
    if (relevance > 0 && score > 0) {
      told.add(new Reason("worth", "", "", score / relevance));
    }
    return told;
  }

  private String name(Question.Condition condition) {
    int at = question.conditions().indexOf(condition);
    List<String> meanings =
        question.understood().stream()
            .filter(understood -> !understood.kind().equals("spelling"))
            .map(understood -> understood.meaning())
            .toList();
    return at < meanings.size() ? meanings.get(at) : "";
  }

  private double value(Query query, float boost) throws IOException {
    if (++asked > MOST_QUERIES) {
      return 0;
    }
    return (double) snapshot.score(query, doc) * boost;
  }

  private void walk(Query query, float boost) throws IOException {
    switch (query) {
      case BoostQuery boosted -> walk(boosted.getQuery(), boost * boosted.getBoost());
      case DisjunctionMaxQuery choices -> {
        for (Query choice : choices.getDisjuncts()) {
          walk(choice, boost);
        }
      }
      case BooleanQuery all -> {
        for (BooleanClause clause : all) {
          if (clause.isScoring() && !isCondition(clause.query())) {
            walk(clause.query(), boost);
          }
        }
      }
      case SynonymQuery terms -> synonyms(terms, boost);
      case TermQuery term -> add(term.getTerm(), value(term, boost));
      case PhraseQuery phrase -> {
        double value = value(phrase, boost);
        if (value > 0) {
          String words =
              String.join(" ", List.of(phrase.getTerms()).stream().map(Term::text).toList());
          reasons.add(new Reason("phrase", phrase.getField(), words, value));
        }
      }
      default -> {
        // It only decides what is found, and counts for nothing by itself.
      }
    }
  }

  private boolean isCondition(Query query) {
    Query bare = query instanceof BoostQuery boosted ? boosted.getQuery() : query;
    return question.conditions().stream().anyMatch(condition -> condition.query().equals(bare));
  }

  /// All its terms count as one; told is the one that fits the text most closely.
  private void synonyms(SynonymQuery query, float boost) throws IOException {
    double value = value(query, boost);
    if (value <= 0) {
      return;
    }
    for (Term term : query.getTerms()) {
      if (value(new TermQuery(term), 1) > 0) {
        add(term, value);
        return;
      }
    }
  }

  /// The weightiest text that a term stands in.
  private String text(Term term) {
    for (String field : KEPT) {
      for (String text : document.getValues(field)) {
        if (terms.of(text, MOST_WORDS).stream().anyMatch(is -> is.text().equals(term.text()))) {
          return field;
        }
      }
    }
    return Fields.CONTEXT;
  }

  private void add(Term term, double value) {
    if (value <= 0) {
      return;
    }
    String text = term.text();
    String kind = text.isEmpty() ? null : KINDS.get(text.charAt(0));
    reasons.add(
        new Reason(
            kind == null ? "exact" : kind,
            term.field().equals(Fields.WORD) ? text(term) : term.field(),
            kind == null ? text : text.substring(1).replace(Word.JOINT, ""),
            value));
  }
}
