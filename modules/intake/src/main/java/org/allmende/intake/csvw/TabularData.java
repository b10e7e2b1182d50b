package org.allmende.intake.csvw;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.allmende.intake.csvw.Resources.Resource;
import org.allmende.intake.csvw.TabularFile.SourceRow;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;
import org.apache.jena.graph.Triple;

/// Tabular data on the web: a file of rows, or metadata that name such files. They are checked or
/// converted in one pass, without being held.
public final class TabularData {

  private final Resources resources;
  private final String url;
  private final Optional<String> metadata;

  private TabularData(Resources resources, String url, Optional<String> metadata) {
    this.resources = resources;
    this.url = url;
    this.metadata = metadata;
  }

  /// What lies at an address. Metadata for a file are located.
  public static TabularData at(String url, Resources resources) {
    return new TabularData(resources, url, Optional.empty());
  }

  /// What lies at an address, with the user's own metadata overriding all others.
  ///
  /// @param metadata their address
  public static TabularData at(String url, String metadata, Resources resources) {
    return new TabularData(resources, url, Optional.of(metadata));
  }

  /// Checks data and metadata as
  /// [validators](https://www.w3.org/TR/tabular-data-model/#dfn-validator) do.
  public Report validate() throws IOException {
    var report = new Report(true);
    return process(new Keys(report), report);
  }

  /// Checks the file alone, whatever other tables its metadata describe.
  public Report validateFile() throws IOException {
    var report = new Report(true);
    return process(new Keys(report), report, table -> table.isAt(url));
  }

  /// Converts to RDF.
  public Report toRdf(Mode mode, Consumer<Triple> triples) throws IOException {
    return process(new Csv2Rdf(mode, triples), new Report(false));
  }

  /// Converts to JSON.
  ///
  /// @param out not closed; what is there is no JSON when the report has errors
  public Report toJson(Mode mode, OutputStream out) throws IOException {
    return process(new Csv2Json(mode, out), new Report(false));
  }

  private Report process(TableSink sink, Report report) throws IOException {
    return process(sink, report, _ -> true);
  }

  private Report process(TableSink sink, Report report, Predicate<TableDescription> wanted)
      throws IOException {
    try {
      TableGroup group = described(report).only(wanted);
      sink.begin(group);
      for (TableDescription table : group.tables()) {
        process(table, sink, report);
      }
      sink.end();
    } catch (InvalidMetadata e) {
      report.stopped(e);
    } catch (CharacterCodingException e) {
      report.stopped(
          unreadable(
              new Text(
                  "sie ist nicht in der Kodierung, die genannt ist",
                  "it is not in the encoding that is named")));
    }
    return report;
  }

  private TableGroup described(Report report) throws IOException, InvalidMetadata {
    var reader = new MetadataReader(resources, report);
    if (metadata.isPresent()) {
      String place = metadata.get();
      return reader.read(place).orElseThrow(() -> missing(place));
    }
    Resource resource = open(url);
    try (var _ = resource.body()) {
      return isMetadata(resource)
          ? reader.read(url).orElseThrow(() -> missing(url))
          : new MetadataLocator(resources, reader, report).locate(url, resource.links());
    }
  }

  private boolean isMetadata(Resource resource) {
    String type = resource.contentType().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? url.endsWith(".json") : type.contains("json");
  }

  private void process(TableDescription table, TableSink sink, Report report)
      throws IOException, InvalidMetadata {
    try (var file = TabularFile.open(open(table.url()), table.dialect())) {
      SourceRow row = file.next();
      int width = row == null ? 0 : row.cells().size();
      var described = new Header(table, report).described(file.titles(), width);
      var rows = new RowAnnotator(described, report);
      sink.beginTable(described);
      while (row != null) {
        sink.row(rows.row(row.number(), row.cells()));
        row = file.next();
      }
      sink.endTable(List.copyOf(file.comments()));
    }
  }

  private Resource open(String address) throws IOException, InvalidMetadata {
    return resources.open(address).orElseThrow(() -> missing(address));
  }

  private static InvalidMetadata missing(String address) {
    return unreadable(
        new Text("unter " + address + " ist nichts", "there is nothing at " + address));
  }

  private static InvalidMetadata unreadable(Text why) {
    return new InvalidMetadata(Issue.CSVW_FILE_UNREADABLE, Place.WHOLE, why);
  }
}
