package org.allmende.intake.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.intake.text.CellKind;
import org.allmende.intake.text.Row;

/// Finds the header of a table among its first records.
///
/// The first record about as wide and as full as the others is either the header or the first data
/// record. It is the header if it looks different from what stands below it: text over numbers,
/// words that name columns, values that do not come again. Above it may stand labels of groups of
/// columns, below it a second line of names, years or units.
public final class HeaderFinder {

  private static final double HEADER = -0.02;
  private static final double SURE = 0.35;
  private static final int MOST_ROWS = 5;

  /// Columns that are described; further ones are only counted.
  public static final int MOST_COLUMNS = 2_000;

  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_LABEL = 40;
  private static final Pattern ORDINAL = Pattern.compile("\\(?(\\d{1,3})\\)?");
  private static final Pattern TOTAL =
      Pattern.compile("(?i)(summe|gesamt|insgesamt|total)\\b.*", Pattern.DOTALL);
  private static final Pattern PER =
      Pattern.compile("(?:[^\\s/]+\\s?/\\s?|.{0,8}\\b(?:je|pro)\\s)[^\\s\\d].*");
  private static final Pattern GAPS = Pattern.compile("[\\s\\u00A0]+");
  private static final Set<String> UNITS =
      Set.of(
          "%",
          "€",
          "eur",
          "euro",
          "t€",
          "teur",
          "tsd. €",
          "mio. €",
          "anzahl",
          "stück",
          "m",
          "m²",
          "m2",
          "m³",
          "ha",
          "km",
          "km²",
          "kwh",
          "mwh",
          "gwh",
          "kw",
          "mw",
          "kwp",
          "t",
          "kg",
          "g",
          "l",
          "°c",
          "cm",
          "mm",
          "hpa",
          "µg/m³",
          "ug/m3",
          "mg/l",
          "µs/cm",
          "jahr",
          "jahre",
          "h",
          "min",
          "std.",
          "km/h",
          "m/s",
          "db(a)",
          "personen",
          "chf",
          "w/m²");

  private final List<Row> rows;
  private final int usualWidth;
  private final int width;
  private final int usualFilled;
  private List<ColumnLook> looks = List.of();

  private HeaderFinder(List<Row> rows) {
    this.rows = rows;
    this.usualWidth = Row.usualWidth(rows);
    this.width = Math.min(usualWidth, MOST_COLUMNS);
    this.usualFilled = median(rows);
  }

  /// @param rows the first records, none of them blank, no notes after the table among them
  static Heading find(List<Row> rows) {
    return rows.isEmpty() ? new Heading(0, 0, 0, List.of()) : new HeaderFinder(rows).find();
  }

  /// The header that somebody says is there.
  ///
  /// @param first index of its first record
  /// @param count number of its records; none where there is no header
  static Heading told(List<Row> rows, int first, int count) {
    var finder = new HeaderFinder(rows);
    finder.look(rows.subList(first + count, rows.size()));
    return finder.heading(first, first + count);
  }

  static int median(List<Row> rows) {
    int[] filled = rows.stream().mapToInt(Row::filled).sorted().toArray();
    return filled.length == 0 ? 0 : filled[filled.length / 2];
  }

  private Heading find() {
    if (isSole(rows)) {
      return heading(0, 0);
    }
    int at = firstFull();
    int below = at + 1 + (rows.size() - at) / 5;
    if (below >= rows.size()) {
      below = Math.min(at + 1, rows.size());
    }
    Row candidate = rows.get(at);
    look(
        rows.subList(below, rows.size()).stream()
            .filter(row -> !row.cells().equals(candidate.cells()))
            .toList());
    if (score(candidate) <= HEADER) {
      return heading(at, at);
    }
    int first = at;
    while (first > 0 && at - first < MOST_ROWS && labelsGroups(first - 1)) {
      first--;
    }
    int end = at + 1;
    while (end < rows.size() && end - at < MOST_ROWS && goesOn(at, end)) {
      end++;
    }
    return heading(first, end);
  }

  /// Whether a single cell is all there is: what is longer than a name, or no word that names
  /// columns, heads nothing.
  private static boolean isSole(List<Row> rows) {
    Row row = rows.getFirst();
    if (rows.size() > 1 || row.filled() > 1) {
      return false;
    }
    String cell = row.cell(row.firstFilled()).strip();
    return cell.length() > LONGEST_LABEL || !HeaderWords.in(cell);
  }

