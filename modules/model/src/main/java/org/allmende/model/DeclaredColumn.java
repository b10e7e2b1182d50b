package org.allmende.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a descriptor beside a file declares about one of its columns, whether it is
/// [CSVW](https://www.w3.org/TR/tabular-metadata/) or a [data
/// package](https://datapackage.org/standard/table-schema/).
///
/// @param names what the header may call it: its name, then its titles
/// @param titles what people call it, by language tag
/// @param descriptions by language tag
/// @param type what its values are; null where nothing is said, or something that we do not tell
///   apart
/// @param form how they are written, as [Column#form] has it: `decimal-comma`, `decimal-point`, or
///   a pattern such as `dd.MM.yyyy`; null where nothing is said
/// @param nulls what stands there for "no value", besides nothing
/// @param trues what stands there for "yes"; empty where the usual words do
/// @param falses what stands there for "no"; empty where the usual words do
/// @param unit as we write it, such as `m²`, where we know it; null where none is said
public record DeclaredColumn(
    List<String> names,
    Map<String, String> titles,
    Map<String, String> descriptions,
    @Nullable ColumnType type,
    @Nullable String form,
    List<String> nulls,
    List<String> trues,
    List<String> falses,
    @Nullable String unit) {

  public DeclaredColumn {
    names = List.copyOf(names);
    titles = inOrder(titles);
    descriptions = inOrder(descriptions);
    nulls = List.copyOf(nulls);
    trues = List.copyOf(trues);
    falses = List.copyOf(falses);
  }

  /// In the same order each time, for what is made of it is told apart by how it is written down.
  private static Map<String, String> inOrder(Map<String, String> texts) {
    return Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /// What a column is called that the file does not name: its title in German, else in any
  /// language, else its name.
  public String label() {
    String german = titles.get("de");
    return german != null ? german : titles.values().stream().findFirst().orElse(name());
  }

  /// The name by which keys refer to it; empty where it has none.
  public String name() {
    return names.isEmpty() ? "" : names.getFirst();
  }
}
