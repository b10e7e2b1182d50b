package org.allmende.catalog.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.catalog.tables.Readings;
import org.allmende.intake.csvw.DescribedTable;
import org.allmende.intake.csvw.DescribedTable.DescribedColumn;
import org.allmende.model.Addresses;
import org.allmende.model.ColumnType;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.apache.jena.graph.Node;

/// The rows of the datasets in the store.
///
/// Every row is in one graph. A dataset's first table is the graph of its repaired CSV (`…#csv`),
/// whose address its columns are named after; further tables are in the graph of the file they came
/// in (`…#file-2`). What is said is what the table's own CSVW metadata say ([CleanTable#metadata]),
/// so that whoever converts the CSV by them gets the same triples.
public final class StoredRows implements RowGraphs {

  private static final String REPAIRED = "#csv";
  private static final String FILE = "#file-";

  private final DatasetStore store;
  private final Browsing browsing;
  private final Addresses addresses;
  private final CellEngine engine;

  public StoredRows(DatasetStore store, Browsing browsing, Addresses addresses, CellEngine engine) {
    this.store = store;
    this.browsing = browsing;
    this.addresses = addresses;
    this.engine = engine;
  }

  @Override
  public List<RowTable> tables(String dataset, String distribution, long change) {
    if (!distribution.startsWith(dataset + "#")) {
      return List.of();
    }
    Optional<DatasetId> id = store.idOf(dataset);
    Optional<Browsing.Shown> shown = id.flatMap(browsing::find);
    if (shown.isEmpty()) {
      return List.of();
    }
    if (shown.get().stored().change() > change) {
      throw new Changed(dataset);
    }
    if (shown.get().stored().entry().state() != State.PUBLISHED) {
      return List.of();
    }
    try {
      return tables(shown.get(), distribution.substring(dataset.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RowTable> tables(Browsing.Shown shown, String name) throws IOException {
    var tables = new ArrayList<RowTable>();
    int number = 0;
    int file = 0;
    for (Draft draft : browsing.drafts(shown)) {
      file++;
      for (Table table : draft.tables()) {
        number++;
        if (name.equals(number == 1 ? REPAIRED : FILE + file)) {
          Optional<CleanTable> clean = CleanTable.of(draft, table);
          if (clean.isPresent()) {
            tables.add(table(shown, number, draft, table, clean.get()));
          }
        }
      }
    }
    return tables;
  }

  private RowTable table(
      Browsing.Shown shown, int number, Draft draft, Table table, CleanTable clean)
      throws IOException {
    String address = addresses.csv(shown.id(), number);
    var said = clean.metadata(address, shown.dataset().title("de"));
    var described = DescribedTable.of(Json.own().valueToTree(said));
    var columns = new ArrayList<RowTable.RowColumn>();
    List<DescribedColumn> all = described.columns();
    for (int i = 0; i < all.size(); i++) {
      columns.add(new Said(i + 1, table.columns().get(i).type(), all.get(i)));
    }
    return new Read(
        shown.id() + "-" + Readings.mark(draft) + "-" + number,
        columns,
        new RowEngine.Source(draft, table),
        engine);
  }

  private record Said(int position, ColumnType type, DescribedColumn column)
      implements RowTable.RowColumn {

    @Override
    public Node property() {
      return column.property();
    }

    @Override
    public List<Node> values(String cell) {
      return column.values(cell);
    }
  }

  private record Read(
      String mark, List<RowColumn> columns, RowEngine.Source source, CellEngine engine)
      implements RowTable {

    private Read {
      columns = List.copyOf(columns);
    }

    @Override
    public void pass(CellEngine.Wanted wanted, CellEngine.Taker taker) throws IOException {
      engine.pass(source, wanted, taker);
    }
  }
}
