package org.allmende.web.page;

import java.util.List;

/// What differs between two versions of a table.
///
/// @param page the dataset's page
/// @param title the dataset's title
/// @param between which versions
/// @param summary how many rows were added, removed, changed and left alone
/// @param key which columns say what rows belong together
/// @param notes about columns only one version has
/// @param columns the names of the columns shown
/// @param rows the first rows that differ
/// @param all where programs get all of them
public record DifferencePage(
    String page,
    String title,
    String between,
    String summary,
    String key,
    List<String> notes,
    List<String> columns,
    List<Row> rows,
    String all) {

  public DifferencePage {
    notes = List.copyOf(notes);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// A row that differs.
  ///
  /// @param kind `added`, `removed` or `changed`
  /// @param label the same in words
  public record Row(String kind, String label, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// A cell.
  ///
  /// @param was what stood there before, where that is different; else empty
  /// @param is what stands there, or stood there in a row that was removed
  public record Cell(String was, String is) {}
}
