package org.allmende.web.page;

import java.util.List;

/// What somebody signed in starts from: hand in a file, go on with a draft, see what is out.
///
/// @param formToken shows that the form came from here
/// @param ways to what else one looks after
/// @param asking sources that wait for a confirmation
/// @param tenants for whom one may publish
/// @param none what to do where there are none of these
/// @param note something to know first; empty when there is nothing
/// @param failed drafts that were not published as planned
/// @param drafts what is not published yet, the latest first
/// @param moreDrafts drafts that are not shown
/// @param needs published datasets whose descriptions lack most, the poorest first
/// @param published what changed last among the published
/// @param allPublished the list of all of them
/// @param total number of published datasets
/// @param limit the most bytes a file may have, in words
public record WorkplacePage(
    String formToken,
    List<Way> ways,
    List<Way> asking,
    List<Choice> tenants,
    String none,
    String note,
    List<Failed> failed,
    List<Draft> drafts,
    int moreDrafts,
    List<Need> needs,
    List<Hit> published,
    String allPublished,
    long total,
    String limit) {

  public WorkplacePage {
    ways = List.copyOf(ways);
    asking = List.copyOf(asking);
    tenants = List.copyOf(tenants);
    failed = List.copyOf(failed);
    drafts = List.copyOf(drafts);
    needs = List.copyOf(needs);
    published = List.copyOf(published);
  }

  /// A page.
  public record Way(String href, String label) {}

  /// A published dataset that could be described better.
  ///
  /// @param quality in per cent
  /// @param first what would help most
  /// @param gain the points it would bring
  public record Need(
      String title, String href, String tenant, int quality, String first, int gain) {}

  /// A draft that was not published as planned.
  ///
  /// @param said when it should have been, and why it was not
  public record Failed(String title, String href, String tenant, String said) {}

  /// A draft.
  ///
  /// @param plan when it becomes public by itself; empty where that is not planned
  /// @param standing how far its review has come; empty where there is none
  /// @param open number of decisions that publication waits for
  public record Draft(
      String title,
      String href,
      String tenant,
      String standing,
      String plan,
      String changed,
      int open,
      int quality) {}
}
