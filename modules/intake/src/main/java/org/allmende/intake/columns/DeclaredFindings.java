package org.allmende.intake.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.allmende.intake.cells.Form;
import org.allmende.intake.columns.FormCounts.Sample;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Where the cells of a column contradict what a descriptor declares about it. The cells are right;
/// the finding shows the first that does not fit.
public final class DeclaredFindings {

  private final TypedColumn column;
  private final DeclaredColumn said;
  private final boolean personal;
  private final List<Finding> findings = new ArrayList<>();

  private DeclaredFindings(TypedColumn column, DeclaredColumn said, boolean personal) {
    this.column = column;
    this.said = said;
    this.personal = personal;
  }

  /// What contradicts the descriptor.
  ///
  /// @param personal whether the values are not for everybody to see
  public static List<Finding> of(TypedColumn column, boolean personal) {
    DeclaredColumn said = column.declared().column();
    if (said == null || column.isEmpty()) {
      return List.of();
    }
    var findings = new DeclaredFindings(column, said, personal);
    findings.type();
    findings.form();
    findings.unit();
    return findings.findings;
  }

  private void type() {
    ColumnType type = said.type();
    ColumnType found = column.typing().type();
    if (type == null || type == found) {
      return;
    }
    add(
        "declared-type",
        first(type),
        new Text(
            "Laut Beschreibung enthält die Spalte %s, das trifft nicht zu%s. Sie wird als %s gelesen."
                .formatted(words(type).de(), "%s", words(found).de()),
            "The descriptor says that the column holds %s; that is not so%s. It is read as %s."
                .formatted(words(type).en(), "%s", words(found).en())),
        new Text(
            "Den Wert oder die Beschreibung berichtigen.", "Correct the value or the descriptor."));
  }

  private void form() {
    Boolean comma = column.declared().decimalComma();
    Boolean dayFirst = column.declared().dayFirst();
    Typing typing = column.typing();
    if (comma != null && typing.isNumber() && comma != typing.decimalComma()) {
      long wanted = comma ? Form.COMMA : Form.POINT;
      form(first(f -> Form.any(f, Form.NUMBER) && !Form.any(f, wanted)));
    }
    if (dayFirst != null && typing.isDate() && dayFirst != typing.dayFirst()) {
      long wanted = dayFirst ? Form.DAY_FIRST : Form.MONTH_FIRST;
      form(first(f -> Form.any(f, Form.DATE) && !Form.any(f, wanted)));
    }
  }

  private void form(Optional<Sample> first) {
    if (first.isPresent()) {
      add(
          "declared-form",
          first,
          new Text(
              "Laut Beschreibung sind die Werte anders geschrieben (%s)%s. Gelesen werden sie, wie sie dastehen."
                  .formatted(said.form(), "%s"),
              "The descriptor says that values are written differently (%s)%s. They are read as they stand."
                  .formatted(said.form(), "%s")),
          new Text(
              "In der Beschreibung angeben, wie die Werte geschrieben sind.",
              "State in the descriptor how the values are written."));
    }
  }

  private void unit() {
    String unit = said.unit();
    String shown = column.shownUnit();
    if (unit != null && shown != null && !Objects.equals(unit, shown)) {
      add(
          "declared-unit",
          Optional.empty(),
          new Text(
              "Laut Beschreibung ist die Einheit %s, in der Datei steht %s%s. Es gilt die Datei."
                  .formatted(unit, shown, "%s"),
              "The descriptor says that the unit is %s, the file says %s%s. The file counts."
                  .formatted(unit, shown, "%s")),
          new Text(
              "Die Einheit in Datei oder Beschreibung berichtigen.",
              "Correct the unit in the file or the descriptor."));
    }
  }

