package org.allmende.web.clerk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.publishing.ReadingRepair;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.model.Column;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.web.page.Choice;
import org.allmende.web.page.FindingView.Repair;
import org.allmende.web.page.Plain;
import org.allmende.web.page.ReadingPreview.Wrong;
import org.allmende.web.page.ReadingView;
import org.allmende.web.page.ReadingView.ColumnKnob;
import org.allmende.web.page.ReadingView.Knob;
import org.allmende.web.page.ReadingView.Said;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Shows how a file was read, filled in and with the reasons, so that it can be set right.
final class ReadingPages {

  private static final List<String> ENCODINGS =
      List.of(
          "utf-8",
          "windows-1252",
          "iso-8859-1",
          "iso-8859-15",
          "windows-1250",
          "ibm850",
          "macintosh",
          "utf-16le",
          "utf-16be");
  private static final List<String> DELIMITERS =
      List.of(";", ",", "\t", "|", ":", "^", "~", "#", " ");
  private static final List<String> KINDS =
      List.of("text", "number", "comma", "point", "date", "day", "month", ReadingForm.OUT);
  private static final Map<String, String> FIELDS =
      Map.of(
          "told-encoding", "encoding",
          "told-delimiter", "delimiter",
          "told-header", "headerRow",
          "told-first-row", "firstDataRow",
          "told-sheet", "sheet");
  private static final int MOST_SHEETS = 100;
  private static final int LONGEST = 200;

  private final Words words;
  private final Draft draft;
  private final Told told;
  private final @Nullable Table table;
  private final Map<String, String> sent;
  private final List<Finding> wrong;
  private final Set<Finding> placed = new LinkedHashSet<>();

  private ReadingPages(Words words, Draft draft, Map<String, String> sent, List<Finding> wrong) {
    this.words = words;
    this.draft = draft;
    this.told = draft.upload().told();
    this.table = draft.tables().isEmpty() ? null : draft.tables().getFirst();
    this.sent = sent;
    this.wrong = wrong;
  }

  /// How a file was read.
  ///
  /// @param draft the file as it is read
  /// @param path of its form
  /// @param sent what stands in the form and could not be taken; empty otherwise
  /// @param wrong why it could not
  static ReadingView of(
      Words words, Draft draft, String path, Map<String, String> sent, List<Finding> wrong)
      throws IOException {
    return new ReadingPages(words, draft, sent, wrong).view(path);
  }

  /// The fields to which messages belong, by the name of the form.
  static List<Wrong> wrong(Words words, List<Finding> findings) {
    return findings.stream()
        .map(finding ->
            new Wrong(
                FIELDS.getOrDefault(finding.code(), ""),
                Plain.shorten(words.t(finding.message()), 600)))
        .toList();
  }

  /// The buttons that set a finding right.
  static List<Repair> repairs(Words words, Finding finding, Table table) {
    return ReadingRepair.of(finding, table).stream()
        .map(repair ->
            new Repair(Plain.shorten(words.t(repair.words()), LONGEST), ReadingForm.sent(repair)))
        .toList();
  }

  private ReadingView view(String path) throws IOException {
    List<Knob> knobs = knobs();
    List<ColumnKnob> columns = columns();
    int all = table == null ? 0 : table.columns().size();
    return new ReadingView(
        Plain.shorten(draft.upload().name(), LONGEST),
        path + "/reading",
        knobs,
        columns,
        Math.max(0, all - columns.size()),
        said(),
        wrong.stream()
            .filter(finding -> !placed.contains(finding))
            .map(finding -> message(finding))
            .toList());
  }

  private String message(Finding finding) {
    return Plain.shorten(words.t(finding.message()) + " " + words.t(finding.advice()), 600);
  }

