package org.allmende.intake.cells;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.allmende.vocabulary.Places;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;

/// Reads one cell after the other in every way it may be meant. Fields hold the values of the last
/// cell read.
public final class CellReading {

  private static final Set<String> NULL_MARKERS =
      Set.of(
          "-",
          "–",
          "—",
          "--",
          "---",
          ".",
          "..",
          "...",
          "…",
          "/",
          "//",
          "x",
          "X",
          "*",
          "**",
          "***",
          "****",
          "*****",
          "?",
          "k. A.",
          "k.A.",
          "k.a.",
          "k. a.",
          "K. A.",
          "K.A.",
          "n/a",
          "N/A",
          "n.a.",
          "N.A.",
          "n. a.",
          "NA",
          "NaN",
          "nan",
          "#N/V",
          "#NV",
          "#DIV/0!",
          "#WERT!",
          "#BEZUG!",
          "#N/A",
          "#VALUE!",
          "null",
          "NULL",
          "Null",
          "None",
          "none",
          "nil",
          "\\N",
          "keine Angabe",
          "keine Angaben",
          "unbekannt",
          "Unbekannt",
          "unknown",
          "entfällt",
          "fehlt",
          "keine Daten",
          "n. v.",
          "n.v.",
          "leer",
          "(leer)",
          "missing");

  public final NumberShape number = new NumberShape();
  public final DateShape date;
  private final CellSigns signs;

  CellReading(Places places, LocalDate today) {
    date = new DateShape(today);
    signs = new CellSigns(places);
  }

  /// Reads cells as of today, which tells what dates lie ahead.
  public static CellReading today(Vocabularies vocabularies) {
    var today = LocalDate.now(Clock.system(ZoneId.of("Europe/Berlin")));
    return new CellReading(vocabularies.places(), today);
  }

  /// What people write where there is no value.
  public static boolean isNullMarker(String cell) {
    return cell.length() <= 14 && NULL_MARKERS.contains(cell);
  }

  /// The forms a cell can have.
  public long forms(String cell) {
    if (looksLikeDate(cell)) {
      long day = date.of(cell);
      if (day != 0) {
        number.unit = null;
        return day;
      }
    }
    long forms = number.of(cell);
    int length = cell.length();
    boolean date = forms == 0 ? canBeDate(cell) : length > 5 && length < 9;
    forms |= date ? this.date.of(cell) : 0;
    if (forms != 0) {
      return forms;
    }
    if (isNullMarker(cell)) {
      return Form.NULL_MARKER;
    }
    if (isUri(cell)) {
      return Form.URI;
    }
    return CellSigns.isWkt(cell) || isGeoJson(cell) ? Form.GEOMETRY : Form.TEXT;
  }

  /// `1.1.2024`, `01/02/2024`, `2024-01-31`: two signs at most two digits apart.
  private static boolean looksLikeDate(String cell) {
    if (cell.length() < 6 || !NumberShape.isDigit(cell.charAt(0))) {
      return false;
    }
    int first = 1;
    while (first < 5 && NumberShape.isDigit(cell.charAt(first))) {
      first++;
    }
    char sign = cell.charAt(first);
    if (first == 5 || (sign != '.' && sign != '/' && sign != '-')) {
      return false;
    }
    int second = cell.indexOf(sign, first + 1);
    return second > first + 1 && second <= first + 3;
  }

  private static boolean canBeDate(String cell) {
    char first = cell.charAt(0);
    return NumberShape.isDigit(first)
        || first == 'P'
        || (NumberShape.isDigit(cell.charAt(cell.length() - 1)) && cell.length() < 40);
  }

  /// The signs of meaning of a cell with these forms.
  public long signs(String cell, long forms) {
    return signs.of(cell, forms);
  }

  /// The unit of the last number read; null where it had none.
  public @Nullable String unit() {
    return number.unit;
  }

  private static boolean isUri(String cell) {
    if ("hfum".indexOf(cell.charAt(0)) < 0) {
      return false;
    }
    boolean scheme =
        cell.startsWith("http://")
            || cell.startsWith("https://")
            || cell.startsWith("ftp://")
            || cell.startsWith("urn:")
            || cell.startsWith("mailto:");
    return scheme && cell.indexOf(' ') < 0;
  }

  private static boolean isGeoJson(String cell) {
    return cell.charAt(0) == '{'
        && cell.charAt(cell.length() - 1) == '}'
        && cell.contains("\"coordinates\"");
  }
}
