package org.allmende.intake.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.allmende.intake.files.FileNames;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.files.Findings;
import org.allmende.intake.files.Progress;
import org.allmende.intake.geometry.MapPlaces;
import org.allmende.intake.text.Damage;
import org.allmende.intake.text.OpenedText;
import org.allmende.intake.text.Row;
import org.allmende.model.Column;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Dialect;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;

/// The one pass over the records of a table.
///
/// The first records are held until they show where the table begins, the last ones until the
/// file's end shows whether they are notes; all others go straight to the columns' profile.
public final class TableScan {

  private static final int MOST_HELD = 2_000;
  private static final int MOST_HELD_SIZE = 1024 * 1024;
  private static final int TAIL = 100;
  private static final int TAIL_SIZE = 4 * 1024 * 1024;
  private static final int TEXTS = 20;
  private static final int FIRST_ROWS = 50;
  private static final int FIRST_ROWS_SIZE = 512 * 1024;

  private final String name;
  private final String fileName;
  private final char quote;
  private final Vocabularies vocabularies;
  private final Findings findings;
  private final boolean damageLikely;
  private final boolean isText;
  private final List<DeclaredTable> declared;
  private final Told told;
  private final Set<Integer> toSkip;

  private final List<Row> held = new ArrayList<>();
  private final Deque<Held> tail = new ArrayDeque<>();
  private final List<String> preamble = new ArrayList<>();
  private final List<String> footer = new ArrayList<>();
  private final List<List<String>> firstRows = new ArrayList<>();
  private int heldSize;
  private int tailSize;
  private int firstRowsSize;
  private int blanks;
  private int usualWidth;
  private int usualFilled;
  private int footerRows;
  private int width;
  private long taken;
  private long dataRows;
  private int firstDataRow;
  private @Nullable Integer headerRow;
  private Heading heading = new Heading(0, 0, 0, List.of());
  private List<Row> headerRecords = List.of();
  private List<String> names = List.of();
  private Set<Integer> leftOut = Set.of();
  private @Nullable TableProfile profile;
  private boolean given;
  private boolean ended;
  private boolean anything;
  private boolean cutRow;
  private int lastLine;
  private int firstTotal;
  private int lastTotal;
  private int firstWanted;

  /// A table that is a text.
  public TableScan(OpenedText opened, Vocabularies vocabularies, Findings findings) {
    this.name = FileNames.stem(opened.upload().name());
    this.fileName = opened.upload().name();
    this.quote = opened.found().separation().quote();
    this.vocabularies = vocabularies;
    this.findings = findings;
    this.damageLikely = Damage.likely(opened.scan(), opened.encoding());
    this.isText = true;
    this.declared = opened.upload().declared();
    this.told = opened.upload().told();
    this.toSkip = new TreeSet<>(told.skippedRows());
  }

  /// A table whose cells the format itself keeps apart.
  ///
  /// @param name of the table, which may say what it is about, as may the file's
  public TableScan(String name, Upload upload, Vocabularies vocabularies, Findings findings) {
    String fileName = upload.name();
    this.name = name;
    this.fileName = fileName.startsWith(name) ? fileName : fileName + " " + name;
    this.quote = '"';
    this.vocabularies = vocabularies;
    this.findings = findings;
    this.damageLikely = false;
    this.isText = false;
    this.declared = upload.declared();
    this.told = upload.told().about(name);
    this.toSkip = new TreeSet<>(told.skippedRows());
  }

  /// Gives the columns' names beforehand: every record is data.
  public void columns(List<String> all) {
    var known = all.subList(0, Math.min(all.size(), HeaderFinder.MOST_COLUMNS));
    given = true;
    heading = new Heading(0, 0, all.size(), known);
    usualWidth = known.size();
    usualFilled = 0;
    width = known.size();
    DeclaredColumns columns = declaredColumns();
    if (all.size() > width) {
      findings.add(
          FindingCode.TOO_MANY_COLUMNS, Place.WHOLE, Text.same(String.valueOf(all.size())));
    }
    profile = new TableProfile(kept(names), columns, vocabularies, fileName);
  }

  /// Takes a record; sheets leave blank rows out or not.
  public void take(Row row) {
    Progress.rows(++taken);
    if (row.cut()) {
      cutRow = true;
      findings.add(FindingCode.ROW_TOO_LARGE, Place.line(row.line()));
      return;
    }
    if (row.isBlank()) {
      blanks++;
      return;
    }
    anything = true;
    if (toSkip.remove(row.line())) {
      lastLine = row.line();
      return;
    }
    Row placed = row.after(isText || given ? blanks : row.line() - lastLine - 1);
    lastLine = row.line();
    blanks = 0;
    if (profile != null) {
      hold(placed, profile);
      return;
    }
    held.add(placed);
    heldSize += placed.size();
    if (held.size() >= MOST_HELD || heldSize > MOST_HELD_SIZE) {
      begin(0);
    }
  }