  private List<Knob> knobs() throws IOException {
    Table read = table;
    Map<String, Text> why = Rereading.reasons(draft);
    Dialect dialect = read == null ? null : read.dialect();
    var knobs = new ArrayList<Knob>();
    if (dialect != null || read == null) {
      String encoding = dialect == null ? "" : dialect.encoding();
      knobs.add(choice("encoding", encodings(encoding), encoding, told.encoding(), why));
      String delimiter = dialect == null ? "" : dialect.delimiter();
      knobs.add(
          choice(
              "delimiter",
              delimiters(delimiter),
              code(delimiter),
              told.delimiter() == null ? null : code(told.delimiter()),
              why));
    }
    if (dialect != null) {
      var quotes = options("quote.", List.of("double", "single", "none"));
      String quote = told.quote();
      knobs.add(
          choice(
              "quote", quotes, quote(dialect.quote()), quote == null ? null : quote(quote), why));
      String decimal = dialect.decimal();
      knobs.add(
          choice(
              "decimal",
              options("decimal.", List.of("comma", "point")),
              decimal == null ? "" : decimal,
              told.decimal(),
              why));
    }
    if (read != null && draft.sheets().size() > 1) {
      knobs.add(choice("sheet", sheets(), read.name(), told.sheet(), why));
    }
    if (read != null) {
      Integer header = ReadingForm.headerRow(read);
      knobs.add(number("headerRow", header == null ? 0 : header, told.headerRow(), why));
      knobs.add(number("headerRows", read.headerRows(), told.headerRows(), why));
      knobs.add(number("firstDataRow", read.firstDataRow(), told.firstDataRow(), why));
    }
    return knobs;
  }

  private Knob choice(
      String name,
      Map<String, String> options,
      String read,
      @Nullable String said,
      Map<String, Text> why) {
    String value = sent.getOrDefault("read." + name, said == null ? read : said);
    var choices = new ArrayList<Choice>();
    choices.add(new Choice("", words.t("reading.find-out"), value.isEmpty()));
    options.forEach((code, label) -> choices.add(new Choice(code, label, code.equals(value))));
    return new Knob(
        "read." + name,
        words.t("reading.knob." + name),
        value,
        choices,
        why(said != null, why.get(name)),
        wrong(name));
  }

  private Knob number(String name, int read, @Nullable Integer said, Map<String, Text> why) {
    String value = sent.getOrDefault("read." + name, String.valueOf(said == null ? read : said));
    return new Knob(
        "read." + name,
        words.t("reading.knob." + name),
        Plain.shorten(value, LONGEST),
        List.of(),
        why(said != null, why.get(name)),
        wrong(name));
  }

  private String why(boolean said, @Nullable Text reason) {
    if (said) {
      return words.t("reading.told");
    }
    return reason == null
        ? words.t("reading.found")
        : words.t("reading.found-because", Plain.shorten(words.t(reason), LONGEST));
  }

  private String wrong(String field) {
    return wrong.stream()
        .filter(finding -> field.equals(FIELDS.get(finding.code())))
        .findFirst()
        .map(this::place)
        .orElse("");
  }

  private String place(Finding finding) {
    placed.add(finding);
    return message(finding);
  }

  private Map<String, String> options(String prefix, List<String> codes) {
    var options = new LinkedHashMap<String, String>();
    codes.forEach(code -> options.put(code, words.t("reading." + prefix + code)));
    return options;
  }

  private Map<String, String> encodings(String read) {
    var options = new LinkedHashMap<String, String>();
    ENCODINGS.forEach(name -> options.put(name, encoding(name)));
    String said = told.encoding();
    for (String other : said == null ? List.of(read) : List.of(read, said)) {
      if (!other.isEmpty()) {
        options.putIfAbsent(other, Plain.shorten(encoding(other), LONGEST));
      }
    }
    return options;
  }

  /// What people call a character set.
  static String encoding(String name) {
    return name.startsWith("windows")
        ? "W" + name.substring(1)
        : name.startsWith("mac") ? "Macintosh" : name.toUpperCase(Locale.ROOT);
  }

  private Map<String, String> delimiters(String read) {
    var options = new LinkedHashMap<String, String>();
    DELIMITERS.forEach(delimiter -> options.put(code(delimiter), delimiter(words, delimiter)));
    String said = told.delimiter();
    for (String other : said == null ? List.of(read) : List.of(read, said)) {
      if (!other.isEmpty()) {
        options.putIfAbsent(code(other), delimiter(words, other));
      }
    }
    return options;
  }

