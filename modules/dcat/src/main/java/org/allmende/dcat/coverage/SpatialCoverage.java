package org.allmende.dcat.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.dcat.words.FileName;
import org.allmende.dcat.words.Guess;
import org.allmende.dcat.words.Span;
import org.allmende.dcat.words.Words;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// Which place the data are about: official keys in columns first, then names of places in columns,
/// in the file's name and title, in folders, then postal codes. Nothing of it shown: nothing said.
public final class SpatialCoverage {

  private static final Pattern POSTAL_PLACE = Pattern.compile("\\s*\\d{5}\\s+(.{2,60})");
  private static final Pattern OFFICE =
      Pattern.compile(
          "(?i)^(gemeinde|stadt|markt|landkreis|kreis|kreisfreie stadt|samtgemeinde)\\s+");
  private static final Set<String> PLACE_COLUMNS = Set.of("municipality-name", "address");
  private static final Pattern PLACE_HEADER =
      Pattern.compile("ort|gemeinde|gemeindename|stadt|kommune|plz[ _/-]?ort|wohnort|gebiet.?name");
  private static final double MOST = 0.7;
  private static final int STATE = 2;
  private static final int DISTRICT = 5;
  private static final int FEW = 3;

  private final Gazetteer gazetteer;
  private final ManyPlaces many;

  public SpatialCoverage(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
    this.many = new ManyPlaces(gazetteer);
  }

  /// The places, mostly one.
  public Optional<Guess<List<Content.Spot>>> of(Draft draft) {
    for (Table table : draft.tables()) {
      Optional<Guess<List<Content.Spot>>> shown = keys(table).or(() -> one(names(table)));
      if (shown.isPresent()) {
        return shown;
      }
    }
    return one(fileName(draft).or(() -> titles(draft)))
        .or(() -> draft.tables().stream().flatMap(t -> many.of(t, draft).stream()).findFirst())
        .or(() -> one(folders(draft).or(() -> postcodes(draft))));
  }

  private static Optional<Guess<List<Content.Spot>>> one(Optional<Guess<Content.Spot>> place) {
    return place.map(guess ->
        new Guess<>(List.of(guess.value()), guess.source(), guess.certainty(), guess.why()));
  }

  private Optional<Guess<List<Content.Spot>>> keys(Table table) {
    for (Column column : table.columns()) {
      boolean key =
          "municipality-key".equals(column.meaning())
              || "regional-key".equals(column.meaning())
              || column
                  .name()
                  .strip()
                  .matches("(?i)ags|ars|gemeindeschl(ü|ue)ssel|regionalschl(ü|ue)ssel");
      String shared = key ? shared(column) : null;
      if (shared != null) {
        List<Content.Spot> places = several(table, column, shared.length());
        if (places.isEmpty()) {
          places = covering(shared).map(List::of).orElse(List.of());
        }
        if (!places.isEmpty()) {
          return Optional.of(
              Guess.read(
                  places,
                  0.95,
                  "Amtlicher Schlüssel in der Spalte " + column.name() + ".",
                  "Official key in the column " + column.name() + "."));
        }
      }
    }
    return Optional.empty();
  }

  /// Two or three districts, or states, rather than all that lies around them.
  private List<Content.Spot> several(Table table, Column column, int shared) {
    int digits = shared < STATE ? STATE : shared < DISTRICT ? DISTRICT : 0;
    var parts = new TreeSet<String>();
    for (String cell : digits == 0 ? Set.<String>of() : Cells.of(table, column)) {
      String key = digits(cell);
      if (key != null && key.length() >= digits) {
        parts.add(key.substring(0, digits));
      }
    }
    var places = parts.stream().flatMap(part -> gazetteer.byKey(part).stream()).toList();
    boolean few = parts.size() > 1 && parts.size() <= FEW && places.size() == parts.size();
    return few ? places : List.of();
  }

  /// What all keys of a column begin with: the smallest and the largest of equally long texts share
  /// what all share.
  private static @Nullable String shared(Column column) {
    String min = digits(column.profile().min());
    String max = digits(column.profile().max());
    if (min == null || max == null || min.length() != max.length()) {
      return null;
    }
    int common = 0;
    while (common < min.length() && min.charAt(common) == max.charAt(common)) {
      common++;
    }
    return min.substring(0, common);
  }

  /// The digits of a key, its lost leading zero given back.
  private static @Nullable String digits(@Nullable String key) {
    if (key == null || !key.matches("\\d{2,12}(\\.0)?")) {
      return null;
    }
    String plain = key.endsWith(".0") ? key.substring(0, key.length() - 2) : key;
    return plain.length() == 7 || plain.length() == 11 ? "0" + plain : plain;
  }