  /// Whether no record held anything.
  public boolean isEmpty() {
    return !anything;
  }

  public boolean sawCutRow() {
    return cutRow;
  }

  /// The table, after the last record.
  ///
  /// @param dialect how the text is spelled, given the decimal sign
  public Table table(Function<@Nullable String, @Nullable Dialect> dialect) {
    TableProfile columns = end();
    var table =
        new Table(
            name,
            dialect.apply(columns.decimal()),
            headerRow,
            heading.rows(),
            firstDataRow,
            dataRows,
            footerRows,
            described(columns),
            firstRows,
            preamble,
            footer,
            null,
            columns.words(),
            columns.key(),
            List.copyOf(leftOut));
    return table.within(MapPlaces.extent(table, columns::box));
  }

  public List<Finding> profileFindings() {
    return end().findings();
  }

  private List<Column> described(TableProfile columns) {
    var described = columns.columns();
    if (dataRows > 0) {
      described.stream()
          .filter(
              column -> column.profile().nulls() >= dataRows && column.profile().distinct() == 0)
          .forEach(column -> findings.add(FindingCode.COLUMN_EMPTY, Place.column(column.name())));
    }
    return described;
  }

  private TableProfile end() {
    TableProfile columns = profile;
    if (columns == null) {
      width = Row.usualWidth(held);
      columns = begin(Notes.count(held, width, HeaderFinder.median(held)));
    }
    if (!ended) {
      ended = true;
      finish(columns);
    }
    return columns;
  }

  /// Finds the header among the first records.
  ///
  /// @param notes number of the held records that are notes after the table
  private TableProfile begin(int notes) {
    var body = held.subList(0, held.size() - notes);
    usualWidth = Row.usualWidth(body);
    usualFilled = HeaderFinder.median(body);
    var rows = isText ? List.copyOf(body) : padded(body);
    heading = told(rows, declared(HeaderFinder.find(rows)));
    if (!isText) {
      heading = heading.reaching(used(body.subList(heading.end(), body.size())));
    }
    headerRecords = List.copyOf(held.subList(heading.preamble(), heading.end()));
    width = heading.names().size();
    for (Row row : held.subList(0, heading.preamble())) {
      if (preamble.size() < TEXTS) {
        preamble.add(Notes.text(row));
      }
    }
    DeclaredColumns declaredColumns = declaredColumns();
    headingFindings();
    var columns = new TableProfile(kept(names), declaredColumns, vocabularies, fileName);
    profile = columns;
    var rest = held.subList(heading.end(), held.size()).stream().filter(this::isWanted).toList();
    held.clear();
    if (rest.size() > 1 && rest.get(1).blanksBefore() > 0) {
      var others = rest.subList(1, Math.min(rest.size(), FIRST_ROWS));
      firstTotal = Totals.sumsUp(rest.getFirst(), others) ? rest.getFirst().line() : 0;
    }
    rest.forEach(row -> hold(row, columns));
    return columns;
  }

  /// Rows of a sheet end where nothing follows; the free cells up to the usual width are added.
  private List<Row> padded(List<Row> rows) {
    return rows.stream()
        .map(row -> row.width() < usualWidth ? row.reaching(usualWidth) : row)
        .toList();
  }

  /// Number of columns up to the last one in which more than one cell holds something.
  private static int used(List<Row> rows) {
    int[] filled = new int[rows.stream().mapToInt(Row::width).max().orElse(0)];
    for (Row row : rows) {
      for (int c = 0; c < row.width(); c++) {
        filled[c] += Row.blank(row.cell(c)) ? 0 : 1;
      }
    }
    int used = filled.length;
    while (used > 0 && filled[used - 1] < 2) {
      used--;
    }
    return Math.min(used, HeaderFinder.MOST_COLUMNS);
  }

  /// Names the columns, and pairs them with those that are declared. Where the file does not name
  /// them, the declared names are theirs.
  private DeclaredColumns declaredColumns() {
    boolean named = heading.rows() > 0 || given;
    var all = new ArrayList<String>();
    for (int c = 0; c < width; c++) {
      String name = heading.names().get(c);
      all.add(name.isEmpty() ? "Spalte " + (c + 1) : name);
    }
    var columns =
        isText
            ? DeclaredColumns.of(declared, all, named, findings)
            : DeclaredColumns.among(declared, all, findings);
    for (int c = 0; c < width && !named; c++) {
      DeclaredColumn column = columns.at(c).column();
      if (column != null && !column.label().isEmpty()) {
        all.set(c, column.label());
      }
    }
    names = List.copyOf(all);
    leftOut = leftOut();
    return columns.named(names).telling(told, names, findings).without(leftOut);
  }

