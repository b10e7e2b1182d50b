package org.allmende.web.clerk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.allmende.catalog.publishing.ReadingRepair;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.catalog.said.Json;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Table;
import org.allmende.model.Told;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// How a file is to be read, as a form says it.
///
/// The form is filled in with how the file was read. A field counts as said when something else
/// stands in it, or when it was said before; an empty one says nothing.
final class ReadingForm {

  static final int MOST_COLUMNS = 100;

  /// What is said of the values of a column that is left out.
  static final String OUT = "out";

  private static final String PREFIX = "read.";
  private static final int LONGEST = 200;
  private static final int MOST_MISSING = 50;
  private static final Map<String, String> DELIMITERS = Map.of("tab", "\t", "space", " ");
  private static final Map<String, String> QUOTES =
      Map.of("none", "", "double", "\"", "single", "'");

  private final Told before;
  private final @Nullable Table table;
  private final Map<String, String> sent;
  private final List<Finding> wrong = new ArrayList<>();

  private ReadingForm(Draft now, Map<String, String> sent) {
    this.before = now.upload().told();
    this.table = now.tables().isEmpty() ? null : now.tables().getFirst();
    this.sent = sent;
  }

  /// What was said.
  ///
  /// @param wrong what of it was not understood
  record Said(Told told, List<Finding> wrong) {
    Said {
      wrong = List.copyOf(wrong);
    }
  }

  /// What a sent form says about a file.
  ///
  /// @param now the file as it is read so far
  static Said said(Draft now, Map<String, String> sent) {
    var form = new ReadingForm(now, sent);
    Told told = form.mended(form.told());
    return new Said(told, form.wrong);
  }

  private Told told() {
    String sheet = word("sheet", before.sheet(), table == null ? null : table.name());
    if (!Objects.equals(sheet, before.sheet())) {
      return new Told(
          before.encoding(),
          before.delimiter(),
          before.quote(),
          before.decimal(),
          sheet,
          null,
          null,
          null,
          List.of(),
          List.of(),
          List.of());
    }
    Dialect dialect = table == null ? null : table.dialect();
    Integer header = number("headerRow", before.headerRow(), headerRow(table));
    Integer rows =
        number("headerRows", before.headerRows(), table == null ? null : table.headerRows());
    return new Told(
        word("encoding", before.encoding(), dialect == null ? null : dialect.encoding()),
        coded(
            "delimiter",
            before.delimiter(),
            dialect == null ? null : dialect.delimiter(),
            DELIMITERS),
        coded("quote", before.quote(), dialect == null ? null : quote(dialect), QUOTES),
        word("decimal", before.decimal(), dialect == null ? null : dialect.decimal()),
        sheet,
        rows != null && header == null ? headerRow(table) : header,
        rows,
        number("firstDataRow", before.firstDataRow(), table == null ? null : table.firstDataRow()),
        columns(),
        before.skippedRows(),
        skippedColumns());
  }

  /// The row of the header, 0 where there is none.
  static @Nullable Integer headerRow(@Nullable Table table) {
    if (table == null) {
      return null;
    }
    Integer row = table.headerRow();
    return row == null ? 0 : row;
  }

  private static String quote(Dialect dialect) {
    String quote = dialect.quote();
    return quote == null ? "" : quote;
  }

  private @Nullable String word(String name, @Nullable String told, @Nullable String read) {
    return coded(name, told, read, Map.of());
  }

  /// @param codes how values are spelled that a form cannot send as they are
  private @Nullable String coded(
      String name, @Nullable String told, @Nullable String read, Map<String, String> codes) {
    String typed = sent.get(PREFIX + name);
    if (typed == null) {
      return told;
    }
    String value = codes.getOrDefault(typed, typed);
    boolean silent = typed.isEmpty() || (told == null && value.equals(read));
    return silent ? null : value.substring(0, Math.min(value.length(), LONGEST));
  }

  private @Nullable Integer number(String name, @Nullable Integer told, @Nullable Integer read) {
    String typed = sent.get(PREFIX + name);
    if (typed == null) {
      return told;
    }
    String digits = typed.strip();
    if (digits.isEmpty()) {
      return null;
    }
    if (!digits.matches("\\d{1,9}")) {
      String shown = digits.substring(0, Math.min(digits.length(), 40));
      wrong.add(
          name.equals("firstDataRow") ? Rereading.noDataFrom(shown) : Rereading.noHeaderIn(shown));
      return told;
    }
    Integer number = Integer.valueOf(digits);
    return told == null && number.equals(read) ? null : number;
  }

  private List<Told.Column> columns() {
    Told told = before;
    for (int i = 1; i <= MOST_COLUMNS && sent.containsKey(PREFIX + "column." + i); i++) {
      String name = sent.getOrDefault(PREFIX + "column." + i, "");
      told = told.with(column(told.column(name), PREFIX + "column." + i + "."));
    }
    return told.columns();
  }

  /// The columns left out before, and those that shall be now.
  private List<String> skippedColumns() {
    var skipped = new ArrayList<>(before.skippedColumns());
    for (int i = 1; i <= MOST_COLUMNS && sent.containsKey(PREFIX + "column." + i); i++) {
      if (OUT.equals(sent.get(PREFIX + "column." + i + ".type"))) {
        skipped.add(sent.getOrDefault(PREFIX + "column." + i, ""));
      }
    }
    return skipped;
  }

