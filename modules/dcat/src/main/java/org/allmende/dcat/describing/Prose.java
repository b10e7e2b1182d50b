package org.allmende.dcat.describing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.dcat.coverage.TemporalCoverage;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.words.German;
import org.allmende.dcat.words.Span;
import org.allmende.dcat.words.Subject;
import org.allmende.dcat.words.Words;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// A description in sentences: what a row is, how many there are, which columns, which time and
/// place, and what the file itself says about its source and date.
final class Prose {

  private static final int MOST_COLUMNS = 12;
  private static final int LONGEST_NOTE = 200;
  private static final Pattern NOTE =
      Pattern.compile(
          "(?i)^\\W*(stand|quelle|source|datenquelle|stichtag|herausgeber|einheit|hinweis)\\b.*");
  private static final Pattern NAMELESS = Pattern.compile("Spalte \\d+");
  private static final Set<String> AT_A_PLACE =
      Set.of("latitude", "utm-easting", "gauss-krueger-x", "wkt", "street", "address");
  private static final Set<String> MEASURES =
      Set.of("count", "population", "money", "votes", "percentage");
  private static final Map<String, Text> BY =
      Map.of(
          "date", new Text("Datum", "date"),
          "year", new Text("Jahr", "year"),
          "month", new Text("Monat", "month"),
          "district-name", new Text("Gebiet", "area"),
          "municipality-name", new Text("Gemeinde", "municipality"),
          "party", new Text("Partei", "party"));

  private final Map<String, Text> objects = new HashMap<>();

  Prose() {
    for (String[] cells : Lines.of("objects.tsv")) {
      objects.put(cells[0], new Text(cells[1], cells[2]));
    }
  }

  /// The description.
  Text describe(
      String matter,
      List<Draft> drafts,
      Subject subject,
      @Nullable String place,
      @Nullable Span time) {
    var de = new ArrayList<String>();
    var en = new ArrayList<String>();
    Optional<Table> table = drafts.stream().flatMap(d -> d.tables().stream()).findFirst();
    if (table.isPresent()) {
      rows(matter, table.get(), subject, de, en);
      columns(table.get(), de, en);
      tables(drafts, de, en);
    } else {
      String format = drafts.isEmpty() ? "" : drafts.getFirst().format();
      de.add(matter + (format.isEmpty() ? "." : ", bereitgestellt im Format " + format + "."));
      en.add(matter + (format.isEmpty() ? "." : ", offered as " + format + "."));
    }
    if (time != null) {
      de.add((time.isDay() ? "Stichtag: " : "Zeitraum: ") + German.span(time) + ".");
      en.add((time.isDay() ? "Reference date: " : "Period: ") + German.englishSpan(time) + ".");
    }
    if (place != null) {
      de.add("Gebiet: " + place + ".");
      en.add("Area: " + place + ".");
    }
    table.ifPresent(t -> notes(t).forEach(de::add));
    return new Text(String.join(" ", de), String.join(" ", en));
  }

  private void rows(String matter, Table table, Subject subject, List<String> de, List<String> en) {
    long rows = table.dataRows();
    String count = rows == 1 ? "eine Zeile" : German.number(rows) + " Zeilen";
    String countEn = rows == 1 ? "one row" : German.englishNumber(rows) + " rows";
    Text row = object(table, subject);
    if (row != null) {
      de.add("Jede Zeile beschreibt " + row.de() + "; die Tabelle hat " + count + ".");
      en.add("Each row describes " + row.en() + "; the table has " + countEn + ".");
      return;
    }
    List<Text> by = by(table);
    var namesDe = by.stream().map(Text::de).toList();
    var namesEn = by.stream().map(Text::en).toList();
    de.add(
        "Die Tabelle „"
            + oneLine(matter)
            + "“ hat "
            + count
            + (by.isEmpty() ? "." : ", aufgeschlüsselt nach " + German.list(namesDe, "und") + "."));
    en.add(
        "The table “"
            + oneLine(matter)
            + "” has "
            + countEn
            + (by.isEmpty() ? "." : ", broken down by " + German.list(namesEn, "and") + "."));
  }

