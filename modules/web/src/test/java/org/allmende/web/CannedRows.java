package org.allmende.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.model.Column;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// Gives the first rows of a table, whatever is asked, or their number, and no groups; refuses what
/// is `wrong`, and breaks off in the middle of what is `broken`. Of two versions the first row has
/// changed from `Erle`, all others were added.
final class CannedRows implements RowEngine {

  @Override
  public void ask(Source source, Question question, Sink sink) throws IOException {
    Table table = source.table();
    if (question.where().equals("wrong")) {
      throw new WrongQuestion("So geht das nicht.", "This will not do.");
    }
    if (question.select().contains("count(*)")) {
      sink.fields(List.of(new Field("count", "integer", null)));
      if (question.groupBy().isEmpty()) {
        sink.row(List.of((long) table.firstRows().size()));
      }
      return;
    }
    sink.fields(
        table.columns().stream().map(c -> new Field(c.name(), c.type().code(), c.unit())).toList());
    if (question.where().equals("broken")) {
      for (int i = 0; i < 50_000; i++) {
        sink.row(List.of("Ahorn"));
      }
      throw new IOException("the disk has gone");
    }
    long left = question.limit() < 0 ? Long.MAX_VALUE : question.limit();
    for (List<String> row :
        table.firstRows().subList((int) question.offset(), table.firstRows().size())) {
      if (left-- > 0) {
        sink.row(row.stream().<@Nullable Object>map(CannedRows::typed).toList());
      }
    }
  }

  private static Object typed(String cell) {
    return cell.matches("\\d+,\\d+") ? Double.valueOf(cell.replace(',', '.')) : cell;
  }

  @Override
  public Map<Integer, List<Bin>> histograms(Source source) {
    return Map.of(1, List.of(new Bin(1, 5, 3)));
  }

  @Override
  public void compare(
      Source before, Source after, String key, long limit, long offset, Differences differences)
      throws IOException {
    if (key.equals("wrong")) {
      throw new WrongQuestion("So geht das nicht.", "This will not do.");
    }
    List<List<String>> rows = after.table().firstRows();
    List<String> columns = after.table().columns().stream().map(Column::name).toList();
    differences.summary(
        new Summary(
            columns.subList(0, 1), columns, List.of(), List.of(), rows.size() - 1, 0, 1, 0));
    for (int i = (int) offset; i < Math.min(rows.size(), offset + limit); i++) {
      List<@Nullable Object> now = List.copyOf(rows.get(i));
      differences.difference(
          i == 0
              ? new Difference(2, 2, List.of("Erle"), now)
              : new Difference(null, i + 2, List.of(), now));
    }
  }

  @Override
  public void parquet(Source source, Question question, OutputStream out) throws IOException {
    if (question.where().equals("wrong")) {
      throw new WrongQuestion("So geht das nicht.", "This will not do.");
    }
    out.write(("PAR1 " + question.limit()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}
}