  private Optional<Content.Spot> covering(String key) {
    if (key.length() == 12) {
      Optional<Content.Spot> municipality = gazetteer.byKey(key);
      if (municipality.isPresent()) {
        return municipality;
      }
    }
    for (int length : new int[] {8, 5, 2}) {
      if (key.length() >= length) {
        String part = key.substring(0, length);
        // A district's own row: 09175000.
        String wanted = length == 8 && part.endsWith("000") ? part.substring(0, 5) : part;
        Optional<Content.Spot> place = gazetteer.byKey(part).or(() -> gazetteer.byKey(wanted));
        if (place.isPresent()) {
          return place;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Guess<Content.Spot>> names(Table table) {
    for (Column column : table.columns()) {
      if (namesPlaces(column) && table.dataRows() > 0) {
        Optional<Content.Spot> place = mostNamed(column, table.dataRows());
        if (place.isPresent()) {
          return place.map(p ->
              Guess.read(
                  p,
                  0.85,
                  "Ortsangaben in der Spalte " + column.name() + ".",
                  "Places named in the column " + column.name() + "."));
        }
      }
    }
    return Optional.empty();
  }

  static boolean namesPlaces(Column column) {
    String name = column.name().toLowerCase(Locale.GERMAN).strip();
    return (column.meaning() != null && PLACE_COLUMNS.contains(column.meaning()))
        || PLACE_HEADER.matcher(name).matches();
  }

  private Optional<Content.Spot> mostNamed(Column column, long rows) {
    var names = new HashMap<String, Long>();
    for (Column.Frequency value : column.profile().top()) {
      var postal = POSTAL_PLACE.matcher(value.value());
      String text = postal.matches() ? postal.group(1) : value.value();
      String name = OFFICE.matcher(text.strip()).replaceFirst("");
      if (name.matches("[\\p{L}].*")) {
        names.merge(name, value.count(), Long::sum);
      }
    }
    long filled = Math.max(1, rows - column.profile().nulls());
    long counted = column.profile().top().stream().mapToLong(Column.Frequency::count).sum();
    long of = column.profile().distinct() > column.profile().top().size() ? counted : filled;
    return names.entrySet().stream()
        .filter(name -> name.getValue() >= MOST * of)
        .findFirst()
        .flatMap(name -> gazetteer.byName(name.getKey()));
  }

  private Optional<Guess<Content.Spot>> fileName(Draft draft) {
    String stem = FileName.of(draft.upload().name()).stem();
    var keys = Pattern.compile("(?<!\\d)(\\d{8}|\\d{12})(?!\\d)").matcher(stem);
    while (keys.find()) {
      Optional<Content.Spot> place =
          Span.in(keys.group()).isEmpty() ? covering(keys.group(1)) : Optional.empty();
      if (place.isPresent()) {
        return place.map(
            p -> Guess.read(p, 0.85, "Schlüssel im Dateinamen.", "Key in the file's name."));
      }
    }
    return inWords(stem)
        .map(p -> Guess.read(p, 0.75, "Ort im Dateinamen.", "Place in the file's name."));
  }

  private Optional<Guess<Content.Spot>> titles(Draft draft) {
    for (Table table : draft.tables()) {
      for (String line : table.preamble()) {
        Optional<Content.Spot> place = inWords(line);
        if (place.isPresent()) {
          return place.map(
              p -> Guess.read(p, 0.7, "Ort über der Tabelle.", "Place above the table."));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Guess<Content.Spot>> folders(Draft draft) {
    List<String> folders = draft.upload().folders();
    for (int i = folders.size() - 1; i >= Math.max(0, folders.size() - 3); i--) {
      String folder = folders.get(i);
      Optional<Content.Spot> place = gazetteer.abroad(folder).or(() -> inWords(folder));
      if (place.isPresent()) {
        return place.map(
            p -> Guess.read(p, 0.6, "Ort im Namen des Ordners.", "Place in the folder's name."));
      }
    }
    return Optional.empty();
  }

  /// The first place named in a text, the longest name first: `Kreis Steinfurt`, `Bad Homburg`.
  private Optional<Content.Spot> inWords(String text) {
    var words = new ArrayList<>(Words.split(text.replace('_', ' ')));
    words.removeIf(word -> word.chars().noneMatch(Character::isLetter));
    int most = Math.min(words.size(), 30);
    for (int length = 3; length >= 1; length--) {
      for (int from = 0; from + length <= most; from++) {
        String name = String.join(" ", words.subList(from, from + length));
        if (length > 1 || name.length() >= 4) {
          Optional<Content.Spot> place = gazetteer.certainly(name);
          if (place.isPresent()) {
            return place;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Only where no column names places: a name that we do not know is no reason to take another.
  private Optional<Guess<Content.Spot>> postcodes(Draft draft) {
    for (Table table : draft.tables()) {
      boolean named = table.columns().stream().anyMatch(SpatialCoverage::namesPlaces);
      for (Column column : table.columns()) {
        if (!named && "postal-code".equals(column.meaning())) {
          var places = new HashSet<String>();
          Content.Spot last = null;
          for (Column.Frequency value : column.profile().top()) {
            Optional<Content.Spot> place = gazetteer.byPostcode(value.value().strip());
            if (place.isPresent()) {
              last = place.get();
              places.add(String.valueOf(last.name()));
            }
          }
          if (places.size() == 1 && last != null) {
            return Optional.of(
                Guess.guessed(last, 0.6, "Aus den Postleitzahlen.", "From the postal codes."));
          }
        }
      }
    }
    return Optional.empty();
  }
}
