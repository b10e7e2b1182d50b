package org.allmende.intake.csvw;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A [dialect description](https://www.w3.org/TR/tabular-metadata/#dialect-descriptions): how a
/// text file spells a table.
///
/// @param quote null where nothing is quoted
/// @param comment null where rows are no comments
record DialectDescription(
    Charset encoding,
    List<String> lineTerminators,
    @Nullable String quote,
    boolean doubleQuote,
    int skipRows,
    @Nullable String comment,
    int headerRows,
    String delimiter,
    int skipColumns,
    boolean skipBlankRows,
    Trim trim) {

  /// Where blanks around cells are left out.
  enum Trim {
    NONE,
    START,
    END,
    BOTH;

    String trimmed(String text) {
      return switch (this) {
        case NONE -> text;
        case START -> text.stripLeading();
        case END -> text.stripTrailing();
        case BOTH -> text.strip();
      };
    }
  }

  /// Where nobody says anything. That `#` begins no comment is what the data model and its tests
  /// say; the metadata vocabulary says otherwise.
  static final DialectDescription USUAL =
      new DialectDescription(
          StandardCharsets.UTF_8,
          List.of("\r\n", "\n"),
          "\"",
          true,
          0,
          null,
          1,
          ",",
          0,
          false,
          Trim.NONE);

  static DialectDescription read(Members members) throws InvalidMetadata {
    members.id();
    members.type("Dialect");
    var dialect =
        new DialectDescription(
            encoding(members),
            or(nonEmpty(members.strings("lineTerminators")), USUAL.lineTerminators),
            sign(members, "quoteChar", USUAL.quote),
            or(members.bool("doubleQuote"), true),
            or(members.count("skipRows"), 0),
            sign(members, "commentPrefix", USUAL.comment),
            headerRows(members),
            or(nonEmpty(members.string("delimiter")), ","),
            or(members.count("skipColumns"), 0),
            or(members.bool("skipBlankRows"), false),
            trim(members));
    members.common();
    return dialect;
  }

  DialectDescription withDelimiter(String other) {
    return with(encoding, other, headerRows);
  }

  DialectDescription withHeaderRows(int rows) {
    return with(encoding, delimiter, rows);
  }

  DialectDescription withEncoding(Charset other) {
    return with(other, delimiter, headerRows);
  }

  private DialectDescription with(Charset charset, String separator, int header) {
    return new DialectDescription(
        charset,
        lineTerminators,
        quote,
        doubleQuote,
        skipRows,
        comment,
        header,
        separator,
        skipColumns,
        skipBlankRows,
        trim);
  }

  private static Charset encoding(Members members) {
    String name = members.string("encoding");
    Optional<Charset> charset = name == null ? Optional.empty() : charset(name);
    if (name != null && charset.isEmpty()) {
      members.ignore("encoding");
    }
    return charset.orElse(StandardCharsets.UTF_8);
  }

  static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int headerRows(Members members) {
    Boolean header = members.bool("header");
    Integer rows = members.count("headerRowCount");
    members.count("headerColumnCount");
    return rows != null ? rows : header == null || header ? 1 : 0;
  }

  /// A property that may be null, which says that there is no such sign.
  private static @Nullable String sign(Members members, String name, @Nullable String usual) {
    JsonNode value = members.value(name);
    if (value != null && value.isNull()) {
      return null;
    }
    String sign = nonEmpty(members.string(name));
    return sign == null ? usual : sign;
  }

  private static Trim trim(Members members) {
    Boolean initial = members.bool("skipInitialSpace");
    JsonNode value = members.value("trim");
    if (value != null) {
      switch (value.isString() || value.isBoolean() ? value.asString() : "") {
        case "true" -> {
          return Trim.BOTH;
        }
        case "false" -> {
          return Trim.NONE;
        }
        case "start" -> {
          return Trim.START;
        }
        case "end" -> {
          return Trim.END;
        }
        default -> members.scope().ignored("trim", value);
      }
    }
    return initial != null && initial ? Trim.START : Trim.NONE;
  }

  private static @Nullable String nonEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable List<String> nonEmpty(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }

  private static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }
}
