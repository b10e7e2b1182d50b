package org.allmende.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a person says about how a file is to be read. It counts before anything that the file
/// shows, for whoever says it has looked at what we made of the file; what is not said is found out
/// as ever. What is said and cannot be so is a finding, and the file is read without it.
///
/// It is kept with the file, which itself never changes: to take a word back is to say less.
///
/// @param encoding name of the character set; null where nothing is said
/// @param delimiter what separates cells; null where nothing is said
/// @param quote what encloses cells, empty where nothing does; null where nothing is said
/// @param decimal `comma` or `point`; null where nothing is said
/// @param sheet the sheet of a workbook that is meant and comes first; null where nothing is said
/// @param headerRow physical row of the first header record, 0 where there is no header; null where
///   nothing is said
/// @param headerRows number of header records; null where nothing is said
/// @param firstDataRow physical row of the first data record; null where nothing is said
/// @param columns about single columns
/// @param skippedRows physical rows that are no data, in order
/// @param skippedColumns columns that are left out, each by its name, or its number where no column
///   is called so
public record Told(
    @Nullable String encoding,
    @Nullable String delimiter,
    @Nullable String quote,
    @Nullable String decimal,
    @Nullable String sheet,
    @Nullable Integer headerRow,
    @Nullable Integer headerRows,
    @Nullable Integer firstDataRow,
    List<Column> columns,
    List<Integer> skippedRows,
    List<String> skippedColumns) {

  /// Nothing said.
  public static final Told NOTHING =
      new Told(null, null, null, null, null, null, null, null, List.of(), List.of(), List.of());

  public Told {
    columns = Objects.requireNonNullElse(columns, List.<Column>of());
    columns = columns.stream().filter(column -> !column.saysNothing()).toList();
    skippedRows =
        List.copyOf(new TreeSet<>(Objects.requireNonNullElse(skippedRows, List.<Integer>of())));
    skippedColumns =
        List.copyOf(
            new LinkedHashSet<>(Objects.requireNonNullElse(skippedColumns, List.<String>of())));
  }

  /// What is said about one column.
  ///
  /// @param column its name, or its number where no column is called so
  /// @param type `STRING`, `DECIMAL` for any number, or `DATE`; null where nothing is said
  /// @param decimal `comma` or `point`; null where nothing is said
  /// @param order `day` or `month`, whichever comes first in its dates; null where nothing is said
  /// @param missing what stands there for "no value", in order
  public record Column(
      String column,
      @Nullable ColumnType type,
      @Nullable String decimal,
      @Nullable String order,
      List<String> missing) {

    public Column {
      missing = List.copyOf(new TreeSet<>(Objects.requireNonNullElse(missing, List.<String>of())));
    }

    /// A column about which nothing is said yet.
    public Column(String column) {
      this(column, null, null, null, List.of());
    }

    /// The same column with other contents.
    public Column of(
        @Nullable ColumnType other, @Nullable String decimalSign, @Nullable String dateOrder) {
      return new Column(column, other, decimalSign, dateOrder, missing);
    }

    /// The same column with other values that stand for none.
    public Column missing(Collection<String> values) {
      return new Column(column, type, decimal, order, List.copyOf(values));
    }

    boolean saysNothing() {
      return type == null && decimal == null && order == null && missing.isEmpty();
    }
  }

  public boolean saysNothing() {
    return equals(NOTHING);
  }

  /// Whether it says something about how a text is parted into cells.
  public boolean speaksOfText() {
    return encoding != null || delimiter != null || quote != null;
  }

  /// Whether it says something about the rows and columns of one table.
  public boolean speaksOfTable() {
    return headerRow != null
        || headerRows != null
        || firstDataRow != null
        || !columns.isEmpty()
        || !skippedRows.isEmpty()
        || !skippedColumns.isEmpty();
  }

  /// What of it holds for one of the sheets of a workbook.
  public Told about(String name) {
    return name.equals(sheet) ? this : NOTHING;
  }

  /// What of it holds for other bytes that take the place of these: all but the rows left out, for
  /// something else stands there now.
  public Told onNewBytes() {
    return skipping(List.of());
  }

  /// What is said about a column.
  public Column column(String name) {
    return columns.stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElseGet(() -> new Column(name));
  }

  /// The same, with this said about a column in the place of what was said before.
  public Told with(Column said) {
    var all = new ArrayList<Column>();
    Predicate<Column> same = column -> column.column().equals(said.column());
    columns.forEach(column -> all.add(same.test(column) ? said : column));
    if (columns.stream().noneMatch(same)) {
      all.add(said);
    }
    return with(all);
  }

  /// The same, with these words about columns in the place of all others.
  public Told with(List<Column> other) {
    return new Told(
        encoding,
        delimiter,
        quote,
        decimal,
        sheet,
        headerRow,
        headerRows,
        firstDataRow,
        other,
        skippedRows,
        skippedColumns);
  }

  /// The same, with other rows left out.
  public Told skipping(Collection<Integer> rows) {
    return new Told(
        encoding,
        delimiter,
        quote,
        decimal,
        sheet,
        headerRow,
        headerRows,
        firstDataRow,
        columns,
        List.copyOf(rows),
        skippedColumns);
  }

  /// The same, with other columns left out.
  public Told without(Collection<String> other) {
    return new Told(
        encoding,
        delimiter,
        quote,
        decimal,
        sheet,
        headerRow,
        headerRows,
        firstDataRow,
        columns,
        skippedRows,
        List.copyOf(other));
  }

  /// The same about a sheet.
  public Told onSheet(@Nullable String name) {
    return new Told(
        encoding,
        delimiter,
        quote,
        decimal,
        name,
        headerRow,
        headerRows,
        firstDataRow,
        columns,
        skippedRows,
        skippedColumns);
  }

  /// The same with another header.
  ///
  /// @param row its first row, 0 where there is none, null where it shall be found
  public Told headedBy(@Nullable Integer row) {
    return new Told(
        encoding,
        delimiter,
        quote,
        decimal,
        sheet,
        row,
        null,
        null,
        columns,
        skippedRows,
        skippedColumns);
  }
}
