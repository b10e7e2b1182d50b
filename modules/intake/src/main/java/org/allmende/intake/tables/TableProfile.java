package org.allmende.intake.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.intake.cells.CellReading;
import org.allmende.intake.columns.CellFindings;
import org.allmende.intake.columns.CellWords;
import org.allmende.intake.columns.ColumnName;
import org.allmende.intake.columns.ColumnTally;
import org.allmende.intake.columns.Declared;
import org.allmende.intake.columns.DeclaredFindings;
import org.allmende.intake.columns.Profiles;
import org.allmende.intake.columns.TypeDecision;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.intake.columns.Typing;
import org.allmende.intake.geometry.GeometryExtents;
import org.allmende.intake.meaning.KeyFindings;
import org.allmende.intake.meaning.Meaning;
import org.allmende.intake.meaning.MeaningRules;
import org.allmende.intake.meaning.PersonalData;
import org.allmende.intake.meaning.TableContext;
import org.allmende.intake.meaning.ThingMeanings;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Finding;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;

/// Says what the columns of a table are, in one pass over its rows and with bounded memory: types,
/// meanings, units, profiles, and what is odd or personal about the cells. Feed all rows, then ask.
public final class TableProfile {

  /// Different values kept over all columns of a table together.
  private static final int VALUES = 200_000;

  private static final int MOST_VALUES = 5_000;
  private static final int LEAST_VALUES = 100;

  private final List<ColumnName> names;
  private final List<ColumnTally> tallies;
  private final DeclaredColumns declared;
  private final Vocabularies vocabularies;
  private final String fileName;
  private final GeometryExtents extents;
  private final List<Integer> totals = new ArrayList<>();
  private @Nullable Answer answer;

  /// What was found out after the last row.
  private record Answer(
      List<Column> columns,
      List<Finding> findings,
      @Nullable String decimal,
      List<String> words,
      List<String> key) {}

  /// A profile of a table that nothing is declared about.
  ///
  /// @param names the columns' names, in order
  /// @param fileName the file's name, which may say what the table is about
  public TableProfile(List<String> names, Vocabularies vocabularies, String fileName) {
    this(names, DeclaredColumns.NONE, vocabularies, fileName);
  }

  /// A profile of a table whose columns a descriptor declares.
  ///
  /// @param declared what a descriptor says about the columns
  public TableProfile(
      List<String> names, DeclaredColumns declared, Vocabularies vocabularies, String fileName) {
    this.declared = declared;
    this.names = names.stream().map(ColumnName::of).toList();
    this.vocabularies = vocabularies;
    this.fileName = fileName;
    CellReading reading = CellReading.today(vocabularies);
    int bound = Math.clamp(VALUES / Math.max(1, names.size()), LEAST_VALUES, MOST_VALUES);
    this.tallies =
        IntStream.range(0, names.size())
            .mapToObj(place -> new ColumnTally(reading, declared.at(place), bound))
            .toList();
    this.extents = new GeometryExtents(names.size());
  }

  /// A data row.
  ///
  /// @param line physical line of the file, counted from 1
  /// @param cells as they stand in the file
  public void row(int line, List<String> cells) {
    if (answer != null) {
      throw new IllegalStateException("the columns have been asked for already");
    }
    int width = Math.min(cells.size(), tallies.size());
    for (int i = 0; i < width; i++) {
      if (tallies.get(i).add(line, cells.get(i))) {
        extents.add(i, cells.get(i));
      }
    }
  }

  /// A row that sums up others; kept out of all statistics.
  public void totalRow(int line, List<String> cells) {
    if (totals.size() < 1000) {
      totals.add(line);
    }
  }

  /// All columns, in order.
  public List<Column> columns() {
    return answer().columns();
  }

  /// All that is odd or personal about the cells.
  public List<Finding> findings() {
    return answer().findings();
  }

  /// The different words in its texts.
  List<String> words() {
    return answer().words();
  }

  /// The names of the columns that are declared to be the key; empty where the rows deny it.
  List<String> key() {
    return answer().key();
  }

  /// `comma` or `point`, as the table's numbers have it; null where none has decimals.
  @Nullable String decimal() {
    return answer().decimal();
  }

  /// The rectangle around the geometries in the column at a position; null where there are none.
  @Nullable Box box(int position) {
    return extents.box(position);
  }

  private Answer answer() {
    Answer known = answer;
    if (known == null) {
      known = answered();
      answer = known;
    }
    return known;
  }

