package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.allmende.search.german.Folding;
import org.allmende.search.german.Piece;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/// Completes what somebody is typing: keywords and titles of the catalogue, searches that found
/// something before, themes, and places there are data of. One slip in the word being typed is
/// forgiven when nothing else begins so.
final class Suggesting {

  private static final int MAX_TYPED = 100;
  private static final int MAX_WORDS = 8;
  private static final int LONGEST_BEGINNING = 16;
  private static final int SHORTEST_FORGIVEN = 4;
  private static final int SHORTEST_PREFIX = 3;
  private static final int TITLES_SEEN = 40;
  private static final int PLACES_SEEN = 60;
  private static final int SHARE = 3;

  private final NavigableMap<String, List<Place>> places = new TreeMap<>();
  private final List<Concept> themes;

  Suggesting(Vocabularies vocabularies) {
    for (Place place : vocabularies.places().all()) {
      places.computeIfAbsent(Folding.of(place.name()), name -> new ArrayList<>(1)).add(place);
    }
    themes = vocabularies.concepts(Scheme.DATA_THEME);
  }

  List<Suggestion> suggest(Snapshot snapshot, PastQueries past, String typed, int limit)
      throws IOException {
    String bounded = typed.length() > MAX_TYPED ? typed.substring(0, MAX_TYPED) : typed;
    List<String> words =
        Piece.of(bounded, MAX_WORDS).stream().map(piece -> Folding.of(piece.text())).toList();
    if (words.isEmpty() || limit < 1) {
      return List.of();
    }
    String whole = Folding.of(bounded.strip());
    List<Suggestion> keywords = keywords(snapshot, whole);
    List<Suggestion> titles = titles(snapshot, words, false, limit);
    List<Suggestion> queries = past.begun(words);
    if (keywords.isEmpty() && titles.isEmpty() && words.getLast().length() >= SHORTEST_FORGIVEN) {
      titles = titles(snapshot, words, true, limit);
      queries = queries.isEmpty() ? past.nearlyBegun(words) : queries;
    }
    return mixed(
        List.of(keywords, titles, queries, places(snapshot, whole), themes(words.getLast())),
        limit);
  }

  /// A few of each kind first, then the rest, nothing twice.
  private static List<Suggestion> mixed(List<List<Suggestion>> kinds, int limit) {
    var mixed = new LinkedHashMap<String, Suggestion>();
    int present = (int) kinds.stream().filter(kind -> !kind.isEmpty()).count();
    int share = Math.clamp(limit / Math.max(1, present), 1, SHARE);
    kinds.forEach(kind -> kind.stream().limit(share).forEach(s -> put(mixed, s)));
    kinds.forEach(kind -> kind.stream().skip(share).forEach(s -> put(mixed, s)));
    return mixed.values().stream().limit(limit).toList();
  }

  private static void put(Map<String, Suggestion> mixed, Suggestion suggestion) {
    mixed.putIfAbsent(Folding.of(suggestion.text()), suggestion);
  }

  private static List<Suggestion> keywords(Snapshot snapshot, String whole) throws IOException {
    return Beginnings.of(snapshot, List.of(Fields.WHOLE_KEYWORD), whole, 10).stream()
        .map(term -> term.substring(term.indexOf('\u001f') + 1))
        .filter(keyword -> !keyword.isBlank())
        .map(keyword -> new Suggestion(keyword, "keyword"))
        .toList();
  }

  private static List<Suggestion> titles(
      Snapshot snapshot, List<String> words, boolean forgiving, int limit) throws IOException {
    var query = new BooleanQuery.Builder();
    for (String word : words.subList(0, words.size() - 1)) {
      query.add(new TermQuery(beginning(word)), Occur.FILTER);
    }
    String last = words.getLast();
    Query begun =
        forgiving
            ? new FuzzyQuery(beginning(last), 1, 1, 10, true)
            : new TermQuery(beginning(last));
    query.add(begun, Occur.FILTER);
    if (last.length() >= SHORTEST_PREFIX && !forgiving) {
      query.add(
          new PrefixQuery(new Term(Fields.WHOLE_TITLE, String.join(" ", words))), Occur.SHOULD);
    }
    ScoreDoc[] found = snapshot.searcher().search(query.build(), TITLES_SEEN).scoreDocs;
    var suggestions = new ArrayList<Suggestion>();
    for (int number : best(snapshot, found, String.join(" ", words), limit)) {
      suggestions.add(new Suggestion(title(snapshot, number), "title"));
    }
    return suggestions;
  }

  /// A title found.
  ///
  /// @param number of its dataset
  /// @param folded for comparing
  private record Titled(int number, String folded) {}

  /// The numbers of the datasets with the best titles, each title once: those that begin so first,
  /// short ones before long ones. Only these are read whole, which costs the most.
  private static List<Integer> best(Snapshot snapshot, ScoreDoc[] found, String whole, int limit)
      throws IOException {
    var titles = new LinkedHashMap<String, Titled>();
    for (ScoreDoc one : found) {
      String folded = snapshot.sortTitle(one.doc);
      if (!folded.isBlank()) {
        titles.putIfAbsent(folded, new Titled(one.doc, folded));
      }
    }
    return titles.values().stream()
        .sorted(
            Comparator.<Titled>comparingInt(t -> t.folded().startsWith(whole) ? 0 : 1)
                .thenComparingInt(t -> t.folded().length())
                .thenComparing(Titled::folded))
        .limit(limit)
        .map(Titled::number)
        .toList();
  }

  private static String title(Snapshot snapshot, int number) throws IOException {
    var stored = snapshot.searcher().storedFields();
    String title = stored.document(number, Set.of(Fields.TITLE)).get(Fields.TITLE);
    return title == null ? "" : title;
  }

  private static Term beginning(String word) {
    return new Term(
        Fields.BEGINNING,
        word.length() > LONGEST_BEGINNING ? word.substring(0, LONGEST_BEGINNING) : word);
  }

  private List<Suggestion> places(Snapshot snapshot, String whole) throws IOException {
    if (whole.length() < 2) {
      return List.of();
    }
    Collection<List<Place>> begun =
        places.subMap(whole, true, whole + Character.MAX_VALUE, false).values();
    List<Place> candidates =
        begun.stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(place -> -place.population()))
            .limit(PLACES_SEEN)
            .toList();
    var used = new ArrayList<Suggestion>();
    for (Place place : candidates) {
      if (snapshot.has(Fields.PLACE_KEY, place.key())) {
        used.add(new Suggestion(place.name(), "place"));
      }
    }
    return used.stream().distinct().toList();
  }

  private List<Suggestion> themes(String word) {
    return themes.stream()
        .map(theme -> theme.label("de"))
        .filter(label ->
            word.length() > 1
                && Piece.of(label, MAX_WORDS).stream()
                    .anyMatch(piece -> Folding.of(piece.text()).startsWith(word)))
        .map(label -> new Suggestion(label, "theme"))
        .toList();
  }
}
