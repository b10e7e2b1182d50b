package org.allmende.intake.columns;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.intake.cells.CellReading;
import org.allmende.intake.cells.CellSigns;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.text.Row;
import org.allmende.model.Column.Frequency;
import org.jspecify.annotations.Nullable;

/// Everything that is counted about one column while its rows pass by. A value is looked at once
/// and counted after that, as long as the column has few different ones; beyond that every cell is
/// read, and its signs of meaning are taken from a sample. Nothing here grows with the number of
/// rows.
public final class ColumnTally {

  private static final int MOST_UNITS = 8;

  /// Of the cells of a long column, one in so many is looked at for all signs, and of a very long
  /// one fewer.
  private static final int SAMPLE = 64;

  private static final int SAMPLE_LATER = 512;
  private static final int LATER = 100_000;

  private final CellReading reading;
  private final Declared declared;
  private final DistinctValues distinct;
  private final FormCounts forms = new FormCounts();
  private final long[] signs = new long[Sign.count()];
  private final Map<Sign, String> examples = new EnumMap<>(Sign.class);
  private final Map<String, Long> units = new HashMap<>();

  private final Extremes point = new Extremes();
  private final Extremes comma = new Extremes();
  private final Extremes dayFirst = new Extremes();
  private final Extremes monthFirst = new Extremes();
  private final Extremes time = new Extremes();

  private @Nullable String leastText;
  private @Nullable String mostText;
  private long empty;
  private long looked;
  private long length;
  private int longest;
  private int shortest = Integer.MAX_VALUE;
  private long overflow;
  private @Nullable RecentCells recent;
  private List<String> first = List.of();
  private boolean finished;

  public ColumnTally(CellReading reading, Declared declared, int bound) {
    this.reading = reading;
    this.declared = declared;
    this.distinct = new DistinctValues(bound);
  }

  /// Answers whether the cell may be one that no other before it was like.
  public boolean add(int line, String cell) {
    if (distinct.repeats(cell)) {
      return false;
    }
    String value = Row.stripped(cell);
    if (value.isEmpty() || declared.isNull(value)) {
      empty++;
      return false;
    }
    if (distinct.isExact()) {
      if (distinct.keep(line, value)) {
        return true;
      }
      lookAtKept();
      first = List.copyOf(distinct.kept().keySet());
      distinct.startEstimating();
      recent = distinct.someAreFrequent() ? new RecentCells() : null;
    }
    next(line, value);
    return true;
  }

  /// A cell of a column with many different values.
  private void next(int line, String value) {
    boolean sampled = overflow % (overflow < LATER ? SAMPLE : SAMPLE_LATER) == 0;
    overflow++;
    RecentCells cells = recent;
    int slot = sampled || cells == null ? -1 : cells.find(value);
    if (cells == null || slot < 0) {
      distinct.estimate(line, value);
      look(line, value, 1, sampled);
      return;
    }
    distinct.again(line, value);
    forms.add(cells.forms(slot), line, value, 1);
    length += value.length();
    note(cells.signs(slot), value, 1);
  }

  /// Different values; of a column with many those that came first.
  Collection<String> texts() {
    return distinct.isExact() ? distinct.kept().keySet() : first;
  }

  /// To be called after the last row, before anything is asked.
  public void finish() {
    if (!finished && distinct.isExact()) {
      lookAtKept();
    }
    finished = true;
  }

  private void lookAtKept() {
    distinct.kept().forEach((value, seen) -> look(seen.line, value, seen.count, true));
  }

  private void look(int line, String value, long count, boolean sampled) {
    long cellForms = reading.forms(value);
    forms.add(cellForms, line, value, count);
    extremes(value, cellForms);
    length += value.length() * count;
    longest = Math.max(longest, value.length());
    shortest = Math.min(shortest, value.length());
    String unit = Form.any(cellForms, Form.UNIT) ? reading.unit() : null;
    if (unit != null && (units.size() < MOST_UNITS || units.containsKey(unit))) {
      units.merge(unit, count, Long::sum);
    }
    if (sampled) {
      looked += count;
      note(reading.signs(value, cellForms), value, count);
      return;
    }
    long rare = Form.any(cellForms, Form.TEXT) ? CellSigns.rare(value) : 0;
    note(rare, value, count);
    if (recent != null && unit == null && value.length() < 400) {
      recent.keep(value, cellForms, rare);
    }
  }

