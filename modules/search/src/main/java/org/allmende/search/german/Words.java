package org.allmende.search.german;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Knows the words: reads any spelling into a [Word]. Safe for use by many threads.
public final class Words {

  private static final int MAX_REMEMBERED = 100_000;
  private static final int LONGEST = 80;

  private final Compounds compounds;
  private final int fingerprint;
  private final ConcurrentHashMap<String, Word> remembered = new ConcurrentHashMap<>();

  /// Words of the list in this program, and names that are never split.
  public Words(Collection<String> names) {
    List<String> listed = lines("words.txt");
    var folded = new ArrayList<String>();
    for (String line : listed) {
      for (String word : line.split(" ", -1)) {
        String plain = word.endsWith("-") ? word.substring(0, word.length() - 1) : word;
        if (plain.length() > 2) {
          folded.add(Folding.of(plain));
        }
      }
    }
    this.compounds = new Compounds(folded, names.stream().map(Folding::of).toList());
    this.fingerprint = 31 * folded.hashCode() + names.size();
  }

  /// Changes when words are split in another way than before.
  public int fingerprint() {
    return fingerprint;
  }

  /// Reads a word in any spelling.
  public Word read(String written) {
    String short80 = written.length() > LONGEST ? written.substring(0, LONGEST) : written;
    Word known = remembered.get(short80);
    if (known != null) {
      return known;
    }
    Word word = understand(Folding.of(short80));
    if (remembered.size() < MAX_REMEMBERED) {
      remembered.put(short80, word);
    }
    return word;
  }

  /// Whether a text is a word of the list, and no name.
  public boolean isOrdinary(String written) {
    return compounds.isListed(Folding.of(written));
  }

  private Word understand(String folded) {
    List<String> parts = compounds.split(folded);
    return parts.isEmpty() ? Word.simple(folded, Stems.of(folded)) : Word.compound(folded, parts);
  }

  /// The lines of a list beside this class, without remarks.
  static List<String> lines(String name) {
    try (InputStream in = Words.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not on the class path: " + name);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