  private Answer answered() {
    tallies.forEach(ColumnTally::finish);
    var typed = typed();
    var table = new TableContext(typed, vocabularies.places(), fileName);
    var meanings = new HashMap<Integer, Meaning>();
    for (TypedColumn column : typed) {
      Meaning meaning = MeaningRules.of(column, table);
      if (meaning != null) {
        meanings.put(column.position(), meaning);
      }
    }
    continued(typed, meanings);
    var findings = new ArrayList<Finding>();
    for (TypedColumn column : typed) {
      findings.addAll(
          CellFindings.of(
              column, KeyFindings.of(column, meanings.get(column.position()), table.places())));
    }
    var personal = new PersonalData(table, meanings);
    findings.addAll(personal.findings());
    for (TypedColumn column : typed) {
      findings.addAll(DeclaredFindings.of(column, personal.isIn(column)));
    }
    Optional<Finding> noKey =
        soleKey(typed).flatMap(column -> DeclaredFindings.key(column, personal.isIn(column)));
    noKey.ifPresent(findings::add);
    var columns =
        typed.stream().map(c -> column(c, meanings.get(c.position()), personal.isIn(c))).toList();
    return new Answer(
        columns,
        List.copyOf(findings),
        decimal(typed),
        CellWords.of(typed, personal::isIn),
        noKey.isPresent() ? List.of() : declared.key());
  }

  private Optional<TypedColumn> soleKey(List<TypedColumn> typed) {
    List<String> key = declared.key();
    return key.size() != 1
        ? Optional.empty()
        : typed.stream().filter(column -> column.name().text().equals(key.getFirst())).findFirst();
  }

  /// A whole number between two that are counted is counted too.
  private static void continued(List<TypedColumn> columns, Map<Integer, Meaning> meanings) {
    Meaning before = null;
    for (int i = 0; i < columns.size(); i++) {
      TypedColumn column = columns.get(i);
      Meaning known = meanings.get(column.position());
      if (known == null && before == Meaning.COUNT && isCountLike(column)) {
        meanings.put(column.position(), Meaning.COUNT);
      } else {
        before = column.isInteger() || known != null ? known : before;
      }
    }
  }

  private static boolean isCountLike(TypedColumn column) {
    return column.isInteger()
        && column.least() >= 0
        && column.unit() == null
        && !column.name().saysNothing()
        && !ThingMeanings.isKey(column);
  }

  /// The types: first of each column alone, then, where that leaves a doubt, with the decimal sign
  /// of the others.
  private List<TypedColumn> typed() {
    var typed = new ArrayList<TypedColumn>();
    for (int i = 0; i < names.size(); i++) {
      Declared said = declared.at(i);
      var typing = TypeDecision.alone(names.get(i), tallies.get(i), said);
      typed.add(new TypedColumn(i + 1, names.get(i), tallies.get(i), typing, said));
    }
    Boolean comma = sign(typed);
    if (comma != null) {
      typed.replaceAll(c ->
          c.typing().doubts().contains(Typing.Doubt.NUMBER_UNDECIDED)
              ? c.typed(TypeDecision.within(c.name(), c.tally(), c.declared(), comma))
              : c);
    }
    return typed;
  }

  /// Whether the numbers of the table have a decimal comma; null where they do not agree or say.
  private static @Nullable Boolean sign(List<TypedColumn> columns) {
    boolean comma = false;
    boolean point = false;
    for (TypedColumn column : columns) {
      String form = column.typing().isNumber() ? column.typing().form() : null;
      if (form != null) {
        comma |= column.typing().decimalComma();
        point |= !column.typing().decimalComma();
      }
    }
    return comma == point ? null : comma;
  }

  private static @Nullable String decimal(List<TypedColumn> columns) {
    long comma = columns.stream().filter(c -> hasDecimals(c) && c.typing().decimalComma()).count();
    long point = columns.stream().filter(c -> hasDecimals(c) && !c.typing().decimalComma()).count();
    return comma + point == 0 ? null : comma >= point ? "comma" : "point";
  }

  private static boolean hasDecimals(TypedColumn column) {
    String form = column.typing().form();
    return column.typing().type() == ColumnType.DECIMAL
        && form != null
        && form.startsWith("decimal");
  }

  private static Column column(TypedColumn c, @Nullable Meaning meaning, boolean personal) {
    return new Column(
        c.position(),
        c.name().text(),
        c.typing().type(),
        meaning == null ? null : meaning.code(),
        c.isNumber() || (c.unit() != null && c.typing().type() == ColumnType.STRING)
            ? c.unit()
            : null,
        c.typing().form(),
        Profiles.of(c, personal),
        c.declared().column());
  }

  /// Number of rows that sum up others, as they were given.
  int totalRows() {
    return totals.size();
  }
}
