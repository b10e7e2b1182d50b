package org.allmende.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of a table, as all its rows show it.
///
/// @param position counted from 1
/// @param name the header as it stands in the file; `Spalte 3` where there is none
/// @param type what the values are
/// @param meaning one of the closed list of meanings (`street`, `postal-code`, …); null when unsure
/// @param unit such as `€` or `m²`; null when none is stated
/// @param form how values are written where that had to be decided, such as `dd.MM.yyyy` or
///   `decimal-comma`; null otherwise
/// @param profile counts and extremes
/// @param declared what a descriptor says about it; null where none does
public record Column(
    int position,
    String name,
    ColumnType type,
    @Nullable String meaning,
    @Nullable String unit,
    @Nullable String form,
    Profile profile,
    @Nullable DeclaredColumn declared) {

  /// A column that no descriptor says anything about.
  public Column(
      int position,
      String name,
      ColumnType type,
      @Nullable String meaning,
      @Nullable String unit,
      @Nullable String form,
      Profile profile) {
    this(position, name, type, meaning, unit, form, profile, null);
  }

  /// What all rows together show.
  ///
  /// @param nulls number of rows without a value, null markers included
  /// @param distinct number of different values; an estimate where `distinctExact` is false
  /// @param distinctExact whether `distinct` was counted
  /// @param min smallest value: numbers with a decimal point, dates in ISO form, texts by code
  ///   point; null where there is no value
  /// @param max largest value, written like `min`
  /// @param top the most frequent values, most frequent first, at most ten
  public record Profile(
      long nulls,
      long distinct,
      boolean distinctExact,
      @Nullable String min,
      @Nullable String max,
      List<Frequency> top) {
    public Profile {
      top = List.copyOf(top);
    }
  }

  /// A value and how often it stands in the column.
  public record Frequency(String value, long count) {}
}
