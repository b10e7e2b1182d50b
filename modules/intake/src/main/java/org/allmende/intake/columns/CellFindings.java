package org.allmende.intake.columns;

import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.model.ColumnType;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// What is odd about the cells of one column, in words.
public final class CellFindings {

  private final TypedColumn column;
  private final FormCounts forms;
  private final List<Finding> findings = new ArrayList<>();

  private CellFindings(TypedColumn column) {
    this.column = column;
    this.forms = column.tally().forms();
  }

  public static List<Finding> of(TypedColumn column, List<Finding> aboutMeaning) {
    var cells = new CellFindings(column);
    column.typing().doubts().forEach(cells::doubt);
    cells.findings.addAll(aboutMeaning);
    if (column.typing().type() != ColumnType.STRING) {
      cells.misfits();
      cells.nullMarkers();
    }
    cells.formulas();
    return cells.findings;
  }

  private void misfits() {
    var typing = column.typing();
    Text plural = TypeWords.plural(typing.type(), typing.form());
    Text not = TypeWords.not(typing.type());
    boolean tick = typing.type() == ColumnType.BOOLEAN;
    long bad = tick ? 0 : forms.count(this::isMisfit);
    var samples = bad == 0 ? List.<FormCounts.Sample>of() : forms.samples(this::isMisfit);
    for (var sample : samples) {
      findings.add(
          new Finding(
              "cell-type",
              Severity.WARNING,
              Place.cell(sample.line(), column.name().text(), sample.value()),
              new Text(
                  "„%s“ ist %s; die Spalte enthält sonst %s."
                      .formatted(sample.value(), not.de(), plural.de()),
                  "“%s” is %s; otherwise the column holds %s."
                      .formatted(sample.value(), not.en(), plural.en())),
              new Text(
                  "Den Wert berichtigen oder die Zelle leer lassen. Die Zeile wird mit dem"
                      + " ursprünglichen Text veröffentlicht.",
                  "Correct the value or leave the cell empty. The row is published with the"
                      + " original text.")));
    }
    if (bad > samples.size()) {
      findings.add(
          new Finding(
              "cell-type",
              Severity.WARNING,
              Place.column(column.name().text()),
              new Text(
                  "Insgesamt passen %d von %d Zellen nicht: erwartet werden %s."
                      .formatted(bad, column.tally().filled(), plural.de()),
                  "In all, %d of %d cells do not fit: %s are expected."
                      .formatted(bad, column.tally().filled(), plural.en())),
              new Text(
                  "Prüfen, ob die Spalte zwei Dinge zugleich enthält.",
                  "Check whether the column holds two things at once.")));
    }
  }

  private boolean isMisfit(long f) {
    return !column.typing().fits().test(f) && !Form.any(f, Form.NULL_MARKER);
  }

  private void nullMarkers() {
    long markers = forms.any(Form.NULL_MARKER);
    if (markers == 0 || column.typing().type() == ColumnType.BOOLEAN) {
      return;
    }
    var first = forms.samples(f -> Form.any(f, Form.NULL_MARKER)).getFirst();
    findings.add(
        new Finding(
            "null-marker",
            Severity.INFO,
            Place.cell(first.line(), column.name().text(), first.value()),
            new Text(
                "%d Zellen enthalten ein Zeichen für „kein Wert“ wie „%s“; sie zählen als leer."
                    .formatted(markers, first.value()),
                "%d cells hold a sign for “no value” such as “%s”; they count as empty."
                    .formatted(markers, first.value())),
            new Text(
                "Fehlende Werte leer lassen und den Grund in einer eigenen Spalte nennen.",
                "Leave missing values empty and give the reason in a column of its own.")));
  }

  private void formulas() {
    long count = column.tally().count(Sign.FORMULA);
    if (count > 0) {
      add(
          "cell-formula",
          Severity.INFO,
          "%d Zellen beginnen wie eine Formel, etwa „%s“; sie bleiben Text."
              .formatted(count, column.tally().example(Sign.FORMULA)),
          "%d cells begin like a formula, such as “%s”; they stay text."
              .formatted(count, column.tally().example(Sign.FORMULA)),
          "Den Text nicht mit =, + oder @ beginnen lassen: Tabellenprogramme führen ihn sonst aus.",
          "Do not begin texts with =, + or @: spreadsheet programs would run them.");
    }
  }

