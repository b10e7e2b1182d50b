package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.intake.csvw.AnnotatedCell.Value;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Makes annotated rows of the texts of cells.
final class RowAnnotator {

  private final TableDescription table;
  private final Report report;
  private final List<CellReader> readers = new ArrayList<>();
  private final int physical;
  private final boolean hasTemplates;
  private int number;

  RowAnnotator(TableDescription table, Report report) {
    this.table = table;
    this.report = report;
    List<ColumnDescription> columns = table.schema().columns();
    columns.forEach(column -> readers.add(new CellReader(column, report)));
    this.physical = (int) columns.stream().filter(column -> !column.isVirtual()).count();
    this.hasTemplates = columns.stream().anyMatch(column -> column.inherited().hasTemplates());
  }

  /// @param sourceNumber which row of the file it is
  /// @param texts one for each column
  AnnotatedRow row(int sourceNumber, List<String> texts) {
    number++;
    if (texts.size() != physical) {
      report.invalid(
          Issue.CSVW_ROW_WIDTH,
          Place.line(sourceNumber),
          Text.same(texts.size() + " / " + physical));
    }
    var values = new ArrayList<List<Value>>();
    for (int c = 0; c < readers.size(); c++) {
      String text = c < physical && c < texts.size() ? texts.get(c) : "";
      values.add(readers.get(c).values(text, sourceNumber));
    }
    var variables = hasTemplates ? variables(values, sourceNumber) : Map.<String, List<String>>of();
    var cells = new ArrayList<AnnotatedCell>();
    for (int c = 0; c < readers.size(); c++) {
      if (hasTemplates) {
        setColumn(variables, c);
      }
      cells.add(cell(table.schema().columns().get(c), values.get(c), variables));
    }
    return new AnnotatedRow(number, sourceNumber, cells);
  }

  private AnnotatedCell cell(
      ColumnDescription column, List<Value> values, Map<String, List<String>> variables) {
    Inherited said = column.inherited();
    boolean isNull = values.isEmpty() && !column.isVirtual();
    return new AnnotatedCell(
        column,
        values,
        column.separator().isPresent() && !values.isEmpty(),
        url(said.aboutUrl(), variables),
        url(said.propertyUrl(), variables),
        isNull ? null : url(said.valueUrl(), variables));
  }

  /// The [variables of URI
  /// templates](https://www.w3.org/TR/tabular-metadata/#uri-template-properties) that are the same
  /// for the whole row.
  private Map<String, List<String>> variables(List<List<Value>> values, int sourceNumber) {
    Map<String, List<String>> variables = new HashMap<>();
    for (int c = 0; c < values.size(); c++) {
      String name = table.schema().columns().get(c).name();
      variables.put(name, values.get(c).stream().map(Value::lexical).toList());
    }
    variables.put("_row", List.of(String.valueOf(number)));
    variables.put("_sourceRow", List.of(String.valueOf(sourceNumber)));
    return variables;
  }

  private void setColumn(Map<String, List<String>> variables, int place) {
    variables.put("_name", List.of(table.schema().columns().get(place).name()));
    variables.put("_column", List.of(String.valueOf(place + 1)));
    variables.put("_sourceColumn", List.of(String.valueOf(place + 1 + skippedColumns())));
  }

  private int skippedColumns() {
    DialectDescription dialect = table.dialect();
    return dialect == null ? 0 : dialect.skipColumns();
  }

  private @Nullable String url(
      @Nullable UriTemplate template, Map<String, List<String>> variables) {
    if (template == null) {
      return null;
    }
    String reference = template.expanded(name -> variables.getOrDefault(name, List.of()));
    return Terms.isPrefixed(reference)
        ? Terms.expanded(reference)
        : Urls.resolved(table.url(), reference);
  }
}
