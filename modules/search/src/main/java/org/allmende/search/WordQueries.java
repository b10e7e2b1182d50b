package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.search.german.Word;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Turns words into queries: everything a word is found under, what counts being added up. All
/// terms of a word are as rare as the most common of them, so that a rare spelling is worth no more
/// than the usual one. A word is a plain choice of terms as far as it can be: that is what Lucene
/// looks through by blocks, passing over those too weak to matter.
final class WordQueries {

  private static final int MAX_TERMS = 60;

  private final Snapshot snapshot;
  private final Synonyms synonyms;
  private final Set<String> terms = new HashSet<>();
  private final IdentityHashMap<Query, Integer> common = new IdentityHashMap<>();

  WordQueries(Snapshot snapshot, Synonyms synonyms) {
    this.snapshot = snapshot;
    this.synonyms = synonyms;
  }

  /// All terms that were looked for so far, for highlighting.
  Set<String> terms() {
    return terms;
  }

  /// In how many datasets the most common form of a word stands that a query made here looks for; 0
  /// where that cannot be told.
  int frequency(@Nullable Query query) {
    return query == null ? 0 : common.getOrDefault(query, 0);
  }

  /// Remembers how common what a query looks for is.
  private @Nullable Query counted(@Nullable Query query, int datasets) {
    if (query != null) {
      common.put(query, datasets);
    }
    return query;
  }

  /// Finds a word and everything it may mean; null where nothing of it is in the index.
  @Nullable Query word(Word word, List<String> fields) throws IOException {
    var choices = new ArrayList<Query>();
    Map<String, Float> found = plain(word, 1);
    tails(found, word);
    for (Synonyms.Name name : synonyms.of(List.of(word))) {
      if (name.words().size() == 1) {
        synonym(found, name);
      } else {
        add(choices, all(name.words(), fields), name.weight());
      }
    }
    Query forms = anyOf(found, fields);
    add(choices, forms, 1);
    if (word.isCompound()) {
      List<String> close = fields.contains(Fields.WORD) ? List.of(Fields.NAMED) : fields;
      add(choices, everyPart(word, close), Ranking.PARTS);
    }
    return counted(any(choices), frequency(forms));
  }

  /// Finds several words that together have a name, apart or under another name.
  @Nullable Query named(List<Word> words, List<Synonyms.Name> names, List<String> fields)
      throws IOException {
    var choices = new ArrayList<Query>();
    Query together = all(words, fields);
    add(choices, together, 1);
    var found = new LinkedHashMap<String, Float>();
    for (Synonyms.Name name : names) {
      if (name.words().size() == 1) {
        synonym(found, name);
      } else {
        add(choices, all(name.words(), fields), name.weight());
      }
    }
    Query otherwise = anyOf(found, fields);
    add(choices, otherwise, 1);
    return counted(any(choices), Math.max(frequency(together), frequency(otherwise)));
  }

  /// One of two queries, whichever fits better; each may be missing.
  @Nullable Query either(@Nullable Query one, @Nullable Query other) {
    var choices = new ArrayList<Query>();
    add(choices, one, 1);
    add(choices, other, 1);
    return counted(any(choices), Math.max(frequency(one), frequency(other)));
  }

  /// Words that stand side by side.
  @Nullable Query phrase(List<Word> words, List<String> fields, int slop) throws IOException {
    for (Word word : words) {
      if (snapshot.frequency(word.folded()) == 0) {
        return null;
      }
      terms.add(word.folded());
    }
    var choices = new ArrayList<Query>();
    String[] folded = words.stream().map(Word::folded).toArray(String[]::new);
    for (String field : fields) {
      Query query =
          folded.length == 1
              ? new TermQuery(new Term(field, folded[0]))
              : new PhraseQuery(slop, field, folded);
      add(choices, query, weight(field));
    }
    return any(choices);
  }

  /// All words, each in any form.
  private @Nullable Query all(List<Word> words, List<String> fields) throws IOException {
    var all = new BooleanQuery.Builder();
    int rarest = Integer.MAX_VALUE;
    for (Word word : words) {
      if (StopWords.contains(word.folded())) {
        continue;
      }
      Query query = anyOf(plain(word, 1), fields);
      if (query == null) {
        return null;
      }
      rarest = Math.min(rarest, frequency(query));
      all.add(query, Occur.MUST);
    }
    Query query = all.build();
    return counted(
        words.size() == 1 ? query : new BoostQuery(query, 1f / words.size()),
        rarest == Integer.MAX_VALUE ? 0 : rarest);
  }

  /// All parts of a compound in some fields, each in any form and under any name.
  @Nullable Query everyPart(Word word, List<String> fields) throws IOException {
    var all = new BooleanQuery.Builder();
    for (String part : word.parts()) {
      Query query = part(part, fields);
      if (query == null) {
        return null;
      }
      all.add(query, Occur.MUST);
    }
    return new BoostQuery(all.build(), 2f / word.parts().size());
  }

