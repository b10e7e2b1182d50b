package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.catalog.asking.SearchIndex.Understood;
import org.allmende.search.german.Folding;
import org.allmende.search.german.Word;
import org.allmende.search.german.Words;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Reads what was typed: which words name a place, a year or a format, which are said apart or
/// misspelt, which mean nothing, and what the rest may be called.
final class Understanding {

  private static final int LONGEST_PLACE = 4;
  private static final int WELL_KNOWN = 20_000;
  private static final int TELLING_NAME = 5;
  private static final int MAX_PREFIX_TERMS = 40;
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
  private static final Pattern DIGITS = Pattern.compile("\\d{5}|\\d{8}");

  private final Snapshot snapshot;
  private final Words words;
  private final Synonyms synonyms;
  private final Vocabularies vocabularies;
  private final WordQueries queries;
  private final Spelling spelling;

  private final List<Query> topics = new ArrayList<>();
  private final List<Question.Rarity> rarities = new ArrayList<>();
  private final List<Question.Condition> conditions = new ArrayList<>();
  private final List<Query> excluded = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<Understood> understood = new ArrayList<>();
  private final List<String> rewritten = new ArrayList<>();
  private final List<Query> extras = new ArrayList<>();
  private final List<Said> aspects = new ArrayList<>();
  private final List<Query> loose = new ArrayList<>();
  private final Map<String, List<String>> said = new HashMap<>();
  private boolean sentence;
  private boolean corrected;

  Understanding(Snapshot snapshot, Words words, Synonyms synonyms, Vocabularies vocabularies) {
    this.snapshot = snapshot;
    this.words = words;
    this.synonyms = synonyms;
    this.vocabularies = vocabularies;
    this.queries = new WordQueries(snapshot, synonyms);
    this.spelling = new Spelling(snapshot, synonyms);
  }

  Question read(Typed typed) throws IOException {
    var free = new ArrayList<String>();
    for (Typed.Clause clause : typed.clauses()) {
      if (clause.phrase() || clause.excluded() || !clause.field().isEmpty()) {
        special(clause);
      } else {
        free.add(clause.text());
      }
    }
    free(free);
    return new Question(
        topics,
        rarities,
        conditions,
        excluded,
        extras,
        loose,
        bonus(free),
        unknown,
        queries.terms(),
        said,
        understood,
        corrected ? String.join(" ", rewritten) : null);
  }

  /// A word as it was typed and as it is meant, with what finds it.
  private record Said(String typed, String meant, Word word, @Nullable Query query) {}

  private void special(Typed.Clause clause) throws IOException {
    List<Word> said = Synonyms.pieces(clause.text()).stream().map(words::read).toList();
    if (said.isEmpty()) {
      return;
    }
    boolean phrase = clause.phrase() || said.size() > 1;
    List<String> anywhere = phrase ? Fields.TEXTS : Fields.ANYWHERE;
    List<String> fields = clause.field().isEmpty() ? anywhere : List.of(clause.field());
    Query query =
        phrase
            ? queries.phrase(said, fields, 0)
            : clause.excluded()
                ? queries.anyOf(Map.of(Word.STEM + said.getFirst().stem(), 1f), fields)
                : queries.word(said.getFirst(), fields);
    if (!clause.excluded()) {
      rewritten.add(clause.phrase() ? '"' + clause.text() + '"' : clause.text());
      topic(query, clause.text(), clause.text());
    } else if (query != null) {
      excluded.add(query);
    }
  }

  private void free(List<String> texts) throws IOException {
    List<String> meaningful =
        texts.stream().filter(t -> !StopWords.contains(Folding.of(t))).toList();
    List<String> said = meaningful.isEmpty() ? texts : meaningful;
    sentence = texts.size() - said.size() > 1;
    int i = 0;
    while (i < said.size()) {
      i += next(said.subList(i, said.size()), said.size());
    }
    for (Said aspect : aspects) {
      if (topics.isEmpty() && unknown.isEmpty()) {
        about(aspect, false);
      } else {
        extra(aspect);
      }
    }
  }

  /// Reads what the first words mean; returns how many they were.
  private int next(List<String> said, int all) throws IOException {
    int taken = place(said);
    if (taken == 0) {
      taken = year(said.getFirst()) || (all > 1 && format(said.getFirst())) ? 1 : 0;
    }
    if (taken > 0) {
      rewritten.addAll(said.subList(0, taken));
      return taken;
    }
    taken = name(said);
    if (taken > 0) {
      rewritten.addAll(said.subList(0, taken));
      return taken;
    }
    word(said.getFirst(), all);
    return 1;
  }

