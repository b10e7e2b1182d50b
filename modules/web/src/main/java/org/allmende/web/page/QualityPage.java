package org.allmende.web.page;

import java.util.List;

/// How good a description is, what would mend it, and what others make of it: for whoever publishes
/// the dataset.
///
/// @param formToken shows that the form came from here
/// @param change the state of the dataset the page was made from
/// @param path of the form
/// @param page the dataset's page
/// @param title the dataset's title
/// @param note what has just happened; empty when nothing has
/// @param score with everything that would gain points
/// @param findings what the check has found
/// @param repairs what would be mended
/// @param portals what others make of it
/// @param links the addresses elsewhere that have not answered, and why
public record QualityPage(
    String formToken,
    String change,
    String path,
    String page,
    String title,
    String note,
    ScoreView score,
    List<FindingView> findings,
    List<Mend> repairs,
    List<Portal> portals,
    List<LinkRow> links) {

  public QualityPage {
    findings = List.copyOf(findings);
    repairs = List.copyOf(repairs);
    portals = List.copyOf(portals);
    links = List.copyOf(links);
  }

  /// Whether anything can be mended without assuming something.
  public boolean isSureOfSome() {
    return repairs.stream().anyMatch(Mend::sure);
  }

  /// Whether a repair would assume something.
  public boolean isUnsureOfSome() {
    return repairs.stream().anyMatch(repair -> !repair.sure());
  }

  /// Something that can be mended.
  ///
  /// @param code of the finding
  /// @param field what it is about
  /// @param says what would be done
  /// @param sure whether it assumes nothing
  public record Mend(String code, String field, String says, boolean sure) {}

  /// An address of which it is not known that it answers.
  ///
  /// @param kind `bad`, `warn` or `info`
  /// @param state in words
  /// @param field where it stands
  /// @param asked when it was asked last; empty where it was not
  public record LinkRow(
      String kind, String state, String field, String address, String says, String asked) {}

  /// What a portal makes of the dataset.
  ///
  /// @param rows what does not arrive as it is
  /// @param kept how many fields arrive as they are
  public record Portal(String title, boolean taken, String verdict, List<Row> rows, String kept) {
    public Portal {
      rows = List.copyOf(rows);
    }
  }

  /// A field that does not arrive as it is.
  ///
  /// @param fate in words
  /// @param kind `bad`, `warn` or `info`
  /// @param file which file it is about; empty for the dataset itself
  public record Row(
      String kind,
      String fate,
      String file,
      String field,
      String ours,
      String theirs,
      String says) {}
}