  /// The columns that somebody says are left out; none where nothing would remain.
  private Set<Integer> leftOut() {
    var out = new TreeSet<Integer>();
    for (String column : told.skippedColumns()) {
      int place = DeclaredColumns.place(column, names);
      if (place < 0) {
        findings.add(FindingCode.TOLD_COLUMN, Place.column(column), Text.same(column));
      } else {
        out.add(place + 1);
      }
    }
    if (!out.isEmpty() && out.size() == width) {
      findings.add(FindingCode.TOLD_NO_COLUMN, Place.WHOLE);
      return Set.of();
    }
    return out;
  }

  private <T> List<T> kept(List<T> all) {
    return Row.without(all, leftOut);
  }

  /// A first row that is declared to be data is data, unless it holds the declared names.
  private Heading declared(Heading found) {
    DeclaredTable table =
        isText && !declared.isEmpty() ? declared.getFirst() : DeclaredTable.NOTHING;
    if (!Boolean.FALSE.equals(table.header()) || found.rows() == 0) {
      return found;
    }
    boolean names = DeclaredColumns.holds(table, found.names());
    if (names) {
      findings.add(FindingCode.DECLARED_HEADER, Place.line(held.get(found.preamble()).line()));
      return found;
    }
    return new Heading(
        found.preamble(), 0, found.columns(), Collections.nCopies(found.names().size(), ""));
  }

  /// The header where somebody says it is, or the data where they say these begin.
  private Heading told(List<Row> rows, Heading found) {
    Integer row = told.headerRow();
    Heading heading =
        row == null ? found : row == 0 ? headless(rows, found) : headed(rows, row, found);
    Integer first = told.firstDataRow();
    if (first == null) {
      return heading;
    }
    int begin = at(rows, first);
    if (begin < heading.end() || begin == rows.size()) {
      findings.add(FindingCode.TOLD_FIRST_ROW, Place.line(first), Text.same(first.toString()));
      return heading;
    }
    firstWanted = first;
    return heading.rows() == 0 ? HeaderFinder.told(rows, begin, 0) : heading;
  }

  private static Heading headless(List<Row> rows, Heading found) {
    return HeaderFinder.told(rows, found.preamble(), 0);
  }

  private Heading headed(List<Row> rows, int row, Heading found) {
    int first = at(rows, row);
    int count = Math.max(1, Objects.requireNonNullElse(told.headerRows(), 1));
    if (first + count > rows.size() || rows.get(first).line() != row) {
      findings.add(FindingCode.TOLD_HEADER, Place.line(row), Text.same(String.valueOf(row)));
      return found;
    }
    return HeaderFinder.told(rows, first, count);
  }

  /// Index of the first of some records that begins in a line or after it.
  private static int at(List<Row> rows, int line) {
    int at = 0;
    while (at < rows.size() && rows.get(at).line() < line) {
      at++;
    }
    return at;
  }

  private boolean isWanted(Row row) {
    return row.line() >= firstWanted;
  }

  private void headingFindings() {
    int columns = heading.columns();
    if (columns > width) {
      findings.add(FindingCode.TOO_MANY_COLUMNS, Place.WHOLE, Text.same(String.valueOf(columns)));
    }
    if (heading.preamble() > 0) {
      findings.add(
          FindingCode.PREAMBLE,
          new Place(null, null, preamble.getFirst()),
          Text.same(String.valueOf(heading.preamble())));
    }
    if (heading.rows() == 0) {
      findings.add(FindingCode.HEADER_MISSING, Place.WHOLE);
      return;
    }
    int line = headerRecords.getFirst().line();
    headerRow = line;
    firstDataRow = headerRecords.getLast().line() + 1;
    if (heading.rows() > 1) {
      findings.add(
          FindingCode.HEADER_SEVERAL_ROWS,
          Place.line(line),
          Text.same(String.valueOf(heading.rows())));
    }
    nameFindings(headerRecords.getLast().line());
    headerRecords.forEach(this::cellFindings);
  }