  /// The first cell that is not of a type.
  private Optional<Sample> first(ColumnType type) {
    boolean comma = column.typing().decimalComma();
    long fraction =
        !column.isNumber() ? Form.FRACTION : comma ? Form.COMMA_FRACTION : Form.POINT_FRACTION;
    long code = Form.LEADING_ZERO | Form.TOO_LONG;
    return switch (type) {
      case INTEGER ->
          first(f -> !Form.any(f, Form.NUMBER) || Form.any(f, code | fraction) || isDate(f));
      case DECIMAL ->
          first(f -> !Form.any(f, Form.NUMBER) || Form.any(f, code) || isDate(f))
              .or(() -> first(f -> Form.any(f, Form.FRACTION)));
      case DATE ->
          first(f -> !Form.any(f, Form.DATE) || Form.any(f, Form.WITH_TIME))
              .or(() -> first(f -> true));
      case DATETIME -> first(f -> !Form.any(f, Form.WITH_TIME));
      case TIME -> first(f -> !Form.any(f, Form.TIME));
      case DURATION -> first(f -> !Form.any(f, Form.DURATION));
      case GEOMETRY -> first(f -> !Form.any(f, Form.GEOMETRY));
      case URI -> first(f -> !Form.any(f, Form.URI));
      case BOOLEAN -> neither();
      case STRING -> Optional.empty();
    };
  }

  private static boolean isDate(long f) {
    return Form.any(f, Form.DATE) && !Form.any(f, Form.COMPACT);
  }

  /// The first cell that says neither yes nor no.
  private Optional<Sample> neither() {
    return column.tally().kept().entrySet().stream()
        .filter(entry -> column.declared().truth(entry.getKey()) == null)
        .findFirst()
        .map(entry -> new Sample(entry.getValue().line, entry.getKey()));
  }

  private Optional<Sample> first(LongPredicate such) {
    return column
        .tally()
        .forms()
        .samples(f -> !Form.any(f, Form.NULL_MARKER) && such.test(f))
        .stream()
        .findFirst();
  }

  private void add(String code, Optional<Sample> first, Text message, Text advice) {
    String name = column.name().text();
    @Nullable String value = personal ? null : first.map(Sample::value).orElse(null);
    @Nullable Integer line = first.map(Sample::line).orElse(null);
    Text shown =
        value == null
            ? new Text("", "")
            : new Text(", etwa bei „" + value + "“", ", as “" + value + "” shows");
    findings.add(
        new Finding(
            code,
            Severity.WARNING,
            new Place(line, name, value),
            new Text(
                message.de().replace("%s", shown.de()), message.en().replace("%s", shown.en())),
            advice));
  }

  private static Text words(ColumnType type) {
    return switch (type) {
      case DECIMAL -> new Text("Zahlen", "numbers");
      case DATE -> new Text("Daten", "dates");
      default -> TypeWords.plural(type, null);
    };
  }

  /// What is wrong with a declared key of one column; empty where nothing is to be seen.
  public static Optional<Finding> key(TypedColumn column, boolean personal) {
    var tally = column.tally();
    var repeated =
        tally.distinctIsExact()
            ? tally.kept().entrySet().stream().filter(e -> e.getValue().count > 1).findFirst()
            : Optional.<Map.Entry<String, DistinctValues.Seen>>empty();
    boolean estimated = !tally.distinctIsExact() && tally.distinct() < 0.9 * tally.filled();
    if (repeated.isEmpty() && !estimated && tally.empty() == 0) {
      return Optional.empty();
    }
    @Nullable Integer line = repeated.map(e -> e.getValue().line).orElse(null);
    @Nullable String value = personal ? null : repeated.map(e -> e.getKey()).orElse(null);
    return Optional.of(
        new Finding(
            "declared-key",
            Severity.WARNING,
            new Place(line, column.name().text(), value),
            new Text(
                "Laut Beschreibung ist die Spalte der Schlüssel, aber Werte wiederholen sich oder"
                    + " fehlen. Sie gilt nicht als Schlüssel.",
                "The descriptor says that the column is the key, but values are repeated or missing."
                    + " It is not taken for the key."),
            new Text(
                "Doppelte und leere Werte berichtigen oder einen anderen Schlüssel angeben.",
                "Correct repeated and empty values, or declare another key.")));
  }
}
