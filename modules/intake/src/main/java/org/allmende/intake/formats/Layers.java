package org.allmende.intake.formats;

import java.io.EOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sets of records in a file, each of which makes a table, by name and in order.
///
/// @param unread what could not be looked at, by name
public record Layers(Map<String, FieldRecords> records, List<String> unread) {

  /// Most that are read from a file.
  static final int MOST = 200;

  public Layers {
    records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    unread = List.copyOf(unread);
  }

  /// Those of a format that knows one table only.
  public static Layers sole(String name, FieldRecords records) {
    return new Layers(Map.of(name, records), List.of());
  }

  /// The records of a table that was found here before.
  public FieldRecords of(String table) throws EOFException {
    FieldRecords found =
        records.size() == 1 ? records.values().iterator().next() : records.get(table);
    if (found == null) {
      throw new EOFException(table);
    }
    return found;
  }

  /// A file whose records cannot be read as its format says they are.
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }

    Damaged(Exception cause) {
      super(cause);
    }
  }
}
