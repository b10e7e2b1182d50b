package org.allmende.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.intake.files.FileNames;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.intake.formats.DbaseTable;
import org.allmende.intake.formats.FieldRecords;
import org.allmende.intake.formats.GeoPackage;
import org.allmende.intake.formats.Gml;
import org.allmende.intake.formats.JsonRecords;
import org.allmende.intake.formats.Layers;
import org.allmende.intake.formats.ParquetRows;
import org.allmende.intake.formats.Placemarks;
import org.allmende.intake.formats.Shapefile;
import org.allmende.intake.formats.XmlRecords;
import org.allmende.intake.tables.TableScan;
import org.allmende.intake.text.ByteScan;
import org.allmende.intake.text.Encoding;
import org.allmende.intake.text.OpenedText;
import org.allmende.intake.text.Row;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;

/// Reads the tables that records with named fields make, one for each layer of a file: a first pass
/// gathers the names where the format does not say them, a second one the values.
final class RecordTables {

  static final Set<String> FORMATS =
      Set.of("JSON", "GEOJSON", "XML", "KML", "SHP", "DBF", "PARQUET", "GPKG", "GML");

  private final Vocabularies vocabularies;

  RecordTables(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /// @param asItIs what the file is without its tables
  Reading read(Reading.Understood asItIs) throws IOException {
    Draft draft = asItIs.draft();
    Layers layers = layers(draft);
    var tables = new ArrayList<Table>();
    var findings = new ArrayList<>(asItIs.findings());
    layers.unread().stream()
        .limit(Findings.LISTED)
        .forEach(name -> findings.add(FindingCode.LAYER_UNREAD.at(Place.WHOLE, Text.same(name))));
    for (var layer : layers.records().entrySet()) {
      table(draft.upload(), layer.getKey(), layer.getValue(), tables, findings);
    }
    return new Reading.Understood(
        new Draft(draft.upload(), draft.format(), draft.mediaType(), tables),
        Findings.bounded(findings));
  }

  /// Findings in another table than the first name it.
  private void table(
      Upload upload, String name, FieldRecords records, List<Table> tables, List<Finding> findings)
      throws IOException {
    List<String> fields = records.fields();
    if (fields.isEmpty()) {
      return;
    }
    var noticed = new Findings();
    var scan = new TableScan(name, upload, vocabularies, noticed);
    scan.columns(fields);
    rows(records, fields, scan::take);
    if (scan.isEmpty()) {
      return;
    }
    Table table = scan.table(_ -> null);
    for (Finding finding : noticed.inOrder(scan.profileFindings())) {
      findings.add(tables.isEmpty() ? finding : Findings.within(name, finding));
    }
    tables.add(table);
  }

  /// A table's records again.
  static void each(Draft draft, Table table, TableRows.Taker taker) throws IOException {
    FieldRecords records = layers(draft).of(table.name());
    rows(records, records.fields(), taker);
  }

  private static Layers layers(Draft draft) throws IOException {
    Upload upload = draft.upload();
    return switch (draft.format()) {
      case "GPKG" -> GeoPackage.layers(upload.path());
      case "GML" -> Gml.layers(upload.path());
      default -> Layers.sole(FileNames.stem(upload.name()), records(draft));
    };
  }

  private static FieldRecords records(Draft draft) throws IOException {
    Upload upload = draft.upload();
    return switch (draft.format()) {
      case "XML" -> XmlRecords.of(upload.path());
      case "KML" -> new Placemarks(upload.path());
      case "DBF" -> DbaseTable.records(upload.path());
      case "SHP" -> new Shapefile(upload.path());
      case "PARQUET" -> new ParquetRows(upload.path());
      default -> json(upload, draft.format().equals("GEOJSON"));
    };
  }

  private static FieldRecords json(Upload upload, boolean features) throws IOException {
    Encoding encoding;
    try (var in = Files.newInputStream(upload.path())) {
      encoding = Encoding.of(ByteScan.of(in));
    }
    return taker -> {
      try (var text = OpenedText.text(upload, encoding, true)) {
        JsonRecords.each(text, features, taker);
      }
    };
  }

  private static void rows(FieldRecords records, List<String> fields, TableRows.Taker taker)
      throws IOException {
    Map<String, Integer> columns = new HashMap<>();
    fields.forEach(field -> columns.put(field, columns.size()));
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