  private void doubt(Typing.Doubt doubt) {
    switch (doubt) {
      case NUMBER_UNDECIDED -> numberUndecided();
      case NUMBER_FORM_MIXED ->
          add(
              "number-form-mixed",
              Severity.WARNING,
              "Zahlen stehen teils mit Dezimalkomma, teils mit Dezimalpunkt da, etwa %s; die Spalte"
                      .formatted(examples(f -> Form.any(f, Form.FRACTION)))
                  + " bleibt Text.",
              "Some numbers have a decimal comma, some a decimal point, such as %s; the column"
                      .formatted(examples(f -> Form.any(f, Form.FRACTION)))
                  + " stays text.",
              "In der ganzen Spalte dasselbe Dezimalzeichen verwenden.",
              "Use one decimal sign in the whole column.");
      case DATE_UNDECIDED ->
          add(
              "date-undecided",
              Severity.WARNING,
              "Tag und Monat sind nicht zu unterscheiden, etwa in %s; die Spalte bleibt Text."
                  .formatted(examples(f -> Form.any(f, Form.DATE))),
              "Day and month cannot be told apart, as in %s; the column stays text."
                  .formatted(examples(f -> Form.any(f, Form.DATE))),
              "Das Datum als JJJJ-MM-TT schreiben.",
              "Write the date as YYYY-MM-DD.");
      case DATE_FORM_MIXED ->
          add(
              "date-form-mixed",
              Severity.WARNING,
              "Daten sind verschieden geschrieben, etwa %s."
                  .formatted(examples(f -> Form.any(f, Form.DATE))),
              "Dates are written in different ways, such as %s."
                  .formatted(examples(f -> Form.any(f, Form.DATE))),
              "Alle Daten als JJJJ-MM-TT schreiben.",
              "Write all dates as YYYY-MM-DD.");
      case TOLD_UNFIT ->
          add(
              "told-type",
              Severity.WARNING,
              "Was zum Inhalt dieser Spalte festgelegt ist, passt auf keinen einzigen ihrer Werte; es"
                  + " gilt deshalb nicht.",
              "What was set for the content of this column fits none of its values, so it does not"
                  + " hold.",
              "Eine andere Art von Inhalt wählen oder sie erkennen lassen.",
              "Choose another kind of content, or have it found out.");
      case UNITS_MIXED ->
          add(
              "units-mixed",
              Severity.WARNING,
              "Die Zahlen haben verschiedene Einheiten (%s); die Spalte bleibt Text."
                  .formatted(String.join(", ", column.tally().units().keySet())),
              "The numbers have different units (%s); the column stays text."
                  .formatted(String.join(", ", column.tally().units().keySet())),
              "Eine Einheit wählen und in den Spaltennamen schreiben.",
              "Choose one unit and put it into the column's name.");
    }
  }

  private void numberUndecided() {
    String shown = examples(f -> Form.any(f, Form.FRACTION));
    add(
        "number-undecided",
        Severity.WARNING,
        "Punkt oder Komma können hier Tausender trennen oder Dezimalzeichen sein, etwa %s; die Spalte"
                .formatted(shown)
            + " bleibt Text.",
        "Point or comma may separate thousands here or be the decimal sign, as in %s; the column stays"
                .formatted(shown)
            + " text.",
        "Zahlen ohne Tausenderzeichen schreiben.",
        "Write numbers without thousands separators.");
  }

  private String examples(java.util.function.LongPredicate such) {
    return forms.samples(such).stream()
        .limit(3)
        .map(sample -> "„" + sample.value() + "“")
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private void add(
      String code, Severity severity, String de, String en, String adviceDe, String adviceEn) {
    findings.add(
        new Finding(
            code,
            severity,
            Place.column(column.name().text()),
            new Text(de, en),
            new Text(adviceDe, adviceEn)));
  }
}
