package org.allmende.search.opensearch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/// Makes a query small enough for a cluster, which refuses what asks for more than about a thousand
/// terms: of many forms of a word the weightiest are kept. Only texts of dozens of words come to
/// that.
final class Thinning {

  private static final int MOST_TERMS = 900;
  private static final int MOST_FORMS = 64;

  private Thinning() {}

  static Query of(Query query) {
    Query thin = query;
    for (int forms = MOST_FORMS; forms > 0 && terms(thin) > MOST_TERMS; forms /= 2) {
      thin = of(query, forms);
    }
    return thin;
  }

  private static int terms(Query query) {
    return switch (query) {
      case BoostQuery boosted -> terms(boosted.getQuery());
      case ConstantScoreQuery constant -> terms(constant.getQuery());
      case SynonymQuery synonyms -> synonyms.getTerms().size();
      case DisjunctionMaxQuery choices ->
          choices.getDisjuncts().stream().mapToInt(Thinning::terms).sum();
      case BooleanQuery all ->
          all.clauses().stream().map(BooleanClause::query).mapToInt(Thinning::terms).sum();
      default -> 1;
    };
  }

  private static Query of(Query query, int forms) {
    return switch (query) {
      case BoostQuery boosted -> new BoostQuery(of(boosted.getQuery(), forms), boosted.getBoost());
      case ConstantScoreQuery constant -> new ConstantScoreQuery(of(constant.getQuery(), forms));
      case DisjunctionMaxQuery choices ->
          new DisjunctionMaxQuery(
              choices.getDisjuncts().stream().map(choice -> of(choice, forms)).toList(),
              choices.getTieBreakerMultiplier());
      case BooleanQuery all -> of(all, forms);
      default -> query;
    };
  }

  private static Query of(BooleanQuery all, int forms) {
    var thin = new BooleanQuery.Builder();
    var weights = new ArrayList<BooleanClause>();
    boolean choice = all.getMinimumNumberShouldMatch() <= 1;
    for (BooleanClause clause : all) {
      if (choice && clause.occur() == Occur.SHOULD && isTerm(clause.query())) {
        weights.add(clause);
      } else {
        thin.add(of(clause.query(), forms), clause.occur());
      }
    }
    weights.sort(Comparator.comparingDouble((BooleanClause c) -> weight(c.query())).reversed());
    List<BooleanClause> kept = weights.subList(0, Math.min(forms, weights.size()));
    kept.forEach(thin::add);
    return thin.setMinimumNumberShouldMatch(all.getMinimumNumberShouldMatch()).build();
  }

  private static boolean isTerm(Query query) {
    return query instanceof TermQuery
        || (query instanceof BoostQuery boosted && boosted.getQuery() instanceof TermQuery);
  }

  private static float weight(Query query) {
    return query instanceof BoostQuery boosted ? boosted.getBoost() : 1;
  }
}
