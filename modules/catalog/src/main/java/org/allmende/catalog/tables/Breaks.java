package org.allmende.catalog.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Table;
import org.allmende.model.Text;

/// What a new version of a dataset's tables breaks for those who use it: tables and columns that
/// are gone, columns of another type. New columns and tables break nothing; nor does a column that
/// had, or has, no value to tell its type by.
public final class Breaks {

  private static final String TABLE_DROPPED = "table-dropped";
  private static final String COLUMN_DROPPED = "column-dropped";
  private static final String COLUMN_RETYPED = "column-retyped";
  private static final Set<String> CODES = Set.of(TABLE_DROPPED, COLUMN_DROPPED, COLUMN_RETYPED);

  private final List<Finding> findings = new ArrayList<>();

  private Breaks() {}

  /// Findings that wait for a decision; none where everything that worked goes on working.
  public static List<Finding> between(List<Draft> before, List<Draft> after) {
    var breaks = new Breaks();
    List<Table> old = tables(before);
    List<Table> now = tables(after);
    for (int i = 0; i < old.size(); i++) {
      Table table = old.get(i);
      SameTable.of(old, i, now)
          .ifPresentOrElse(same -> breaks.columns(table, same), () -> breaks.dropped(table));
    }
    return List.copyOf(breaks.findings);
  }

  /// Whether a finding, or a decision about one, is about a break.
  public static boolean isOne(String code) {
    return CODES.contains(code);
  }

  private static List<Table> tables(List<Draft> drafts) {
    return drafts.stream().flatMap(draft -> draft.tables().stream()).toList();
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
        TABLE_DROPPED,
        table.name(),
        new Text(
            "Die Tabelle „" + table.name() + "“ der bisherigen Fassung fehlt in der neuen.",
            "The table “" + table.name() + "” of the present version is missing in the new one."));
  }

  private void dropped(Column column) {
    add(
        COLUMN_DROPPED,
        column.name(),
        new Text(
            "Die Spalte „" + column.name() + "“ der bisherigen Fassung fehlt in der neuen.",
            "The column “"
                + column.name()
                + "” of the present version is missing in the new one."));
  }

  private void retyped(Column old, Column now) {
    add(
        COLUMN_RETYPED,
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
