package org.allmende.intake.columns;

import org.allmende.model.ColumnType;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Says of a column's type what its cells are, and what one that does not fit is not.
public final class TypeWords {

  private TypeWords() {}

  /// Such as `dates like DD.MM.YYYY`.
  ///
  /// @param form how they are written; null where that was not decided
  public static Text plural(ColumnType type, @Nullable String form) {
    return switch (type) {
      case INTEGER -> new Text("ganze Zahlen", "whole numbers");
      case DECIMAL ->
          form != null && form.startsWith("decimal-comma")
              ? new Text("Zahlen mit Dezimalkomma", "numbers with a decimal comma")
              : new Text("Zahlen mit Dezimalpunkt", "numbers with a decimal point");
      case DATE -> new Text("Daten wie " + german(form), "dates like " + english(form));
      case DATETIME -> new Text("Zeitpunkte", "dates with a time");
      case TIME -> new Text("Uhrzeiten", "times of day");
      case DURATION -> new Text("Zeitdauern", "durations");
      case GEOMETRY -> new Text("Geometrien", "geometries");
      case URI -> new Text("Adressen im Netz", "web addresses");
      case BOOLEAN -> new Text("Ja oder Nein", "yes or no");
      case STRING -> new Text("Text", "text");
    };
  }

  /// A pattern of a date in the letters that people write: `TT.MM.JJJJ`.
  private static String german(@Nullable String form) {
    return form == null ? "31.12.2026" : form.replace('d', 'T').replace('y', 'J');
  }

  private static String english(@Nullable String form) {
    return form == null ? "2026-12-31" : form.replace('d', 'D').replace('y', 'Y');
  }

  /// Such as `no time of day`.
  public static Text not(ColumnType type) {
    return switch (type) {
      case INTEGER, DECIMAL -> new Text("keine solche Zahl", "no such number");
      case DATE, DATETIME ->
          new Text("kein gültiges Datum dieser Form", "no valid date of this form");
      case TIME -> new Text("keine Uhrzeit", "no time of day");
      case DURATION -> new Text("keine Zeitdauer", "no duration");
      case GEOMETRY -> new Text("keine Geometrie", "no geometry");
      case URI -> new Text("keine Adresse", "no address");
      case BOOLEAN, STRING -> new Text("etwas anderes", "something else");
    };
  }
}
