package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;

/// Brings the columns that metadata describe and those a header names together, after [schema
/// compatibility](https://www.w3.org/TR/tabular-metadata/#schema-compatibility).
final class Header {

  private final TableDescription table;
  private final Report report;

  Header(TableDescription table, Report report) {
    this.table = table;
    this.report = report;
  }

  /// The table with all its columns.
  ///
  /// @param titles the titles of each column of the file; none where it has no header
  /// @param width how many columns the file has
  TableDescription described(List<List<String>> titles, int width) {
    List<ColumnDescription> said = table.schema().columns();
    List<ColumnDescription> named = named(titles, width);
    List<ColumnDescription> physical = said.stream().filter(column -> !column.isVirtual()).toList();
    if (!titles.isEmpty()) {
      check(physical, named);
    }
    var columns = new ArrayList<>(physical);
    if (physical.isEmpty()) {
      columns.addAll(table.schema().given() ? named(List.of(), named.size()) : named);
    }
    said.stream().filter(ColumnDescription::isVirtual).forEach(columns::add);
    return table.withColumns(columns);
  }

  private List<ColumnDescription> named(List<List<String>> titles, int width) {
    var named = new ArrayList<ColumnDescription>();
    var names = new HashSet<String>();
    for (int c = 0; c < Math.max(titles.size(), width); c++) {
      List<String> given = c < titles.size() ? titles.get(c) : List.of();
      var column = ColumnDescription.titled(given, c + 1, table.schema().inherited());
      boolean unique = names.add(column.name());
      named.add(
          unique ? column : ColumnDescription.titled(List.of(), c + 1, table.schema().inherited()));
    }
    return named;
  }

  private void check(List<ColumnDescription> said, List<ColumnDescription> named) {
    if (said.size() != named.size() && (table.schema().given() || !said.isEmpty())) {
      differs("", said.size() + " / " + named.size());
    }
    for (int c = 0; c < Math.min(said.size(), named.size()); c++) {
      if (!said.get(c).isCompatible(named.get(c), report.validating())) {
        differs(said.get(c).plainName(), named.get(c).plainName());
      }
    }
  }

  private void differs(String said, String found) {
    report.invalid(
        Issue.CSVW_SCHEMA_DIFFERS,
        Place.column(said),
        Text.same(said.isEmpty() ? found : said + " / " + found));
  }
}
