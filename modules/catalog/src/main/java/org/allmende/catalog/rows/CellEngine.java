package org.allmende.catalog.rows;

import java.io.IOException;
import java.util.List;
import org.allmende.catalog.asking.RowEngine;
import org.jspecify.annotations.Nullable;

/// Reads the cells of some columns of a table as they are spelled, fast.
public interface CellEngine {

  /// Passes over a table.
  ///
  /// @throws RowEngine.Busy when too many questions are asked at once
  /// @throws RowEngine.WrongQuestion when it takes too long or too much memory
  void pass(RowEngine.Source source, Wanted wanted, Taker taker) throws IOException;

  /// What is wanted of a table.
  ///
  /// @param columns their positions, from 1
  /// @param conditions all of which hold for the rows that are wanted; a row may come although one
  ///   does not, but none is left out for which they do
  /// @param together whether rows whose wanted cells are alike come once, with their number
  /// @param nanos how long it may take
  record Wanted(List<Integer> columns, List<Condition> conditions, boolean together, long nanos) {
    public Wanted {
      columns = List.copyOf(columns);
      conditions = List.copyOf(conditions);
    }
  }

  /// Something that holds for a cell that has a value of its column's type.
  ///
  /// @param column its position, from 1
  /// @param value as the type spells it: a number with a decimal point, a day in ISO form, a text
  record Condition(int column, Relation relation, String value) {}

  /// How a cell compares to a value.
  enum Relation {
    AT_LEAST,
    AT_MOST,
    EQUAL,
    /// A text that holds the value, in the same case.
    CONTAINS,
    /// A text that begins with the value, in the same case.
    STARTS
  }

  /// Takes rows.
  interface Taker {

    /// Takes a row.
    ///
    /// @param row its number, from 1; 0 where rows come together
    /// @param count how many rows are like this
    /// @param cells as they are spelled in the repaired table; null where there is none
    /// @return whether more are wanted
    boolean take(long row, long count, @Nullable String[] cells) throws IOException;
  }
}