  private void look(List<Row> below) {
    var columns = new ArrayList<ColumnLook>();
    for (int c = 0; c < width; c++) {
      columns.add(ColumnLook.of(below, c));
    }
    looks = columns;
  }

  private int firstFull() {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.filled() >= 0.6 * usualFilled && row.width() >= 0.75 * width) {
        return i;
      }
    }
    return 0;
  }

  private double score(Row row) {
    double sum = 0;
    int weight = 0;
    int words = 0;
    Set<String> different = new HashSet<>();
    for (int c = 0; c < Math.min(width, row.width()); c++) {
      String cell = row.cell(c);
      if (!Row.blank(cell)) {
        weight++;
        sum += score(cell, looks.get(c));
        words += HeaderWords.in(cell) ? 1 : 0;
        different.add(cell.strip());
      }
    }
    if (weight == 0) {
      return -1;
    }
    sum += different.size() == weight ? 0.3 : 0;
    sum += words > 0 ? 0.6 + 0.1 * Math.min(words, 5) : 0;
    sum -= width == 1 && words == 0 && looks.getFirst().isMixed() ? 1 : 0;
    sum -= TOTAL.matcher(row.cell(0).strip()).matches() ? 0.8 : 0;
    return sum / weight;
  }

  private static double score(String cell, ColumnLook look) {
    CellKind kind = CellKind.of(cell);
    boolean figure = kind.isFigure();
    if (look.isFigures()) {
      if (ColumnLook.isYear(cell)) {
        return look.isYears() ? -0.1 : 0.1;
      }
      if (!figure) {
        return kind == CellKind.EMPTY ? -0.3 : 1;
      }
      return kind != CellKind.NUMBER && !look.holds(kind) ? 0.8 : -1;
    }
    if (figure) {
      return look.isEmpty() ? 0 : -0.5;
    }
    if (look.holds(cell)) {
      return -0.5;
    }
    return look.hasOddLength(cell) ? 0.5 : 0.12;
  }

  private boolean labelsGroups(int index) {
    Row row = rows.get(index);
    return rows.get(index + 1).blanksBefore() == 0
        && (row.filled() >= 2 || labelsSome(row, rows.get(index + 1)))
        && row.width() >= 0.75 * width
        && row.cells().stream().noneMatch(cell -> CellKind.of(cell).isFigure() || Notes.says(cell));
  }

  /// Whether a record's only cell stands over a name that is not the first one: a title begins
  /// where the table does.
  private static boolean labelsSome(Row row, Row names) {
    int at = row.firstFilled();
    return row.filled() == 1
        && at > names.firstFilled()
        && row.cell(at).strip().length() <= LONGEST_LABEL
        && !Row.blank(names.cell(at))
        && names.lastFilled() > at + 1;
  }

  private boolean goesOn(int header, int index) {
    Row row = rows.get(index);
    return row.blanksBefore() == 0
        && (isUnits(row)
            || isNumbering(row)
            || isYearsBelow(header, row)
            || isSecondLine(row)
            || fillsGaps(rows.subList(header, index), row));
  }

  private boolean isSecondLine(Row row) {
    int figureColumns = 0;
    int texts = 0;
    for (int c = 0; c < width; c++) {
      if (looks.get(c).isFigures()) {
        figureColumns++;
        String cell = row.cell(c);
        if (CellKind.of(cell).isFigure()) {
          return false;
        }
        texts += CellKind.of(cell) == CellKind.EMPTY ? 0 : 1;
      }
    }
    return figureColumns >= 2
        && texts >= 2
        && row.filled() >= 0.3 * width
        && row.width() >= 0.75 * width
        && score(row) > SURE;
  }

  /// Whether a record names just the columns that the header above leaves without a name.
  private boolean fillsGaps(List<Row> above, Row row) {
    int texts = 0;
    for (int c = 0; c < row.width(); c++) {
      int column = c;
      if (!Row.blank(row.cell(c))) {
        if (CellKind.of(row.cell(c)) != CellKind.TEXT
            || above.stream().anyMatch(r -> !Row.blank(r.cell(column)))) {
          return false;
        }
        texts++;
      }
    }
    return texts >= 2 && row.width() >= 0.75 * width;
  }

  private boolean isUnits(Row row) {
    int units = 0;
    int figureColumns = 0;
    for (int c = 0; c < row.width(); c++) {
      String cell = row.cell(c).strip();
      if (!cell.isEmpty()) {
        if (!isUnit(cell)) {
          return false;
        }
        units++;
        figureColumns += c < width && looks.get(c).isFigures() ? 1 : 0;
      }
    }
    return units > 0 && figureColumns > 0;
  }

  /// Whether a record only numbers the columns through, as statistical offices do: where texts
  /// stand below, it has a number or nothing.
  private boolean isNumbering(Row row) {
    int last = 0;
    boolean overText = false;
    for (int c = 0; c < Math.max(width, row.width()); c++) {
      String cell = row.cell(c).strip();
      boolean text = c < width && !looks.get(c).isFigures() && !looks.get(c).isEmpty();
      if (!cell.isEmpty()) {
        var ordinal = ORDINAL.matcher(cell);
        if (!ordinal.matches() || Integer.parseInt(ordinal.group(1)) != ++last) {
          return false;
        }
      } else if (last > 0) {
        return false;
      }
      overText |= text;
    }
    return overText && last >= 3;
  }

  private static boolean isUnit(String cell) {
    String text = cell;
    if ((text.startsWith("(") && text.endsWith(")"))
        || (text.startsWith("[") && text.endsWith("]"))) {
      return text.length() <= 20;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return UNITS.contains(lower) || (lower.length() <= 30 && PER.matcher(lower).matches());
  }

  /// A line of years under labels that span several columns, the first column left blank.
  private boolean isYearsBelow(int header, Row row) {
    if (!Row.blank(row.cell(0)) || Row.blank(rows.get(header).cell(0)) || looks.get(0).isEmpty()) {
      return false;
    }
    int years = 0;
    for (int c = 1; c < row.width(); c++) {
      String cell = row.cell(c);
      if (!Row.blank(cell)) {
        if (!ColumnLook.isYear(cell) || (c < width && looks.get(c).isYears())) {
          return false;
        }
        years++;
      }
    }
    return years >= 2;
  }

  private Heading heading(int first, int end) {
    List<Row> header = rows.subList(first, end);
    int columns = usedWidth(header);
    var named = new ArrayList<Row>();
    for (Row row : header) {
      if (named.isEmpty() || !isNumbering(row)) {
        named.add(row);
      }
    }
    return new Heading(first, end - first, columns, names(named, Math.min(columns, MOST_COLUMNS)));
  }

  private List<String> names(List<Row> header, int count) {
    var names = new ArrayList<String>(count);
    var labels = new ArrayList<List<String>>();
    for (int r = 0; r < header.size(); r++) {
      labels.add(
          labels(header.subList(0, r), header.get(r), header.subList(r + 1, header.size()), count));
    }
    for (int c = 0; c < count; c++) {
      var parts = new LinkedHashSet<String>();
      for (int r = 0; r < header.size(); r++) {
        String part = labels.get(r).get(c);
        if (!part.isEmpty()) {
          boolean unit = r > 0 && isUnits(header.get(r)) && !parts.isEmpty();
          parts.add(
              unit && !part.startsWith("(") && !part.startsWith("[") ? "[" + part + "]" : part);
        }
      }
      names.add(shortened(joined(parts)));
    }
    return names;
  }

  private static String joined(Set<String> parts) {
    return String.join(" – ", parts).replace(" – [", " [").replace(" – (", " (");
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /// Number of columns in use below the header: a last one that is always blank is a delimiter at
  /// the end of the line.
  private int usedWidth(List<Row> header) {
    int used = header.stream().mapToInt(Row::width).reduce(usualWidth, Math::max);
    while (used > 1 && !header.isEmpty() && blankIn(header, used - 1)) {
      used--;
    }
    return used;
  }

  private boolean blankIn(List<Row> header, int column) {
    return header.stream().allMatch(row -> Row.blank(row.cell(column)))
        && rows.stream().allMatch(row -> Row.blank(row.cell(column)));
  }

  /// The cells of a header record; a label reaches over blank cells to its right where the records
  /// below name them, up to where one above begins.
  private static List<String> labels(List<Row> above, Row row, List<Row> below, int count) {
    var labels = new ArrayList<String>(count);
    String label = "";
    for (int c = 0; c < count; c++) {
      int column = c;
      String cell = GAPS.matcher(row.cell(c)).replaceAll(" ").strip();
      boolean named = below.stream().anyMatch(r -> !Row.blank(r.cell(column)));
      if (!cell.isEmpty() || above.stream().anyMatch(r -> !Row.blank(r.cell(column)))) {
        label = cell;
      }
      labels.add(cell.isEmpty() && named ? label : cell);
    }
    return labels;
  }
}
