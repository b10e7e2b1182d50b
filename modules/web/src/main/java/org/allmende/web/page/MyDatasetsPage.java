package org.allmende.web.page;

import java.util.List;

/// The datasets somebody works on, by what they are looked for, to change several at once.
///
/// @param formToken shows that the form came from here
/// @param path of the page
/// @param note something to know first; empty when there is nothing
/// @param text that is looked for
/// @param tenants to narrow by, when there are several
/// @param states to narrow by
/// @param tenant chosen; empty for all
/// @param state chosen
/// @param total number of those found
/// @param most the most that are changed at once
/// @param rows those shown
/// @param all whether all that are found are meant, not those that are chosen
/// @param changes whether the reader may change any
/// @param fields that can be set
/// @param themes to add or take away
/// @param keywordsMore as they were typed
/// @param keywordsLess as they were typed
/// @param reason to withdraw, as it was typed
public record MyDatasetsPage(
    String formToken,
    String path,
    String note,
    String text,
    List<Choice> tenants,
    List<Choice> states,
    String tenant,
    String state,
    long total,
    int most,
    List<Row> rows,
    List<PageLink> pages,
    boolean all,
    boolean changes,
    List<ReviewPage.Field> fields,
    List<Theme> themes,
    String keywordsMore,
    String keywordsLess,
    String reason) {

  public MyDatasetsPage {
    tenants = List.copyOf(tenants);
    states = List.copyOf(states);
    rows = List.copyOf(rows);
    pages = List.copyOf(pages);
    fields = List.copyOf(fields);
    themes = List.copyOf(themes);
  }

  /// A dataset.
  ///
  /// @param state how far it is, in words
  /// @param changed when it was changed last, in words
  /// @param chosen whether it is ticked
  public record Row(
      String id,
      String title,
      String href,
      String tenant,
      String state,
      String changed,
      boolean chosen) {}

  /// A theme.
  ///
  /// @param more whether it shall be added
  /// @param less whether it shall be taken away
  public record Theme(String uri, String label, boolean more, boolean less) {}
}
