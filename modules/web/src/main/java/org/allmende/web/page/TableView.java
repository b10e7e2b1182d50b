package org.allmende.web.page;

import java.util.List;

/// A table as its first rows and its columns show it.
///
/// @param caption what it is called
/// @param rows number of the rows of which the first are shown
/// @param first the number of the first column shown
/// @param columns the columns shown with their values
/// @param allColumns all columns, to read about
/// @param firstRows the values shown, row by row; empty texts where one is missing
public record TableView(
    String caption,
    long rows,
    int first,
    List<ColumnView> columns,
    List<ColumnView> allColumns,
    List<List<String>> firstRows) {

  public TableView {
    columns = List.copyOf(columns);
    allColumns = List.copyOf(allColumns);
    firstRows = firstRows.stream().map(List::copyOf).toList();
  }
}
