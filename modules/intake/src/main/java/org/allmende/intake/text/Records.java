package org.allmende.intake.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.allmende.intake.text.QuoteCheck.Verdict;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// The records of a text, each with the physical line it starts on.
///
/// What stands before the first quote of a line is parted at its delimiters; Commons CSV parses
/// what follows, where the quotes are clean, a stretch at a time. A record whose quotes would make
/// a strict parser throw, swallow the rest of the file or move text between cells goes to the
/// [Tokenizer] instead; a quote that is not closed within a generous distance is taken as text, and
/// its lines are read one by one. Each line is looked at a bounded number of times whatever the
/// quotes do.
public final class Records {

  private static final int STRETCH = 32 * 1024;
  private static final int LARGE_LINE = 256 * 1024;
  private static final int MOST_LINES = 200;
  private static final int MOST_CHARS = 1024 * 1024;

  private final Lines lines;
  private final Separation separation;
  private final CSVFormat format;
  private final PlainCells plain;
  private final Tokenizer tokenizer;
  private final QuoteCheck check;
  private final int expected;
  private final boolean partial;
  private final Deque<Row> ready = new ArrayDeque<>();
  private final StringBuilder stretch = new StringBuilder();
  private final List<Lines.Line> gathered = new ArrayList<>();
  private int clean;
  private int neverClosedUntil;
  private long quoted;
  private final long[] ends = new long[3];

  Records(Lines lines, Separation separation) {
    this(lines, separation, 0, false);
  }

  /// The records of the beginning of a text; one that does not end in it is left out.
  static Records ofBeginning(Lines lines, Separation separation) {
    return new Records(lines, separation, 0, true);
  }

  /// @param expected number of cells of most records, 0 where it is not known yet
  Records(Lines lines, Separation separation, int expected) {
    this(lines, separation, expected, false);
  }

  private Records(Lines lines, Separation separation, int expected, boolean partial) {
    this.partial = partial;
    this.lines = lines;
    this.separation = separation;
    this.expected = expected;
    this.plain = new PlainCells(separation);
    this.tokenizer = new Tokenizer(separation);
    this.check = new QuoteCheck(separation);
    this.format =
        CSVFormat.Builder.create()
            .setDelimiter(separation.delimiter())
            .setQuote(separation.quotes() ? separation.quote() : null)
            .setIgnoreEmptyLines(false)
            .get();
  }

  public @Nullable Row next() throws IOException {
    while (ready.isEmpty()) {
      if (!advance() && ready.isEmpty()) {
        return null;
      }
    }
    return ready.poll();
  }

  /// Number of enclosed cells met so far.
  public long quoted() {
    return quoted + tokenizer.quoted();
  }

