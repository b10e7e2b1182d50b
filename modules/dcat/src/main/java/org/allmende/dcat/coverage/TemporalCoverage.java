package org.allmende.dcat.coverage;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.dcat.words.FileName;
import org.allmende.dcat.words.Guess;
import org.allmende.dcat.words.Span;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// Which time the data are about, as far as the file shows it: dates of record in its columns
/// first, then years in columns and headers, then what its name and its notes say, then its folder.
/// Dates that tell when a record was made or changed say nothing about the time covered; dates on
/// which things were built, opened or registered say no more than how far a register reaches.
public final class TemporalCoverage {

  private static final Pattern RECORD_KEEPING =
      Pattern.compile(
          "angelegt|ge[aä]e?ndert|erstell|created|updat|modif|changed|änderung|aenderung|aktualis|"
              + "^last_|letzte|import|export|upload|geburt|birth|g[uü]e?ltig|valid|prüf|pruef|"
              + "sterbe|todes|timestamp");
  private static final Pattern LIFE =
      Pattern.compile(
          "bau_?jahr|pflanz|erricht|er[oö]e?ffn|gr[uü]e?nd|betrieb|genehmig|stilll|sanier|registr|"
              + "entsteh|herstell|fertig|zulass|seit$|schutz|eintrag|abruf|retriev|erheb|erfass|stand");
  private static final Pattern YEAR_NAME =
      Pattern.compile(
          "(^|.*[^\\p{L}])(jahr|year|berichtsjahr|haushaltsjahr|bezugsjahr|schuljahr|"
              + "kalenderjahr|wahljahr|erhebungsjahr)([^\\p{L}].*|$)|.*datjahr|.*jahr$");
  public static final Pattern NOT_COVERED_YEAR =
      Pattern.compile("bau|pflanz|geb|gründ|gruend|errich|sanier|erneuer|lebens|vorjahr|eröff");
  private static final Pattern PERIOD_NAME =
      Pattern.compile("jahr|monat|quartal|semester|saison|zeit|periode|datum|year|month|quarter");
  private static final Pattern INTENDED = Pattern.compile("geplant|planung|vorauss|soll");
  private static final int LONGEST_PERIOD = 40;

  /// What stands between the lines of a header that has several.
  private static final char LINES = '–';

  private static final Pattern CUE =
      Pattern.compile(
          "(?i)stand\\b|stichtag|zeitraum|berichtsjahr|jahr|datum|vom |bis |\\bam |zum |ab ");

  private TemporalCoverage() {}

  public static Optional<Guess<Span>> of(Draft draft) {
    Span named = Span.around(Span.in(FileName.of(draft.upload().name()).stem()));
    for (Table table : draft.tables()) {
      Optional<Guess<Span>> shown = ofColumns(table);
      if (shown.isPresent() && (named == null || named.overlaps(shown.get().value()))) {
        return shown.map(guess -> onAllSheets(guess, table, draft));
      }
    }
    return first(
        () -> guess(named, 0.85, "Steht im Namen der Datei.", "Stands in the file's name."),
        () -> ofNotes(draft),
        () -> ofOneHeader(draft),
        () -> ofFolders(draft),
        () -> ofLife(draft));
  }

  private static Optional<Guess<Span>> ofColumns(Table table) {
    return first(
        () -> ofDates(table), () -> ofYears(table), () -> ofPeriods(table), () -> ofHeaders(table));
  }

