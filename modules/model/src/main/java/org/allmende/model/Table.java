package org.allmende.model;

import java.util.List;
import org.allmende.model.Dataset.Box;
import org.jspecify.annotations.Nullable;

/// A table found in a file.
///
/// @param name the sheet's or layer's name; the file's name without ending where there is one table
/// @param dialect how it is spelled; null for formats that are not text
/// @param headerRow physical row of the first header record, from 1; null where there is no header
/// @param headerRows number of header records, 0 where there is none
/// @param firstDataRow physical row of the first data record, from 1
/// @param dataRows number of data records, total rows included, notes and blank records not
/// @param footerRows number of records after the data that are notes
/// @param columns all columns, in order
/// @param firstRows the first data rows as they stand in the file, at most 50
/// @param preamble the text lines before the header, at most 20
/// @param footer the text lines after the data, at most 20
/// @param extent the rectangle around the places of all rows; null where they say none
/// @param words the different words in its texts, as far as there is room; none about persons
/// @param key names of the columns that a descriptor declares to tell rows apart; empty where none
///   are, or where rows show that they do not
/// @param leftOut which columns of the file somebody left out, counted from 1 as they stand there
public record Table(
    String name,
    @Nullable Dialect dialect,
    @Nullable Integer headerRow,
    int headerRows,
    int firstDataRow,
    long dataRows,
    int footerRows,
    List<Column> columns,
    List<List<String>> firstRows,
    List<String> preamble,
    List<String> footer,
    @Nullable Box extent,
    List<String> words,
    List<String> key,
    List<Integer> leftOut) {

  public Table {
    columns = List.copyOf(columns);
    firstRows = firstRows.stream().map(List::copyOf).toList();
    preamble = List.copyOf(preamble);
    footer = List.copyOf(footer);
    words = List.copyOf(words);
    key = List.copyOf(key);
    leftOut = List.copyOf(leftOut);
  }

  /// The same table by another name.
  public Table named(String other) {
    return with(other, extent);
  }

  /// The same table, of which is known where its rows are.
  ///
  /// @param box null where it is not
  public Table within(@Nullable Box box) {
    return with(name, box);
  }

  private Table with(String name, @Nullable Box extent) {
    return new Table(
        name,
        dialect,
        headerRow,
        headerRows,
        firstDataRow,
        dataRows,
        footerRows,
        columns,
        firstRows,
        preamble,
        footer,
        extent,
        words,
        key,
        leftOut);
  }
}
