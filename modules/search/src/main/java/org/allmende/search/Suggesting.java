package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.allmende.search.german.Folding;
import org.allmende.search.german.Piece;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
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
  private static final int TITLES_SEEN = 40;
  private static final int PLACES_SEEN = 60;
  private static final int SHARE = 3;

  private final NavigableMap<String, List<Place>> places = new TreeMap<>();
  private final List<Theme> themes;

  /// A theme that can be suggested.
  ///
  /// @param label of it
  /// @param words of the label, folded
  private record Theme(String label, List<String> words) {
    static Theme of(String label) {
      return new Theme(label, folded(label, MAX_WORDS));
    }

    boolean begins(String word) {
      return words.stream().anyMatch(one -> one.startsWith(word));
    }
  }

  Suggesting(Vocabularies vocabularies) {
    for (Place place : vocabularies.places().all()) {
      places.computeIfAbsent(Folding.of(place.name()), name -> new ArrayList<>(1)).add(place);
    }
    themes =
        vocabularies.concepts(Scheme.DATA_THEME).stream()
            .map(theme -> Theme.of(theme.label("de")))
            .toList();
  }

  private static List<String> folded(String text, int mostWords) {
    return Piece.of(text, mostWords).stream().map(piece -> Folding.of(piece.text())).toList();
  }

  List<Suggestion> suggest(Snapshot snapshot, PastQueries past, String typed, int limit)
      throws IOException {
    String bounded = typed.length() > MAX_TYPED ? typed.substring(0, MAX_TYPED) : typed;
    List<String> words = folded(bounded, MAX_WORDS);
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
        List.of(
            keywords,
            titles,
            queries,
            snapshot.together(at -> places(at, whole, limit)),
            themes(words.getLast())),
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
    return snapshot.beginnings(List.of(Fields.WHOLE_KEYWORD), whole, 10).stream()
        .map(term -> term.substring(term.indexOf('\u001f') + 1))
        .filter(keyword -> !keyword.isBlank())
        .map(keyword -> new Suggestion(keyword, "keyword"))
        .toList();
  }

  /// Titles that begin so, and where these are few, those with a word that does.
  private static List<Suggestion> titles(
      Snapshot snapshot, List<String> words, boolean forgiving, int limit) throws IOException {
    String whole = String.join(" ", words);
    var titles = new LinkedHashMap<String, Integer>();
    if (!forgiving) {
      titles.putAll(snapshot.titles(whole, TITLES_SEEN));
    }
    if (titles.size() < limit) {
      for (ScoreDoc one : withWords(snapshot, words, forgiving)) {
        String title = snapshot.sortTitle(one.doc);
        titles.putIfAbsent(String.join(" ", folded(title, title.length())), one.doc);
      }
    }
    var suggestions = new ArrayList<Suggestion>();
    for (int number : best(titles, whole, limit)) {
      suggestions.add(new Suggestion(title(snapshot, number), "title"));
    }
    return suggestions;
  }

  private static List<ScoreDoc> withWords(Snapshot snapshot, List<String> words, boolean forgiving)
      throws IOException {
    var query = new BooleanQuery.Builder();
    for (String word : words.subList(0, words.size() - 1)) {
      query.add(new TermQuery(beginning(word)), Occur.FILTER);
    }
    Term last = beginning(words.getLast());
    query.add(forgiving ? new FuzzyQuery(last, 1, 1, 10, true) : new TermQuery(last), Occur.FILTER);
    return snapshot.best(query.build(), TITLES_SEEN);
  }

  /// The numbers of the datasets with the best titles, each title once: those that begin so first,
  /// short ones before long ones. Only these are read whole, which costs the most.
  private static List<Integer> best(Map<String, Integer> titles, String whole, int limit) {
    return titles.entrySet().stream()
        .filter(title -> !title.getKey().isBlank())
        .sorted(
            Comparator.<Map.Entry<String, Integer>>comparingInt(
                    title -> title.getKey().startsWith(whole) ? 0 : 1)
                .thenComparingInt(title -> title.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String title(Snapshot snapshot, int number) throws IOException {
    String title = snapshot.document(number).get(Fields.TITLE);
    return title == null ? "" : title;
  }

  private static Term beginning(String word) {
    return new Term(
        Fields.BEGINNING,
        word.length() > LONGEST_BEGINNING ? word.substring(0, LONGEST_BEGINNING) : word);
  }

  /// The places that begin so and that data are about, large ones first.
  private List<Suggestion> places(Snapshot snapshot, String whole, int limit) throws IOException {
    if (whole.length() < 2) {
      return List.of();
    }
    List<Place> candidates =
        places.subMap(whole, true, whole + Character.MAX_VALUE, false).values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(place -> -place.population()))
            .limit(PLACES_SEEN)
            .toList();
    var used = new LinkedHashSet<Suggestion>();
    for (Place place : candidates) {
      if (used.size() < limit && snapshot.has(Fields.PLACE_KEY, place.key())) {
        used.add(new Suggestion(place.name(), "place"));
      }
    }
    return List.copyOf(used);
  }

  private List<Suggestion> themes(String word) {
    return themes.stream()
        .filter(theme -> word.length() > 1 && theme.begins(word))
        .map(theme -> new Suggestion(theme.label(), "theme"))
        .toList();
  }
}
