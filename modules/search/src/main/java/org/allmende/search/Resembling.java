package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.model.DatasetId;
import org.allmende.search.german.Piece;
import org.allmende.search.german.Word;
import org.allmende.search.german.Words;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/// Finds datasets like one: those that share the words of its title and keywords that are rarest in
/// the catalogue.
final class Resembling {

  private static final int MAX_WORDS = 12;

  private final Words words;
  private final Hits hits;

  Resembling(Words words, Hits hits) {
    this.words = words;
    this.hits = hits;
  }

  List<Hit> similar(Snapshot snapshot, DatasetId id, int limit) throws IOException {
    var self = new TermQuery(new Term(Fields.ID, id.toString()));
    List<ScoreDoc> found = snapshot.best(self, 1);
    if (found.isEmpty() || limit < 1) {
      return List.of();
    }
    Document document = snapshot.document(found.getFirst().doc);
    List<String> telling = snapshot.together(at -> telling(at, document));
    if (telling.isEmpty()) {
      return List.of();
    }
    var query = new BooleanQuery.Builder();
    telling.forEach(term -> query.add(anywhere(term), Occur.SHOULD));
    query.setMinimumNumberShouldMatch(telling.size() > 3 ? 2 : 1);
    query.add(self, Occur.MUST_NOT);
    List<ScoreDoc> like = snapshot.best(query.build(), Math.min(limit, 50));
    return hits.of(snapshot, like, Question.NOTHING);
  }

  private List<String> telling(Snapshot snapshot, Document document) throws IOException {
    var terms = new LinkedHashSet<String>();
    for (String field : List.of(Fields.TITLE, Fields.KEYWORD)) {
      for (String text : document.getValues(field)) {
        for (Piece piece : Piece.of(text, 40)) {
          String folded = words.read(piece.text()).folded();
          if (folded.length() > 2 && !StopWords.contains(folded)) {
            terms.add(Word.STEM + words.read(piece.text()).stem());
          }
        }
      }
    }
    var shared = new ArrayList<String>();
    for (String term : terms) {
      if (snapshot.frequency(term) > 1) {
        shared.add(term);
      }
    }
    var frequencies = new java.util.HashMap<String, Integer>();
    for (String term : shared) {
      frequencies.put(term, snapshot.frequency(term));
    }
    return shared.stream()
        .sorted(Comparator.comparingInt(term -> frequencies.getOrDefault(term, 0)))
        .limit(MAX_WORDS)
        .toList();
  }

  private static Query anywhere(String term) {
    var fields = new BooleanQuery.Builder();
    fields.add(new BoostQuery(new TermQuery(new Term(Fields.TITLE, term)), 2), Occur.SHOULD);
    fields.add(new TermQuery(new Term(Fields.KEYWORD, term)), Occur.SHOULD);
    return fields.build();
  }
}
