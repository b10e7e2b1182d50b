package org.allmende.catalog.tables;

import java.util.List;
import java.util.Optional;
import org.allmende.model.Table;

/// Which table of one version of a dataset is which of another: the one of the same name; where
/// each version has one table only, that one; else the one at the same place, unless it is another
/// table's namesake.
public final class SameTable {

  private SameTable() {}

  /// The other version's table.
  ///
  /// @param tables those of one version
  /// @param at which of them, from 0
  /// @param others those of the other version
  public static Optional<Table> of(List<Table> tables, int at, List<Table> others) {
    if (tables.size() == 1 && others.size() == 1) {
      return Optional.of(others.getFirst());
    }
    Optional<Table> namesake = named(others, tables.get(at).name());
    return namesake.isPresent() || tables.size() != others.size()
        ? namesake
        : Optional.of(others.get(at)).filter(other -> named(tables, other.name()).isEmpty());
  }

  private static Optional<Table> named(List<Table> tables, String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
