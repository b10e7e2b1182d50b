package org.allmende.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;

/// Reads the table that the records of a JSON text make: a first pass gathers the names of their
/// fields, a second one their values.
final class JsonTables {

  static final Set<String> FORMATS = Set.of("JSON", "GEOJSON");

  private static final int MOST_COLUMNS = 5_000;

  private final Vocabularies vocabularies;

  JsonTables(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /// @param asItIs what the file is without its table
  Reading read(CsvReader.Opened opened, Reading.Understood asItIs) throws IOException {
    Draft draft = asItIs.draft();
    boolean features = draft.format().equals("GEOJSON");
    Upload upload = opened.upload();
    Map<String, Integer> columns = columns(upload, opened.encoding(), features);
    if (columns.isEmpty()) {
      return asItIs;
    }
    var findings = new Findings();
    var scan = new TableScan(FileNames.stem(upload.name()), upload.name(), vocabularies, findings);
    scan.columns(List.copyOf(columns.keySet()));
    rows(upload, opened.encoding(), features, columns, scan::take);
    if (scan.isEmpty()) {
      return asItIs;
    }
    Table table = scan.table(_ -> null);
    var noticed = new ArrayList<>(asItIs.findings());
    noticed.addAll(findings.inOrder(scan.profileFindings()));
    return new Reading.Understood(
        new Draft(draft.upload(), draft.format(), draft.mediaType(), List.of(table)), noticed);
  }

  /// The table's records again.
  static void each(Draft draft, TableRows.Taker taker) throws IOException {
    boolean features = draft.format().equals("GEOJSON");
    Encoding encoding = encoding(draft.upload());
    rows(draft.upload(), encoding, features, columns(draft.upload(), encoding, features), taker);
  }

  private static Encoding encoding(Upload upload) throws IOException {
    try (var in = Files.newInputStream(upload.path())) {
      return Encoding.of(ByteScan.of(in));
    }
  }

  private static Map<String, Integer> columns(Upload upload, Encoding encoding, boolean features)
      throws IOException {
    var columns = new LinkedHashMap<String, Integer>();
    try (var text = CsvReader.text(upload, encoding, true)) {
      JsonRecords.each(
          text,
          features,
          (_, record) -> {
            for (String name : record.keySet()) {
              if (columns.size() < MOST_COLUMNS) {
                columns.putIfAbsent(name, columns.size());
              }
            }
          });
    }
    return columns;
  }

  private static void rows(
      Upload upload,
      Encoding encoding,
      boolean features,
      Map<String, Integer> columns,
      TableRows.Taker taker)
      throws IOException {
    try (var text = CsvReader.text(upload, encoding, true)) {
      JsonRecords.each(
          text,
          features,
          (line, record) -> {
            String[] cells = new String[columns.size()];
            Arrays.fill(cells, "");
            record.forEach((name, value) -> {
              Integer at = columns.get(name);
              if (at != null) {
                cells[at] = value;
              }
            });
            taker.take(new Row(line, List.of(cells), false, false));
          });
    }
  }
}
