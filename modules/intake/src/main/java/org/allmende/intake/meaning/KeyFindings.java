package org.allmende.intake.meaning;

import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.vocabulary.Places;
import org.jspecify.annotations.Nullable;

/// Checks official keys and post codes against what is known: lost zeros, keys nobody has.
public final class KeyFindings {

  private static final int MOST = 10;

  private KeyFindings() {}

  public static List<Finding> of(TypedColumn column, @Nullable Meaning meaning, Places places) {
    if (meaning == Meaning.MUNICIPALITY_KEY) {
      return column.shows(Sign.SHORT_MUNICIPALITY_KEY, 0.5)
          ? List.of(zeroLost(column, 8))
          : unknown(column, places);
    }
    boolean german = meaning == Meaning.POSTAL_CODE && column.shows(Sign.POSTAL_CODE, 0.5);
    boolean lost = german && column.tally().shortest() == 4 && column.tally().longest() == 5;
    return lost && allDigits(column) ? List.of(zeroLost(column, 5)) : List.of();
  }

  private static boolean allDigits(TypedColumn column) {
    return column.tally().forms().any(Form.INTEGER) == column.tally().filled();
  }

  private static Finding zeroLost(TypedColumn column, int digits) {
    return new Finding(
        "zero-lost",
        Severity.WARNING,
        Place.column(column.name().text()),
        new Text(
            "Den Schlüsseln fehlt die führende Null: Sie haben %d statt %d Stellen."
                .formatted(digits - 1, digits),
            "The keys have lost their leading zero: they have %d digits instead of %d."
                .formatted(digits - 1, digits)),
        new Text(
            "Die Spalte in der Tabellenkalkulation als Text formatieren und neu ausgeben. Die Werte"
                + " werden veröffentlicht, wie sie dastehen.",
            "Format the column as text in the spreadsheet and export it again. The values are"
                + " published as they stand."));
  }

  private static List<Finding> unknown(TypedColumn column, Places places) {
    var findings = new ArrayList<Finding>();
    column
        .tally()
        .kept()
        .forEach((value, seen) -> {
          boolean unknown = value.length() == 8 && places.byAgs(value).isEmpty();
          if (unknown && findings.size() < MOST && isKey(value)) {
            findings.add(unknown(column, value, seen.line));
          }
        });
    return findings;
  }

  private static boolean isKey(String value) {
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Finding unknown(TypedColumn column, String value, int line) {
    return new Finding(
        "key-unknown",
        Severity.WARNING,
        Place.cell(line, column.name().text(), value),
        new Text(
            "Eine Gemeinde mit dem Schlüssel %s ist nicht bekannt.".formatted(value),
            "No municipality with the key %s is known.".formatted(value)),
        new Text(
            "Den Schlüssel prüfen; er kann zu einer Gemeinde gehören, die es nicht mehr gibt.",
            "Check the key; it may belong to a municipality that no longer exists."));
  }
}