  /// In a sentence a word nobody knows is no reason to find nothing.
  private void topic(@Nullable Query query, String written, String meant) {
    if (query == null) {
      if (!sentence) {
        unknown.add(written);
      }
    } else {
      topics.add(query);
      rarities.add(new Question.Rarity(Folding.of(meant), queries.frequency(query)));
    }
  }

  /// A name of several words, or a word that was written apart.
  private int name(List<String> said) throws IOException {
    for (int n = Math.min(Synonyms.LONGEST, said.size()); n > 1; n--) {
      List<String> texts = said.subList(0, n);
      List<Word> read = texts.stream().map(words::read).toList();
      List<Synonyms.Name> names = synonyms.of(read);
      Word joined = words.read(String.join("", texts));
      boolean apart =
          n <= 3
              && joined.folded().chars().allMatch(Character::isLetter)
              && (isKnown(joined) || !synonyms.of(List.of(joined)).isEmpty());
      if (!names.isEmpty() || apart) {
        Query named = queries.named(read, names, Fields.SAID);
        String written = String.join(" ", texts);
        topic(
            queries.either(named, apart ? queries.word(joined, Fields.ANYWHERE) : null),
            written,
            written);
        loosen(joined);
        return n;
      }
    }
    return 0;
  }

  private boolean isKnown(Word word) throws IOException {
    return snapshot.knowsAny(
        List.of(
            word.folded(),
            Word.STEM + word.stem(),
            Word.HEAD + word.stem(),
            Word.MODIFIER + word.stem()));
  }

  private void word(String text, int all) throws IOException {
    Word word = words.read(text);
    Query query = queries.word(word, Fields.ANYWHERE);
    boolean sure = query != null && (isKnown(word) || !synonyms.of(List.of(word)).isEmpty());
    if (!sure) {
      Query beginning = beginning(word);
      Optional<String> right = beginning == null ? spelling.correct(text) : Optional.empty();
      if (right.isPresent()) {
        Word meant = words.read(right.get());
        Query found = queries.word(meant, Fields.ANYWHERE);
        if (found != null && snapshot.findsMore(found, 0)) {
          corrected = true;
          understood.add(new Understood("spelling", text, right.get()));
          rewritten.add(right.get());
          about(new Said(text, right.get(), meant, found), all > 1);
          return;
        }
      }
      query = queries.either(query, beginning);
    }
    rewritten.add(text);
    about(new Said(text, text, word, query), all > 1);
  }

  /// Takes a word for a topic, or for what it is beside others.
  private void about(Said said, boolean besideOthers) throws IOException {
    if (besideOthers && StopWords.isVague(said.word().folded())) {
      extra(said);
    } else if (besideOthers && StopWords.isAspect(said.word().folded())) {
      aspects.add(said);
    } else {
      topic(said.query(), said.typed(), said.meant());
      loosen(said.word());
      say(said.meant());
    }
  }

  private void extra(Said said) {
    if (said.query() != null) {
      extras.add(said.query());
    }
  }

  private void say(String text) {
    Word word = words.read(text);
    said.put(text, List.of(word.folded(), Word.STEM + word.stem()));
  }

  /// The parts of a compound, each alone.
  private void loosen(Word word) throws IOException {
    if (word.isCompound()) {
      Query query = queries.everyPart(word, Fields.SAID);
      if (query != null) {
        loose.add(query);
      }
    }
    for (String part : word.parts()) {
      Query query = queries.part(part, Fields.SAID);
      if (query != null) {
        loose.add(query);
      }
    }
    Query akin = queries.akin(word, Fields.SAID);
    if (akin != null) {
      loose.add(akin);
    }
  }

  /// Words of the catalogue that begin like this one.
  private @Nullable Query beginning(Word word) throws IOException {
    if (word.folded().length() < 3) {
      return null;
    }
    var found = new java.util.LinkedHashMap<String, Float>();
    for (String term : snapshot.beginnings(Fields.ANYWHERE, word.folded(), MAX_PREFIX_TERMS)) {
      found.put(term, Ranking.PREFIX);
    }
    return queries.anyOf(found, Fields.ANYWHERE);
  }

  private int place(List<String> said) throws IOException {
    for (int n = Math.min(LONGEST_PLACE, said.size()); n > 0; n--) {
      List<String> texts = said.subList(0, n);
      Optional<Place> place = place(String.join(" ", texts), n);
      if (place.isPresent()) {
        condition(place.get(), texts);
        return n;
      }
    }
    return 0;
  }

