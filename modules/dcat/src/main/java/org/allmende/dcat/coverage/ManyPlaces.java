package org.allmende.dcat.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.dcat.terms.Terms;
import org.allmende.dcat.words.Guess;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Table;

/// What a table is about that lists many places: the district, state or country they lie in. Where
/// people live, come from or go to is another matter.
final class ManyPlaces {

  private static final Pattern PLACES =
      Pattern.compile(
          "(bundes)?land|bundesländer|kanton|(land|stadt)?kreis(name)?|gemeinden?|gemeindename|"
              + "kommunen?|st[aä]dte?|municipality|name|station|messstelle|standort|region|gebiet");
  private static final Pattern OFFICE =
      Pattern.compile(
          "(?i)^(gemeinde|stadt|markt|landeshauptstadt|hansestadt)\\s+|,\\s+.*$|\\s*/.*$");
  private static final int FEWEST = 5;
  private static final int FEWEST_STATES = 4;
  private static final double MOST_ARE_PLACES = 0.6;
  private static final double MOST_ABROAD = 0.2;
  private static final double MOST_TOGETHER = 0.9;
  private static final Content.Spot GERMANY =
      new Content.Spot(null, Terms.EU_AUTHORITY + "country/DEU", "Deutschland", null);

  private final Gazetteer gazetteer;

  ManyPlaces(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  Optional<Guess<List<Content.Spot>>> of(Table table, Draft draft) {
    for (Column column : table.columns()) {
      String name = column.name().toLowerCase(Locale.GERMAN).strip();
      if (PLACES.matcher(name).matches() || "municipality-name".equals(column.meaning())) {
        Set<String> names =
            Cells.of(table, column).stream()
                .map(value -> OFFICE.matcher(value).replaceAll("").strip())
                .collect(Collectors.toSet());
        Optional<Content.Spot> around = germany(names).or(() -> abroad(names, draft));
        if (around.isPresent()) {
          return around.map(place ->
              Guess.read(
                  List.of(place),
                  0.7,
                  "Viele Orte in der Spalte " + column.name() + ".",
                  "Many places in the column " + column.name() + "."));
        }
      }
    }
    return inAllLanguages(table, draft);
  }

  private Optional<Content.Spot> germany(Set<String> names) {
    var keys = new ArrayList<String>();
    for (String name : names) {
      gazetteer.byName(name).map(Content.Spot::key).ifPresent(keys::add);
    }
    if (keys.size() < Math.max(FEWEST, MOST_ARE_PLACES * names.size())) {
      return Optional.empty();
    }
    for (int digits : new int[] {5, 2}) {
      List<String> parts =
          keys.stream()
              .filter(key -> key.length() >= digits)
              .map(key -> key.substring(0, digits))
              .toList();
      var shares = new HashMap<String, Integer>();
      parts.forEach(part -> shares.merge(part, 1, Integer::sum));
      for (Map.Entry<String, Integer> part : shares.entrySet()) {
        if (parts.size() >= FEWEST && part.getValue() >= MOST_TOGETHER * parts.size()) {
          return gazetteer.byKey(part.getKey());
        }
      }
      if (digits == 2 && shares.size() >= FEWEST_STATES) {
        return Optional.of(GERMANY);
      }
    }
    return Optional.empty();
  }

  /// Towns of a country the folders lead to already: those alone would make the place too small.
  private Optional<Content.Spot> abroad(Set<String> names, Draft draft) {
    Optional<String> country = country(draft);
    if (country.isEmpty()) {
      return Optional.empty();
    }
    long there =
        names.stream()
            .filter(name -> gazetteer.countryOf(name).equals(country))
            .map(name -> gazetteer.abroad(name))
            .distinct()
            .count();
    return there >= Math.max(FEWEST, MOST_ABROAD * names.size())
        ? gazetteer.country(country.get())
        : Optional.empty();
  }

  private Optional<String> country(Draft draft) {
    List<String> folders = draft.upload().folders();
    for (int i = folders.size() - 1; i >= Math.max(0, folders.size() - 3); i--) {
      Optional<String> country = gazetteer.countryOf(folders.get(i));
      if (country.isPresent()) {
        return country;
      }
    }
    return Optional.empty();
  }

  /// Names in German, French and Italian side by side are given where all of Switzerland is meant.
  private Optional<Guess<List<Content.Spot>>> inAllLanguages(Table table, Draft draft) {
    Set<String> headers =
        table.columns().stream()
            .map(column -> column.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    boolean all =
        headers.stream()
            .filter(name -> name.matches(".*[_. -]de"))
            .map(name -> name.substring(0, name.length() - 2))
            .anyMatch(stem -> headers.contains(stem + "fr") && headers.contains(stem + "it"));
    return (all && country(draft).equals(Optional.of("CHE")))
        ? gazetteer
            .country("CHE")
            .map(place ->
                Guess.guessed(
                    List.of(place),
                    0.6,
                    "Namen in allen Amtssprachen der Schweiz.",
                    "Names in all official languages of Switzerland."))
        : Optional.empty();
  }
}
