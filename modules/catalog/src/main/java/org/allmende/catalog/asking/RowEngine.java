package org.allmende.catalog.asking;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Answers questions about the rows of tables. Each may be too hard, or too much at once.
public interface RowEngine extends AutoCloseable {

  /// Asks a table.
  ///
  /// @throws WrongQuestion when the question cannot be understood or answered
  /// @throws Busy when too many questions are asked at once
  void ask(Source source, Question question, Sink sink) throws IOException;

  /// How the numbers and dates of a table are spread, by the positions of their columns.
  ///
  /// @throws Busy when too many questions are asked at once
  Map<Integer, List<Bin>> histograms(Source source) throws IOException;

  /// Compares two versions of a table: which rows were added, removed, changed. Rows belong
  /// together that have the same key.
  ///
  /// @param key columns that tell the rows apart, separated by commas; empty to find some
  /// @param limit the most differences to give
  /// @param offset differences to leave out first
  /// @throws WrongQuestion when the key is none
  /// @throws Busy when too many questions are asked at once
  void compare(
      Source before, Source after, String key, long limit, long offset, Differences differences)
      throws IOException;

  /// Asks a table, and gives the answer as a Parquet file. Cells that are not of their column's
  /// type are null.
  ///
  /// @param out gets nothing before the whole answer is there; is not closed
  /// @throws WrongQuestion when the question cannot be understood or answered
  /// @throws Busy when too many questions are asked at once
  void parquet(Source source, Question question, OutputStream out) throws IOException;

  @Override
  void close();

  /// A table, and the file as it was read.
  record Source(Draft draft, Table table) {}

  /// A stretch of values.
  ///
  /// @param from the least value: a number, or a date or moment in ISO form
  /// @param to where the next stretch begins
  /// @param count how many values are in it
  record Bin(Object from, Object to, long count) {}

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

    /// Whether rows are wanted with their places.
    default boolean isMap() {
      return false;
    }

    /// Where the next row is, for those who want it: well-known text in degrees of WGS84, whatever
    /// the reference system of the file; null where it is nowhere.
    default void place(@Nullable String geometry) {}
  }

  /// Takes what differs between two versions of a table.
  interface Differences {

    /// Comes first.
    void summary(Summary summary) throws IOException;

    void difference(Difference difference) throws IOException;
  }

  /// How two versions of a table differ.
  ///
  /// @param key the columns whose values say which rows belong together; empty where no columns
  ///   tell the rows apart: then a changed row is one removed and one added
  /// @param columns those that both versions have, in the order of the later
  /// @param addedColumns the names of columns only the later version has
  /// @param removedColumns the names of columns only the earlier version has
  /// @param unchanged number of rows that are the same
  record Summary(
      List<String> key,
      List<String> columns,
      List<String> addedColumns,
      List<String> removedColumns,
      long added,
      long removed,
      long changed,
      long unchanged) {
    public Summary {
      key = List.copyOf(key);
      columns = List.copyOf(columns);
      addedColumns = List.copyOf(addedColumns);
      removedColumns = List.copyOf(removedColumns);
    }
  }

  /// A row that differs, by the values of the columns that both versions have.
  ///
  /// @param lineBefore where it stood in the earlier file; null for an added row
  /// @param lineAfter where it stands in the later file; null for a removed row
  /// @param before its values, as a [Sink] takes them; empty for an added row
  /// @param after its values; empty for a removed row
  record Difference(
      @Nullable Integer lineBefore,
      @Nullable Integer lineAfter,
      List<@Nullable Object> before,
      List<@Nullable Object> after) {

    /// `added`, `removed` or `changed`.
    public String kind() {
      return lineBefore == null ? "added" : lineAfter == null ? "removed" : "changed";
    }

    /// Whether a value of a changed row is another one; numbers are compared as numbers.
    public boolean differsIn(int column) {
      Object was = before.get(column);
      Object is = after.get(column);
      if (was instanceof Number one && is instanceof Number other) {
        return one.doubleValue() != other.doubleValue();
      }
      return !String.valueOf(was).equals(String.valueOf(is));
    }
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
