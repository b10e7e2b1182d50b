package org.allmende.intake.formats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.intake.geometry.Wgs84;

/// A column of a Parquet file, and how its values are said in text: numbers and dates as everywhere
/// here, what is nested as JSON, geometries as well-known text with the number of their reference
/// system, bytes as the text they are or else in hexadecimal digits.
///
/// @param position counted from 1
/// @param type as DuckDB calls it
record ParquetColumn(int position, String name, String type) {

  private static final int LONGEST = 4 << 20;
  private static final Pattern NESTED =
      Pattern.compile("(?s)(STRUCT|MAP|UNION|VARIANT|JSON)\\b.*|.*\\]");
  private static final Pattern NUMBER =
      Pattern.compile(
          "\"id\"\\s*:\\s*\\{\\s*\"authority\"\\s*:\\s*\"EPSG\"\\s*,\\s*\"code\"\\s*:\\s*(\\d{1,6})|EPSG:(\\d{1,6})");

  /// What the column is called in statements, which never hold its name.
  String sql() {
    return "c" + position;
  }

  /// The SQL of its values as text.
  String text() {
    return "CASE WHEN strlen(" + plain() + ") <= " + LONGEST + " THEN " + plain() + " END";
  }

  private String plain() {
    String column = sql();
    String text = column + "::VARCHAR";
    if (NESTED.matcher(type).matches()) {
      return "to_json(" + column + ")::VARCHAR";
    }
    if (type.startsWith("GEOMETRY")) {
      return "CASE WHEN NOT ends_with("
          + text
          + ", 'EMPTY') THEN '"
          + system()
          + "' || "
          + text
          + " END";
    }
    if (type.startsWith("DECIMAL")) {
      return unmistakable(text);
    }
    return switch (type) {
      case "DOUBLE", "FLOAT" ->
          "CASE WHEN isfinite(" + column + ") THEN " + unmistakable(whole(text)) + " END";
      case "BLOB" -> "coalesce(try(decode(" + column + ")), hex(" + column + "))";
      case "TIMESTAMP WITH TIME ZONE" ->
          "replace(make_timestamp(epoch_us(" + column + "))::VARCHAR, ' ', 'T') || 'Z'";
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          "replace(" + text + ", ' ', 'T')";
      default -> text;
    };
  }

  /// Whole numbers are so, even where a gap among them made a program store them as others.
  private static String whole(String number) {
    return "regexp_replace(" + number + ", '\\.0$', '')";
  }

  /// As [SheetCells#unmistakable].
  private static String unmistakable(String number) {
    return "regexp_replace(" + number + ", '^(-?[1-9]\\d{0,2}\\.\\d{3})$', '\\10')";
  }

  private String system() {
    int number = 0;
    Matcher said = NUMBER.matcher(type);
    while (said.find()) {
      number = Integer.parseInt(said.group(1) == null ? said.group(2) : said.group(1));
    }
    return number == 0 || Wgs84.isDegrees(number) ? "" : "SRID=" + number + ";";
  }
}
