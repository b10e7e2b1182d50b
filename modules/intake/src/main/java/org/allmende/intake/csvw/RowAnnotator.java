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
  private int number;

  RowAnnotator(TableDescription table, Report report) {
    this.table = table;
    this.report = report;
    List<ColumnDescription> columns = table.schema().columns();
    columns.forEach(column -> readers.add(new CellReader(column, report)));
    this.physical = (int) columns.stream().filter(column -> !column.isVirtual()).count();
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
    return new AnnotatedRow(number, sourceNumber, cells(values, sourceNumber));
  }

  private List<AnnotatedCell> cells(List<List<Value>> values, int sourceNumber) {
    List<ColumnDescription> columns = table.schema().columns();
    Map<String, List<String>> variables = new HashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      variables.put(columns.get(c).name(), values.get(c).stream().map(Value::lexical).toList());
    }
    variables.put("_row", List.of(String.valueOf(number)));
    variables.put("_sourceRow", List.of(String.valueOf(sourceNumber)));
    var cells = new ArrayList<AnnotatedCell>();
    for (int c = 0; c < columns.size(); c++) {
      ColumnDescription column = columns.get(c);
      boolean isList = column.separator().isPresent() && !values.get(c).isEmpty();
      boolean isNull = values.get(c).isEmpty();
      variables.put("_name", List.of(column.name()));
      variables.put("_column", List.of(String.valueOf(c + 1)));
      variables.put("_sourceColumn", List.of(String.valueOf(c + 1 + skippedColumns())));
      Inherited said = column.inherited();
      cells.add(
          new AnnotatedCell(
              column,
              values.get(c),
              isList,
              url(said.aboutUrl(), variables),
              url(said.propertyUrl(), variables),
              isNull && !column.isVirtual() ? null : url(said.valueUrl(), variables)));
    }
    return cells;
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
