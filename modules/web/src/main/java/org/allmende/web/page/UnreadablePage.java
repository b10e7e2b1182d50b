package org.allmende.web.page;

import java.util.List;

/// Files that were not understood: why, and what helps.
///
/// @param names of the files
public record UnreadablePage(List<String> names, List<FindingView> findings) {

  public UnreadablePage {
    names = List.copyOf(names);
    findings = List.copyOf(findings);
  }
}
