package org.allmende.intake.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One way to part a sample into records and cells, and how good a table that gives.
///
/// The score follows the pattern and type ideas of van den Burg, Nazábal and Sutton (*Wrangling
/// messy CSV files by detecting row and type patterns*, 2019), changed so that notes before and
/// after the table cost little: the share of records of the usual width counts over the whole
/// sample and, apart, between the first and the last such record.
public final class DialectTrial {

  private static final int MOST_COLUMNS = 1_000;

  private final Separation separation;
  private final List<Row> rows;
  private final boolean[] fits;
  private final long quoted;
  private int width;
  private int first;
  private int last = -1;
  private double consistency;
  private double pattern;
  private double score;

  private DialectTrial(Separation separation, List<Row> rows, long quoted) {
    this.separation = separation;
    this.rows = rows;
    this.quoted = quoted;
    this.fits = new boolean[rows.size()];
  }

  public static DialectTrial of(Sample sample, Separation separation) {
    var lines = new CharLines(new StringReader(sample.text()));
    var records =
        sample.whole() ? new Records(lines, separation) : Records.ofBeginning(lines, separation);
    var rows = new ArrayList<Row>();
    try {
      for (Row row = records.next(); row != null; row = records.next()) {
        if (!row.isBlank()) {
          rows.add(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var trial = new DialectTrial(separation, rows, records.quoted());
    trial.judge();
    return trial;
  }

  Separation separation() {
    return separation;
  }

  double score() {
    return score;
  }

  /// How well the records' widths agree, from 0 to 1.
  double pattern() {
    return pattern;
  }

  /// Share of the records that have the usual width.
  public double consistency() {
    return consistency;
  }

  /// The usual number of cells.
  int width() {
    return width;
  }

  public int records() {
    return rows.size();
  }

  /// Number of enclosed cells.
  long quoted() {
    return quoted;
  }

  /// Number of records with a quote where none belongs.
  long strays() {
    return rows.stream().filter(Row::stray).count();
  }

  /// Share of cells that are enclosed.
  double quotedShare() {
    long cells = rows.stream().mapToLong(Row::width).sum();
    return cells == 0 ? 0 : quoted / (double) cells;
  }

  private void judge() {
    if (rows.isEmpty()) {
      return;
    }
    width = Row.usualWidth(rows);
    pattern = patternScore();
    double confidence = 1 - 0.5 / (1 + (width - 1.0) * rows.size());
    double worth = width == 1 ? 0.36 : 1 - 0.45 / width;
    score = pattern * worth * confidence * typeScore() * penalties();
  }

  private double patternScore() {
    int fitting = 0;
    double near = 0;
    first = rows.size();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      fits[i] = row.width() == width || (row.width() > width && row.lastFilled() <= width);
      if (fits[i]) {
        fitting++;
        first = Math.min(first, i);
        last = i;
      } else if (row.width() < width && row.width() > 1) {
        near += 0.5;
      }
    }
    consistency = fitting / (double) rows.size();
    int body = last - first + 1;
    double inBody = fitting / (double) body;
    double all = consistency + near / rows.size();
    return Math.pow(all * 0.55 + inBody * (1 - entropy() / 2) * 0.45, 1.5);
  }

  private double entropy() {
    Map<Integer, Integer> widths = new HashMap<>();
    for (int i = first; i <= last; i++) {
      widths.merge(fits[i] ? width : rows.get(i).width(), 1, Integer::sum);
    }
    double sum = 0;
    double n = last - first + 1;
    for (int count : widths.values()) {
      sum -= count / n * Math.log(count / n);
    }
    return widths.size() < 2 ? 0 : sum / Math.log(widths.size());
  }

  private double typeScore() {
    var kinds = new ArrayList<Map<CellKind, Integer>>();
    int columns = Math.min(width, MOST_COLUMNS);
    for (int c = 0; c < columns; c++) {
      kinds.add(new EnumMap<>(CellKind.class));
    }
    double weight = 0;
    long cells = 0;
    for (int i = first; i <= last; i++) {
      if (fits[i]) {
        for (int c = 0; c < columns; c++) {
          CellKind kind = CellKind.of(rows.get(i).cell(c));
          weight += kind.weight();
          cells++;
          kinds.get(c).merge(kind == CellKind.CODE ? CellKind.TEXT : kind, 1, Integer::sum);
        }
      }
    }
    double purity = kinds.stream().mapToDouble(DialectTrial::purity).average().orElse(0);
    return 0.6 * weight / cells + 0.4 * purity;
  }

  private static double purity(Map<CellKind, Integer> kinds) {
    int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
    int most = kinds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return most / (double) all;
  }

  private double penalties() {
    double unbalanced = 0;
    double unopened = 0;
    double tabs = 0;
    double foreign = 0;
    double tall = 0;
    for (Row row : rows) {
      boolean[] seen = new boolean[5];
      for (String cell : row.cells()) {
        look(cell, seen);
      }
      unbalanced += seen[0] ? 1 : 0;
      unopened += seen[1] ? 1 : 0;
      tabs += seen[2] ? 1 : 0;
      foreign += seen[3] ? 1 : 0;
      tall += seen[4] ? 1 : 0;
    }
    double n = rows.size();
    return (1 - 0.6 * unbalanced / n)
        * (1 - 0.5 * unopened / n)
        * (1 - 0.9 * tabs / n)
        * (1 - foreignWeight() * foreign / n)
        * (tall > 0 ? 0.5 : 1);
  }

  private void look(String cell, boolean[] seen) {
    int quotes = 0;
    int breaks = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '"') {
        quotes++;
      } else if (c == '\n') {
        breaks++;
      } else if (c == '\t') {
        seen[2] = true;
      } else if (isForeign(c) && !betweenDigits(cell, i) && !punctuates(cell, i)) {
        seen[3] = true;
      }
    }
    seen[0] |= quotes % 2 == 1;
    seen[1] |= quotes > 0 && cell.charAt(0) == '"' && !separation.quotes();
    seen[4] |= breaks > 30;
  }

  private static boolean betweenDigits(String cell, int i) {
    return cell.charAt(i) == ','
        && i > 0
        && i + 1 < cell.length()
        && Character.isDigit(cell.charAt(i - 1))
        && Character.isDigit(cell.charAt(i + 1));
  }

  /// A comma before a blank, after a letter or digit, as sentences and addresses have it.
  private static boolean punctuates(String cell, int i) {
    return cell.charAt(i) == ','
        && i > 0
        && i + 2 < cell.length()
        && cell.charAt(i + 1) == ' '
        && Character.isLetterOrDigit(cell.charAt(i - 1))
        && Character.isLetterOrDigit(cell.charAt(i + 2));
  }

  private boolean isForeign(char c) {
    return switch (separation.delimiter()) {
      case ',' -> c == ';';
      case '|' -> c == ',' || c == ';';
      default -> c == ',';
    };
  }

  private double foreignWeight() {
    return switch (separation.delimiter()) {
      case '|' -> 0.25;
      case ',' -> 0.10;
      case ';' -> 0.03;
      default -> 0;
    };
  }
}
