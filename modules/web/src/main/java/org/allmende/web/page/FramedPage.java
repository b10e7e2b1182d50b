package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A view of a dataset's rows that other sites may show in a frame.
///
/// @param title of the dataset
/// @param href its page
/// @param by who publishes it
/// @param licenses the names of its licences, linked to their texts where those are known
/// @param table the rows; null where something else is shown
/// @param rows how they were asked for
/// @param chart what they hold, drawn; null where something else is shown
/// @param map where they lie; null where something else is shown
public record FramedPage(
    String title,
    String href,
    String by,
    List<Link> licenses,
    @Nullable TableView table,
    RowsView rows,
    @Nullable ChartView chart,
    @Nullable MapView map) {

  public FramedPage {
    licenses = List.copyOf(licenses);
  }

  /// Whether there is nothing to show.
  public boolean isEmpty() {
    return table == null && chart == null && map == null;
  }
}
