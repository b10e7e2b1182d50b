package org.allmende.web.page;

import java.util.List;

/// A table as its first rows and its columns show it.
///
/// @param caption what it is called
/// @param rows number of the rows of which the first are shown
/// @param numbers the numbers of the columns shown
/// @param columns the columns shown with their values
/// @param allColumns all columns, to read about
/// @param firstRows the values shown, row by row; empty texts where one is missing
public record TableView(
    String caption,
    long rows,
    List<Integer> numbers,
    List<ColumnView> columns,
    List<ColumnView> allColumns,
    List<List<String>> firstRows) {

  public TableView {
    numbers = List.copyOf(numbers);
    columns = List.copyOf(columns);
    allColumns = List.copyOf(allColumns);
    firstRows = firstRows.stream().map(List::copyOf).toList();
  }

  /// The number of the first column shown; the one that rows are told by stands before every part.
  public int first() {
    return numbers.size() > 1 && numbers.get(1) > 2 ? numbers.get(1) : 1;
  }

  /// The number of the last column shown.
  public int last() {
    return numbers.isEmpty() ? 0 : numbers.getLast();
  }
}