  /// One table in several sheets, such as one for each year, covers what all of them do.
  private static Guess<Span> onAllSheets(Guess<Span> first, Table table, Draft draft) {
    List<String> columns = names(table);
    Span all = first.value();
    for (Table sheet : draft.tables()) {
      if (names(sheet).equals(columns)) {
        Optional<Guess<Span>> shown = ofColumns(sheet);
        all = shown.isPresent() ? all.with(shown.get().value()) : all;
      }
    }
    return new Guess<>(all, first.source(), first.certainty(), first.why());
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static Optional<Guess<Span>> ofDates(Table table) {
    var spans = new ArrayList<Span>();
    var names = new ArrayList<String>();
    for (Column column : table.columns()) {
      String name = column.name().toLowerCase(Locale.GERMAN);
      if (isDate(column)
          && !RECORD_KEEPING.matcher(name).find()
          && !LIFE.matcher(name).find()
          && column.profile().nulls() * 2 <= table.dataRows()) {
        Span span = extremes(column);
        if (span != null) {
          spans.add(span);
          names.add(column.name());
        }
      }
    }
    return read(Span.around(spans), 0.9, names);
  }

  private static boolean isDate(Column column) {
    return column.type() == ColumnType.DATE || column.type() == ColumnType.DATETIME;
  }

  private static @Nullable Span extremes(Column column) {
    LocalDate min = day(column.profile().min());
    LocalDate max = day(column.profile().max());
    return min == null || max == null || max.isBefore(min) ? null : new Span(min, max);
  }

  private static @Nullable LocalDate day(@Nullable String iso) {
    if (iso == null || iso.length() < 10) {
      return null;
    }
    try {
      var date = LocalDate.parse(iso.substring(0, 10));
      return date.getYear() <= 1900 || date.getYear() > 2099 ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Optional<Guess<Span>> ofYears(Table table) {
    for (Column column : table.columns()) {
      String name = column.name().toLowerCase(Locale.GERMAN).strip();
      boolean meant =
          "year".equals(column.meaning())
              || "month".equals(column.meaning())
              || YEAR_NAME.matcher(name).matches()
              || name.equals("zeit");
      if (meant && !NOT_COVERED_YEAR.matcher(name).find()) {
        Span first = whole(column.profile().min());
        Span last = whole(column.profile().max());
        if (first != null && last != null && !last.end().isBefore(first.start())) {
          return read(first.with(last), 0.9, List.of(column.name()));
        }
      }
    }
    return Optional.empty();
  }

  /// Periods in words: `Q1 2019`, `Januar 2014`, `2018/19`. Their order is not that of texts, so
  /// every value that can be seen counts, and all of them have to be periods.
  private static Optional<Guess<Span>> ofPeriods(Table table) {
    for (Column column : table.columns()) {
      String name = column.name().toLowerCase(Locale.GERMAN).strip();
      if (column.type() == ColumnType.STRING
          && PERIOD_NAME.matcher(name).find()
          && !RECORD_KEEPING.matcher(name).find()
          && !LIFE.matcher(name).find()
          && !NOT_COVERED_YEAR.matcher(name).find()) {
        var spans = new ArrayList<Span>();
        for (String value : Cells.of(table, column)) {
          List<Span> found = value.length() > LONGEST_PERIOD ? List.of() : Span.in(value);
          if (found.size() != 1) {
            spans.clear();
            break;
          }
          spans.add(found.getFirst());
        }
        if (!spans.isEmpty()) {
          return read(Span.around(spans), 0.85, List.of(column.name()));
        }
      }
    }
    return Optional.empty();
  }

  /// A cell that is nothing but a year, or a year and a month.
  private static @Nullable Span whole(@Nullable String cell) {
    if (cell == null) {
      return null;
    }
    String value = cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
    if (!value.matches("\\d{4}([-/. ]?\\d{2})?(-\\d{2})?")) {
      return null;
    }
    return Span.around(Span.in(value));
  }

  /// Years side by side in the header.
  private static Optional<Guess<Span>> ofHeaders(Table table) {
    var spans = new ArrayList<Span>();
    var names = new ArrayList<String>();
    for (Column column : table.columns()) {
      Span found = ofHeader(column);
      if (found != null) {
        spans.add(found);
        names.add(column.name());
      }
    }
    boolean several = names.size() >= 2 || (names.size() == 1 && spans.getFirst().isDay());
    return several ? read(Span.around(spans), 0.8, names) : Optional.empty();
  }

  /// The time a header names. What stands last in a header of several lines is the column's own,
  /// the lines above it are those of its neighbours too.
  private static @Nullable Span ofHeader(Column column) {
    List<Span> found = Span.in(column.name());
    if (found.size() > 1) {
      String name = column.name();
      found = Span.in(name.substring(name.lastIndexOf(LINES) + 1));
    }
    return found.size() == 1 ? found.getFirst() : null;
  }

  /// One year in the header of numbers: `Einwohner 2022`.
  private static Optional<Guess<Span>> ofOneHeader(Draft draft) {
    for (Table table : draft.tables()) {
      for (Column column : table.columns()) {
        String name = column.name().toLowerCase(Locale.GERMAN);
        boolean number = column.type() == ColumnType.INTEGER || column.type() == ColumnType.DECIMAL;
        if (number && !LIFE.matcher(name).find() && !NOT_COVERED_YEAR.matcher(name).find()) {
          Optional<Guess<Span>> shown = read(ofHeader(column), 0.6, List.of(column.name()));
          if (shown.isPresent()) {
            return shown;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Guess<Span>> read(
      @Nullable Span span, double certainty, List<String> columns) {
    if (span == null) {
      return Optional.empty();
    }
    String names = String.join(", ", columns.subList(0, Math.min(3, columns.size())));
    return guess(span, certainty, "Gelesen aus: " + names + ".", "Read from: " + names + ".");
  }

  private static Optional<Guess<Span>> ofNotes(Draft draft) {
    for (Table table : draft.tables()) {
      Span titled = Span.around(Span.in(table.name()));
      if (titled != null) {
        return guess(titled, 0.8, "Steht im Namen des Blatts.", "Stands in the sheet's name.");
      }
      var lines = new ArrayList<>(table.preamble());
      lines.addAll(table.footer());
      for (int i = 0; i < lines.size(); i++) {
        boolean title = i == 0 && !table.preamble().isEmpty();
        if (title || CUE.matcher(lines.get(i)).find()) {
          Span noted = Span.around(Span.in(lines.get(i)));
          if (noted != null) {
            return guess(
                noted,
                0.75,
                "Steht in den Zeilen vor oder nach der Tabelle.",
                "Stands in the lines before or after the table.");
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Guess<Span>> ofFolders(Draft draft) {
    List<String> folders = draft.upload().folders();
    for (int i = folders.size() - 1; i >= Math.max(0, folders.size() - 2); i--) {
      List<Span> spans = Span.in(folders.get(i));
      if (spans.size() == 1) {
        return guess(
            spans.getFirst(), 0.6, "Steht im Namen des Ordners.", "Stands in the folder's name.");
      }
    }
    return Optional.empty();
  }

  /// When nothing else is shown: the day on which everything was recorded, else how far a register
  /// reaches. When it begins, the dates on which its things came into being do not say.
  private static Optional<Guess<Span>> ofLife(Draft draft) {
    for (Table table : draft.tables()) {
      Span last = null;
      var names = new ArrayList<String>();
      for (Column column : table.columns()) {
        Span life = isLife(column, table) ? extremes(column) : null;
        if (life != null && life.isDay()) {
          return read(life, 0.6, List.of(column.name()));
        }
        if (life != null && (last == null || life.end().isAfter(last.end()))) {
          last = life;
          names.addFirst(column.name());
        }
      }
      if (last != null) {
        return read(Span.until(last.end()), 0.4, names);
      }
    }
    return Optional.empty();
  }

  private static boolean isLife(Column column, Table table) {
    String name = column.name().toLowerCase(Locale.GERMAN);
    return isDate(column)
        && LIFE.matcher(name).find()
        && !RECORD_KEEPING.matcher(name).find()
        && !INTENDED.matcher(name).find()
        && column.profile().nulls() * 2 <= table.dataRows();
  }

  private static Optional<Guess<Span>> guess(
      @Nullable Span span, double certainty, String de, String en) {
    return span == null ? Optional.empty() : Optional.of(Guess.read(span, certainty, de, en));
  }

  private interface Try {
    Optional<Guess<Span>> get();
  }

  private static Optional<Guess<Span>> first(Try... tries) {
    for (Try attempt : tries) {
      Optional<Guess<Span>> result = attempt.get();
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }
}
