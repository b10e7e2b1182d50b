package org.allmende.dcat.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// A title a person would accept: what it is, where, when. What it is comes from the line above the
/// table, the sheet, or the file's name, in this order.
public final class Title {

  private static final Pattern EMPTY_SHEET =
      Pattern.compile(
          "(?i)(new |neues )?(tabelle|sheet|(tabellen|arbeits)?blatt|daten|table|data|export|seite|page|layer|feuil|worksheet)[ _-]?\\d*");
  private static final Pattern NOT_A_TITLE =
      Pattern.compile(
          "(?i)^\\W*(stand|quelle|source|datum|erstellt|hinweis|stichtag|©|export|genesis).*");
  private static final Pattern YEAR = Pattern.compile("(?:18|19|20)\\d\\d");
  private static final Pattern OFFICE = Pattern.compile("^(Landkreis|Kreis|Kanton|Bezirk) ");
  private static final Set<String> SAYS_LITTLE =
      Set.of(
          "ergebnis",
          "ergebnisse",
          "result",
          "results",
          "load",
          "liste",
          "matrix",
          "datenblatt",
          "uebersicht",
          "statistik",
          "stats",
          "werte",
          "list",
          "verzeichnis",
          "tage",
          "tageswerte");
  private static final int LONGEST_TITLE = 150;

  private static final Pattern SHORTENED =
      Pattern.compile("(?iU)(\\p{L}{3,})-[ _]+(und|oder|bzw)(?!\\p{L})");
  private static final Pattern FOLLOWED =
      Pattern.compile("(?iU)(?<!\\p{L})(\\p{L}{3,}) (und|oder|bzw)(?!\\p{L})");

  private final Spelling spelling;
  private final Topics topics;

  public Title(Spelling spelling, Topics topics) {
    this.spelling = spelling;
    this.topics = topics;
  }

  /// What it is, without place and time.
  public Guess<String> matter(Draft draft, Subject subject, List<String> placeNames) {
    Table table = draft.tables().isEmpty() ? null : draft.tables().getFirst();
    if (table != null) {
      String line = titleLine(table);
      if (line != null) {
        return Guess.read(line, 0.9, "Steht über der Tabelle.", "Stands above the table.");
      }
      String sheet = sheet(draft, table);
      if (sheet != null) {
        return Guess.read(sheet, 0.75, "Name des Blatts.", "Name of the sheet.");
      }
    }
    return fromName(draft, subject, placeNames);
  }

  /// The first line that reads like a title and names a matter; a line such as the name of an
  /// office does not.
  private @Nullable String titleLine(Table table) {
    for (String line : table.preamble().subList(0, Math.min(6, table.preamble().size()))) {
      String text = line.replaceAll("[;\\t|]+", " ").replaceAll("\\s+", " ").strip();
      text = text.replaceAll("[\\s:,;.-]+$", "");
      long letters = text.codePoints().filter(Character::isLetter).count();
      boolean says =
          text.length() >= 8 && text.length() <= LONGEST_TITLE && letters * 2 > text.length();
      if (says
          && text.indexOf(' ') > 0
          && !NOT_A_TITLE.matcher(text).matches()
          && !topics.find(Words.split(text)).isEmpty()) {
        return text;
      }
    }
    return null;
  }

  private @Nullable String sheet(Draft draft, Table table) {
    String name = table.name().strip();
    boolean own = table.dialect() == null && !name.isEmpty();
    if (!own || EMPTY_SHEET.matcher(name).matches() || !name.matches(".*\\p{L}{4}.*")) {
      return null;
    }
    String stem = FileName.of(draft.upload().name()).stem();
    if (draft.tables().size() > 1 || name.equalsIgnoreCase(stem) || name.indexOf(' ') < 0) {
      return null;
    }
    return Words.capital(String.join(" ", spelling.spell(Words.plain(name.replace('_', ' ')))));
  }

  private Guess<String> fromName(Draft draft, Subject subject, List<String> placeNames) {
    var places = new ArrayList<String>();
    placeNames.forEach(name -> Words.plain(name).forEach(word -> places.add(Words.stem(word))));
    var words =
        FileName.of(draft.upload().name()).words().stream()
            .filter(word -> !places.contains(Words.stem(word)))
            .filter(word -> word.length() > 2 || spelling.knows(word))
            .toList();
    boolean telling = words.stream().anyMatch(this::tells);
    String plain = Words.capital(String.join(" ", trim(spelling.spell(words))));
    String named = hyphenated(plain, draft.upload().name());
    if (telling) {
      return Guess.read(named, 0.6, "Aus dem Namen der Datei.", "From the file's name.");
    }
    if (!subject.labels().isEmpty()) {
      String topic = subject.labels().getFirst();
      String title = named.isEmpty() || named.equals(topic) ? topic : topic + ": " + named;
      return Guess.guessed(
          title, 0.4, "Aus den Wörtern der Tabelle.", "From the words of the table.");
    }
    return Guess.guessed(
        named.isEmpty() ? "Tabelle" : named,
        0.2,
        "Die Datei sagt nicht, worum es geht.",
        "The file does not say what it is about.");
  }

  /// With the hyphens of the file's name that stand for the rest of a word, as in `Ein- und
  /// Auspendler`.
  private static String hyphenated(String title, String name) {
    var shortened =
        SHORTENED
            .matcher(name)
            .results()
            .map(found -> Words.spelledOut(found.group(1)))
            .collect(Collectors.toSet());
    return FOLLOWED
        .matcher(title)
        .replaceAll(
            found -> shortened.contains(Words.spelledOut(found.group(1))) ? "$1- $2" : "$0");
  }

  private boolean tells(String word) {
    String lower = word.toLowerCase(Locale.GERMAN);
    return (word.length() > 2 || spelling.translates(lower)) && !SAYS_LITTLE.contains(lower);
  }

  /// Each word once, and no `bis` or `und` at either end.
  private List<String> trim(List<String> words) {
    var kept = new ArrayList<String>();
    var stems = new HashSet<String>();
    for (String word : words) {
      if (Spelling.isSmall(word) || stems.add(Words.stem(word))) {
        kept.add(word);
      }
    }
    while (!kept.isEmpty() && Spelling.isSmall(kept.getLast())) {
      kept.removeLast();
    }
    while (!kept.isEmpty() && Spelling.isSmall(kept.getFirst())) {
      kept.removeFirst();
    }
    return kept;
  }

  /// The words of the file's name that can stand alone as keywords.
  public List<String> nouns(Draft draft) {
    return spelling.spell(FileName.of(draft.upload().name()).words()).stream()
        .filter(word -> word.length() > 3 && Character.isUpperCase(word.charAt(0)))
        .filter(word -> !SAYS_LITTLE.contains(Words.spelledOut(word)))
        .toList();
  }

  /// The whole title.
  public static String whole(String matter, @Nullable String place, @Nullable Span time) {
    String title = matter;
    if (place != null && !holds(title, place)) {
      title += preposition(place) + place;
    }
    if (time != null && !YEAR.matcher(title).find()) {
      title += (time.isDay() ? " am " : " ") + German.titleSpan(time);
    }
    return title;
  }

  private static String preposition(String place) {
    if (place.startsWith("Stadt ") || place.startsWith("Gemeinde ")) {
      return " in der ";
    }
    if (place.equals("Schweiz")) {
      return " in der ";
    }
    return OFFICE.matcher(place).find() ? " im " : place.equals("USA") ? " in den " : " in ";
  }

  private static boolean holds(String title, String place) {
    String folded = Words.spelledOut(title);
    return folded.contains(Words.spelledOut(place));
  }
}
