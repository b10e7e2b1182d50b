package org.allmende.dcat.words;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Table;

/// Which language a file's texts are in, told by the small words that no text of a language can do
/// without. A few headers in English make no English table: German towns write `id` and `name`,
/// too.
public final class Language {

  private static final Map<String, Set<String>> SMALL_WORDS =
      Map.of(
          "DEU",
          Set.of(
              "und",
              "oder",
              "der",
              "die",
              "das",
              "mit",
              "von",
              "für",
              "nicht",
              "auf",
              "ist",
              "ein",
              "eine",
              "des",
              "den",
              "dem",
              "im",
              "bei",
              "nach",
              "zum",
              "zur",
              "vom",
              "ohne",
              "sowie",
              "wird",
              "sind",
              "über",
              "aus",
              "als",
              "anzahl",
              "insgesamt"),
          "ENG",
          Set.of(
              "the", "and", "of", "for", "with", "from", "by", "is", "are", "or", "to", "this",
              "that", "which", "not", "other", "all", "any", "has", "have", "per", "number",
              "total"),
          "FRA",
          Set.of(
              "le", "la", "les", "des", "du", "et", "pour", "dans", "avec", "sur", "une", "est",
              "par", "aux", "ou", "sont", "qui", "nombre", "sans"));

  private static final int FEWEST = 4;
  private static final int MORE = 3;
  private static final int MOST_TABLES = 5;

  private Language() {}

  /// The EU code of a language other than German.
  public static Optional<Guess<String>> of(List<Draft> drafts) {
    var words = new HashSet<String>();
    drafts.stream()
        .flatMap(draft -> draft.tables().stream())
        .limit(MOST_TABLES)
        .forEach(table -> gather(table, words));
    long german = count(words, "DEU");
    long english = count(words, "ENG");
    long french = count(words, "FRA");
    if (english >= Math.max(FEWEST, MORE * Math.max(german, french))) {
      return guess("ENG", "Englische", "English");
    }
    return french >= Math.max(FEWEST, MORE * Math.max(german, english))
        ? guess("FRA", "Französische", "French")
        : Optional.empty();
  }

  private static Optional<Guess<String>> guess(String code, String german, String english) {
    return Optional.of(
        Guess.guessed(
            code, 0.7, german + " Wörter in den Texten.", english + " words in the texts."));
  }

  private static long count(Set<String> words, String code) {
    return SMALL_WORDS.getOrDefault(code, Set.of()).stream().filter(words::contains).count();
  }

  private static void gather(Table table, Set<String> words) {
    for (String word : table.words()) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    for (Column column : table.columns()) {
      Words.split(column.name()).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
    }
    for (String line : table.preamble()) {
      Words.plain(line).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
    }
  }
}
