package org.allmende.dcat.coverage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.model.Column;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// The different values of a column that can be seen without reading its file again: the most
/// frequent, those of the first rows, the least and the greatest.
final class Cells {

  private Cells() {}

  static Set<String> of(Table table, Column column) {
    var values = new LinkedHashSet<String>();
    column.profile().top().forEach(value -> add(values, value.value()));
    for (List<String> row : table.firstRows()) {
      if (row.size() >= column.position()) {
        add(values, row.get(column.position() - 1));
      }
    }
    add(values, column.profile().min());
    add(values, column.profile().max());
    return values;
  }

  private static void add(Set<String> values, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.add(value.strip());
    }
  }
}
