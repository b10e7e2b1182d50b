package org.allmende.web.page;

import java.util.List;

/// A dataset that is no longer offered.
///
/// @param title what it was called
/// @param when it was withdrawn; empty when unknown
/// @param by who published it
/// @param reason in the publisher's words; may be empty
/// @param choices the tenants, to narrow a search
/// @param tenant the rest of the publisher's data
/// @param soon whether search and SPARQL still show it, told to whoever may withdraw it
public record WithdrawnPage(
    String title,
    String when,
    String by,
    String reason,
    List<Choice> choices,
    Link tenant,
    boolean soon) {

  public WithdrawnPage {
    choices = List.copyOf(choices);
  }
}
