package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run over a source, or what a dry run foresaw.
///
/// @param formToken shows that the form came from here
/// @param list the page of all sources
/// @param source the page of the source, where forms are sent
/// @param path of the page
/// @param tenant its name
/// @param name of the source
/// @param title of the page
/// @param dry whether nothing was written
/// @param waiting what is said while there is nothing to show; empty where there is
/// @param underWay whether a run over the source waits or is under way
/// @param done what came of it; null where nothing has been foreseen yet
public record RunPage(
    String formToken,
    String list,
    String source,
    String path,
    String tenant,
    String name,
    String title,
    boolean dry,
    String waiting,
    boolean underWay,
    @Nullable Done done) {

  /// What came of a run.
  ///
  /// @param number of the run; 0 for a dry run
  /// @param run in one line
  /// @param facts when, how long, and how far
  /// @param findings about the source as a whole
  /// @param moreFindings how many are not shown
  /// @param counts what became of the records
  /// @param heading of the list
  /// @param records that are shown
  /// @param shown says which of how many
  /// @param pages of the list
  /// @param asks whether it waits for somebody to say that much may go
  public record Done(
      int number,
      RunView run,
      List<Fact> facts,
      List<FindingView> findings,
      int moreFindings,
      List<Count> counts,
      String heading,
      List<Row> records,
      String shown,
      List<PageLink> pages,
      boolean asks) {
    public Done {
      facts = List.copyOf(facts);
      findings = List.copyOf(findings);
      counts = List.copyOf(counts);
      records = List.copyOf(records);
      pages = List.copyOf(pages);
    }
  }

  /// How many records came to a result.
  ///
  /// @param label the result
  /// @param why what it means
  /// @param count how many
  /// @param href the list of those; empty where there is nothing to list
  /// @param current whether they are the ones shown
  public record Count(String label, String why, String count, String href, boolean current) {}

  /// What became of a record.
  ///
  /// @param kind `good`, `info`, `warn` or `bad`
  /// @param result in words
  /// @param id what the source calls it
  /// @param uri in the source, where that can be opened; may be empty
  /// @param dataset its place here; may be empty
  /// @param href its page here; may be empty
  /// @param findings why it came to this
  /// @param difference what would change, statement by statement
  public record Row(
      String kind,
      String result,
      String id,
      String uri,
      String dataset,
      String href,
      List<FindingView> findings,
      List<String> difference) {
    public Row {
      findings = List.copyOf(findings);
      difference = List.copyOf(difference);
    }
  }
}
