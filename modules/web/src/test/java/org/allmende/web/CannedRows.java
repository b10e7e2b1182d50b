package org.allmende.web;

import java.io.IOException;
import java.util.List;
import org.allmende.catalog.RowEngine;
import org.allmende.model.Draft;
import org.allmende.model.Table;

/// Gives the first rows of a table, whatever is asked; refuses what is `wrong`, and breaks off in
/// the middle of what is `broken`.
final class CannedRows implements RowEngine {

  @Override
  public void ask(Draft draft, Table table, Question question, Sink sink) throws IOException {
    if (question.where().equals("wrong")) {
      throw new WrongQuestion("So geht das nicht.", "This will not do.");
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
        sink.row(List.copyOf(row));
      }
    }
  }

  @Override
  public void close() {}
}
