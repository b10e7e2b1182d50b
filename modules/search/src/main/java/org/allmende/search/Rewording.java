package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proposes another wording where a search found little: without the words nobody here knows, or
/// with a rare word that looks like a slip put right.
final class Rewording {

  private static final int RARE = 2;
  private static final int FAR_MORE = 20;

  private final Spelling spelling;

  Rewording(Snapshot snapshot, Synonyms synonyms) {
    this.spelling = new Spelling(snapshot, synonyms);
  }

  @Nullable String of(String text, Question question) throws IOException {
    List<String> words =
        Typed.read(text).clauses().stream()
            .filter(clause -> !clause.phrase() && !clause.excluded())
            .map(Typed.Clause::text)
            .toList();
    if (!question.unknown().isEmpty()) {
      var known = new ArrayList<>(words);
      known.removeAll(question.unknown());
      boolean shorter = known.size() < words.size();
      return shorter && known.stream().anyMatch(Rewording::isWord) ? String.join(" ", known) : null;
    }
    var better = new ArrayList<String>();
    for (String word : words) {
      better.add(likelier(word).orElse(word));
    }
    return better.equals(words) ? null : String.join(" ", better);
  }

  /// A number alone is nothing to ask for.
  private static boolean isWord(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  private Optional<String> likelier(String word) throws IOException {
    int frequency = spelling.frequency(word);
    if (frequency > RARE) {
      return Optional.empty();
    }
    Optional<String> other = spelling.correct(word);
    return other.isPresent() && spelling.frequency(other.get()) >= FAR_MORE * Math.max(1, frequency)
        ? other
        : Optional.empty();
  }
}
