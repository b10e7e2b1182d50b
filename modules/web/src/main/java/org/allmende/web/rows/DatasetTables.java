package org.allmende.web.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.asking.RowEngine.Source;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.store.Version;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.catalog.tables.Readings;
import org.allmende.catalog.tables.SameTable;
import org.allmende.model.Addresses;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;

/// The tables of a dataset, numbered from 1 through all its files, in its present version or an
/// earlier one.
public final class DatasetTables {

  private final Browsing browsing;
  private final Addresses addresses;

  public DatasetTables(Browsing browsing, Addresses addresses) {
    this.browsing = browsing;
    this.addresses = addresses;
  }

  /// A table of a dataset.
  ///
  /// @param address where programs find it, without a version
  public record Found(Draft draft, Table table, int number, String address) {

    public Source source() {
      return new Source(draft, table);
    }

    /// The table in the form every program reads.
    public CleanTable clean() {
      return CleanTable.of(draft, table).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    }

    /// Changes whenever what it holds may.
    public String mark() {
      return Readings.mark(draft) + "-" + number;
    }
  }

  /// All tables of a version.
  ///
  /// @param version empty for the present one
  public List<Found> all(Shown shown, String version) throws IOException {
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
  public static int version(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw SearchParameters.wrong(
          "version", "die Nummer einer Fassung", "the number of a version");
    }
    return Integer.parseInt(text);
  }

  public static Problem unknownVersion(Shown shown) {
    return Problem.of(
        Trouble.NOT_FOUND,
        "Diese Fassung gibt es nicht. Die gegenwärtige hat die Nummer "
            + shown.notes().version()
            + ".",
        "There is no such version. The present one has the number "
            + shown.notes().version()
            + ".");
  }

  /// A table in two of its versions.
  ///
  /// @param from number of the earlier version
  /// @param to number of the later version
  public record Versions(int from, Found before, int to, Found after) {}

  /// A table in two versions, by its number in the later one.
  ///
  /// @param from number of the earlier version; empty for the one before the later
  /// @param to number of the later version; empty for the present one
  public Versions versions(Shown shown, String from, String to, int number) throws IOException {
    int later = to.isEmpty() ? shown.notes().version() : version(to);
    int earlier = from.isEmpty() ? before(shown, later) : version(from);
    List<Found> now = all(shown, Integer.toString(later));
    Found after = one(now, number);
    List<Found> old = all(shown, Integer.toString(earlier));
    Optional<Table> same = SameTable.of(tables(now), number - 1, tables(old));
    return old.stream()
        .filter(found -> same.isPresent() && found.table().equals(same.get()))
        .findFirst()
        .map(before -> new Versions(earlier, before, later, after))
        .orElseThrow(() ->
            Problem.of(
                Trouble.NOT_FOUND,
                "Diese Tabelle gibt es in der anderen Fassung nicht.",
                "The other version has no such table."));
  }

  private static List<Table> tables(List<Found> all) {
    return all.stream().map(Found::table).toList();
  }

  private static int before(Shown shown, int later) {
    return shown.stored().entry().earlier().stream()
        .map(Version::number)
        .filter(earlier -> earlier < later)
        .max(Integer::compare)
        .orElseThrow(() ->
            Problem.of(
                Trouble.NOT_FOUND,
                "Vor dieser Fassung gibt es keine, die öffentlich war.",
                "There is no version before this one that was public."));
  }

  public Found find(Shown shown, String version, int number) throws IOException {
    return one(all(shown, version), number);
  }

  private static Found one(List<Found> all, int number) {
    if (number < 1 || number > all.size()) {
      throw Problem.of(
          Trouble.NOT_FOUND,
          "Der Datensatz hat " + all.size() + " Tabellen.",
          "The dataset has " + all.size() + " tables.");
    }
    return all.get(number - 1);
  }

  /// Where programs find the dataset.
  public String address(Shown shown) {
    return addresses.base() + "/api/v1/datasets/" + shown.id();
  }
}
