package org.allmende.intake.geometry;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.model.Column;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// Which reference system coordinates are in that do not say it, by their size: every system in use
/// in Germany has numbers of its own, save that between 263 and 503 km east the zones 32 and 33 of
/// UTM overlap. There the table decides: what its columns are called, how far east it reaches, and
/// whether its keys or post codes are those of the Länder that use zone 33.
///
/// @param zone of UTM, 32 or 33
record Grid(int zone) {

  private static final Pattern SAYS_33 = zone("33");
  private static final Pattern SAYS_32 = zone("32");
  private static final Set<String> KEYS_33 = Set.of("11", "12", "13", "14");
  private static final Set<String> POST_CODES_33 =
      Set.of(
          "01", "02", "03", "04", "08", "09", "10", "12", "13", "14", "15", "16", "17", "18", "19");

  private static Pattern zone(String number) {
    return Pattern.compile(
        "(?i)258" + number + "|(utm|zone)[\\s_-]{0,2}" + number + "|\\b" + number + "n\\b");
  }

  static Grid of(Table table) {
    for (Column column : table.columns()) {
      if (SAYS_33.matcher(column.name()).find()) {
        return new Grid(33);
      }
      if (SAYS_32.matcher(column.name()).find()) {
        return new Grid(32);
      }
    }
    if (SAYS_33.matcher(table.name()).find()) {
      return new Grid(33);
    }
    double[] reach = reach(table);
    if (reach.length == 2 && (reach[0] < 263_000 || reach[1] > 503_000)) {
      return new Grid(reach[0] < 263_000 ? 33 : 32);
    }
    boolean east =
        begins(table, "municipality-key", KEYS_33)
            || begins(table, "regional-key", KEYS_33)
            || begins(table, "postal-code", POST_CODES_33);
    return new Grid(east ? 33 : 32);
  }

  private static double[] reach(Table table) {
    for (Column column : table.columns()) {
      double[] range = "utm-easting".equals(column.meaning()) ? range(column) : null;
      if (range != null) {
        return range;
      }
    }
    return new double[0];
  }

  /// The least and the largest number of a column; null where it has none.
  static double @Nullable [] range(Column column) {
    String min = column.profile().min();
    String max = column.profile().max();
    try {
      return min == null || max == null
          ? null
          : new double[] {Double.parseDouble(min), Double.parseDouble(max)};
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean begins(Table table, String meaning, Set<String> starts) {
    for (Column column : table.columns()) {
      String min = column.profile().min();
      String max = column.profile().max();
      if (meaning.equals(column.meaning()) && min != null && max != null) {
        return begins(List.of(min, max), starts)
            && begins(
                column.profile().top().stream().map(Column.Frequency::value).toList(), starts);
      }
    }
    return false;
  }

  private static boolean begins(List<String> keys, Set<String> starts) {
    return keys.stream().allMatch(key -> key.length() > 2 && starts.contains(key.substring(0, 2)));
  }

  /// The number of the system; 0 where the coordinates are those of none.
  int system(double east, double north) {
    if (Math.abs(east) <= 180 && Math.abs(north) <= 90) {
      return 4326;
    }
    if (north < 5_100_000 || north > 6_200_000) {
      return 0;
    }
    if (east > 100_000 && east < 1_000_000) {
      return 25800 + zone;
    }
    int millions = (int) (east / 1_000_000);
    return switch (millions) {
      case 2, 3, 4, 5 -> 31464 + millions;
      case 32 -> 4647;
      case 33 -> 5650;
      default -> 0;
    };
  }
}
