package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.intake.csvw.AnnotatedCell.Value;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;

/// Reads the values of the cells of a column, after [parsing
/// cells](https://www.w3.org/TR/tabular-data-model/#parsing-cells).
final class CellReader {

  private static final Pattern BLANKS = Pattern.compile("^[ \t\r\n]|[\t\r\n]|[ ]{2}|[ ]$");
  private static final int MOST_VALUES = 100_000;

  private final ColumnDescription column;
  private final Datatype datatype;
  private final Report report;

  CellReader(ColumnDescription column, Report report) {
    this.column = column;
    this.datatype = column.datatype();
    this.report = report;
  }

  /// The values of a cell; none where it is null.
  List<Value> values(String cell, int row) {
    String text = normalized(cell);
    Optional<String> separator = column.separator();
    if (separator.isEmpty()) {
      Optional<Value> value = value(text, cell, row);
      if (value.isEmpty()) {
        require(row);
      }
      return value.stream().toList();
    }
    if (text.isEmpty()) {
      require(row);
      return List.of();
    }
    if (column.isNull(text)) {
      return List.of();
    }
    var values = new ArrayList<Value>();
    for (String item : text.split(Pattern.quote(separator.get()), MOST_VALUES)) {
      boolean kept = datatype.base().keepsBlanks();
      value(kept ? item : item.strip(), item, row).ifPresent(values::add);
    }
    return values;
  }

  private String normalized(String cell) {
    if (datatype.base().keepsLineBreaks()) {
      return cell;
    }
    if (!BLANKS.matcher(cell).find()) {
      return cell;
    }
    String spaced = cell.replaceAll("[\t\r\n]", " ");
    return datatype.base().keepsBlanks()
        ? spaced
        : spaced.replaceAll(" +", " ").replaceAll("^ | $", "");
  }

  private Optional<Value> value(String normalized, String cell, int row) {
    String text = normalized.isEmpty() ? column.defaultText() : normalized;
    if (column.isNull(text)) {
      return Optional.empty();
    }
    Optional<String> lexical = datatype.lexical(text);
    if (lexical.isEmpty()) {
      report.invalid(
          Issue.CSVW_CELL_INVALID,
          Place.cell(row, column.plainName(), cell),
          Text.same(datatype.base().term()));
    }
    return Optional.of(
        lexical.map(form -> new Value(form, datatype)).orElse(new Value(text, Datatype.STRING)));
  }

  private void require(int row) {
    if (column.required() && !column.isVirtual()) {
      report.invalid(
          Issue.CSVW_CELL_REQUIRED, Place.cell(row, column.plainName(), ""), Text.same(""));
    }
  }
}
