package org.allmende.intake.csvw;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import tools.jackson.databind.JsonNode;

/// A table that metadata describe and whose rows the caller has, as they stand in the file that the
/// metadata name.
public final class DescribedTable {

  private static final Resources NONE = _ -> Optional.empty();

  private final TableGroup group;
  private final TableDescription table;

  private DescribedTable(TableGroup group) {
    this.group = group;
    this.table = group.tables().getFirst();
  }

  /// The table that metadata describe.
  ///
  /// @param metadata of one table, with all its columns
  /// @throws IllegalArgumentException when they are not valid
  public static DescribedTable of(JsonNode metadata) throws IOException {
    var report = new Report(false);
    try {
      var document = MetadataDocument.of(metadata, "", report);
      var group = new MetadataReader(NONE, report).read(document);
      return new DescribedTable(group);
    } catch (InvalidMetadata e) {
      throw new IllegalArgumentException("not valid as metadata: " + e.getMessage(), e);
    }
  }

  /// The rows of a table, passed over once.
  public interface Rows {

    /// Hands over each row, one text for each column.
    void each(Taker taker) throws IOException;
  }

  /// Takes a row.
  public interface Taker {
    void take(List<String> cells) throws IOException;
  }

  /// A column as RDF has it, for who wants the values of some columns only.
  public static final class DescribedColumn {
    private final Node property;
    private final ColumnDescription column;
    private final CellReader reader;

    private DescribedColumn(TableDescription table, ColumnDescription column) {
      this.property = Csv2Rdf.usualProperty(table, column);
      this.column = column;
      this.reader = new CellReader(column, new Report(false));
    }

    /// The property that its values are said with.
    public Node property() {
      return property;
    }

    /// What a cell says: the same as [DescribedTable#toRdf]; nothing where it has no value.
    public List<Node> values(String cell) {
      return reader.values(cell, 0).stream().map(value -> Csv2Rdf.literal(value, column)).toList();
    }
  }

  /// Its columns, in their order.
  ///
  /// @throws IllegalArgumentException when what a row says depends on more than one of its cells,
  ///   as with templates of addresses, and with lists
  public List<DescribedColumn> columns() {
    var columns = new ArrayList<DescribedColumn>();
    for (ColumnDescription column : table.schema().columns()) {
      if (column.inherited().hasTemplates()
          || column.isVirtual()
          || column.suppressOutput()
          || column.ordered()) {
        throw new IllegalArgumentException("not by columns: " + column.plainName());
      }
      columns.add(new DescribedColumn(table, column));
    }
    return columns;
  }

  /// Converts to RDF.
  public Report toRdf(Mode mode, Rows rows, Consumer<Triple> triples) throws IOException {
    var report = new Report(false);
    var annotator = new RowAnnotator(table, report);
    var sink = new Csv2Rdf(mode, triples);
    sink.begin(group);
    sink.beginTable(table);
    int[] source = {headerRows()};
    rows.each(cells -> sink.row(annotator.row(++source[0], cells)));
    sink.endTable(List.of());
    sink.end();
    return report;
  }

  private int headerRows() {
    DialectDescription said = table.dialect();
    DialectDescription dialect = said == null ? DialectDescription.USUAL : said;
    return dialect.skipRows() + dialect.headerRows();
  }
}
