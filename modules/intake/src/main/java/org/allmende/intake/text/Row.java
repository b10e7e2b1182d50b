package org.allmende.intake.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A record as it stands in the file.
///
/// @param line physical line of its first character
/// @param cells what stands in it, not trimmed
/// @param stray whether a quote stands where none belongs
/// @param cut whether its end was left out because it is absurdly long
/// @param blanksBefore number of blank records directly before it
public record Row(int line, List<String> cells, boolean stray, boolean cut, int blanksBefore) {

  public Row(int line, List<String> cells, boolean stray, boolean cut) {
    this(line, cells, stray, cut, 0);
  }

  public Row after(int blanks) {
    return blanks == 0 ? this : new Row(line, cells, stray, cut, blanks);
  }

  public boolean isBlank() {
    for (String cell : cells) {
      if (!blank(cell)) {
        return false;
      }
    }
    return true;
  }

  /// Number of cells that hold something.
  public int filled() {
    int filled = 0;
    for (String cell : cells) {
      filled += blank(cell) ? 0 : 1;
    }
    return filled;
  }

  public int width() {
    return cells.size();
  }

  /// The cell at a position from 0; empty beyond the record's end.
  public String cell(int position) {
    return position < cells.size() ? cells.get(position) : "";
  }

  /// Position of the last cell that holds something, counted from 1; 0 where there is none.
  public int lastFilled() {
    int last = cells.size();
    while (last > 0 && blank(cells.get(last - 1))) {
      last--;
    }
    return last;
  }

  /// Position of the first cell that holds something, from 0.
  public int firstFilled() {
    int first = 0;
    while (first < cells.size() && blank(cells.get(first))) {
      first++;
    }
    return first;
  }

  /// Without its first cells, where nothing stands in them.
  public Row from(int position) {
    return position == 0 || firstFilled() < position
        ? this
        : new Row(line, cells.subList(position, cells.size()), stray, cut, blanksBefore);
  }

  /// With blank cells up to a width.
  public Row reaching(int columns) {
    return new Row(line, fitted(columns), stray, cut, blanksBefore);
  }

  /// With the cells of a range of columns only, in their places.
  public Row only(int from, int to) {
    int end = Math.min(to, cells.size());
    var kept = new ArrayList<>(Collections.nCopies(Math.min(from, end), ""));
    kept.addAll(cells.subList(Math.min(from, end), end));
    return new Row(line, kept, stray, cut, blanksBefore);
  }

  /// Without some of its cells.
  ///
  /// @param columns theirs, counted from 1
  public Row without(Collection<Integer> columns) {
    return columns.isEmpty()
        ? this
        : new Row(line, without(cells, columns), stray, cut, blanksBefore);
  }

  /// A list without what stands at some places of it.
  ///
  /// @param places counted from 1
  public static <T> List<T> without(List<T> all, Collection<Integer> places) {
    if (places.isEmpty()) {
      return all;
    }
    var kept = new ArrayList<T>(all.size());
    for (int at = 0; at < all.size(); at++) {
      if (!places.contains(at + 1)) {
        kept.add(all.get(at));
      }
    }
    return kept;
  }

  public int size() {
    int size = 0;
    for (String cell : cells) {
      size += cell.length() + 8;
    }
    return size;
  }

  /// Whether it says the same as one of the header's records.
  public boolean repeats(List<Row> header) {
    for (Row other : header) {
      if (other.cell(0).equals(cell(0)) && other.cells().equals(cells)) {
        return true;
      }
    }
    return false;
  }

  /// The cells of as many columns: those beyond left out, those that lack blank.
  public List<String> fitted(int columns) {
    if (cells.size() >= columns) {
      return cells.size() == columns ? cells : cells.subList(0, columns);
    }
    var fitted = new ArrayList<>(cells);
    fitted.addAll(Collections.nCopies(columns - cells.size(), ""));
    return fitted;
  }

  /// How many cells most records have; many cells weigh a little more than few.
  public static int usualWidth(List<Row> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Row row : rows) {
      counts.merge(row.width(), 1, Integer::sum);
    }
    int best = 1;
    double most = 0;
    for (var entry : counts.entrySet()) {
      double weight = entry.getValue() * (1 - 1 / (entry.getKey() + 0.5));
      if (weight > most) {
        most = weight;
        best = entry.getKey();
      }
    }
    return best;
  }

  public static boolean blank(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (isInk(cell.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// A cell without the blanks around it.
  public static String stripped(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && !isInk(cell.charAt(from))) {
      from++;
    }
    while (to > from && !isInk(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  private static boolean isInk(char c) {
    return c > ' ' && c != '\u00A0' && c != '\u202F' && c != '\uFEFF';
  }
}
