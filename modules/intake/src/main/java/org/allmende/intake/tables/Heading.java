package org.allmende.intake.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where the table begins and what its columns are called.
///
/// @param preamble number of records before the header
/// @param rows number of header records; 0 where there is no header
/// @param columns number of columns
/// @param names what stands in the header, joined where it has several records, trimmed; empty for
///   a column without a name; of the first columns only where there are absurdly many
record Heading(int preamble, int rows, int columns, List<String> names) {

  /// The same with at least so many columns, further ones without a name.
  Heading reaching(int least) {
    if (names.size() >= least) {
      return this;
    }
    var more = new ArrayList<>(names);
    more.addAll(Collections.nCopies(least - names.size(), ""));
    return new Heading(preamble, rows, Math.max(columns, least), more);
  }

  /// Index of the first data record.
  int end() {
    return preamble + rows;
  }
}
