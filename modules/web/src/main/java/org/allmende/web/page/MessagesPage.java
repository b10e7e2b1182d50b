package org.allmende.web.page;

import java.util.List;

/// What readers have written to those who are signed in.
///
/// @param open how many are not dealt with
/// @param number of this page
/// @param days for how long they are kept
public record MessagesPage(
    String formToken, long open, List<Said> messages, int number, List<PageLink> pages, long days) {

  public MessagesPage {
    messages = List.copyOf(messages);
    pages = List.copyOf(pages);
  }

  /// What one reader has written.
  ///
  /// @param dataset its title
  /// @param href its page
  /// @param office whose it is
  /// @param received when
  public record Said(
      String id,
      String dataset,
      String href,
      String office,
      String received,
      String text,
      boolean done) {}
}
