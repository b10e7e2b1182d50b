package org.allmende.web.clerk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.web.page.Link;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;

/// What a clerk can take along who looks over a file: of each table the rows to be mended, and the
/// first table the way it is repaired for everybody.
final class ReviewDownloads {

  private static final int MOST_TABLES = 20;
  private static final int LONGEST_NAME = 60;

  private ReviewDownloads() {}

  /// @param drafts the files of the dataset
  /// @param bad the tables with rows to be mended, by their numbers
  static List<Link> of(Words words, DatasetId id, List<Draft> drafts, Map<Integer, Table> bad) {
    var links = new ArrayList<Link>();
    bad.entrySet().stream()
        .limit(MOST_TABLES)
        .map(table ->
            new Link(
                words.t("review.bad-rows", name(table.getValue())),
                "/api/v1/datasets/" + id + "/tables/" + table.getKey() + "/bad-rows"))
        .forEach(links::add);
    if (CleanTable.first(drafts).isPresent()) {
      drafts.stream()
          .flatMap(draft -> draft.tables().stream())
          .findFirst()
          .map(first ->
              new Link(words.t("review.repaired", name(first)), "/datasets/" + id + ".csv"))
          .ifPresent(links::add);
    }
    return links;
  }

  private static String name(Table table) {
    return Plain.shorten(table.name(), LONGEST_NAME);
  }
}
