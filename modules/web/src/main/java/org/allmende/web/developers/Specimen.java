package org.allmende.web.developers;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.model.Column;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetRows;
import org.allmende.web.rows.DatasetTables;

/// A published dataset of this installation to show calls by, with its first table.
///
/// @param title its title
/// @param table its first table
/// @param group a column to group by, in the grammar of rows; empty where none suits
/// @param onMap whether its rows lie on the map
record Specimen(
    DatasetId id, String title, DatasetTables.Found table, String group, boolean onMap) {

  private static final int MOST_LOOKED_AT = 40;
  private static final int MOST_GROUPS = 40;

  /// Finds the best among the datasets that changed last: the more it can show, the better.
  static Optional<Specimen> find(
      SearchIndex index, Browsing browsing, DatasetTables tables, Words words) throws IOException {
    var asked =
        new SearchIndex.Request(
            "", Map.of(), Range.OPEN, Range.OPEN, null, Sort.MODIFIED, 1, MOST_LOOKED_AT);
    Specimen best = null;
    for (SearchIndex.Hit hit : index.search(asked.counting(SearchIndex.Request.NO_FACET)).hits()) {
      Shown shown = browsing.find(hit.id()).orElse(null);
      if (shown == null || shown.stored().entry().state() != State.PUBLISHED) {
        continue;
      }
      List<DatasetTables.Found> all = tables.all(shown, "");
      if (!all.isEmpty()) {
        Specimen found = of(shown, all.getFirst(), words);
        best = best == null || found.worth() > best.worth() ? found : best;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Specimen of(Shown shown, DatasetTables.Found table, Words words) {
    String group =
        table.table().columns().stream()
            .filter(column -> groups(column, table.table().dataRows()))
            .min(Comparator.comparingLong(column -> column.profile().distinct()))
            .map(column -> DatasetRows.name(table.table(), column.position()))
            .orElse("");
    String title = shown.dataset().title(words.language());
    return new Specimen(shown.id(), title, table, group, DatasetRows.isOnMap(table.table()));
  }

  /// Whether a column has values that several rows share.
  private static boolean groups(Column column, long rows) {
    long distinct = column.profile().distinct();
    return distinct > 1
        && distinct <= MOST_GROUPS
        && distinct * 2 <= rows
        && switch (column.type()) {
          case STRING, BOOLEAN, URI -> true;
          case INTEGER, DECIMAL, DATE, DATETIME, TIME, DURATION, GEOMETRY -> false;
        };
  }

  private int worth() {
    return (group.isEmpty() ? 0 : 2) + (onMap ? 1 : 0);
  }
}