  private Told.Column column(Told.Column known, String prefix) {
    String typed = sent.get(prefix + "missing");
    Told.Column column = typed == null ? known : known.missing(words(typed));
    String kind = sent.get(prefix + "type");
    if (kind == null || kind.equals(OUT) || kind.equals(kind(column))) {
      return column;
    }
    return kind.isEmpty() || (kind(column).isEmpty() && kind.equals(read(column.column())))
        ? column.of(null, null, null)
        : ofKind(column, kind);
  }

  private static List<String> words(String typed) {
    return Arrays.stream(typed.split(";", MOST_MISSING + 1))
        .map(String::strip)
        .filter(word -> !word.isEmpty() && word.length() <= LONGEST)
        .limit(MOST_MISSING)
        .toList();
  }

  private String read(String column) {
    return table == null
        ? ""
        : table.columns().stream()
            .filter(one -> one.name().equals(column))
            .findFirst()
            .map(ReadingForm::kind)
            .orElse("");
  }

  /// What the values of a column were read as; empty for what nobody can say here.
  static String kind(Column column) {
    return switch (column.type()) {
      case STRING -> "text";
      case INTEGER, DECIMAL -> "number";
      case DATE, DATETIME -> "date";
      case BOOLEAN, TIME, DURATION, GEOMETRY, URI -> "";
    };
  }

  /// What somebody said the values of a column are; empty where they did not.
  static String kind(Told.Column column) {
    String decimal = column.decimal();
    String order = column.order();
    if (decimal != null) {
      return decimal;
    }
    if (order != null) {
      return order;
    }
    ColumnType type = column.type();
    return type == null
        ? ""
        : switch (type) {
          case STRING -> "text";
          case INTEGER, DECIMAL -> "number";
          case DATE, DATETIME -> "date";
          case BOOLEAN, TIME, DURATION, GEOMETRY, URI -> "";
        };
  }

  private static Told.Column ofKind(Told.Column column, String kind) {
    return switch (kind) {
      case "text" -> column.of(ColumnType.STRING, null, null);
      case "number" -> column.of(ColumnType.DECIMAL, null, null);
      case "comma", "point" -> column.of(ColumnType.DECIMAL, kind, null);
      case "date" -> column.of(ColumnType.DATE, null, null);
      case "day", "month" -> column.of(ColumnType.DATE, null, kind);
      default -> column;
    };
  }

  /// What the button changes that was pressed, if it was one of a finding or of a word.
  private Told mended(Told told) {
    String mend = sent.get("mend");
    String back = sent.get("back");
    if (mend != null) {
      return repair(mend).map(repair -> repair.in(told)).orElse(told);
    }
    return back == null ? told : without(told, parts(back));
  }

  /// What the button of a repair sends.
  static String sent(ReadingRepair repair) {
    return Json.own()
        .writeValueAsString(List.of(repair.kind().name(), repair.on(), repair.value()));
  }

  private static Optional<ReadingRepair> repair(String sent) {
    List<String> parts = parts(sent);
    return Arrays.stream(ReadingRepair.Kind.values())
        .filter(kind -> parts.size() == 3 && kind.name().equals(parts.getFirst()))
        .filter(kind ->
            (kind != ReadingRepair.Kind.SKIP && kind != ReadingRepair.Kind.HEADER)
                || parts.get(1).matches("\\d{1,9}"))
        .map(kind -> new ReadingRepair(kind, parts.get(1), parts.get(2)))
        .findFirst();
  }

  /// The texts in a JSON array; none where it is anything else.
  private static List<String> parts(String sent) {
    var parts = new ArrayList<String>();
    try {
      JsonNode array = Json.foreign().readTree(sent);
      if (array.isArray()) {
        array.forEach(part -> parts.add(part.asString("")));
      }
    } catch (JacksonException _) {
      return List.of();
    }
    return parts;
  }

  /// What takes a word back.
  static String back(String... parts) {
    return Json.own().writeValueAsString(List.of(parts));
  }

  private static Told without(Told told, List<String> parts) {
    String what = parts.isEmpty() ? "" : parts.getFirst();
    String on = parts.size() < 2 ? "" : parts.get(1);
    return switch (what) {
      case "all" -> Told.NOTHING;
      case "column" -> told.with(told.column(on).of(null, null, null));
      case "missing" -> {
        var missing = new HashSet<>(told.column(on).missing());
        missing.remove(parts.size() < 3 ? "" : parts.get(2));
        yield told.with(told.column(on).missing(missing));
      }
      case "row" ->
          told.skipping(
              told.skippedRows().stream().filter(row -> !row.toString().equals(on)).toList());
      case OUT ->
          told.without(told.skippedColumns().stream().filter(name -> !name.equals(on)).toList());
      default ->
          new Told(
              what.equals("encoding") ? null : told.encoding(),
              what.equals("delimiter") ? null : told.delimiter(),
              what.equals("quote") ? null : told.quote(),
              what.equals("decimal") ? null : told.decimal(),
              what.equals("sheet") ? null : told.sheet(),
              what.equals("headerRow") ? null : told.headerRow(),
              what.equals("headerRow") ? null : told.headerRows(),
              what.equals("firstDataRow") ? null : told.firstDataRow(),
              told.columns(),
              told.skippedRows(),
              told.skippedColumns());
    };
  }
}