  private void note(long bits, String value, long count) {
    for (long left = bits; left != 0; left &= left - 1) {
      int sign = Long.numberOfTrailingZeros(left);
      if (signs[sign] == 0) {
        examples.put(Sign.at(sign), value.length() > 400 ? value.substring(0, 400) : value);
      }
      signs[sign] += count;
    }
  }

  private void extremes(String value, long cellForms) {
    if (Form.any(cellForms, Form.POINT)) {
      point.add(reading.number.point, value);
    }
    if (Form.any(cellForms, Form.COMMA)) {
      comma.add(reading.number.comma, value);
    }
    if (Form.any(cellForms, Form.DAY_FIRST)) {
      dayFirst.add((double) reading.date.dayFirst, value);
    }
    if (Form.any(cellForms, Form.MONTH_FIRST)) {
      monthFirst.add((double) reading.date.monthFirst, value);
    }
    if (Form.any(cellForms, Form.TIME)) {
      time.add((double) reading.date.dayFirst, value);
    }
    if (leastText == null || value.compareTo(leastText) < 0) {
      leastText = value;
    }
    if (mostText == null || value.compareTo(mostText) > 0) {
      mostText = value;
    }
  }

  public FormCounts forms() {
    return forms;
  }

  /// The extremes of the numbers, read with one decimal sign.
  Extremes numbers(boolean decimalComma) {
    return decimalComma ? comma : point;
  }

  /// The extremes of the dates, read in one order.
  public Extremes dates(boolean dayComesFirst) {
    return dayComesFirst ? dayFirst : monthFirst;
  }

  Extremes times() {
    return time;
  }

  @Nullable String leastText() {
    return leastText;
  }

  @Nullable String mostText() {
    return mostText;
  }

  long empty() {
    return empty;
  }

  /// Number of cells that are not empty.
  public long filled() {
    return forms.all();
  }

  /// The share of the cells with a sign, between 0 and 1.
  public double share(Sign sign) {
    return looked == 0 ? 0 : Math.min(1, (double) signs[sign.index()] / looked);
  }

  /// The share of the cells with a sign among those that are no null markers.
  public double shareOfSolid(Sign sign) {
    long solid = filled() - forms.any(Form.NULL_MARKER);
    return solid <= 0 ? 0 : Math.min(1, share(sign) * filled() / solid);
  }

  /// The number of cells that were seen with a sign.
  public long count(Sign sign) {
    return signs[sign.index()];
  }

  /// The first cell with a sign; empty where there is none.
  public String example(Sign sign) {
    return examples.getOrDefault(sign, "");
  }

  Map<String, Long> units() {
    return units;
  }

  public long distinct() {
    return distinct.distinct();
  }

  public boolean distinctIsExact() {
    return distinct.isExact();
  }

  List<Frequency> top() {
    return distinct.top();
  }

  /// The values that are still kept, with their counts and first lines.
  public Map<String, DistinctValues.Seen> kept() {
    return distinct.kept();
  }

  /// Number of cells that hold one of these values, as far as they are kept.
  public long countOf(String... wanted) {
    long count = 0;
    for (String value : wanted) {
      var seen = distinct.kept().get(value);
      count += seen == null ? 0 : seen.count;
    }
    return count;
  }

  /// The different values that are still kept.
  public Iterable<String> values() {
    return distinct.kept().keySet();
  }

  public double meanLength() {
    return filled() == 0 ? 0 : (double) length / filled();
  }

  public int longest() {
    return longest;
  }

  public int shortest() {
    return shortest;
  }
}
