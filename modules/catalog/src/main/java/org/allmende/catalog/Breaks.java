package org.allmende.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// What a new version of a dataset's tables breaks for those who use it: tables and columns that
/// are gone, columns of another type. New columns and tables break nothing; nor does a column that
/// had, or has, no value to tell its type by.
final class Breaks {

  private final List<Finding> findings = new ArrayList<>();

  private Breaks() {}

  /// Findings that wait for a decision; none where everything that worked goes on working.
  static List<Finding> between(List<Draft> before, List<Draft> after) {
    var breaks = new Breaks();
    List<Table> old = tables(before);
    List<Table> now = tables(after);
    for (int i = 0; i < old.size(); i++) {
      Table successor = successor(old, i, now);
      if (successor == null) {
        breaks.dropped(old.get(i));
      } else {
        breaks.columns(old.get(i), successor);
      }
    }
    return List.copyOf(breaks.findings);
  }

  private static List<Table> tables(List<Draft> drafts) {
    return drafts.stream().flatMap(draft -> draft.tables().stream()).toList();
  }

  /// The table of the same name; where each version has one table only, that one.
  static @Nullable Table successor(List<Table> old, int at, List<Table> now) {
    if (old.size() == 1 && now.size() == 1) {
      return now.getFirst();
    }
    String name = old.get(at).name();
    return now.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseGet(() -> now.size() == old.size() ? now.get(at) : null);
  }

  private void columns(Table old, Table now) {
    Map<String, Column> found = new HashMap<>();
    now.columns().forEach(column -> found.putIfAbsent(column.name(), column));
    for (Column column : old.columns()) {
      Column same = found.get(column.name());
      if (same == null) {
        dropped(column);
      } else if (same.type() != column.type() && holds(old, column) && holds(now, same)) {
        retyped(column, same);
      }
    }
  }

  private static boolean holds(Table table, Column column) {
    return column.profile().nulls() < table.dataRows();
  }

  private void dropped(Table table) {
    add(
        "table-dropped",
        table.name(),
        new Text(
            "Die Tabelle „" + table.name() + "“ der bisherigen Fassung fehlt in der neuen.",
            "The table “" + table.name() + "” of the present version is missing in the new one."));
  }

  private void dropped(Column column) {
    add(
        "column-dropped",
        column.name(),
        new Text(
            "Die Spalte „" + column.name() + "“ der bisherigen Fassung fehlt in der neuen.",
            "The column “"
                + column.name()
                + "” of the present version is missing in the new one."));
  }

  private void retyped(Column old, Column now) {
    add(
        "column-retyped",
        old.name(),
        new Text(
            "Die Spalte „"
                + old.name()
                + "“ enthält jetzt "
                + german(now.type())
                + ", bisher "
                + german(old.type())
                + ".",
            "The column “"
                + old.name()
                + "” now holds values of type "
                + now.type().code()
                + ", so far "
                + old.type().code()
                + "."));
  }

  private static String german(ColumnType type) {
    return switch (type) {
      case STRING -> "Text";
      case INTEGER -> "ganze Zahlen";
      case DECIMAL -> "Dezimalzahlen";
      case BOOLEAN -> "Ja/Nein";
      case DATE -> "Datumsangaben";
      case DATETIME -> "Zeitpunkte";
      case TIME -> "Uhrzeiten";
      case DURATION -> "Zeitdauern";
      case GEOMETRY -> "Geometrien";
      case URI -> "Webadressen";
    };
  }

  private void add(String code, String name, Text message) {
    findings.add(
        new Finding(
            code,
            Severity.BLOCKING,
            Finding.Place.column(name),
            message,
            new Text(
                "Programme, die diese Daten nutzen, können dadurch ausfallen. Prüfen Sie die Datei;"
                    + " ist es so gewollt, bestätigen Sie es mit einer Begründung.",
                "Programs that use these data may fail. Check the file; if it is meant to be so,"
                    + " confirm it with a reason.")));
  }
}
