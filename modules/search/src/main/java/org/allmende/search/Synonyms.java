package org.allmende.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.search.german.Piece;
import org.allmende.search.german.Word;
import org.allmende.search.german.Words;

/// Other names of things, from `vocabularies/synonyms.tsv`.
final class Synonyms {

  /// The most words a name has.
  static final int LONGEST = 5;

  private static final int MAX_NAMES = 40;
  private static final String FILE = "/vocabularies/synonyms.tsv";

  private final Words words;
  private final Map<String, Map<String, Name>> byName = new HashMap<>();

  private final Map<String, Map<String, Name>> near = new HashMap<>();
  private final Map<String, String> spellings = new HashMap<>();

  private Synonyms(Words words) {
    this.words = words;
  }

  /// Another name.
  ///
  /// @param words in their order
  /// @param weight how nearly it is the same, up to 1
  record Name(List<Word> words, float weight) {}

  /// The list in this program.
  static Synonyms shipped(Words words) {
    try (InputStream in = Synonyms.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("not on the class path: " + FILE);
      }
      return of(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines(), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads lines of three columns: names of the same, what is found too, English names.
  static Synonyms of(Stream<String> lines, Words words) {
    var synonyms = new Synonyms(words);
    lines
        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("words\t"))
        .map(line -> line.split("\t", -1))
        .forEach(cells -> synonyms.add(names(cells, 0), names(cells, 1), names(cells, 2)));
    return synonyms;
  }

  private static List<String> names(String[] cells, int column) {
    return column >= cells.length || cells[column].isBlank()
        ? List.of()
        : Stream.of(cells[column].split(",", -1)).map(String::strip).toList();
  }

  private void add(List<String> same, List<String> also, List<String> english) {
    for (String name : same) {
      link(name, same, Ranking.SYNONYM);
      link(name, also, Ranking.RELATED);
      link(name, english, Ranking.FOREIGN);
    }
    for (String name : also) {
      akin(name, same);
      akin(name, also);
    }
    for (String name : english) {
      link(name, same, Ranking.SYNONYM);
      link(name, also, Ranking.RELATED);
      link(name, english, Ranking.FOREIGN);
    }
  }

  /// The one-word name that is one slip away from a folded word.
  Optional<String> nearest(String folded) {
    return spellings.entrySet().stream()
        .filter(known -> Slips.isOne(known.getKey(), folded))
        .map(Map.Entry::getValue)
        .min(Comparator.naturalOrder());
  }

  private void akin(String from, List<String> names) {
    Map<String, Name> known = near.computeIfAbsent(key(read(from)), k -> new LinkedHashMap<>());
    for (String name : names) {
      if (known.size() < MAX_NAMES) {
        known.putIfAbsent(key(read(name)), new Name(read(name), Ranking.RELATED));
      }
    }
  }

  private void link(String from, List<String> names, float weight) {
    List<Word> key = read(from);
    if (key.size() == 1) {
      spellings.putIfAbsent(key.getFirst().folded(), from);
    }
    Map<String, Name> known = byName.computeIfAbsent(key(key), k -> new LinkedHashMap<>());
    for (String name : names) {
      List<Word> other = read(name);
      String otherKey = key(other);
      if (!otherKey.equals(key(key)) && known.size() < MAX_NAMES) {
        known.merge(otherKey, new Name(other, weight), (a, b) -> a.weight() >= b.weight() ? a : b);
      }
    }
  }

  private List<Word> read(String name) {
    return pieces(name).stream().map(words::read).toList();
  }

  /// The words of a name; a short prefix with a hyphen belongs to its word: `B-Plan`.
  static List<String> pieces(String name) {
    var texts = new ArrayList<String>();
    boolean afterShort = false;
    for (Piece piece : Piece.of(name, 32)) {
      boolean isShort = piece.text().length() <= 2;
      if (piece.hyphen() && !texts.isEmpty() && (isShort || afterShort)) {
        texts.set(texts.size() - 1, texts.getLast() + piece.text());
      } else {
        texts.add(piece.text());
      }
      afterShort = isShort;
    }
    return texts;
  }

  private static String key(List<Word> name) {
    return name.stream().map(Word::stem).collect(Collectors.joining(" "));
  }

  /// Other names of what these words together name.
  List<Name> of(List<Word> name) {
    Map<String, Name> known = byName.get(key(name));
    return known == null ? List.of() : List.copyOf(known.values());
  }

  /// Names of what belongs to the same matter: two steps away, or one step back.
  List<Name> akin(Word word) {
    var akin = new LinkedHashMap<String, Name>(near.getOrDefault(word.stem(), Map.of()));
    for (Name name : of(List.of(word))) {
      if (name.weight() >= Ranking.FOREIGN) {
        akin.putAll(near.getOrDefault(key(name.words()), Map.of()));
        of(name.words()).forEach(other -> akin.putIfAbsent(key(other.words()), other));
      }
    }
    akin.remove(word.stem());
    return List.copyOf(akin.values());
  }

  /// Other names of what a part of a compound names, as far as they are one word.
  List<Name> ofPart(String stem) {
    Map<String, Name> known = byName.get(stem);
    return known == null
        ? List.of()
        : known.values().stream()
            .filter(name -> name.words().size() == 1 && name.weight() >= Ranking.SYNONYM)
            .toList();
  }
}
