package org.allmende.web.page;

import java.util.List;

/// One source, and the runs over it.
///
/// @param formToken shows that the form came from here
/// @param list the page of all sources
/// @param path of the page
/// @param tenant its name
/// @param name of the source
/// @param note what has just happened; empty when nothing has
/// @param facts what is said about it
/// @param standing how it stands now
/// @param foreseen when the last dry run was; empty where there was none lately
/// @param runs the newest first
public record SourcePage(
    String formToken,
    String list,
    String path,
    String tenant,
    String name,
    String note,
    List<Fact> facts,
    SourceStanding standing,
    String foreseen,
    List<RunView> runs) {

  public SourcePage {
    facts = List.copyOf(facts);
    runs = List.copyOf(runs);
  }
}
