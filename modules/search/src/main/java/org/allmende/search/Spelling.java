package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.allmende.search.german.Folding;
import org.allmende.search.german.Piece;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/// Finds the word somebody meant, among the words of the catalogue and those with a synonym: one
/// letter wrong, missing, too many or two in the wrong order; two such slips in a long word.
final class Spelling {

  private static final int SHORTEST = Snapshot.Like.SHORTEST;
  private static final int LONG = 10;

  private final Snapshot snapshot;
  private final Synonyms synonyms;

  Spelling(Snapshot snapshot, Synonyms synonyms) {
    this.snapshot = snapshot;
    this.synonyms = synonyms;
  }

  /// The likeliest right spelling of a word, as people write it.
  Optional<String> correct(String written) throws IOException {
    String folded = Folding.of(written);
    if (folded.length() < SHORTEST || !folded.chars().allMatch(Character::isLetter)) {
      return Optional.empty();
    }
    Optional<String> near = among(folded, 1);
    if (near.isEmpty()) {
      near = synonyms.nearest(folded);
    }
    if (near.isEmpty() && folded.length() >= LONG) {
      near = among(folded, 2);
    }
    return near;
  }

  private Optional<String> among(String folded, int edits) throws IOException {
    var candidates = new ArrayList<Snapshot.Like>();
    for (String field : Fields.ANYWHERE) {
      candidates.addAll(snapshot.like(field, folded, edits));
    }
    candidates.removeIf(word -> word.frequency() == 0);
    candidates.sort(
        Comparator.<Snapshot.Like>comparingInt(
                word -> word.term().charAt(0) == folded.charAt(0) ? 0 : 1)
            .thenComparingInt(word -> -word.frequency()));
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(asWritten(candidates.getFirst().term()));
  }

  /// How often the likeliest other spelling stands in the catalogue.
  int frequency(String written) throws IOException {
    return snapshot.frequency(Folding.of(written));
  }

  /// A folded word as the catalogue writes it.
  private String asWritten(String folded) throws IOException {
    for (String field : List.of(Fields.TITLE, Fields.KEYWORD, Fields.DESCRIPTION)) {
      List<ScoreDoc> hits = snapshot.best(new TermQuery(new Term(field, folded)), 1);
      if (!hits.isEmpty()) {
        Document document = snapshot.document(hits.getFirst().doc);
        for (String text : document.getValues(field)) {
          for (Piece piece : Piece.of(text, 1000)) {
            if (Folding.of(piece.text()).equals(folded)) {
              return piece.text();
            }
          }
        }
      }
    }
    return folded;
  }
}
