package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dataset that is no longer offered.
///
/// @param title what it was called
/// @param when it was withdrawn; empty when unknown
/// @param by who published it
/// @param reason in the publisher's words; may be empty
/// @param choices the tenants, to narrow a search
/// @param tenant the rest of the publisher's data
/// @param again how whoever may undo that does; null for all others
/// @param soon whether search and SPARQL still show it, told to whoever may withdraw it
public record WithdrawnPage(
    String title,
    String when,
    String by,
    String reason,
    List<Choice> choices,
    Link tenant,
    @Nullable Again again,
    boolean soon) {

  public WithdrawnPage {
    choices = List.copyOf(choices);
  }

  /// What the form carries that publishes it again.
  ///
  /// @param path of the form
  /// @param change the state of the dataset it is about
  public record Again(String path, String formToken, String change) {}
}
