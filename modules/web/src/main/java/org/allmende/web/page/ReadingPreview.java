package org.allmende.web.page;

import java.util.List;
import org.allmende.web.page.ReviewPage.Line;
import org.jspecify.annotations.Nullable;

/// What a file would be if it were read another way; nothing of it is kept.
///
/// @param said what came of it, in a sentence
/// @param wrong what of it cannot be so
/// @param table its first table; null where there is none
/// @param lines the beginning of the file as it would be read
/// @param findings what would be noticed
public record ReadingPreview(
    String said,
    List<Wrong> wrong,
    @Nullable TableView table,
    List<Line> lines,
    List<FindingView> findings) {

  public ReadingPreview {
    wrong = List.copyOf(wrong);
    lines = List.copyOf(lines);
    findings = List.copyOf(findings);
  }

  /// Something that cannot be so.
  ///
  /// @param name of the form field
  public record Wrong(String name, String text) {}
}
