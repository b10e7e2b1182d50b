package org.allmende.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a descriptor beside a file declares about a table in it. It is the publisher's word, not
/// what the file shows: where the two differ, the file is right.
///
/// @param file where the table is, as far as that matters: the path of a file in an archive
/// @param columns in the order of the table
/// @param key names of the columns that tell its rows apart; empty where none are said
/// @param encoding name of the character set; null where none is said
/// @param delimiter what separates cells; null where none is said
/// @param header whether its first row names the columns; null where nothing is said
public record DeclaredTable(
    String file,
    List<DeclaredColumn> columns,
    List<String> key,
    @Nullable String encoding,
    @Nullable String delimiter,
    @Nullable Boolean header) {

  /// Nothing declared.
  public static final DeclaredTable NOTHING =
      new DeclaredTable("", List.of(), List.of(), null, null, null);

  public DeclaredTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /// The same about a table elsewhere.
  public DeclaredTable at(String other) {
    return new DeclaredTable(other, columns, key, encoding, delimiter, header);
  }
}
