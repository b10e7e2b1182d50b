package org.allmende.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.intake.formats.SealedDuck;

/// An answer as a Parquet file. Its columns are called as in every other form of it, so their names
/// stand in the statement: quoted, without signs that are not seen, and none twice.
final class ParquetAnswer {

  private static final int LONGEST = 500;

  private ParquetAnswer() {}

  /// The SQL that writes an answer to a file.
  static String sql(Selection.Statement asked, Path file) {
    var inner = new ArrayList<String>();
    var outer = new ArrayList<String>();
    Set<String> taken = new HashSet<>();
    List<Field> fields = asked.fields();
    for (int i = 0; i < fields.size(); i++) {
      inner.add("a" + i);
      outer.add("a" + i + " AS " + quoted(name(fields.get(i).name(), taken)));
    }
    return "COPY (SELECT %s FROM (%s) AS answer(%s)) TO %s (FORMAT parquet, COMPRESSION zstd)"
        .formatted(
            String.join(", ", outer),
            asked.sql(),
            String.join(", ", inner),
            SealedDuck.literal(file));
  }

  private static String name(String said, Set<String> taken) {
    String seen = said.replaceAll("\\p{C}", " ").strip();
    String plain = seen.substring(0, Math.min(seen.length(), LONGEST));
    plain = plain.isEmpty() ? "Spalte" : plain;
    String name = plain;
    for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = plain + " " + number;
    }
    return name;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
