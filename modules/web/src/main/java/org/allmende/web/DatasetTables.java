package org.allmende.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.Browsing;
import org.allmende.catalog.Browsing.Shown;
import org.allmende.catalog.Readings;
import org.allmende.catalog.RowEngine.Source;
import org.allmende.catalog.SameTable;
import org.allmende.catalog.Version;
import org.allmende.model.Addresses;
import org.allmende.model.Draft;
import org.allmende.model.Table;

/// The tables of a dataset, numbered from 1 through all its files, in its present version or an
/// earlier one.
final class DatasetTables {

  private final Browsing browsing;
  private final Addresses addresses;

  DatasetTables(Browsing browsing, Addresses addresses) {
    this.browsing = browsing;
    this.addresses = addresses;
  }

  /// A table of a dataset.
  ///
  /// @param address where programs find it, without a version
  record Found(Draft draft, Table table, int number, String address) {

    Source source() {
      return new Source(draft, table);
    }

    /// Changes whenever what it holds may.
    String mark() {
      return Readings.mark(draft) + "-" + number;
    }
  }

  /// @param version empty for the present one
  List<Found> all(Shown shown, String version) throws IOException {
    var all = new ArrayList<Found>();
    for (Draft draft : drafts(shown, version)) {
      for (Table table : draft.tables()) {
        int number = all.size() + 1;
        all.add(new Found(draft, table, number, address(shown) + "/tables/" + number));
      }
    }
    return all;
  }

  private List<Draft> drafts(Shown shown, String version) throws IOException {
    return version.isEmpty()
        ? browsing.drafts(shown)
        : browsing.drafts(shown, version(version)).orElseThrow(() -> unknownVersion(shown));
  }

  /// The number of a version.
  static int version(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw SearchParameters.wrong(
          "version", "die Nummer einer Fassung", "the number of a version");
    }
    return Integer.parseInt(text);
  }

  static Problem unknownVersion(Shown shown) {
    return Problem.of(
        Trouble.NOT_FOUND,
        "Diese Fassung gibt es nicht. Die gegenwärtige hat die Nummer "
            + shown.notes().version()
            + ".",
        "There is no such version. The present one has the number "
            + shown.notes().version()
            + ".");
  }

  /// The number of the version before one; an empty number stands for the present one.
  static String before(Shown shown, String to) {
    int number = to.isEmpty() ? shown.notes().version() : version(to);
    return shown.stored().entry().earlier().stream()
        .map(Version::number)
        .filter(earlier -> earlier < number)
        .max(Integer::compare)
        .map(String::valueOf)
        .orElseThrow(() ->
            Problem.of(
                Trouble.NOT_FOUND,
                "Vor dieser Fassung gibt es keine, die öffentlich war.",
                "There is no version before this one that was public."));
  }

  Found find(Shown shown, String version, int number) throws IOException {
    List<Found> all = all(shown, version);
    if (number < 1 || number > all.size()) {
      throw Problem.of(
          Trouble.NOT_FOUND,
          "Der Datensatz hat " + all.size() + " Tabellen.",
          "The dataset has " + all.size() + " tables.");
    }
    return all.get(number - 1);
  }

  /// The same table in another version.
  Found same(Shown shown, String version, String other, int number) throws IOException {
    find(shown, version, number);
    List<Table> tables = all(shown, version).stream().map(Found::table).toList();
    List<Found> others = all(shown, other);
    Optional<Table> same =
        SameTable.of(tables, number - 1, others.stream().map(Found::table).toList());
    return others.stream()
        .filter(found -> same.isPresent() && found.table().equals(same.get()))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                Trouble.NOT_FOUND,
                "Diese Tabelle gibt es in der anderen Fassung nicht.",
                "The other version has no such table."));
  }

  /// Where programs find the dataset.
  String address(Shown shown) {
    return addresses.base() + "/api/v1/datasets/" + shown.id();
  }
}
