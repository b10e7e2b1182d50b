package org.allmende.web.page;

import java.util.List;

/// Something went wrong, or is not here: what, and where to go from here.
///
/// @param reference to be named when asking about it
/// @param onwards where to go from here
public record ErrorPage(
    int status,
    String title,
    String detail,
    String reference,
    List<Choice> choices,
    List<Link> onwards) {

  public ErrorPage {
    choices = List.copyOf(choices);
    onwards = List.copyOf(onwards);
  }
}
