package org.allmende.intake.meaning;

import java.util.List;
import java.util.function.Predicate;
import org.allmende.intake.cells.Fold;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.vocabulary.Places;

/// What a column can learn from the other columns of its table and from the file's name.
public final class TableContext {

  private static final String[] ELECTION = {
    "wahlberechtigte",
    "waehler",
    "stimmen",
    "ungueltig",
    "gueltig",
    "wahlbeteiligung",
    "stimmbezirk",
    "erststimmen",
    "zweitstimmen",
    "schnellmeldungen",
    "stimmzettel",
  };

  private final List<TypedColumn> columns;
  private final Places places;
  private final String topic;
  private final boolean election;

  public TableContext(List<TypedColumn> columns, Places places, String fileName) {
    this.columns = columns;
    this.places = places;
    this.topic = " " + Fold.of(fileName).replaceAll("[^a-z0-9]+", " ");
    this.election =
        columns.stream().filter(column -> column.name().contains(ELECTION)).count() >= 2
            || (has(column -> column.name().contains(ELECTION)) && topic.contains("wahl"));
  }

  List<TypedColumn> columns() {
    return columns;
  }

  public Places places() {
    return places;
  }

  /// Whether the table holds results of an election.
  boolean isElection() {
    return election;
  }

  /// Whether the file's name has one of these in it.
  boolean isAbout(String... topics) {
    for (String wanted : topics) {
      if (topic.contains(wanted)) {
        return true;
      }
    }
    return false;
  }

  boolean has(Predicate<TypedColumn> such) {
    return columns.stream().anyMatch(such);
  }

  long count(Predicate<TypedColumn> such) {
    return columns.stream().filter(such).count();
  }
}
