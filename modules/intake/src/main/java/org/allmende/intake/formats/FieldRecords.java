package org.allmende.intake.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// A file made of records, each a set of fields with names: what JSON, XML, map formats and files
/// that are databases have in common. It is passed over as often as is asked, as a stream.
public interface FieldRecords {

  /// Most names that are gathered.
  int MOST_FIELDS = 5_000;

  /// Passes over all records.
  void each(Taker taker) throws IOException;

  /// The names of all fields, in order. Where the format does not say them, the records do.
  default List<String> fields() throws IOException {
    var fields = new LinkedHashSet<String>();
    each((_, record) -> {
      for (String name : record.keySet()) {
        if (fields.size() < MOST_FIELDS) {
          fields.add(name);
        }
      }
    });
    return new ArrayList<>(fields);
  }

  /// Takes a record: the line it begins on, or its number where the format has no lines, and its
  /// fields. Only the first records need to hold all of them.
  interface Taker {
    void take(int line, Map<String, String> record) throws IOException;
  }
}
