package org.allmende.dcat.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.terms.Lines;

/// What municipal data are about: the words of `topics.tsv`, and how strongly a text speaks of
/// each. German puts words together, and the last part names the thing: a `Spielplatzkataster` is
/// about playgrounds only because `Kataster` alone says too little, a `Schulhof` is about schools
/// less than a `Grundschule`.
public final class Topics {

  private static final double SUFFIX = 0.9;
  private static final double PREFIX = 0.7;

  /// A line of the table.
  ///
  /// @param themes codes of EU data themes, best first
  /// @param hvd code of a category of high-value datasets; empty where none fits
  /// @param weight how strongly its words speak
  public record Topic(List<String> themes, String hvd, double weight) {}

  /// A word of a topic.
  ///
  /// @param label the German keyword
  /// @param wholeOnly whether it is not looked for inside longer words
  public record Entry(String label, String stem, boolean wholeOnly, Topic topic) {}

  /// A word that was found.
  public record Match(Entry entry, double strength) {}

  private final Map<String, List<Entry>> byStem = new HashMap<>();
  private final List<Entry> parts = new ArrayList<>();
  private final Map<String, Entry> phrases = new LinkedHashMap<>();

  public Topics() {
    for (String[] cells : Lines.of("topics.tsv")) {
      var topic =
          new Topic(List.of(cells[0].split(",", -1)), cells[1], Double.parseDouble(cells[2]));
      String[] halves = cells[3].split("\\|", -1);
      for (String word : halves[0].split(",", -1)) {
        add(word, word.replace("=", ""), topic);
      }
      for (String pointer : halves.length > 1 ? halves[1].split(",", -1) : new String[0]) {
        int arrow = pointer.indexOf('>');
        add(arrow < 0 ? pointer : pointer.substring(0, arrow), pointer.substring(arrow + 1), topic);
      }
    }
    parts.sort((a, b) -> b.stem().length() - a.stem().length());
  }

  private void add(String word, String label, Topic topic) {
    boolean wholeOnly = word.startsWith("=");
    String plain = wholeOnly ? word.substring(1) : word;
    if (plain.indexOf(' ') > 0) {
      String key = String.join(" ", Words.plain(plain).stream().map(Words::stem).toList());
      phrases.put(key, new Entry(label, key, true, topic));
      return;
    }
    String stem = Words.stem(plain.replace("-", ""));
    boolean shortWord = stem.length() < 5;
    var entry = new Entry(label, stem, wholeOnly, topic);
    byStem.computeIfAbsent(stem, s -> new ArrayList<>()).add(entry);
    if (!wholeOnly && stem.length() >= 4 && (!shortWord || sameLength(stem, plain))) {
      parts.add(entry);
    }
  }

  private static boolean sameLength(String stem, String word) {
    return stem.length() == word.length();
  }

  /// The topic words in a list of words, neighbours included.
  public List<Match> find(List<String> words) {
    var stems = words.stream().map(Words::stem).toList();
    var matches = new ArrayList<Match>();
    var inPhrase = new boolean[stems.size()];
    phrases.forEach((key, entry) -> {
      int length = key.split(" ", -1).length;
      for (int i = 0; i + length <= stems.size(); i++) {
        if (String.join(" ", stems.subList(i, i + length)).equals(key)) {
          matches.add(new Match(entry, 1));
          Arrays.fill(inPhrase, i, i + length, true);
        }
      }
    });
    for (int i = 0; i < stems.size(); i++) {
      if (!inPhrase[i]) {
        matches.addAll(find(stems.get(i)));
      }
    }
    return matches;
  }

  private List<Match> find(String stem) {
    List<Entry> whole = byStem.get(stem);
    if (whole != null) {
      return whole.stream().map(entry -> new Match(entry, 1)).toList();
    }
    var matches = new ArrayList<Match>();
    if (stem.length() < 6) {
      return matches;
    }
    parts.stream()
        .filter(entry -> stem.endsWith(entry.stem()))
        .findFirst()
        .ifPresent(entry -> matches.add(new Match(entry, SUFFIX)));
    parts.stream()
        .filter(entry -> stem.startsWith(entry.stem()))
        .findFirst()
        .ifPresent(entry -> matches.add(new Match(entry, PREFIX)));
    return matches;
  }
}
