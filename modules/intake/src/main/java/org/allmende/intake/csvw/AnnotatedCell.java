package org.allmende.intake.csvw;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cell with its [annotations](https://www.w3.org/TR/tabular-data-model/#cells).
///
/// @param values none where there is no value; several only in lists
/// @param isList whether the column holds lists
/// @param aboutUrl what the cell says something about; null where nobody says
/// @param propertyUrl what it says; null where nobody says
/// @param valueUrl its value, where that is an address; else null
record AnnotatedCell(
    ColumnDescription column,
    List<Value> values,
    boolean isList,
    @Nullable String aboutUrl,
    @Nullable String propertyUrl,
    @Nullable String valueUrl) {

  /// A value.
  ///
  /// @param lexical as XML Schema spells it
  /// @param datatype string where the cell spells no value of the column's datatype
  record Value(String lexical, Datatype datatype) {}

  boolean isNull() {
    return values.isEmpty() && !isList && valueUrl == null;
  }

  List<String> texts() {
    return values.stream().map(Value::lexical).toList();
  }
}