  private static String code(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "tab";
      case " " -> "space";
      default -> Plain.of(delimiter);
    };
  }

  /// What people call what separates cells.
  static String delimiter(Words words, String delimiter) {
    return switch (delimiter) {
      case ";" -> words.t("reading.semicolon");
      case "," -> words.t("reading.comma-separated");
      case "\t" -> words.t("reading.tab");
      case "|" -> words.t("reading.bar");
      case " " -> words.t("reading.space");
      default -> words.t("reading.delimiter", Plain.shorten(delimiter, 10));
    };
  }

  private static String quote(@Nullable String quote) {
    if (quote == null || quote.isEmpty()) {
      return "none";
    }
    return quote.equals("'") ? "single" : "double";
  }

  private Map<String, String> sheets() {
    var options = new LinkedHashMap<String, String>();
    draft.sheets().stream()
        .limit(MOST_SHEETS)
        .forEach(name -> options.put(name, Plain.shorten(name, LONGEST)));
    return options;
  }

  private List<ColumnKnob> columns() {
    var knobs = new ArrayList<ColumnKnob>();
    if (table == null) {
      return knobs;
    }
    for (Column column : table.columns()) {
      if (knobs.size() < ReadingForm.MOST_COLUMNS) {
        knobs.add(column(column, knobs.size() + 1));
      }
    }
    return knobs;
  }

  private ColumnKnob column(Column column, int number) {
    Told.Column said = told.column(column.name());
    String field = "read.column." + number;
    boolean same = column.name().equals(sent.get(field));
    String known = ReadingForm.kind(said);
    String read = ReadingForm.kind(column);
    String kind = known.isEmpty() ? read : known;
    String value = same ? sent.getOrDefault(field + ".type", kind) : kind;
    var choices = new ArrayList<Choice>();
    choices.add(new Choice("", words.t("reading.find-out"), value.isEmpty()));
    for (String one : KINDS) {
      choices.add(new Choice(one, words.t("reading.kind." + one), one.equals(value)));
    }
    String missing = String.join("; ", said.missing());
    return new ColumnKnob(
        number,
        column.name(),
        choices,
        Plain.of(same ? sent.getOrDefault(field + ".missing", missing) : missing),
        !said.equals(new Told.Column(column.name())),
        wrong.stream()
            .filter(finding -> column.name().equals(finding.place().column()))
            .findFirst()
            .map(this::place)
            .orElse(""));
  }

  /// What was said, each with what takes it back.
  private List<Said> said() {
    var said = new ArrayList<Said>();
    String encoding = told.encoding();
    if (encoding != null) {
      add(said, "encoding", encoding(encoding));
    }
    String delimiter = told.delimiter();
    if (delimiter != null) {
      add(said, "delimiter", delimiter(words, delimiter));
    }
    String quote = told.quote();
    if (quote != null) {
      add(said, "quote", words.t("reading.quote." + quote(quote)));
    }
    String decimal = told.decimal();
    if (decimal != null && words.has("reading.decimal." + decimal)) {
      add(said, "decimal", words.t("reading.decimal." + decimal));
    }
    if (told.sheet() != null) {
      add(said, "sheet", told.sheet());
    }
    Integer header = told.headerRow();
    if (header != null) {
      add(said, "headerRow", header == 0 ? words.t("reading.no-header") : words.number(header));
    }
    if (told.firstDataRow() != null) {
      add(said, "firstDataRow", words.number(told.firstDataRow()));
    }
    told.columns().forEach(column -> about(column, said));
    for (int row : told.skippedRows()) {
      said.add(
          new Said(
              words.t("reading.said.row", words.number(row)),
              ReadingForm.back("row", String.valueOf(row))));
    }
    for (String column : told.skippedColumns()) {
      said.add(
          new Said(
              words.t("reading.said.out", Plain.shorten(column, LONGEST)),
              ReadingForm.back(ReadingForm.OUT, column)));
    }
    return said;
  }

  private void add(List<Said> said, String what, String value) {
    said.add(
        new Said(
            words.t("reading.knob." + what) + ": " + Plain.shorten(value, LONGEST),
            ReadingForm.back(what)));
  }

  private void about(Told.Column column, List<Said> said) {
    String name = Plain.shorten(column.column(), LONGEST);
    String kind = ReadingForm.kind(column);
    if (!kind.isEmpty()) {
      said.add(
          new Said(
              words.t("reading.said.column", name, words.t("reading.kind." + kind)),
              ReadingForm.back("column", column.column())));
    }
    for (String value : column.missing()) {
      said.add(
          new Said(
              words.t("reading.said.missing", name, Plain.shorten(value, LONGEST)),
              ReadingForm.back("missing", column.column(), value)));
    }
  }
}
