package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sources of a tenant.
///
/// @param formToken shows that the form came from here
/// @param path of the page
/// @param enter the page on which a source is entered
/// @param tenant its name
/// @param note what has just happened; empty when nothing has
/// @param sources by their names
/// @param pages of the list
public record SourcesPage(
    String formToken,
    String path,
    String enter,
    String tenant,
    String note,
    List<Entry> sources,
    List<PageLink> pages) {

  public SourcesPage {
    sources = List.copyOf(sources);
    pages = List.copyOf(pages);
  }

  /// A source.
  ///
  /// @param kind in words
  /// @param every in words
  /// @param last its last run; null where it has none
  /// @param standing how it stands now
  public record Entry(
      String name,
      String href,
      String kind,
      String address,
      String priority,
      String every,
      @Nullable RunView last,
      SourceStanding standing) {}
}
