package org.allmende.web.page;

import java.util.List;

/// What somebody signed in starts from: hand in a file, go on with a draft, see what is out.
///
/// @param formToken shows that the form came from here
/// @param tenants for whom one may publish
/// @param note something to know first; empty when there is nothing
/// @param drafts what is not published yet, the latest first
/// @param moreDrafts drafts that are not shown
/// @param published what changed last among the published
/// @param allPublished the list of all of them
/// @param total number of published datasets
/// @param limit the most bytes a file may have, in words
public record WorkplacePage(
    String formToken,
    List<Choice> tenants,
    String note,
    List<Draft> drafts,
    int moreDrafts,
    List<Hit> published,
    String allPublished,
    long total,
    String limit) {

  public WorkplacePage {
    tenants = List.copyOf(tenants);
    drafts = List.copyOf(drafts);
    published = List.copyOf(published);
  }

  /// A draft.
  ///
  /// @param open number of decisions that publication waits for
  public record Draft(
      String title, String href, String tenant, String changed, int open, int quality) {}
}
