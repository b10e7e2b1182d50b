package org.allmende.web.page;

import java.util.List;

/// Where a new version of a dataset is handed in.
///
/// @param formToken shows that the form came from here
/// @param path of the form
/// @param page the dataset's page
/// @param title the dataset's title
/// @param note what has just happened; empty when nothing has
/// @param findings why the files were not taken over
/// @param breaks whether some of them are columns that go or change, which one reason confirms
/// @param reason the one that was given for that; empty where none was
/// @param gates those about people, each of which needs a reason of its own
/// @param limit the largest file taken, in words
/// @param earlier the versions that were public before, the latest first
/// @param wanted the one that was to become the newest again; 0 where files were given
public record ReplacementPage(
    String formToken,
    String path,
    String page,
    String title,
    String note,
    List<FindingView> findings,
    boolean breaks,
    String reason,
    List<ReviewPage.Gate> gates,
    String limit,
    List<Earlier> earlier,
    int wanted) {

  public ReplacementPage {
    findings = List.copyOf(findings);
    gates = List.copyOf(gates);
    earlier = List.copyOf(earlier);
  }

  /// A version that was public before.
  ///
  /// @param until the day others took its place, in words
  /// @param files their names
  public record Earlier(int number, String until, String files) {}
}
