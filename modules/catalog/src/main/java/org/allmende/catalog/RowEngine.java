package org.allmende.catalog;

import java.io.IOException;
import java.util.List;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Answers questions about the rows of tables.
public interface RowEngine extends AutoCloseable {

  /// Asks a table.
  ///
  /// @param draft the file as it was read
  /// @param table one of its tables
  /// @throws WrongQuestion when the question cannot be understood or answered
  /// @throws Busy when too many questions are asked at once
  void ask(Draft draft, Table table, Question question, Sink sink) throws IOException;

  @Override
  void close();

  /// What is asked. Empty parts are left out; the handbook's page on rows has the grammar.
  ///
  /// @param select columns or aggregates, separated by commas
  /// @param where a condition
  /// @param groupBy columns, separated by commas
  /// @param orderBy columns or names given in `select`, each with `asc` or `desc`
  /// @param limit the most rows to give; negative for all
  /// @param offset rows to leave out first
  record Question(
      String select, String where, String groupBy, String orderBy, long limit, long offset) {}

  /// A column of the answer.
  ///
  /// @param type a code of [org.allmende.model.ColumnType]
  record Field(String name, String type, @Nullable String unit) {}

  /// Takes the answer.
  interface Sink {

    /// Comes first.
    void fields(List<Field> fields) throws IOException;

    /// A row: texts, numbers, booleans; dates and times in ISO form; null where there is no value.
    /// A cell that is not of its column's type is the text it is.
    void row(List<@Nullable Object> values) throws IOException;
  }

  /// Too many questions are asked at once; later is better.
  final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Busy() {
      super("too many questions about rows at once");
    }
  }

  /// A question that cannot be answered as it stands.
  final class WrongQuestion extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Text text;

    public WrongQuestion(String de, String en) {
      super(en);
      this.text = new Text(de, en);
    }

    public Text text() {
      return text;
    }
  }
}
