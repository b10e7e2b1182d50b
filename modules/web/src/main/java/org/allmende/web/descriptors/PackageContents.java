package org.allmende.web.descriptors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset;
import org.allmende.model.Dataset.Distribution;
import org.allmende.web.rows.DatasetTables.Found;

/// What a package of a dataset is made of: its tables as we serve them, cleaned, and all other
/// files.
///
/// @param odd the names of columns in which some cells are not of the column's type
/// @param page the dataset's page
record PackageContents(Shown shown, List<Found> tables, Set<String> odd, String page) {

  private static final int MOST_FILES = 200;

  PackageContents {
    tables = List.copyOf(tables);
    odd = Set.copyOf(odd);
  }

  Dataset dataset() {
    return shown.dataset();
  }

  /// Where a table is as CSV.
  String address(Found found) {
    return found.number() == 1 ? page + ".csv" : found.address() + "/rows?format=csv";
  }

  /// The type that every cell of a column has.
  ColumnType type(Column column) {
    return odd.contains(column.name()) ? ColumnType.STRING : column.type();
  }

  /// The columns' names as CSV has them, each once: of one name the second is called `… 2`.
  static List<String> names(List<Column> columns) {
    var names = new ArrayList<String>();
    for (Column column : columns) {
      String name = column.name();
      for (int n = 2; names.contains(name); n++) {
        name = column.name() + " " + n;
      }
      names.add(name);
    }
    return names;
  }

  /// The files as they were given, and what lies elsewhere.
  List<Distribution> files() {
    return dataset().distributions().stream()
        .filter(one -> isWeb(address(one)) && !address(one).equals(page + ".csv"))
        .limit(MOST_FILES)
        .toList();
  }

  static String address(Distribution distribution) {
    String direct = distribution.downloadUrl();
    String access = distribution.accessUrl();
    return direct != null ? direct : access == null ? "" : access;
  }

  private static boolean isWeb(String address) {
    return address.startsWith("http://") || address.startsWith("https://");
  }
}
