package org.allmende.catalog.descriptors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.intake.cells.Units;
import org.allmende.model.ColumnType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the two kinds of descriptors say with the same words, or words that mean the same: types,
/// how numbers and days are written, units.
final class DeclaredForms {

  private static final int MOST = 20;
  private static final int LONGEST_WORD = 40;
  private static final int LONGEST_NAME = 300;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  /// The properties by which units are usually said, with and without a vocabulary.
  private static final List<String> UNITS =
      List.of(
          "unit",
          "units",
          "schema:unitCode",
          "schema:unitText",
          "unitCode",
          "unitText",
          "qudt:unit",
          "qudt:hasUnit",
          "sdmx-attribute:unitMeasure",
          "qb:unitMeasure",
          "http://schema.org/unitCode",
          "https://schema.org/unitCode",
          "http://schema.org/unitText",
          "https://schema.org/unitText",
          "http://qudt.org/schema/qudt/unit",
          "http://qudt.org/schema/qudt/hasUnit",
          "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure");

  private DeclaredForms() {}

  /// The type that a name of [XML Schema](https://www.w3.org/TR/tabular-data-model/#datatypes) or
  /// of [data packages](https://datapackage.org/standard/table-schema/#field-types) stands for;
  /// null where it names one that we do not tell apart.
  static @Nullable ColumnType type(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "string", "normalizedstring", "token", "name", "nmtoken" -> ColumnType.STRING;
      case "integer",
          "int",
          "long",
          "short",
          "byte",
          "nonnegativeinteger",
          "positiveinteger",
          "nonpositiveinteger",
          "negativeinteger",
          "unsignedlong",
          "unsignedint",
          "unsignedshort",
          "unsignedbyte" ->
          ColumnType.INTEGER;
      case "decimal", "number", "double", "float" -> ColumnType.DECIMAL;
      case "boolean" -> ColumnType.BOOLEAN;
      case "date" -> ColumnType.DATE;
      case "datetime", "datetimestamp" -> ColumnType.DATETIME;
      case "time" -> ColumnType.TIME;
      case "duration", "daytimeduration", "yearmonthduration" -> ColumnType.DURATION;
      case "anyuri" -> ColumnType.URI;
      default -> null;
    };
  }

  /// How numbers are written, where that is said; null where it is left to what is usual.
  ///
  /// @param described says `decimalChar` and `groupChar`, perhaps `pattern`
  static @Nullable String numberForm(JsonNode described) {
    String decimal = described.path("decimalChar").asString("");
    String group = described.path("groupChar").asString("");
    if (decimal.equals(",") || decimal.equals(".")) {
      return form(decimal.equals(","));
    }
    return group.equals(".") || group.equals(",")
        ? form(group.equals("."))
        : patternForm(described.path("pattern").asString(""));
  }

  /// How numbers are written by a pattern such as `#,##0.00`; null where it has not both signs.
  static @Nullable String patternForm(String pattern) {
    int point = pattern.lastIndexOf('.');
    int comma = pattern.lastIndexOf(',');
    boolean both = point >= 0 && comma >= 0;
    return both || pattern.matches("[#0]*(\\.0+#*|,##[#0])") ? form(both && comma > point) : null;
  }

  private static String form(boolean comma) {
    return comma ? "decimal-comma" : "decimal-point";
  }

  /// A pattern of [strftime](https://docs.python.org/3/library/datetime.html#format-codes) in the
  /// letters of [UAX 35](https://www.unicode.org/reports/tr35/tr35-dates.html); null where it is
  /// none.
  static @Nullable String datePattern(String format) {
    if (format.indexOf('%') < 0) {
      return format.matches("[yMdHhmsSXxzT:./ ',-]{2,40}") ? format : null;
    }
    var pattern = new StringBuilder();
    for (int i = 0; i < Math.min(format.length(), LONGEST_WORD); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length()) {
        pattern.append(letters(format.charAt(++i)));
      } else {
        pattern.append(c);
      }
    }
    return pattern.toString();
  }

  private static String letters(char code) {
    return switch (code) {
      case 'd', 'e' -> "dd";
      case 'm' -> "MM";
      case 'b', 'B' -> "MMM";
      case 'Y' -> "yyyy";
      case 'y' -> "yy";
      case 'F' -> "yyyy-MM-dd";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'T' -> "HH:mm:ss";
      default -> "";
    };
  }

  /// The unit a column is said to have; null where none is.
  static @Nullable String unit(JsonNode column) {
    for (String property : UNITS) {
      String said = word(column.path(property));
      if (!said.isBlank() && said.length() <= LONGEST_NAME) {
        return Units.named(said).orElse(null);
      }
    }
    return null;
  }

  private static String word(JsonNode value) {
    JsonNode first = value.isArray() ? value.path(0) : value;
    for (String part : List.of("@value", "@id", "symbol", "code", "name")) {
      if (first.has(part)) {
        return first.path(part).asString("");
      }
    }
    return first.isString() ? first.asString() : "";
  }

  /// Words such as signs for "no value", without nothing.
  static List<String> words(JsonNode value) {
    var words = new ArrayList<String>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      String word = item.isObject() ? item.path("value").asString("") : text(item);
      if (!word.isBlank() && word.length() <= LONGEST_WORD && words.size() < MOST) {
        words.add(word.strip());
      }
    }
    return words;
  }

  /// Names, each cut to a length that names have.
  static List<String> names(Iterable<String> all) {
    var names = new ArrayList<String>();
    for (String name : all) {
      String plain = cut(name.strip(), LONGEST_NAME);
      if (!plain.isEmpty() && !names.contains(plain) && names.size() < MOST) {
        names.add(plain);
      }
    }
    return names;
  }

  /// Texts by language, each once and cut to a length; other members are left out.
  static Map<String, String> texts(Map<String, String> said, int longest) {
    var texts = new LinkedHashMap<String, String>();
    said.forEach((language, text) -> {
      if (!text.isBlank() && texts.size() < MOST && isLanguage(language)) {
        texts.put(language, cut(text.strip(), longest));
      }
    });
    return texts;
  }

  static boolean isLanguage(String tag) {
    return tag.length() <= LONGEST_WORD && LANGUAGE.matcher(tag).matches();
  }

  private static String text(JsonNode value) {
    return value.isString() || value.isNumber() || value.isBoolean() ? value.asString() : "";
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /// What is said with one sign, such as a delimiter; null where it is not.
  static Optional<String> sign(JsonNode value) {
    String sign = value.isString() ? value.asString() : "";
    return sign.equals("\\t")
        ? Optional.of("\t")
        : Optional.of(sign).filter(said -> said.length() == 1);
  }
}
