package org.allmende.intake.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.allmende.intake.formats.Hidden;
import org.allmende.intake.formats.Sheets;
import org.allmende.intake.text.CellKind;
import org.allmende.intake.text.Row;

/// Takes tables apart that stand side by side in one sheet: a legend to the right of the table, a
/// list that goes on in further columns.
///
/// Two blocks of columns with a free column between them are one table, set apart for the eye, if
/// their rows are the same. They are two if the second repeats the names of the first, or if the
/// rows of one are a short run of those of the other. The larger one keeps the name of the sheet,
/// others are called `Blatt [2]`, as no sheet can be; a single column beside a table is no table.
public final class SideTables implements Sheets.Sink {

  private static final int MOST_HELD = 2_000;
  private static final int MOST_CELLS = 1_000_000;
  private static final int MOST_RUNS = 50;
  private static final int HEADER_ROWS = 20;
  private static final int LEAST_ROWS = 3;
  private static final double SHORT = 0.7;

  private final Sheets.Sink sink;
  private final List<Row> held = new ArrayList<>();
  private final List<Block> beside = new ArrayList<>();
  private String name = "";
  private boolean isHidden;
  private boolean wanted;
  private boolean known;
  private long cells;

  public SideTables(Sheets.Sink sink) {
    this.sink = sink;
  }

  @Override
  public boolean begin(String sheet, boolean hidden) {
    name = sheet;
    isHidden = hidden;
    known = false;
    cells = 0;
    held.clear();
    beside.clear();
    wanted = sink.begin(sheet, hidden);
    return wanted || sink.wantsBeside(sheet);
  }

  @Override
  public boolean wantsBeside(String sheet) {
    return sink.wantsBeside(sheet);
  }

  @Override
  public void row(Row row) throws IOException {
    if (known) {
      send(row);
      return;
    }
    held.add(row);
    cells += row.width();
    if (held.size() >= MOST_HELD || cells > MOST_CELLS) {
      release(false);
    }
  }

  @Override
  public void hidden(Hidden parts) {
    sink.hidden(parts);
  }

  @Override
  public void end() throws IOException {
    if (!known) {
      release(true);
    }
    sink.end();
    int number = 1;
    for (Block block : beside) {
      if (sink.begin(name + " [" + ++number + "]", isHidden)) {
        for (Row row : block.alone()) {
          sink.row(row);
        }
      }
      sink.end();
    }
    beside.clear();
  }

  private void send(Row row) throws IOException {
    if (wanted) {
      sink.row(row);
    }
  }

  /// @param whole whether the sheet has no further rows
  private void release(boolean whole) throws IOException {
    known = true;
    List<Block> blocks = blocks(List.copyOf(held), whole);
    if (blocks.size() < 2) {
      for (Row row : held) {
        send(row);
      }
    } else {
      beside.addAll(blocks);
      Block main = blocks.stream().max(Comparator.comparingInt(Block::records)).orElseThrow();
      beside.remove(main);
      for (Row row : main.alone()) {
        send(row);
      }
    }
    held.clear();
  }

  private static List<Block> blocks(List<Row> rows, boolean whole) {
    var used = new BitSet();
    for (Row row : rows) {
      for (int c = row.firstFilled(); c < row.width(); c++) {
        if (!used.get(c) && !Row.blank(row.cell(c))) {
          used.set(c);
        }
      }
    }
    var blocks = new ArrayList<Block>();
    int runs = 0;
    for (int from = used.nextSetBit(0); from >= 0; ) {
      int to = used.nextClearBit(from);
      if (++runs > MOST_RUNS) {
        return List.of();
      }
      var next = Block.of(rows, from, to);
      if (blocks.isEmpty() || blocks.getLast().isApartFrom(next, whole)) {
        blocks.add(next);
      } else {
        blocks.add(Block.of(rows, blocks.removeLast().from, to));
      }
      from = used.nextSetBit(to);
    }
    return blocks;
  }

  /// Neighbouring columns of a sheet's first rows.
  ///
  /// @param used the rows that hold something in them
  /// @param records how many of these hold more than one cell there
  private record Block(List<Row> rows, int from, int to, BitSet used, int records) {

    static Block of(List<Row> rows, int from, int to) {
      var used = new BitSet();
      int records = 0;
      for (int r = 0; r < rows.size(); r++) {
        int filled = filled(rows.get(r), from, to).size();
        used.set(r, filled > 0);
        records += filled > 1 ? 1 : 0;
      }
      return new Block(rows, from, to, used, records);
    }

    private static List<String> filled(Row row, int from, int to) {
      var filled = new ArrayList<String>();
      for (int c = from; c < Math.min(to, row.width()); c++) {
        if (!Row.blank(row.cell(c))) {
          filled.add(Row.stripped(row.cell(c)));
        }
      }
      return filled;
    }

    boolean isApartFrom(Block other, boolean whole) {
      if (to - from < 2 || other.to - other.from < 2) {
        return false;
      }
      if (whole && repeatsNamesOf(other)) {
        return true;
      }
      boolean less = used.cardinality() < other.used.cardinality();
      Block small = less ? this : other;
      Block large = less ? other : this;
      return small.records >= LEAST_ROWS
          && small.used.cardinality() <= SHORT * large.records
          && small.isRun()
          && (whole || small.used.length() < rows.size());
    }

    private boolean repeatsNamesOf(Block other) {
      for (int r = 0; r < Math.min(HEADER_ROWS, rows.size()); r++) {
        List<String> names = filled(rows.get(r), from, to);
        if (names.size() > 1
            && names.equals(filled(rows.get(r), other.from, other.to))
            && names.stream().allMatch(name -> CellKind.of(name) == CellKind.TEXT)) {
          return r + 1 < rows.size();
        }
      }
      return false;
    }

    /// Whether its rows follow one another, a free one at most between them.
    private boolean isRun() {
      return used.length() - used.nextSetBit(0) <= used.cardinality() + 1;
    }

    /// The rows with nothing beside the block.
    List<Row> alone() {
      return rows.stream().map(row -> row.only(from, to)).toList();
    }
  }
}
