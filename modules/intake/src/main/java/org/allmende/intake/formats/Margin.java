package org.allmende.intake.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.text.Row;

/// Leaves out the columns that people keep free on the left of a sheet: those in which nothing
/// stands in its first rows. A later row in which something does keeps its place.
public final class Margin implements Sheets.Sink {

  private static final int MOST_HELD = 2_000;

  private final Sheets.Sink sink;
  private final List<Row> held = new ArrayList<>();
  private boolean known;
  private int width;

  public Margin(Sheets.Sink sink) {
    this.sink = sink;
  }

  @Override
  public boolean begin(String name, boolean hidden) {
    known = false;
    return sink.begin(name, hidden);
  }

  @Override
  public void row(Row row) throws IOException {
    if (known) {
      sink.row(row.from(width));
      return;
    }
    held.add(row);
    if (held.size() >= MOST_HELD) {
      release();
    }
  }

  @Override
  public boolean wantsBeside(String sheet) {
    return sink.wantsBeside(sheet);
  }

  @Override
  public void hidden(Hidden parts) {
    sink.hidden(parts);
  }

  @Override
  public void end() throws IOException {
    release();
    sink.end();
  }

  private void release() throws IOException {
    width =
        known
            ? width
            : held.stream().filter(r -> !r.isBlank()).mapToInt(Row::firstFilled).min().orElse(0);
    known = true;
    for (Row row : held) {
      sink.row(row.from(width));
    }
    held.clear();
  }
}
