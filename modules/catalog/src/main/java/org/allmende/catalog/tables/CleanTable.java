package org.allmende.catalog.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.TripleWriter;
import org.allmende.intake.BadRows;
import org.allmende.intake.Repair;
import org.allmende.intake.csvw.DescribedTable;
import org.allmende.intake.csvw.Mode;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Table;

/// A table of a dataset's files in a form that every program reads alike ([Repair]), and as RDF
/// after [CSVW](https://www.w3.org/TR/csv2rdf/).
public final class CleanTable {

  private final Draft draft;
  private final Table table;

  private CleanTable(Draft draft, Table table) {
    this.draft = draft;
    this.table = table;
  }

  /// One of the tables of a file; empty where it has no columns.
  public static Optional<CleanTable> of(Draft draft, Table table) {
    return Repair.isPossible(table) ? Optional.of(new CleanTable(draft, table)) : Optional.empty();
  }

  /// The first table of some files; empty where there is none, or it has no columns.
  public static Optional<CleanTable> first(List<Draft> drafts) {
    return drafts.stream()
        .filter(draft -> !draft.tables().isEmpty())
        .findFirst()
        .flatMap(draft -> of(draft, draft.tables().getFirst()));
  }

  /// Changes whenever the bytes may: with the file, and with what we make of it.
  public String mark() {
    return Readings.mark(draft);
  }

  /// What it holds, as [CSVW](https://www.w3.org/TR/tabular-metadata/) says it in JSON.
  ///
  /// @param address where it is
  /// @param title of the dataset
  public Map<String, Object> metadata(String address, String title) {
    return TableMetadata.of(table, address, title);
  }

  /// Writes it as CSV, UTF-8; memory does not grow with it.
  ///
  /// @param out is flushed, not closed
  public void write(OutputStream out) throws IOException {
    Repair.write(draft, table, out);
  }

  /// Whether findings say that there are rows in which something is wrong.
  public static boolean hasBadRows(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> BadRows.isOne(finding.code()));
  }

  /// Writes the rows in which something is wrong, as they stand in the file, with the reasons.
  ///
  /// @param language `de` or `en`
  /// @param out is flushed, not closed
  public void writeBadRows(String language, OutputStream out) throws IOException {
    BadRows.write(draft, table, language, out);
  }

  /// Writes its rows as RDF, as its metadata describe them; memory does not grow with it.
  ///
  /// @param address where it is
  /// @param title of the dataset
  /// @param standard whether rows and table are said too, not only the values
  /// @param syntax Turtle or N-Triples
  /// @param out is flushed, not closed
  public void writeRdf(
      String address, String title, boolean standard, RdfSyntax syntax, OutputStream out)
      throws IOException {
    var described = DescribedTable.of(Json.own().valueToTree(metadata(address, title)));
    new TripleWriter(syntax, prefixes(address))
        .write(
            triples ->
                described.toRdf(
                    standard ? Mode.STANDARD : Mode.MINIMAL,
                    rows -> Repair.each(draft, table, (_, cells) -> rows.take(cells)),
                    triples),
            out);
  }

  private static Map<String, String> prefixes(String address) {
    return Map.of(
        "", address + "#",
        "csvw", "http://www.w3.org/ns/csvw#",
        "dc", "http://purl.org/dc/terms/",
        "geo", "http://www.opengis.net/ont/geosparql#",
        "xsd", "http://www.w3.org/2001/XMLSchema#");
  }
}
