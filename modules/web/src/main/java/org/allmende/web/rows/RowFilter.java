package org.allmende.web.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.web.page.Words;

/// A condition on one column, as it stands in the address of a page: `3.eq.Altstadt`.
///
/// @param column its number, from 1
/// @param value empty where the kind needs none
public record RowFilter(int column, Kind kind, String value) {

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,4})\\.(eq|ne|has|ge|le|none|some)\\.(.{0,300})", Pattern.DOTALL);

  /// What may be asked of a column.
  enum Kind {
    EQ("="),
    HAS("contains"),
    GE(">="),
    LE("<="),
    NE("!="),
    NONE("is null"),
    SOME("is not null");

    private final String operator;

    Kind(String operator) {
      this.operator = operator;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean needsValue() {
      return this != NONE && this != SOME;
    }

    static Optional<Kind> of(String code) {
      return List.of(values()).stream().filter(kind -> kind.code().equals(code)).findFirst();
    }
  }

  /// Reads a filter; empty where it is none.
  ///
  /// @param columns how many the table has
  public static Optional<RowFilter> parse(String text, int columns) {
    Matcher found = WRITTEN.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    int column = Integer.parseInt(found.group(1));
    String value = found.group(3).strip();
    return Kind.of(found.group(2))
        .filter(kind -> column >= 1 && column <= columns)
        .filter(kind -> !kind.needsValue() || !value.isEmpty())
        .map(kind -> new RowFilter(column, kind, kind.needsValue() ? value : ""));
  }

  /// As it stands in an address.
  public String written() {
    return column + "." + kind.code() + "." + value;
  }

  /// As the grammar of rows has it. Days and numbers may be written as people do.
  public String condition(Column about, String name, Words words) {
    if (!kind.needsValue()) {
      return name + " " + kind.operator;
    }
    boolean read = about.type() != ColumnType.STRING && kind != Kind.HAS;
    String plain = read ? words.plain(value).orElse(value) : value;
    return name + " " + kind.operator + " '" + plain.replace("'", "''") + "'";
  }
}