  private void nameFindings(int line) {
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < width; c++) {
      String name = heading.names().get(c);
      if (leftOut.contains(c + 1)) {
        continue;
      }
      if (name.isEmpty()) {
        findings.add(
            FindingCode.HEADER_NAME_MISSING,
            new Place(line, names.get(c), null),
            Text.same(String.valueOf(c + 1)));
      } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        findings.add(FindingCode.HEADER_NAME_REPEATED, new Place(line, name, null));
      }
    }
  }

  private record Held(Row row, int size) {}

  /// Keeps a record back until enough others follow it.
  private void hold(Row row, TableProfile columns) {
    var last = new Held(row, row.size());
    tail.add(last);
    tailSize += last.size();
    while (tail.size() > TAIL || (tailSize > TAIL_SIZE && tail.size() > 1)) {
      Held oldest = tail.remove();
      tailSize -= oldest.size();
      data(oldest.row(), columns);
    }
  }

  private void finish(TableProfile columns) {
    List<Row> rows = tail.stream().map(Held::row).toList();
    footerRows = given ? 0 : Notes.count(rows, usualWidth, usualFilled);
    int data = rows.size() - footerRows;
    if (!given && data > 0 && rows.get(data - 1).blanksBefore() > 0) {
      Row last = rows.get(data - 1);
      lastTotal = Totals.sumsUp(last, rows.subList(0, data - 1)) ? last.line() : 0;
    }
    rows.subList(0, data).forEach(row -> data(row, columns));
    var notes = rows.subList(data, rows.size());
    notes.stream().limit(TEXTS).map(Notes::text).forEach(footer::add);
    if (footerRows > 0) {
      findings.add(
          FindingCode.FOOTER,
          new Place(notes.getFirst().line(), null, footer.getFirst()),
          Text.same(String.valueOf(footerRows)));
    }
    for (int line : toSkip) {
      findings.add(FindingCode.TOLD_ROW, Place.line(line));
    }
    if (dataRows == 0) {
      findings.add(FindingCode.NO_DATA_ROWS, Place.WHOLE);
      firstDataRow = Math.max(1, firstDataRow);
    }
  }

  private void data(Row row, TableProfile columns) {
    if (row.repeats(headerRecords)) {
      findings.add(FindingCode.HEADER_REPEATED, Place.line(row.line()));
      return;
    }
    if (dataRows == 0) {
      firstDataRow = row.line();
    } else if (row.blanksBefore() > 0) {
      findings.add(
          FindingCode.ROW_BLANK,
          Place.line(row.line()),
          Text.same(String.valueOf(row.blanksBefore())));
    }
    dataRows++;
    cellFindings(row);
    var cells = fitted(row);
    if (Totals.isTotal(row) || row.line() == firstTotal || row.line() == lastTotal) {
      findings.add(FindingCode.ROW_TOTAL, new Place(row.line(), null, Notes.text(row)));
      columns.totalRow(row.line(), cells);
    } else {
      columns.row(row.line(), cells);
    }
    keep(cells);
  }

  private void keep(List<String> cells) {
    if (firstRows.size() < FIRST_ROWS && firstRows.size() == dataRows - 1) {
      int size = cells.stream().mapToInt(String::length).sum();
      if (firstRowsSize + size <= FIRST_ROWS_SIZE) {
        firstRowsSize += size;
        firstRows.add(List.copyOf(cells));
      }
    }
  }

  /// The cells of a record, as many as there are columns.
  private List<String> fitted(Row row) {
    if (row.width() > width && width == heading.columns() && row.lastFilled() > width) {
      findings.add(
          FindingCode.ROW_TOO_LONG,
          new Place(
              row.line(), null, String.join(" ", row.cells().subList(width, row.lastFilled()))));
    } else if (isText) {
      tooShort(row);
    }
    return kept(row.fitted(width));
  }

  private void tooShort(Row row) {
    int lacking = row.width();
    while (lacking < width && leftOut.contains(lacking + 1)) {
      lacking++;
    }
    if (lacking < width) {
      findings.add(FindingCode.ROW_TOO_SHORT, new Place(row.line(), names.get(lacking), null));
    }
  }

  private void cellFindings(Row row) {
    if (row.stray()) {
      int column = strayColumn(row);
      findings.add(
          FindingCode.QUOTE_STRAY,
          new Place(
              row.line(), column < names.size() ? names.get(column) : null, row.cell(column)));
    }
    if (damageLikely) {
      for (int c = 0; c < Math.min(width, row.width()); c++) {
        if (!leftOut.contains(c + 1) && Damage.in(row.cell(c))) {
          findings.add(
              FindingCode.ENCODING_DAMAGE, Place.cell(row.line(), names.get(c), row.cell(c)));
        }
      }
    }
  }

  private int strayColumn(Row row) {
    for (int c = 0; c < row.width(); c++) {
      if (row.cell(c).indexOf(quote) >= 0) {
        return c;
      }
    }
    return 0;
  }
}