  private Optional<Place> place(String text, int n) throws IOException {
    if (DIGITS.matcher(text).matches()) {
      List<Place> byPostcode = vocabularies.places().byPostcode(text);
      return inUse(
          byPostcode.isEmpty() ? vocabularies.places().byAgs(text).stream().toList() : byPostcode);
    }
    if (n == 1 && (words.isOrdinary(text) || StopWords.contains(Folding.of(text)))) {
      return Optional.empty();
    }
    return inUse(vocabularies.places().byName(text)).filter(p -> n > 1 || isTelling(p, text));
  }

  private static boolean isTelling(Place place, String text) {
    return place.kind() != Place.Kind.MUNICIPALITY
        || place.population() >= WELL_KNOWN
        || text.length() >= TELLING_NAME;
  }

  /// The likeliest place that the catalogue has data of.
  private Optional<Place> inUse(List<Place> places) throws IOException {
    for (Place place : places) {
      if (snapshot.has(Fields.PLACE_KEY, place.key())
          || queries.phrase(name(place), List.of(Fields.TITLE), 0) != null) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private List<Word> name(Place place) {
    return Synonyms.pieces(place.name()).stream().map(words::read).toList();
  }

  private void condition(Place place, List<String> texts) throws IOException {
    List<Word> name = name(place);
    var choices = new ArrayList<Query>();
    choices.add(constant(new TermQuery(new Term(Fields.PLACE_KEY, place.key())), 1));
    for (String field : Fields.TEXTS) {
      float weight =
          field.equals(Fields.TITLE) ? 1 : field.equals(Fields.DESCRIPTION) ? 0.5f : 0.9f;
      add(choices, queries.phrase(name, List.of(field), 0), weight);
    }
    conditions.add(new Question.Condition(new DisjunctionMaxQuery(choices, 0.1f), Ranking.PLACE));
    understood.add(new Understood("place", String.join(" ", texts), place.officialName()));
  }

  private boolean year(String text) throws IOException {
    if (!YEAR.matcher(text).matches()) {
      return false;
    }
    int year = Integer.parseInt(text);
    var choices = new ArrayList<Query>();
    for (String field : Fields.TEXTS) {
      float weight =
          field.equals(Fields.TITLE) ? 1 : field.equals(Fields.DESCRIPTION) ? 0.5f : 0.8f;
      add(choices, queries.phrase(List.of(words.read(text)), List.of(field), 0), weight);
    }
    choices.add(constant(new Overlap(Fields.YEARS, year, year), 0.8f));
    conditions.add(new Question.Condition(new DisjunctionMaxQuery(choices, 0.1f), Ranking.YEAR));
    understood.add(new Understood("year", text, text));
    return true;
  }

  private boolean format(String text) throws IOException {
    Optional<Concept> format =
        words.isOrdinary(text) ? Optional.empty() : vocabularies.find(Scheme.FILE_TYPE, text);
    if (format.isEmpty() || !snapshot.has(Facet.FORMAT.field() + ".code", format.get().code())) {
      return false;
    }
    var choices = new ArrayList<Query>();
    choices.add(
        constant(new TermQuery(new Term(Facet.FORMAT.field() + ".code", format.get().code())), 1));
    for (String field : List.of(Fields.TITLE, Fields.KEYWORD, Fields.CONTEXT)) {
      add(choices, queries.phrase(List.of(words.read(text)), List.of(field), 0), 0.8f);
    }
    conditions.add(new Question.Condition(new DisjunctionMaxQuery(choices, 0.1f), Ranking.FORMAT));
    understood.add(new Understood("format", text, format.get().code()));
    return true;
  }

  private static void add(List<Query> choices, @Nullable Query query, float weight) {
    if (query != null) {
      choices.add(constant(query, weight));
    }
  }

  private static Query constant(Query query, float weight) {
    return new BoostQuery(new ConstantScoreQuery(query), weight);
  }

  /// Lifts what is called exactly so, and titles in which the words stand together.
  private @Nullable Query bonus(List<String> texts) throws IOException {
    if (texts.isEmpty()) {
      return null;
    }
    List<Word> all = texts.stream().map(words::read).toList();
    var bonus = new BooleanQuery.Builder();
    String whole = String.join(" ", all.stream().map(Word::folded).toList());
    bonus.add(
        constant(new TermQuery(new Term(Fields.WHOLE_TITLE, whole)), Ranking.WHOLE_TITLE),
        Occur.SHOULD);
    if (all.size() > 1 && all.size() <= 12) {
      Query together = queries.phrase(all, List.of(Fields.TITLE), 2);
      if (together != null) {
        bonus.add(new BoostQuery(together, Ranking.TOGETHER / 4), Occur.SHOULD);
      }
    }
    return bonus.build();
  }

  Set<String> terms() {
    return queries.terms();
  }
}
