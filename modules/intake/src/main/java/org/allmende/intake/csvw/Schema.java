package org.allmende.intake.csvw;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A [schema](https://www.w3.org/TR/tabular-metadata/#schemas): the columns of a table, and which
/// of them identify its rows.
///
/// @param given whether the metadata have one; otherwise columns are called as the header has them
/// @param primaryKey places of columns, as in the other lists
record Schema(
    boolean given,
    @Nullable String id,
    List<ColumnDescription> columns,
    Inherited inherited,
    List<Integer> primaryKey,
    List<Integer> rowTitles,
    List<ForeignKey> foreignKeys) {

  /// A foreign key.
  ///
  /// @param columns places of the columns that refer
  /// @param resource address of the table referred to; null where its schema is named
  /// @param schema address of the schema of the table referred to; null where the table is named
  /// @param referenced names of the columns referred to
  record ForeignKey(
      List<Integer> columns,
      @Nullable String resource,
      @Nullable String schema,
      List<String> referenced) {

    /// The table referred to.
    Optional<TableDescription> table(TableGroup group) {
      return group.tables().stream().filter(this::isAt).findFirst();
    }

    private boolean isAt(TableDescription table) {
      if (resource != null) {
        return table.isAt(resource);
      }
      String id = table.schema().id();
      return schema != null && id != null && Urls.normalized(schema).equals(Urls.normalized(id));
    }
  }

  Schema withColumns(List<ColumnDescription> other) {
    return new Schema(given, id, other, inherited, primaryKey, rowTitles, foreignKeys);
  }

  /// The place of a column that the metadata name.
  OptionalInt place(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).named() && columns.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