  /// What a row is, where the table lists things at places.
  private @Nullable Text object(Table table, Subject subject) {
    boolean placed =
        table.columns().stream()
            .anyMatch(c -> c.meaning() != null && AT_A_PLACE.contains(c.meaning()));
    if (!placed) {
      return null;
    }
    return subject.labels().stream()
        .limit(3)
        .flatMap(label -> object(label).stream())
        .findFirst()
        .orElse(null);
  }

  /// `Baumkataster` lists trees.
  private Optional<Text> object(String label) {
    Text exact = objects.get(label);
    if (exact != null) {
      return Optional.of(exact);
    }
    String stem = Words.stem(label);
    return objects.entrySet().stream()
        .filter(e -> stem.startsWith(Words.stem(e.getKey())))
        .max(Comparator.comparingInt(e -> e.getKey().length()))
        .map(Map.Entry::getValue);
  }

  private static List<Text> by(Table table) {
    var by = new ArrayList<Text>();
    if (table.columns().stream().noneMatch(Prose::measures)) {
      return by;
    }
    for (Column column : table.columns()) {
      Text text = column.meaning() == null ? null : BY.get(column.meaning());
      String name = column.name().toLowerCase(Locale.GERMAN);
      boolean covered = !TemporalCoverage.NOT_COVERED_YEAR.matcher(name).find();
      if (text != null && covered && !by.contains(text) && column.profile().distinct() > 1) {
        by.add(text);
      }
    }
    return by.size() > 4 ? by.subList(0, 4) : by;
  }

  private static boolean measures(Column column) {
    String meaning = column.meaning();
    boolean number = column.type() == ColumnType.INTEGER || column.type() == ColumnType.DECIMAL;
    return meaning == null ? number : MEASURES.contains(meaning);
  }

  private static void columns(Table table, List<String> de, List<String> en) {
    var names =
        table.columns().stream()
            .map(column -> oneLine(column.name()))
            .filter(name -> !name.isEmpty() && !NAMELESS.matcher(name).matches())
            .limit(MOST_COLUMNS)
            .toList();
    int more = table.columns().size() - names.size();
    if (names.isEmpty()) {
      de.add("Sie hat " + more + (more == 1 ? " Spalte" : " Spalten") + " ohne Namen.");
      en.add("It has " + more + (more == 1 ? " column" : " columns") + " without names.");
      return;
    }
    String list = String.join(", ", names);
    de.add("Spalten: " + list + rest(more, " und eine weitere", " und %d weitere") + ".");
    en.add("Columns: " + list + rest(more, " and one more", " and %d more") + ".");
  }

  private static String rest(int more, String one, String several) {
    return more == 0 ? "" : more == 1 ? one : several.formatted(more);
  }

  private static void tables(List<Draft> drafts, List<String> de, List<String> en) {
    long tables = drafts.stream().mapToLong(d -> d.tables().size()).sum();
    if (tables > 1) {
      de.add("Insgesamt gibt es " + tables + " Tabellen.");
      en.add("There are " + tables + " tables in all.");
    }
  }

  private static List<String> notes(Table table) {
    var notes = new ArrayList<String>();
    var lines = new ArrayList<>(table.preamble());
    lines.addAll(table.footer());
    for (String line : lines) {
      String text = oneLine(line.replaceAll("[;\\t|]+", " "));
      if (NOTE.matcher(text).matches() && text.length() <= LONGEST_NOTE && notes.size() < 3) {
        notes.add(text.endsWith(".") ? text : text + ".");
      }
    }
    return notes;
  }

  private static String oneLine(String text) {
    String bounded = text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) : text;
    return bounded.replaceAll("\\s+", " ").strip();
  }
}
