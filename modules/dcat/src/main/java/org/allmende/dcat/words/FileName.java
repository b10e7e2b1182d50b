package org.allmende.dcat.words;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the name of a file says: the words that name the matter, without dates, versions, keys and
/// words such as `export` or `final`.
///
/// @param stem the name without its ending
/// @param words the words that name the matter, as they stand there
public record FileName(String stem, List<String> words) {

  private static final Pattern ENDING =
      Pattern.compile(
          "(?i)(\\.(csv|tsv|txt|xlsx?|ods|json|geojson|xml|zip|gz|shp|dbf|shx|prj|cpg|gml|kml|gpkg|pdf|parquet|meta|docx?|yaml|md|rdf|ttl))+$");
  private static final Pattern CODE =
      Pattern.compile("(?=\\p{Alnum}*\\d)(?=.*\\p{L})[\\p{Alnum}]{10,}");

  /// Who asked for a file or sent it is nobody's business.
  private static final Pattern PERSON =
      Pattern.compile("(?<!\\p{L})(Herrn?|Frau|Hr|Fr)[. ]\\s*(Dr\\.? )?\\p{Lu}\\p{L}+");

  private static final Pattern VERSION =
      Pattern.compile("(?i)(?<![\\p{L}\\p{Nd}])v\\.?\\d+(\\.\\d+)*(?![\\p{L}\\p{Nd}])");
  private static final Set<String> NOISE =
      Set.of(
          "export",
          "final",
          "neu",
          "alt",
          "kopie",
          "copy",
          "copyof",
          "opendata",
          "odp",
          "ogd",
          "open",
          "data",
          "csv",
          "tsv",
          "xlsx",
          "xls",
          "json",
          "shp",
          "utf",
          "utf8",
          "ansi",
          "download",
          "version",
          "stand",
          "entwurf",
          "formatiert",
          "vereinfacht",
          "auswertung",
          "complete",
          "komplett",
          "gesamt",
          "bereinigt",
          "aktuell",
          "matrix",
          "preprocessed",
          "sample",
          "tab",
          "produkt",
          "x",
          "v",
          "a",
          "b",
          "e",
          "anfrage",
          "stz",
          "tabelle",
          "daten",
          "datei");

  private static final int LONGEST_NAME = 255;

  public FileName {
    words = List.copyOf(words);
  }

  public static FileName of(String name) {
    String bounded = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    String stem = ENDING.matcher(bounded).replaceAll("");
    String plain = VERSION.matcher(stem.replace('_', ' ')).replaceAll(" ");
    plain = PERSON.matcher(plain).replaceAll(" ");
    plain = CODE.matcher(plain).replaceAll(m -> isWord(m.group()) ? m.group() : " ");
    var words =
        Words.split(plain).stream()
            .filter(word -> word.codePoints().anyMatch(Character::isLetter))
            .filter(word -> !NOISE.contains(word.toLowerCase(Locale.ROOT)))
            .toList();
    return new FileName(stem, words);
  }

  /// Letters first and digits last, as in `Tischtennisplatten2024`: a word with a year, not a code.
  private static boolean isWord(String text) {
    return text.matches("\\p{L}{3,}\\d{1,8}\\p{L}?");
  }
}