  /// How the records end: `LF`, `CRLF`, `CR` or `mixed`; `LF` where there is one record only.
  public String lineEnd() {
    int kinds = 0;
    int kind = 0;
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] > 0) {
        kinds++;
        kind = i;
      }
    }
    return kinds > 1 ? "mixed" : List.of("LF", "CRLF", "CR").get(kind);
  }

  private boolean advance() throws IOException {
    stretch.setLength(0);
    clean = 0;
    int size = 0;
    while (size < STRETCH) {
      Lines.Line line = lines.next();
      if (line == null) {
        break;
      }
      int from = quotedFrom(line);
      check.restart();
      Verdict verdict = from < 0 ? Verdict.CLEAN : check.line(line.text(), from);
      boolean large = line.text().length() > LARGE_LINE;
      if (verdict != Verdict.CLEAN || large || line.cut() || check.stray()) {
        parseStretch();
        special(line, verdict);
        return true;
      }
      quoted += check.quoted();
      count(line);
      gathered.add(line);
      size += line.text().length() + 1;
      if (from >= 0) {
        stretch.append(line.text(), from, line.text().length()).append('\n');
        clean++;
      }
    }
    parseStretch();
    return !ready.isEmpty();
  }

  /// Where the first cell of a line begins that holds a quote; negative where none does.
  private int quotedFrom(Lines.Line line) {
    int quote = separation.quotes() ? line.text().indexOf(separation.quote()) : -1;
    return quote < 0 ? -1 : line.text().lastIndexOf(separation.delimiter(), quote) + 1;
  }

  private void parseStretch() {
    var parsed = clean == 0 ? List.<List<String>>of() : strictly(stretch.toString(), clean);
    int next = 0;
    for (Lines.Line line : gathered) {
      int from = quotedFrom(line);
      if (from < 0) {
        ready.add(row(line, plain.of(line.text(), line.text().length())));
      } else if (parsed.isEmpty()) {
        ready.add(tolerant(line));
      } else if (from == 0) {
        ready.add(row(line, parsed.get(next++)));
      } else {
        var cells = plain.of(line.text(), from - 1);
        cells.addAll(parsed.get(next++));
        ready.add(row(line, cells));
      }
    }
    gathered.clear();
  }

  private static Row row(Lines.Line line, List<String> cells) {
    return new Row(line.number(), cells, false, false);
  }

  /// The records of a clean text; none where the parser sees another number of them.
  private List<List<String>> strictly(String text, int wanted) {
    var records = new ArrayList<List<String>>(wanted);
    try (var parser = format.parse(new StringReader(text))) {
      for (CSVRecord parsed : parser) {
        records.add(Arrays.asList(parsed.values()));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return List.of();
    }
    return records.size() == wanted ? records : List.of();
  }

  private Row tolerant(Lines.Line line) {
    return new Row(line.number(), tokenizer.cells(line.text()), tokenizer.stray(), line.cut());
  }

  private void special(Lines.Line line, Verdict verdict) throws IOException {
    if (verdict != Verdict.OPEN || line.cut() || !across(line)) {
      count(line);
      ready.add(tolerant(line));
    }
  }

  /// Reads on to the line where the open cell closes. Gives all lines back and answers false where
  /// it does not close as a cell should.
  private boolean across(Lines.Line first) throws IOException {
    if (first.number() < neverClosedUntil) {
      return false;
    }
    var all = new ArrayList<>(List.of(first));
    int size = first.text().length();
    Verdict verdict = Verdict.OPEN;
    while (verdict == Verdict.OPEN && all.size() <= MOST_LINES && size <= MOST_CHARS) {
      Lines.Line line = lines.next();
      if (line == null) {
        if (partial) {
          return true;
        }
        break;
      }
      all.add(line);
      size += line.text().length();
      verdict = line.cut() ? Verdict.ODD : check.line(line.text());
    }
    if (verdict == Verdict.OPEN || check.broken() || all.getLast().cut()) {
      neverClosedUntil = Math.max(neverClosedUntil, all.getLast().number());
      return giveBack(all);
    }
    return accept(all, verdict) || giveBack(all);
  }

  private boolean accept(List<Lines.Line> all, Verdict verdict) {
    var text = new StringBuilder();
    for (Lines.Line line : all.subList(0, all.size() - 1)) {
      text.append(line.text()).append(line.end());
    }
    text.append(all.getLast().text());
    String whole = text.toString();
    List<List<String>> parsed = verdict == Verdict.CLEAN ? strictly(whole + "\n", 1) : List.of();
    var cells = parsed.isEmpty() ? tokenizer.cells(whole) : parsed.getFirst();
    if ((cells.size() != expected || (expected > 2 && all.size() > 2)) && eachLineIsARecord(all)) {
      return false;
    }
    quoted += parsed.isEmpty() ? 0 : check.quoted();
    count(all.getLast());
    boolean stray = parsed.isEmpty() ? tokenizer.stray() : check.stray();
    ready.add(new Row(all.getFirst().number(), cells, stray, false));
    return true;
  }

  /// Whether the lines make better records one by one: then the quote that seems to open a cell,
  /// and the one that seems to close it, are both strays.
  private boolean eachLineIsARecord(List<Lines.Line> all) {
    return expected > 1
        && all.stream().allMatch(line -> tokenizer.cells(line.text()).size() == expected);
  }

  private boolean giveBack(List<Lines.Line> all) {
    for (int i = all.size() - 1; i > 0; i--) {
      lines.giveBack(all.get(i));
    }
    return false;
  }

  private void count(Lines.Line line) {
    switch (line.end()) {
      case "\n" -> ends[0]++;
      case "\r\n" -> ends[1]++;
      case "\r" -> ends[2]++;
      default -> {}
    }
  }
}
