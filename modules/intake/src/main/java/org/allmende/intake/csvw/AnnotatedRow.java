package org.allmende.intake.csvw;

import java.util.List;

/// A row with its [annotations](https://www.w3.org/TR/tabular-data-model/#rows).
///
/// @param number counted from 1 in the table
/// @param sourceNumber counted from 1 in the file
record AnnotatedRow(int number, int sourceNumber, List<AnnotatedCell> cells) {

  /// The cells of some columns.
  List<AnnotatedCell> cells(List<Integer> columns) {
    return columns.stream().map(cells::get).toList();
  }
}
