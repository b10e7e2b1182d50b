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

/// Reads the table that records with named fields make: a first pass gathers the names, a second
/// one the values.
final class RecordTables {

  static final Set<String> FORMATS = Set.of("JSON", "GEOJSON", "XML", "KML", "SHP", "DBF");

  private static final int MOST_COLUMNS = 5_000;

  private final Vocabularies vocabularies;

  RecordTables(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /// @param asItIs what the file is without its table
  Reading read(Reading.Understood asItIs) throws IOException {
    Draft draft = asItIs.draft();
    Upload upload = draft.upload();
    FieldRecords records = records(draft);
    Map<String, Integer> columns = columns(records);
    if (columns.isEmpty()) {
      return asItIs;
    }
    var findings = new Findings();
    var scan = new TableScan(FileNames.stem(upload.name()), upload.name(), vocabularies, findings);
    scan.columns(List.copyOf(columns.keySet()));
    rows(records, columns, scan::take);
    if (scan.isEmpty()) {
      return asItIs;
    }
    Table table = scan.table(_ -> null);
    var noticed = new ArrayList<>(asItIs.findings());
    noticed.addAll(findings.inOrder(scan.profileFindings()));
    return new Reading.Understood(
        new Draft(upload, draft.format(), draft.mediaType(), List.of(table)), noticed);
  }

  /// The table's records again.
  static void each(Draft draft, TableRows.Taker taker) throws IOException {
    FieldRecords records = records(draft);
    rows(records, columns(records), taker);
  }

  private static FieldRecords records(Draft draft) throws IOException {
    Upload upload = draft.upload();
    return switch (draft.format()) {
      case "XML" -> XmlRecords.of(upload.path());
      case "KML" -> new Placemarks(upload.path());
      case "DBF" -> DbaseTable.records(upload.path());
      case "SHP" -> new Shapefile(upload.path());
      default -> json(upload, draft.format().equals("GEOJSON"));
    };
  }

  private static FieldRecords json(Upload upload, boolean features) throws IOException {
    Encoding encoding;
    try (var in = Files.newInputStream(upload.path())) {
      encoding = Encoding.of(ByteScan.of(in));
    }
    return taker -> {
      try (var text = CsvReader.text(upload, encoding, true)) {
        JsonRecords.each(text, features, taker);
      }
    };
  }

  private static Map<String, Integer> columns(FieldRecords records) throws IOException {
    var columns = new LinkedHashMap<String, Integer>();
    records.each((_, record) -> {
      for (String name : record.keySet()) {
        if (columns.size() < MOST_COLUMNS) {
          columns.putIfAbsent(name, columns.size());
        }
      }
    });
    return columns;
  }

  private static void rows(
      FieldRecords records, Map<String, Integer> columns, TableRows.Taker taker)
      throws IOException {
    records.each((line, record) -> {
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