  /// A part of a compound, in any form and under any name.
  @Nullable Query part(String part, List<String> fields) throws IOException {
    var found = new LinkedHashMap<String, Float>();
    stem(found, part, 1);
    for (Synonyms.Name name : synonyms.ofPart(part)) {
      synonym(found, name);
    }
    return anyOf(found, fields);
  }

  /// What belongs to the same matter.
  @Nullable Query akin(Word word, List<String> fields) throws IOException {
    var found = new LinkedHashMap<String, Float>();
    for (Synonyms.Name name : synonyms.akin(word)) {
      if (name.words().size() == 1) {
        stem(found, name.words().getFirst().stem(), 1);
      }
    }
    return anyOf(found, fields);
  }

  private static Map<String, Float> plain(Word word, float weight) {
    var found = new LinkedHashMap<String, Float>();
    put(found, word.folded(), weight * Ranking.EXACT);
    stem(found, word.stem(), weight);
    return found;
  }

  private static void stem(Map<String, Float> found, String stem, float weight) {
    put(found, Word.STEM + stem, weight * Ranking.STEM);
    put(found, Word.HEAD + stem, weight * Ranking.HEAD);
    put(found, Word.MODIFIER + stem, weight * Ranking.MODIFIER);
  }

  private static void tails(Map<String, Float> found, Word word) {
    for (int first = 1; first < word.parts().size() - 1; first++) {
      put(found, Word.STEM + word.tail(first), Ranking.TAIL);
      put(found, Word.HEAD + word.tail(first), Ranking.TAIL * Ranking.HEAD);
    }
  }

  private static void synonym(Map<String, Float> found, Synonyms.Name name) {
    String stem = name.words().getFirst().stem();
    put(found, Word.STEM + stem, name.weight());
    put(found, Word.HEAD + stem, name.weight() * Ranking.HEAD);
    if (name.weight() >= Ranking.SYNONYM) {
      put(found, Word.MODIFIER + stem, name.weight() * Ranking.MODIFIER);
    }
  }

  private static void put(Map<String, Float> found, String term, float weight) {
    found.merge(term, weight, Math::max);
  }

  /// Any of some terms in any of the fields; null where the index has none of them.
  @Nullable Query anyOf(Map<String, Float> found, List<String> fields) throws IOException {
    var known = new LinkedHashMap<String, Float>();
    for (Map.Entry<String, Float> term : found.entrySet()) {
      if (known.size() < MAX_TERMS && snapshot.frequency(term.getKey()) > 0) {
        known.put(term.getKey(), term.getValue());
      }
    }
    if (known.isEmpty()) {
      return null;
    }
    terms.addAll(known.keySet());
    int most = most(known.keySet());
    var choices = new ArrayList<Query>();
    for (String field : fields) {
      if (!snapshot.uses(field)) {
        continue;
      }
      if (Impacts.FIELDS.contains(field)) {
        add(choices, impacts(known, field, snapshot.rarity(most)), 1);
        continue;
      }
      var query = new SynonymQuery.Builder(field);
      known.forEach((term, weight) -> query.addTerm(new BytesRef(term), weight));
      add(choices, query.build(), weight(field));
    }
    return counted(any(choices), most);
  }

  private int most(Set<String> known) throws IOException {
    int most = 0;
    for (String term : known) {
      most = Math.max(most, snapshot.frequency(term));
    }
    return most;
  }

  private static Query impacts(Map<String, Float> known, String field, float rarity) {
    var any = new BooleanQuery.Builder();
    known.forEach((term, weight) ->
        any.add(
            new BoostQuery(new TermQuery(new Term(field, term)), weight * rarity), Occur.SHOULD));
    return any.build();
  }

  private static float weight(String field) {
    return Ranking.FIELDS.getOrDefault(field, 1f);
  }

  private static void add(List<Query> choices, @Nullable Query query, float weight) {
    if (query != null) {
      choices.add(weight == 1 ? query : new BoostQuery(query, weight));
    }
  }

  private static @Nullable Query any(List<Query> choices) {
    return switch (choices.size()) {
      case 0 -> null;
      case 1 -> choices.getFirst();
      default -> {
        var any = new BooleanQuery.Builder();
        choices.forEach(choice -> addAny(any, choice));
        yield any.build();
      }
    };
  }

  /// Adds a choice, or the choices it is made of.
  static void addAny(BooleanQuery.Builder any, Query choice) {
    if (choice instanceof BooleanQuery choices
        && choices.getClauses(Occur.SHOULD).size() == choices.clauses().size()
        && choices.getMinimumNumberShouldMatch() <= 1) {
      choices.clauses().forEach(any::add);
    } else {
      any.add(choice, Occur.SHOULD);
    }
  }
}
