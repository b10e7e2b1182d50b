package org.allmende.search.opensearch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.search.Overlap;
import org.allmende.search.Within;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.NumericUtils;

/// Says in OpenSearch's language what a query of Lucene asks, so that it finds and scores the same
/// there. Only queries that the search makes are known.
final class QueryDsl {

  private QueryDsl() {}

  static Map<String, Object> of(Query query) {
    return part(Thinning.of(query));
  }

  private static Map<String, Object> part(Query query) {
    return of(query, 1);
  }

  private static Map<String, Object> of(Query query, float boost) {
    return switch (query) {
      case BoostQuery boosted -> of(boosted.getQuery(), boost * boosted.getBoost());
      case ConstantScoreQuery constant ->
          Map.of("constant_score", Map.of("filter", part(constant.getQuery()), "boost", boost));
      case BooleanQuery all -> all(all, boost);
      case DisjunctionMaxQuery choices ->
          best(
              choices.getDisjuncts().stream().map(QueryDsl::part).toList(),
              choices.getTieBreakerMultiplier(),
              boost);
      case TermQuery term -> term(term.getTerm(), boost);
      case SynonymQuery terms -> synonyms(terms, boost);
      case PhraseQuery phrase -> phrase(phrase, boost);
      case FuzzyQuery like -> fuzzy(like, boost);
      case MatchAllDocsQuery _ -> Map.of("match_all", Map.of("boost", boost));
      case MatchNoDocsQuery _ -> Map.of("match_none", Map.of());
      case Overlap overlap ->
          range(
              overlap.field(),
              overlap.from(),
              overlap.to(),
              Map.of("relation", "intersects", "boost", boost));
      case PointRangeQuery range ->
          range(
              range.getField(),
              NumericUtils.sortableBytesToLong(range.getLowerPoint(), 0),
              NumericUtils.sortableBytesToLong(range.getUpperPoint(), 0),
              Map.of("boost", boost));
      case Within within -> within(within, boost);
      default -> throw new IllegalArgumentException("no way to say " + query.getClass());
    };
  }

  private static Map<String, Object> all(BooleanQuery all, float boost) {
    if (all.clauses().isEmpty()) {
      return Map.of("match_none", Map.of());
    }
    var bool = new LinkedHashMap<String, Object>();
    for (Occur occur : Occur.values()) {
      List<Map<String, Object>> clauses =
          all.clauses().stream()
              .filter(clause -> clause.occur() == occur)
              .map(BooleanClause::query)
              .map(QueryDsl::part)
              .toList();
      if (!clauses.isEmpty()) {
        bool.put(name(occur), clauses);
      }
    }
    if (all.getMinimumNumberShouldMatch() > 0) {
      bool.put("minimum_should_match", all.getMinimumNumberShouldMatch());
    }
    bool.put("adjust_pure_negative", false);
    bool.put("boost", boost);
    return Map.of("bool", bool);
  }

  private static String name(Occur occur) {
    return switch (occur) {
      case MUST -> "must";
      case FILTER -> "filter";
      case SHOULD -> "should";
      case MUST_NOT -> "must_not";
    };
  }

  private static Map<String, Object> best(
      List<Map<String, Object>> choices, float others, float boost) {
    if (choices.isEmpty()) {
      return Map.of("match_none", Map.of());
    }
    return Map.of("dis_max", Map.of("queries", choices, "tie_breaker", others, "boost", boost));
  }

  /// A term of a field.
  static Map<String, Object> term(String field, String text) {
    return term(new Term(field, text), 1);
  }

  private static Map<String, Object> term(Term term, float boost) {
    var said = Map.of("value", term.text(), "boost", boost);
    return Map.of("term", Map.of(Form.name(term.field()), said));
  }

  /// Lucene counts the terms together, as if they were one; here the one that says most counts.
  private static Map<String, Object> synonyms(SynonymQuery terms, float boost) {
    var choices = new ArrayList<Map<String, Object>>();
    for (Term term : terms.getTerms()) {
      choices.add(term(term, 1));
    }
    return best(choices, 0, boost);
  }

  private static Map<String, Object> phrase(PhraseQuery phrase, float boost) {
    String words = String.join(" ", Stream.of(phrase.getTerms()).map(Term::text).toList());
    return Map.of(
        "match_phrase",
        Map.of(
            Form.name(phrase.getField()),
            Map.of(
                "query",
                words,
                "analyzer",
                Form.BLANKS,
                "slop",
                phrase.getSlop(),
                "boost",
                boost)));
  }

  private static Map<String, Object> fuzzy(FuzzyQuery like, float boost) {
    return Map.of(
        "fuzzy",
        Map.of(
            Form.name(like.getTerm().field()),
            Map.of(
                "value", like.getTerm().text(),
                "fuzziness", like.getMaxEdits(),
                "prefix_length", like.getPrefixLength(),
                "max_expansions", 10,
                "transpositions", like.getTranspositions(),
                "boost", boost)));
  }

  private static Map<String, Object> range(
      String field, long from, long to, Map<String, Object> also) {
    var range = new LinkedHashMap<String, Object>(also);
    range.put("gte", from);
    range.put("lte", to);
    return Map.of("range", Map.of(Form.name(field), range));
  }

  private static Map<String, Object> within(Within within, float boost) {
    var all =
        List.of(
            Map.of("range", Map.of(Form.WEST, Map.of("lte", within.box().east()))),
            Map.of("range", Map.of(Form.EAST, Map.of("gte", within.box().west()))),
            Map.of("range", Map.of(Form.SOUTH, Map.of("lte", within.box().north()))),
            Map.of("range", Map.of(Form.NORTH, Map.of("gte", within.box().south()))));
    return Map.of(
        "nested",
        Map.of(
            "path",
            Form.BOX,
            "query",
            Map.of("bool", Map.of("filter", all)),
            "score_mode",
            "none",
            "boost",
            boost));
  }
}
