package org.allmende.intake;

import java.io.IOException;
import java.util.Map;

/// A file made of records, each a set of fields with names: what JSON, XML and map formats have in
/// common. It is passed over as often as is asked, as a stream.
interface FieldRecords {

  /// Passes over all records.
  void each(Taker taker) throws IOException;

  /// Takes a record: the line it begins on, or its number where the format has no lines, and its
  /// fields. Only the first records need to hold all of them.
  interface Taker {
    void take(int line, Map<String, String> record) throws IOException;
  }
}
